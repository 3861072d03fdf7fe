import { isAccountId, parseArn } from '../iam/arn.js';
import type { Judgement, Need, Needs } from '../iam/decision.js';
import type { Json } from '../lib/json.js';
import type { CompiledPolicy } from '../policy/compile.js';
import type { StatedContext } from '../policy/model.js';
import { NOTHING_STATED } from '../policy/nothingStated.js';
import { boundedNeeds, inOrder } from '../policy/needs/needSets.js';
import type { AccessAsked, AccessConclusion } from './access.js';
import { bothJudgements } from './service/bothJudgements.js';
import { behindAccessPoint, ownPolicy } from './service/index.js';
import type { PolicyView } from './view.js';

/** A session of sts:GetFederationToken that a policy names. */
export interface FederatedUser {
  readonly arn: string;
  readonly account: string;
  readonly name: string;
}

const NONE: readonly FederatedUser[] = [];
const known = new WeakMap<CompiledPolicy, readonly FederatedUser[]>();

/** Whom the policy of a resource, or of the bucket behind an access point, lets in as a session of sts:GetFederationToken. */
export function federatedUsersOf(view: PolicyView, asked: AccessAsked): readonly FederatedUser[] {
  const behind = behindAccessPoint(asked);
  const own = federatedUsersIn(ownPolicy(view, asked).attached?.policy);
  return behind === null ? own : [...own, ...federatedUsersIn(ownPolicy(view, behind.asked).attached?.policy)];
}

function federatedUsersIn(policy: CompiledPolicy | { readonly text: string } | undefined): readonly FederatedUser[] {
  if (policy === undefined || 'text' in policy) return NONE;
  let found = known.get(policy);
  if (found === undefined) {
    found = readFederatedUsers(policy);
    known.set(policy, found);
  }
  return found;
}

function readFederatedUsers({ statements }: CompiledPolicy): readonly FederatedUser[] {
  const values = statements.flatMap(({ effect, principals }) =>
    effect !== 'ALLOW' || principals === null || principals.isNot
      ? []
      : principals.elements.flatMap((element) => (element.kind === 'ARN' ? [element.value] : [])),
  );
  return [...new Set(values)].flatMap((arn): readonly FederatedUser[] => {
    const { service, account = '', resource = '' } = parseArn(arn) ?? {};
    const name = /^federated-user\/(.+)$/u.exec(resource)?.[1];
    return service === 'sts' && isAccountId(account) && name !== undefined ? [{ arn, account, name }] : [];
  });
}

/** How one request is decided: under what is stated, for a session of sts:GetFederationToken, with the policies passed to it. */
export type DecideAs = (
  asked: AccessAsked,
  stated: StatedContext,
  as: { readonly federationTokenName: string } | null,
  sessionPolicies: readonly Json[] | null,
) => AccessConclusion;

/** The policy of a session is its maker's choice, and grants nothing that its maker has not. */
const EVERYTHING: Json = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/**
 * What a user can do besides by making a session of sts:GetFederationToken under a name that the resource lets in. `named`: what is stated of
 * the session's name.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
 */
export function orAsFederatedUser(
  direct: AccessConclusion,
  {
    users,
    asked,
    stated,
    named,
    sessionPolicies,
  }: {
    readonly users: readonly FederatedUser[];
    readonly asked: AccessAsked;
    readonly stated: StatedContext;
    readonly named: string | undefined;
    readonly sessionPolicies: readonly Json[] | null;
  },
  decideAs: DecideAs,
): AccessConclusion {
  const { from } = asked;
  const own = users.filter(
    ({ account, name }) => from !== 'ANONYMOUS' && account === from.account && (named === undefined || named === name),
  );
  return own.reduce((best: AccessConclusion, { arn, account, name }) => {
    if (best.judgement.decision === 'ALLOWED') return best;
    const leave = { from, action: 'sts:GetFederationToken', resource: { arn, account, node: null } };
    const making = decideAs(leave, NOTHING_STATED, null, null);
    const made = decideAs(asked, stated, { federationTokenName: name }, sessionPolicies ?? [EVERYTHING]);
    const second = sessionPolicies === null ? withoutChosen(made.judgement) : made.judgement;
    const both = bothJudgements(making.judgement, second, {
      first: `By sts:GetFederationToken as ${name}`,
      second: 'In that session',
    });
    if (both.decision === 'DENIED') return best;
    const judgement = either(best.judgement, named === undefined ? needingName(both, name) : both);
    const gaps = [...new Set([...best.gaps, ...making.gaps, ...made.gaps])];
    return { ...best, judgement, gaps };
  }, direct);
}

/** Without the policy of the session, which nobody has written. */
function withoutChosen(judgement: Judgement): Judgement {
  const layers = judgement.evidence.layers.filter(({ kind }) => kind !== 'SESSION');
  return { ...judgement, evidence: { ...judgement.evidence, layers } };
}

/** The same, if the session has this name. */
function needingName(judgement: Judgement, name: string): Judgement {
  const need: Need = {
    kind: 'SESSION',
    key: null,
    operator: 'StringEquals',
    isNegated: false,
    values: [name],
    hop: null,
    statement: null,
  };
  const { alternatives, truncated } = judgement.needs ?? { alternatives: [{ all: [], unread: [] }], truncated: false };
  const named = alternatives.map(({ all, unread }) => ({ all: [...all, need], unread }));
  return { ...judgement, decision: 'CONDITIONAL', denial: null, needs: boundedNeeds(inOrder(named), truncated) };
}

function either(first: Judgement, second: Judgement): Judgement {
  if (first.decision === 'DENIED' || second.decision === 'ALLOWED') return second;
  const evidence = {
    because: `${first.evidence.because} ${second.evidence.because}`,
    layers: [...first.evidence.layers, ...second.evidence.layers],
  };
  return { decision: 'CONDITIONAL', denial: null, needs: eitherNeeds(first.needs, second.needs), evidence };
}

/** No alternative holds another. */
function eitherNeeds(first: Needs | null, second: Needs | null): Needs {
  const all = [...(first?.alternatives ?? []), ...(second?.alternatives ?? [])];
  const texts = all.map((one) => new Set([...one.all, ...one.unread].map((part) => JSON.stringify(part))));
  const minimal = all.filter((_one, place) =>
    texts.every((other, at) => {
      const own = texts[place] ?? other;
      const isHeld = at !== place && [...other].every((text) => own.has(text));
      return !isHeld || (other.size === own.size && at > place);
    }),
  );
  return boundedNeeds(inOrder(minimal), first?.truncated === true || second?.truncated === true);
}
