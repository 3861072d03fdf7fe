import { accountControl } from './accountControl.js';
import { administrator } from './administrator.js';
import { assigned } from './assigned.js';
import { crossAccountTrusted } from './crossAccountTrusted.js';
import { directoryMember } from './directoryMember.js';
import { everyoneTrusted } from './everyoneTrusted.js';
import { rolePassed } from './rolePassed.js';
import { rootTask } from './rootTask.js';
import type { Rule } from './rule.js';
import { runsAs } from './runsAs.js';
import { sameAccountNamed } from './sameAccountNamed.js';
import { sameAccountTrusted } from './sameAccountTrusted.js';
import { samlFederation } from './samlFederation.js';
import { serviceTrusted } from './serviceTrusted.js';
import { webIdentityFederation } from './webIdentityFederation.js';

export type { Rule } from './rule.js';

/** Every law by which an edge is there but for techniques, which are data. */
export const RULES: readonly Rule[] = Object.freeze([
  sameAccountNamed,
  sameAccountTrusted,
  crossAccountTrusted,
  everyoneTrusted,
  serviceTrusted,
  samlFederation,
  webIdentityFederation,
  rootTask,
  administrator,
  accountControl,
  runsAs,
  directoryMember,
  assigned,
  rolePassed,
]);
