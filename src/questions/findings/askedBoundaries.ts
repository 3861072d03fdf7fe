import type { PolicyView } from '../../derive/view.js';
import type { NodeOf } from '../../graph/nodes.js';
import type { Evidence, StatementReference } from '../../iam/decision.js';
import { type CompiledStatement, conditionText, statementsFor } from '../../policy/index.js';
import { resourcesOf } from '../../policy/compiledStatement.js';
import { conditionHolds, hasVariable } from '../../policy/match/condition/index.js';

/** A statement of an SCP that denies to make users or roles which lack a boundary. */
export interface AskedBoundary {
  readonly at: string;
  readonly policy: NodeOf<'Policy'>;
  readonly statement: CompiledStatement;
  readonly action: Action;
}

type Action = 'iam:CreateRole' | 'iam:CreateUser';

const KEY = 'iam:permissionsboundary';

/** What the SCPs above an account ask of users and roles that are made in it. `view` has the account. Null: they were not collected. */
export function askedBoundaries(view: PolicyView, account: string): readonly AskedBoundary[] | null {
  const levels = view.controls(account, 'SERVICE_CONTROL');
  if (levels === 'NOT_COLLECTED') return null;
  return (levels ?? []).flatMap(({ at, policies }) =>
    policies.flatMap((id): readonly AskedBoundary[] => {
      const node = view.node(id);
      const policy = view.policy(id);
      if (node?.label !== 'Policy' || !('statements' in policy)) return [];
      return (['iam:CreateRole', 'iam:CreateUser'] as const).flatMap((action) =>
        statementsFor(policy, action)
          .filter(({ effect, conditions }) => effect === 'DENY' && conditions.some(({ lowerKey }) => lowerKey === KEY))
          .map((statement) => ({ at, policy: node, statement, action })),
      );
    }),
  );
}

const NOTHING_KNOWN = () =>
  ({ kind: 'OPEN', domain: { mayBeAbsent: true, isMultivalued: false, constraints: [] } }) as const;

/** Whether the statement denies to make such a user or role with this boundary; false where its values depend on who makes it. */
export function isDenied(
  { statement, action }: AskedBoundary,
  node: NodeOf<'User'> | NodeOf<'Role'>,
  boundary: string | null,
): boolean {
  if ((action === 'iam:CreateRole') !== (node.label === 'Role')) return false;
  if (resourcesOf(statement)(node.arn ?? '', NOTHING_KNOWN).formula.kind !== 'TRUE') return false;
  return statement.conditions
    .filter(({ lowerKey }) => lowerKey === KEY)
    .every(({ operator, values }) => {
      const filled = values.map((value) => value.replaceAll('${aws:PrincipalAccount}', node.account ?? ''));
      return !filled.some(hasVariable) && conditionHolds(operator, filled, boundary === null ? null : [boundary]);
    });
}

/** Whether the statement spares some who make users or roles: it has conditions beside the one on the boundary. */
export function sparesSome({ statement }: AskedBoundary): boolean {
  return statement.conditions.some(({ lowerKey }) => lowerKey !== KEY);
}

/** The statement as evidence. */
export function evidenceOf({ at, policy, statement, action }: AskedBoundary, arn: string): Evidence {
  const { effect, sid, index, pointer, conditions } = statement;
  const reference: StatementReference = {
    effect,
    policy: policy.id,
    policyName: policy.name,
    attachedTo: at,
    sid,
    index,
    pointer,
    matchedAction: action,
    matchedResource: arn,
    matchedPrincipal: null,
    conditions: conditions.map(({ key, lowerKey, operator, written }) => ({
      key,
      operator: operator.text,
      values: written,
      outcome: lowerKey === KEY ? 'MET' : 'OPEN',
    })),
  };
  const when = conditions.map(({ key, operator, written }) => conditionText(key, operator.text, written, false));
  const because = `The SCP \`${policy.name}\` denies ${action} when ${when.join(' and ')}.`;
  const outcome = sparesSome({ at, policy, statement, action }) ? 'CONDITIONAL' : 'EXPLICIT_DENY';
  return { because, layers: [{ kind: 'SCP', outcome, isDecisive: true, at, statements: [reference], text: because }] };
}
