import { existsSync, readdirSync } from 'node:fs';
import { isInterfaceType, isIntrospectionType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildSchema } from '../../resolvers/index.js';

const schema = buildSchema();

describe('the folder resolvers/', () => {
  it('has one file for each question, and no other', () => {
    const fields = Object.keys(schema.getQueryType()?.getFields() ?? {});
    expect(readdirSync('resolvers/Query').toSorted()).toEqual(fields.map((field) => `${field}.ts`).toSorted());
  });

  it('has one file for each type', () => {
    const types = Object.values(schema.getTypeMap()).filter(
      (type) => (isObjectType(type) || isInterfaceType(type)) && !isIntrospectionType(type) && type.name !== 'Query',
    );
    expect(types.map((type) => type.name).filter((name) => !existsSync(`resolvers/${name}.ts`))).toEqual([]);
  });

  it('writes out every field of every type', () => {
    const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !isIntrospectionType(type));
    const left = types.flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields()).flatMap((field) =>
            field.resolve === undefined ? [`${type.name}.${field.name}`] : [],
          )
        : [],
    );
    expect(left).toEqual([]);
  });
});
