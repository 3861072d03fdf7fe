import type { Json } from '../../lib/json.js';
import { compilePolicy } from '../../policy/compile.js';
import type { AttachedPolicy, ServiceRules } from '../../policy/model.js';

/** What a service decides of a request besides policies, as far as the graph states it. */
export interface ServiceFacts extends ServiceTruth {
  /** What is not stated. */
  readonly unknown: readonly UnknownSetting[];
}

/** One thing that may be so. */
export interface ServiceTruth {
  readonly rules: ServiceRules;
  /** Of an S3 object: the account that owns it, where that is another than the bucket's. */
  readonly objectOwner: string | undefined;
  /** Documents of the policies in `rules`, by their names. */
  readonly made: ReadonlyMap<string, Json>;
}

/** A setting that was not collected. */
export interface UnknownSetting {
  readonly subject: string;
  /** A sentence about it. */
  readonly text: string;
  /** What may be so in place of what is assumed: the best and the worst that it can come to. */
  readonly alternatives: readonly Alternative[];
}

/** One thing that may be so in place of what is assumed, worked out where it could matter. */
export interface Alternative {
  /** MORE: nothing that is allowed is denied by it; LESS: nothing that is denied is allowed. */
  readonly gives: 'MORE' | 'LESS';
  readonly truth: () => ServiceTruth;
}

/** A request of which no service decides anything besides policies. */
export const NO_SERVICE: ServiceFacts = { rules: {}, objectOwner: undefined, made: new Map(), unknown: [] };

/** A document that settings of a resource amount to, as one of its policies; `name` is that of the setting. */
export function madePolicy(name: 'acl' | 'grants', document: Json, resource: string): AttachedPolicy {
  return { id: null, name, attachedTo: resource, policy: compilePolicy(document) };
}
