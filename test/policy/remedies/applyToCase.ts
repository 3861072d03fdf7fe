import type { Change } from '../../../src/policy/remedies/index.js';
import type { Case, Policy, Statement } from '../naive/types.js';

type Lists = Record<string, unknown>;

/** A case with changes made in its JSON, as a person would make them there; nothing of it is shared with the engine. */
export function applyToCase(one: Case, changes: readonly Change[]): Case {
  const changed = structuredClone(one) as unknown as { request: Lists; policies: Lists };
  const removals = changes.filter(({ kind }) => kind === 'REMOVE');
  // From the last statement on, so that the places of the others stay.
  const last = removals.toSorted((left, right) => (right.statement?.index ?? 0) - (left.statement?.index ?? 0));
  for (const { statement } of last) remove(changed.policies, statement?.policy ?? '', statement?.index ?? 0);
  for (const change of changes) {
    if (change.kind === 'ADD') add(changed.policies, change);
    if (change.kind === 'BRING') bring(changed.request, change);
    if (change.kind !== 'REMOVE' && change.kind !== 'ADD' && change.kind !== 'BRING') throw new Error(change.kind);
  }
  return changed as unknown as Case;
}

/** `pointer` is `/policies/scp/0/1`. */
function remove(policies: Lists, pointer: string, index: number): void {
  const [, , ...path] = pointer.split('/');
  const [end = '', ...before] = path.toReversed();
  let parent: unknown = policies;
  for (const name of before.toReversed()) parent = (parent as Lists)[name];
  const document = (parent as Lists)[end] as Policy;
  const statements = statementsOf(document).filter((_, place) => place !== index);
  (parent as Lists)[end] = { ...document, Statement: statements };
}

function add(policies: Lists, { layer, level, addition }: Change): void {
  const document = { Version: '2012-10-17', Statement: [addition] };
  const name = String(layer).toLowerCase();
  if (layer === 'RESOURCE') {
    const present = policies['resource'] as Policy | undefined;
    const statements = present === undefined ? [] : statementsOf(present);
    policies['resource'] = { ...(present ?? document), Statement: [...statements, addition] };
  } else if (layer === 'SCP' || layer === 'RCP') ((policies[name] as unknown[][])[level ?? 0] ?? []).push(document);
  else policies[name] = [...((policies[name] as unknown[] | undefined) ?? []), document];
}

function bring(request: Lists, { brought }: Change): void {
  const key = brought?.key ?? null;
  if (key === null) throw new Error('the cases of the naive evaluator name their sessions');
  const context = request['context'] as Lists;
  for (const name of Object.keys(context)) if (name.toLowerCase() === key.toLowerCase()) delete context[name];
  if (brought !== null && brought.values !== null) context[key] = brought.values;
}

function statementsOf({ Statement: written }: Policy): readonly Statement[] {
  return Array.isArray(written) ? (written as readonly Statement[]) : [written as Statement];
}
