import type { AccessAsked, AccessConclusion } from '../derive/access.js';
import { type Dependent, dependentsOf } from '../derive/dependents.js';
import type { PolicyView } from '../derive/view.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Decision } from '../iam/decision.js';
import { present } from '../lib/invariant.js';
import type { SessionFacts, StatedContext } from '../policy/model.js';
import { decideStated, nodesOf, placeRequest } from './accessRequest.js';
import { resolveResources } from './askedResource.js';
import type { Stated } from './given.js';
import { fetchPolicyView } from './policyView.js';

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
  const byArn = new Map(inputs.map(({ resource }, index) => [resource, resolved[index]]));
  const requestFor = (action: string, pattern: string): AccessAsked =>
    placeRequest(asked.from, action, present(byArn.get(sampleOf(pattern)), 'each was resolved'), null).asked;
  const all = dependents.flatMap(({ action, resources }) => resources.map((resource) => requestFor(action, resource)));
  const wider = await fetchPolicyView(reader, [...new Set(all.flatMap(nodesOf))], call);
  return dependents.map((dependent) => {
    const conclusions = dependent.resources.map((resource) => {
      const one = requestFor(dependent.action, resource);
      const known = { ...stated, on: (arn: string) => withValues(stated.on(arn), dependent) };
      return { resource, asked: one, conclusion: decideStated(wider, one, known, session) };
    });
    return summed(dependent, conclusions);
  });
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
