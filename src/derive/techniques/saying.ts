import type { NodeOf } from '../../graph/nodes.js';
import type { DecidedRequest } from './requests.js';
import type { Bound } from './takeSteps.js';
import type { Step, Technique } from './technique.js';
import type { Stranger } from './world.js';

/**
 * Values of context keys that say whom a technique is about: `${Target}` and `${Actor}` are their ARNs, `${InstanceProfile}` that of the only
 * instance profile of the target. A key whose value is not known is not stated.
 */
export const FORM = /^\$\{(Target|Actor|InstanceProfile)\}$/u;

/** The technique with what its requests say of this target. */
export function sayingOf(technique: Technique, actor: Stranger, { target }: Bound): Technique {
  if (!technique.steps.some(hasForm)) return technique;
  const values: Readonly<Record<string, string | null>> = {
    Target: target.arn,
    Actor: actor.arn,
    InstanceProfile: target.label === 'Role' ? onlyProfileOf(target) : null,
  };
  const fill = (value: string | null): string | null | undefined => {
    const form = FORM.exec(value ?? '')?.[1];
    return form === undefined ? value : (values[form] ?? undefined);
  };
  const steps = technique.steps.map((step) => {
    const stated = Object.entries(step.context).map(([key, value]) => [key, fill(value)] as const);
    const context = Object.fromEntries(stated.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
    return { ...step, context };
  });
  return { ...technique, steps };
}

/** The technique with nothing said of its target. */
export function withoutSaying(technique: Technique): Technique {
  if (!technique.steps.some(hasForm)) return technique;
  const steps = technique.steps.map((step) => ({
    ...step,
    context: Object.fromEntries(Object.entries(step.context).filter(([, value]) => !FORM.test(value ?? ''))),
  }));
  return { ...technique, steps };
}

/** Whether requests that were decided with nothing said of the target may be decided otherwise with it. */
export function turnsOnTarget({ steps }: Technique, decided: readonly DecidedRequest[]): boolean {
  const keys = new Set(
    steps.flatMap(({ context }) =>
      Object.entries(context).flatMap(([key, value]) => (FORM.test(value ?? '') ? [key.toLowerCase()] : [])),
    ),
  );
  return (
    keys.size > 0 &&
    decided.some(
      ({ judgement: { needs } }) =>
        needs !== null &&
        (needs.truncated ||
          needs.alternatives.some(({ all }) => all.some(({ key }) => keys.has(key?.toLowerCase() ?? '')))),
    )
  );
}

function hasForm({ context }: Step): boolean {
  return Object.values(context).some((value) => FORM.test(value ?? ''));
}

function onlyProfileOf({ instanceProfiles }: NodeOf<'Role'>): string | null {
  const [only, ...others] = instanceProfiles;
  return others.length === 0 ? (only ?? null) : null;
}
