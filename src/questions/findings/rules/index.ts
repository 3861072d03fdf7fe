import type { FindingRule } from '../rule.js';
import { accessKeyOld } from './accessKeyOld.js';
import { accessKeySecond } from './accessKeySecond.js';
import { accessKeyUnused } from './accessKeyUnused.js';
import { administratorAccessKey } from './administratorAccessKey.js';
import { administratorAssignedDirectly } from './administratorAssignedDirectly.js';
import { administratorRoleUnused } from './administratorRoleUnused.js';
import { administratorWithoutMfa } from './administratorWithoutMfa.js';
import { boundaryMissing } from './boundaryMissing.js';
import { confusedDeputy } from './confusedDeputy.js';
import { escalationToControl } from './escalationToControl.js';
import { federationTooWide } from './federationTooWide.js';
import { productionEntered } from './productionEntered.js';
import { publicExposure } from './publicExposure.js';
import { roleUnused } from './roleUnused.js';
import { rootAccessKey } from './rootAccessKey.js';
import { rootCredentialsOfMember } from './rootCredentialsOfMember.js';
import { rootUsed } from './rootUsed.js';
import { rootWithoutMfa } from './rootWithoutMfa.js';
import { trustDeleted } from './trustDeleted.js';
import { trustOutside } from './trustOutside.js';
import { userWithoutMfa } from './userWithoutMfa.js';
import { vendorWithoutExternalId } from './vendorWithoutExternalId.js';

/** Every rule of findings, by id. */
export const FINDING_RULES: readonly FindingRule[] = Object.freeze([
  accessKeyOld,
  accessKeySecond,
  accessKeyUnused,
  administratorAccessKey,
  administratorAssignedDirectly,
  administratorRoleUnused,
  administratorWithoutMfa,
  boundaryMissing,
  confusedDeputy,
  escalationToControl,
  federationTooWide,
  productionEntered,
  publicExposure,
  roleUnused,
  rootAccessKey,
  rootCredentialsOfMember,
  rootUsed,
  rootWithoutMfa,
  trustDeleted,
  trustOutside,
  userWithoutMfa,
  vendorWithoutExternalId,
]);
