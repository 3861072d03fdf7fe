import { readFileSync, readdirSync } from 'node:fs';
import {
  buildSchema as parseSdl,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  type GraphQLSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildSchema } from '../../resolvers/index.js';

const schema = buildSchema();

interface Element {
  readonly name: string;
  /** Its type with default, or what kind of thing it is. */
  readonly type: string;
  readonly description: string | null | undefined;
}

/** Every element of a schema by its coordinate: types, fields, arguments, values, directives. */
function elementsOf(of: GraphQLSchema): readonly Element[] {
  const elements: Element[] = [];
  const add = (name: string, type: string, description: string | null | undefined): void => {
    elements.push({ name, type, description });
  };
  for (const directive of of.getDirectives()) {
    if (isSpecifiedDirective(directive)) continue;
    add(`@${directive.name}`, `directive on ${directive.locations.join(' ')}`, directive.description);
    for (const argument of directive.args) {
      add(`@${directive.name}(${argument.name}:)`, String(argument.type), argument.description);
    }
  }
  for (const type of Object.values(of.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    add(type.name, type.astNode?.kind ?? 'none', type.description);
    if (isEnumType(type))
      for (const value of type.getValues()) add(`${type.name}.${value.name}`, 'value', value.description);
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        add(`${type.name}.${field.name}`, withDefault(field.type, field.defaultValue), field.description);
      }
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const implemented of type.getInterfaces())
      add(`${type.name} implements ${implemented.name}`, 'interface', 'as said there');
    for (const field of Object.values(type.getFields())) {
      add(`${type.name}.${field.name}`, String(field.type), field.description);
      for (const argument of field.args) {
        add(
          `${type.name}.${field.name}(${argument.name}:)`,
          withDefault(argument.type, argument.defaultValue),
          argument.description,
        );
      }
    }
  }
  return elements;
}

function byName(left: Element, right: Element): number {
  return left.name < right.name ? -1 : 1;
}

function withDefault(type: unknown, value: unknown): string {
  return value === undefined ? String(type) : `${String(type)} = ${JSON.stringify(value)}`;
}

describe('the SDL', () => {
  it('is served as it is written: scalars keep their descriptions', () => {
    const texts = readdirSync('schema').map((file) => readFileSync(`schema/${file}`, 'utf8'));
    const written = elementsOf(parseSdl(texts.join('\n')));
    expect(elementsOf(schema).toSorted(byName)).toEqual(written.toSorted(byName));
  });

  it('describes every element in a whole sentence', () => {
    const bare = elementsOf(schema).filter(
      ({ type, description }) => type !== 'interface' && !/^\S.*\.$/su.test(description ?? ''),
    );
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  it('says no less than the built part of the contract, under the same names and types', () => {
    const contract = parseSdl(readFileSync('test/cases/api/contract.graphql', 'utf8'));
    const served = new Map(elementsOf(schema).map(({ name, type }) => [name, type]));
    const promised = elementsOf(contract).map(({ name, type }) => ({ name, type }));
    expect(promised.length).toBeGreaterThan(300);
    expect(promised.filter(({ name, type }) => served.get(name) !== type)).toEqual([]);
  });

  it('has the directive @oneOf on the end of a path', () => {
    const end = schema.getType('PathEnd');
    expect(isInputObjectType(end) && end.isOneOf).toBe(true);
  });
});
