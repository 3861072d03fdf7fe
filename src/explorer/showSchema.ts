import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { element } from './elements.js';

/** The schema as a tree: the questions first, then every type; each opens into its fields, and a field into its type. */
export function showSchema(schema: GraphQLSchema): HTMLElement {
  const query = schema.getQueryType();
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && type !== query)
    .toSorted((left, right) => left.name.localeCompare(right.name));
  const roots = [...(query === null || query === undefined ? [] : fieldsOf(query)), ...types.map(typeRow)];
  const filter = element('input', {
    type: 'search',
    placeholder: 'Find a field or type',
    'aria-label': 'Find in the schema',
  });
  filter.addEventListener('input', () => {
    const wanted = filter.value.trim().toLowerCase();
    for (const row of roots) row.hidden = !(row.dataset['name'] ?? '').includes(wanted);
  });
  return element('div', {}, filter, ...roots);
}

function typeRow(type: GraphQLNamedType): HTMLElement {
  return openable(type.name, [element('span', { class: 'type' }, type.name)], () => [
    ...told(type.description),
    ...fieldsOf(type),
  ]);
}

function fieldsOf(type: GraphQLNamedType): readonly HTMLElement[] {
  if (isEnumType(type)) {
    return type.getValues().map((value) => openable(value.name, [value.name], () => told(value.description)));
  }
  if (isUnionType(type)) return type.getTypes().map(typeRow);
  if (isInputObjectType(type)) return Object.values(type.getFields()).map(argumentRow);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).map((field) =>
    openable(field.name, [`${field.name}: `, element('span', { class: 'type' }, String(field.type))], () => [
      ...told(field.description),
      ...field.args.map(argumentRow),
      ...fieldsOf(getNamedType(field.type)),
    ]),
  );
}

function argumentRow(argument: GraphQLArgument | GraphQLInputField): HTMLElement {
  const label = [
    element('span', { class: 'argument' }, `${argument.name}: `),
    element('span', { class: 'type' }, String(argument.type)),
  ];
  return openable(argument.name, label, () => [
    ...told(argument.description),
    ...fieldsOf(getNamedType(argument.type)),
  ]);
}

function told(description: string | null | undefined): readonly HTMLElement[] {
  return description ? [element('p', {}, description)] : [];
}

/** A row whose inside is made when it is first opened, since types refer to each other without end. */
function openable(name: string, label: readonly (Node | string)[], inside: () => readonly HTMLElement[]): HTMLElement {
  const details = element('details', { 'data-name': name.toLowerCase() }, element('summary', {}, ...label));
  details.addEventListener('toggle', () => details.append(element('div', {}, ...inside())), { once: true });
  return details;
}
