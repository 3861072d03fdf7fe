import { crossAccountTrusted } from './crossAccountTrusted.js';
import { everyoneTrusted } from './everyoneTrusted.js';
import { rootTask } from './rootTask.js';
import type { Rule } from './rule.js';
import { sameAccountNamed } from './sameAccountNamed.js';
import { sameAccountTrusted } from './sameAccountTrusted.js';
import { samlFederation } from './samlFederation.js';
import { serviceTrusted } from './serviceTrusted.js';
import { webIdentityFederation } from './webIdentityFederation.js';

export type { Rule } from './rule.js';

/** Every law by which somebody enters a role, in the order in which they are tried. */
export const RULES: readonly Rule[] = Object.freeze([
  sameAccountNamed,
  sameAccountTrusted,
  crossAccountTrusted,
  everyoneTrusted,
  serviceTrusted,
  samlFederation,
  webIdentityFederation,
  rootTask,
]);
