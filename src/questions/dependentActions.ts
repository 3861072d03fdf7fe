import { type AccessAsked, type AccessConclusion, type AskedResource, decideAccess } from '../derive/access.js';
import { type Dependent, dependentsOf } from '../derive/dependents.js';
import type { PolicyView } from '../derive/view.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Decision } from '../iam/decision.js';
import { present } from '../lib/invariant.js';
import type { SessionFacts, StatedContext } from '../policy/model.js';
import { resolveResources } from './askedResource.js';
import type { Stated } from './given.js';
import { fetchPolicyView } from './policyView.js';
import { statedFor } from './statedAlong.js';

/** An action that the one asked also needs, with its decision. */
export interface DependentAction {
  readonly action: string;
  readonly resource: string;
  readonly decision: Decision;
  readonly because: string;
  /** Every such request needs it. */
  readonly isRequired: boolean;
  readonly asked: AccessAsked;
  readonly conclusion: AccessConclusion;
}

/** Decides what a request needs besides its own action, each as a request of the same caller. Errors: DEADLINE_EXCEEDED. */
export async function decideDependents(
  reader: GraphReader,
  view: PolicyView,
  asked: AccessAsked,
  { stated, session }: { readonly stated: Stated; readonly session: SessionFacts | null },
  call: Call,
): Promise<readonly DependentAction[]> {
  const dependents = dependentsOf(view, asked, stated.on(asked.resource.arn).values);
  if (dependents.length === 0) return [];
  const inputs = dependents.flatMap(({ action, resources }) =>
    resources.map((resource) => ({ action, resource: sampleOf(resource) })),
  );
  const resolved = await resolveResources(reader, inputs, () => 'dependentActions', call);
  const nodes = [asked.from === 'ANONYMOUS' ? null : asked.from, ...resolved.map(({ node }) => node)];
  const wider = await fetchPolicyView(reader, [...new Set(nodes.filter((node) => node !== null))], call);
  const byArn = new Map(inputs.map(({ resource }, index) => [resource, resolved[index]]));
  return dependents.map((dependent) => {
    const conclusions = dependent.resources.map((resource) => {
      const found = present(byArn.get(sampleOf(resource)), 'each was resolved');
      const one: AccessAsked = { ...withoutPlace(asked), action: dependent.action, resource: ownedBy(found, asked) };
      const context = withValues(stated.on(found.arn), dependent);
      const own = one.from === 'ANONYMOUS' ? context : statedFor(one.from, context);
      return { resource, asked: one, conclusion: decideAccess(wider, one, own, session, stated.sessionPolicies) };
    });
    return summed(dependent, conclusions);
  });
}

function withoutPlace({ from, action, resource }: AccessAsked): AccessAsked {
  return { from, action, resource };
}

/** Where nothing tells whose it is, it is the caller's. */
function ownedBy(resource: AskedResource, { from }: AccessAsked): AskedResource {
  return { ...resource, account: resource.account ?? (from === 'ANONYMOUS' ? null : from.account) };
}

/** Some member of a pattern, of a name that nobody would think of. */
function sampleOf(pattern: string): string {
  return pattern.replaceAll('*', 'any-other-0').replaceAll('?', 'x');
}

interface Concluded {
  readonly resource: string;
  readonly asked: AccessAsked;
  readonly conclusion: AccessConclusion;
}

/** Any one of several resources will do: the first that passes for certain, or else that some pass. */
function summed({ action, isRequired }: Dependent, concluded: readonly Concluded[]): DependentAction {
  const [first, ...others] = concluded;
  const any = present(first, 'a dependent action has a resource');
  const passing = [any, ...others].find(({ conclusion }) => conclusion.judgement.decision !== 'DENIED') ?? any;
  const { judgement } = passing.conclusion;
  const isSome = passing !== any;
  const words = isRequired ? '' : 'Needed where the request names a role. ';
  const only = isSome ? `Only for roles that match ${passing.resource}. ` : '';
  return {
    action,
    resource: passing.resource,
    decision: isSome ? 'CONDITIONAL' : judgement.decision,
    because: `${words}${only}${judgement.evidence.because}`,
    isRequired,
    asked: passing.asked,
    conclusion: passing.conclusion,
  };
}

/** What follows from the request that needs it stands over what is stated. */
function withValues(context: StatedContext, { context: known }: Dependent): StatedContext {
  if (known.size === 0) return context;
  const values = new Map([...context.values, ...[...known].map(([key, value]) => [key, [value]] as const)]);
  return { ...context, values, absent: new Set([...context.absent].filter((key) => !known.has(key))) };
}
