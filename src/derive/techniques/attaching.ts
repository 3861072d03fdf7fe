import type { Json } from '../../lib/json.js';
import { compilePolicy, type CompiledPolicy, statementsFor } from '../../policy/compile.js';
import { shippedPolicies } from '../../shippedPolicies.js';
import { ADMINISTRATOR_ACTIONS } from './administrator.js';
import { EVERYTHING, type MadePolicy, madePolicy } from './hypothesis.js';
import { type DecidedRequest, telling } from './requests.js';
import { type Acting, type Bound, takeSteps } from './takeSteps.js';
import type { Technique } from './technique.js';
import { accountNode } from './world.js';

/** What a technique takes, and the policy that it gives. */
export interface Attaching {
  readonly requests: readonly DecidedRequest[];
  readonly given: MadePolicy;
}

const KEY = 'iam:PolicyARN';

/**
 * What it takes to give the bound holder a policy. One that allows everything, where the actor may; where it may attach, but not that one, as
 * conditions on `iam:PolicyARN` say, each other that may lead to control of the account and that they admit.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_controlling.html
 */
export function attaching(acting: Acting, technique: Technique, bound: Bound): readonly Attaching[] {
  const whole = takeSteps(acting, technique, bound);
  if (whole !== null) return [{ requests: whole, given: EVERYTHING }];
  const isOnPolicies = technique.steps.some(({ context }) => KEY in context);
  if (!isOnPolicies || takeSteps(acting, withPolicy(technique, null), bound) === null) return [];
  return othersFor(acting)
    .flatMap(({ arn, policy }): readonly Attaching[] => {
      const requests = takeSteps(acting, withPolicy(technique, arn), bound);
      if (requests === null) return [];
      const told = requests.map((one) =>
        ATTACHES.test(one.action) ? telling(one, `The policy that is attached is ${arn}.`) : one,
      );
      return [{ requests: told, given: madePolicy(arn, policy) }];
    })
    .slice(0, TRIED);
}

/** So many policies are tried. */
const TRIED = 32;
const ATTACHES = /^iam:Attach(?:User|Role|Group)Policy$/u;

/** The technique with another policy; null: with whatever policy. */
function withPolicy(technique: Technique, arn: string | null): Technique {
  const steps = technique.steps.map((step) => {
    if (!(KEY in step.context)) return step;
    const { [KEY]: _stated, ...rest } = step.context;
    return { ...step, context: arn === null ? rest : { ...rest, [KEY]: arn } };
  });
  return { ...technique, steps };
}

interface Other {
  readonly arn: string;
  readonly policy: CompiledPolicy;
}

/** Policies that the account has or AWS manages and that may lead to control, those first that may allow all that an administrator does. */
function othersFor({ actor, view, world }: Acting): readonly Other[] {
  const account = actor.account ?? '';
  const own = (world.policies.get(account) ?? []).flatMap(({ id, arn }): readonly Other[] => {
    const policy = view.policy(id);
    return arn === null || 'text' in policy || !mayControl(policy) ? [] : [{ arn, policy }];
  });
  const all = [...own, ...(accountNode(view, account).partition === 'aws' ? ofAws() : [])];
  const isWhole = ({ policy }: Other): boolean => ADMINISTRATOR_ACTIONS.every((action) => mayAllow(policy, action));
  return [...all.filter(isWhole), ...all.filter((one) => !isWhole(one))];
}

let known: readonly Other[] | undefined;

/** Of the policies that AWS manages in its partition `aws`, as they ship. */
function ofAws(): readonly Other[] {
  known ??= Object.entries(shippedPolicies())
    .filter(([, { document }]) => /"(?:\\*|iam:[^"]*|NotAction)"/u.test(JSON.stringify(document as Json)))
    .map(([arn, { document }]) => ({ arn, policy: compilePolicy(document) }))
    .filter(({ policy }) => mayControl(policy));
  return known;
}

/** What sets permissions of users, roles and groups. */
const SETTING = ADMINISTRATOR_ACTIONS.filter((action) => /^iam:(?:Attach|Put|CreatePolicyVersion)/u.test(action));

function mayControl(policy: CompiledPolicy): boolean {
  return SETTING.some((action) => mayAllow(policy, action));
}

function mayAllow(policy: CompiledPolicy, action: string): boolean {
  return statementsFor(policy, action).some(({ effect }) => effect === 'ALLOW');
}
