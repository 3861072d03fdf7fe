import type { FindingRule } from '../rule.js';
import { accessKeyOld } from './accessKeyOld.js';
import { accessKeySecond } from './accessKeySecond.js';
import { accessKeyUnused } from './accessKeyUnused.js';
import { roleUnused } from './roleUnused.js';
import { rootAccessKey } from './rootAccessKey.js';
import { rootCredentialsOfMember } from './rootCredentialsOfMember.js';
import { rootUsed } from './rootUsed.js';
import { rootWithoutMfa } from './rootWithoutMfa.js';
import { userWithoutMfa } from './userWithoutMfa.js';

/** Every rule of findings, by id. */
export const FINDING_RULES: readonly FindingRule[] = Object.freeze([
  accessKeyOld,
  accessKeySecond,
  accessKeyUnused,
  roleUnused,
  rootAccessKey,
  rootCredentialsOfMember,
  rootUsed,
  rootWithoutMfa,
  userWithoutMfa,
]);
