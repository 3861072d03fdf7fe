import type { StatementReference } from '../../iam/decision.js';
import { withoutStatement } from './changedPolicies.js';
import { type Candidate, type Input, mapPolicies, type Placed } from './input.js';
import type { RemedyMaker } from './model.js';
import { makerText, PERMISSION_SET, statementText } from './text.js';

/** RestrictPublicBuckets switched off. */
export function unblocking({ layers, request }: Input): readonly Candidate[] {
  if (layers.service?.restrictsPublicBuckets !== true) return [];
  const change = {
    kind: 'SWITCH_OFF',
    by: 'RESOURCE_ACCOUNT',
    layer: 'PUBLIC_ACCESS_BLOCK',
    level: null,
    at: null,
    statement: null,
    addition: null,
    brought: null,
    text: `${makerText('RESOURCE_ACCOUNT', request)} can switch RestrictPublicBuckets off, so that the bucket’s policy can let everybody in`,
  } as const;
  const apply = (input: Input): Input => ({
    ...input,
    layers: { ...input.layers, service: { ...input.layers.service, restrictsPublicBuckets: false } },
  });
  return [{ change, apply }];
}

/** A statement taken out, wherever its policy is attached. */
export function removal({ request }: Input, placed: Placed, statement: StatementReference, by: RemedyMaker): Candidate {
  const { level, attached } = placed;
  const isSame = (other: Placed): boolean =>
    attached.id === null ? placeOf(other) === placeOf(placed) : other.attached.id === attached.id;
  const doing = statement.effect === 'DENY' ? 'denies' : 'allows';
  return {
    change: {
      ...changeAt(placed, statement),
      kind: 'REMOVE',
      by,
      text: `${makerText(by, request)} can take out ${statementText(statement)}, or narrow it so that it no longer ${doing} this request${by === 'ORGANIZATION' && level === null ? `, in ${PERMISSION_SET}` : ''}`,
    },
    apply: (input) => ({
      ...input,
      layers: mapPolicies(input.layers, (each) => {
        const { policy } = each.attached;
        if (!isSame(each) || !('statements' in policy)) return each.attached;
        return { ...each.attached, policy: withoutStatement(policy, statement.index) };
      }),
    }),
  };
}

/** A policy that AWS manages taken off. A boundary that is taken off is none; a list of other policies without it goes on. */
export function detachment(
  { request }: Input,
  placed: Placed,
  statement: StatementReference,
  by: RemedyMaker,
): Candidate {
  const { layer, attached } = placed;
  return {
    change: {
      ...changeAt(placed, statement),
      kind: 'DETACH',
      by,
      text: `${makerText(by, request)} can detach \`${attached.name}\`, which AWS manages, from ${detachedFrom(placed, by)}`,
    },
    apply: (input) => {
      const layers = mapPolicies(input.layers, (each) => (placeOf(each) === placeOf(placed) ? null : each.attached));
      if (layer !== 'BOUNDARY') return { ...input, layers };
      const { caller } = input.request;
      const unbound = caller.kind === 'USER' || caller.kind === 'ROLE' ? { ...caller, hasBoundary: false } : caller;
      return { request: { ...input.request, caller: unbound }, layers: { ...layers, boundary: null } };
    },
  };
}

/** What both changes say of the statement's place. */
function changeAt(
  { layer, level, attached }: Placed,
  statement: StatementReference,
): Pick<Candidate['change'], 'layer' | 'level' | 'at' | 'statement' | 'addition' | 'brought'> {
  return { layer, level, at: level === null ? null : attached.attachedTo, statement, addition: null, brought: null };
}

/** From what it is taken off: a permission set where IAM Identity Center keeps the caller's policies. */
function detachedFrom({ level, attached: { attachedTo } }: Placed, by: RemedyMaker): string {
  if (by === 'ORGANIZATION' && level === null) return PERMISSION_SET;
  return attachedTo?.replace(/^(account|unit|root):/, '$1 ') ?? 'the caller';
}

/** One place of one policy. */
export function placeOf({ layer, level, attached: { id, name, attachedTo } }: Placed): string {
  return JSON.stringify([layer, level, id, name, attachedTo]);
}
