import type { Judgement, LayerKind } from '../../iam/decision.js';
import { refusals } from './additions.js';
import type { Input } from './input.js';
import { removals } from './removals.js';
import { type Found, isDenied, type Search } from './search.js';
import { smallestSets } from './smallestSets.js';

const GRANTING: ReadonlySet<LayerKind> = new Set(['IDENTITY', 'RESOURCE', 'SESSION', 'ACL', 'KMS_GRANT']);

/** What allows it taken away, and a denial in each kind of policy that binds the caller. */
export function waysToStop(search: Search, input: Input, { evidence }: Judgement): readonly Found[] {
  const granting = removals(input, 'ALLOW', [input.request.action], evidence, GRANTING);
  const taken = smallestSets(
    granting,
    (chosen) => search.decisionWith(input, chosen),
    isDenied,
    () => false,
    search.bounds,
  );
  const denying = refusals(input).filter((refusal) => isDenied(search.decisionWith(input, [refusal])));
  return [...taken, ...denying.map((refusal) => [refusal])];
}
