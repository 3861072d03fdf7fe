import {
  getArgumentValues,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** How many rows a list without a page size is taken to have. */
const UNPAGED_ROWS = 5;

/** One operation, validated, its variables coerced. */
export interface CostedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * How many objects the answer can hold: page sizes (`first`, after variables and the SDL's defaults) multiply along nested lists,
 * a list without a page size counts as five rows, and what @skip or @include leave out counts as if it were there.
 */
export function costOf(costed: CostedOperation): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of costed.document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const typeNamed = (name: string): GraphQLCompositeType | null => {
    const type = costed.schema.getType(name);
    return type !== undefined && isCompositeType(type) ? type : null;
  };
  const selectionCost = (selections: SelectionSetNode, parent: GraphQLCompositeType, times: number): number => {
    let cost = 0;
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) {
        cost += fieldCost(selection, parent, times);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (fragment === undefined) continue;
      const condition = fragment.typeCondition;
      const type = condition === undefined ? parent : typeNamed(condition.name.value);
      if (type !== null) cost += selectionCost(fragment.selectionSet, type, times);
    }
    return cost;
  };
  const fieldCost = (node: FieldNode, parent: GraphQLCompositeType, times: number): number => {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    const type = field === undefined ? null : getNamedType(field.type);
    if (field === undefined || node.selectionSet === undefined || !isCompositeType(type)) return 0;
    const rows = times * rowsOf(field, node, parent, costed.variables);
    return rows + selectionCost(node.selectionSet, type, rows);
  };
  const root = costed.schema.getRootType(costed.operation.operation);
  return root === undefined || root === null ? 0 : selectionCost(costed.operation.selectionSet, root, 1);
}

function rowsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  parent: GraphQLCompositeType,
  variables: Readonly<Record<string, unknown>>,
): number {
  const values = getArgumentValues(field, node, variables);
  const first = values['first'] ?? field.args.find((argument) => argument.name === 'first')?.defaultValue;
  if (typeof first === 'number') return Math.max(first, 1);
  if (!isListType(getNullableType(field.type))) return 1;
  const asked = values['ids'] ?? values['requests'];
  if (Array.isArray(asked)) return Math.max(asked.length, 1);
  return isPage(parent) ? 1 : UNPAGED_ROWS;
}

/** A connection's lists are the rows that its own field counted. */
function isPage(type: GraphQLCompositeType): boolean {
  return !isAbstractType(type) && type.name.endsWith('Connection');
}
