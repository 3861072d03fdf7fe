import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** Rows of a listing inside an answer. */
const INNER_ROWS = 3;

/**
 * Every field of a type and of what it leads to, `depth` objects deep, as a selection; what is new in the SDL is selected by itself. Listings
 * give their cursors too. Fields of implementations have names of their own, since types of equal names differ.
 */
export function wholeSelection(schema: GraphQLSchema, type: GraphQLNamedType, depth: number): string {
  return select(schema, type, depth, []);
}

function select(schema: GraphQLSchema, type: GraphQLNamedType, depth: number, above: readonly string[]): string {
  const parts = ['__typename'];
  const inside = [...above, type.name];
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      const text = selectField(schema, field, depth, inside);
      if (text !== null) parts.push(text);
    }
  }
  if (isAbstractType(type)) {
    const shared = isInterfaceType(type) ? type.getFields() : {};
    for (const each of depth > 0 ? schema.getPossibleTypes(type) : []) {
      const own = Object.values(each.getFields()).filter(({ name }) => !Object.hasOwn(shared, name));
      const fields = own.map((field) => selectField(schema, field, depth, [...inside, each.name]));
      const named = fields.flatMap((field) =>
        field === null ? [] : [`${each.name}_${field.split(/[ (]/u)[0]}: ${field}`],
      );
      if (named.length > 0) parts.push(`... on ${each.name} { ${named.join(' ')} }`);
    }
  }
  return parts.join(' ');
}

/** Null for what cannot be selected here: arguments that have to be given, objects too deep, and a thing inside another of its type. */
function selectField(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  depth: number,
  above: readonly string[],
): string | null {
  if (field.args.some(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)) return null;
  const type = getNamedType(field.type);
  if (isLeafType(type)) return field.name;
  if (above.includes(type.name)) return field.name === 'node' ? null : `${field.name} { __typename }`;
  // Rows stand under `edges`, with their cursors.
  if (field.name === 'nodes' && above.at(-1)?.endsWith('Connection') === true) return 'nodes { __typename }';
  const isListing = field.args.some(({ name }) => name === 'first');
  const cost = /(?:Connection|Edge|PageInfo|Completeness|Counts|Needs|NeedSet|Need|Evidence|Layer)$/u.test(type.name)
    ? 0
    : 1;
  if (depth < cost) return null;
  return `${field.name}${isListing ? `(first: ${INNER_ROWS})` : ''} { ${select(schema, type, depth - cost, above)} }`;
}
