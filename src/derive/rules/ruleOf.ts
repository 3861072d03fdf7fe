import type { PrincipalNode } from '../../graph/nodes.js';
import type { EnteredNode } from '../facts.js';
import { crossAccountTrusted } from './crossAccountTrusted.js';
import { everyoneTrusted } from './everyoneTrusted.js';
import { rootTask } from './rootTask.js';
import type { Rule } from './rule.js';
import { sameAccountNamed } from './sameAccountNamed.js';
import { sameAccountTrusted } from './sameAccountTrusted.js';
import { samlFederation } from './samlFederation.js';
import { serviceTrusted } from './serviceTrusted.js';
import { webIdentityFederation } from './webIdentityFederation.js';

/** How a trust policy takes a caller in: by its own name, by its account, or as one of everyone. The closest of them. */
export type TrustedAs = 'NAMED' | 'ACCOUNT' | 'EVERYONE';

/** The law under which a pair is decided. */
export function ruleOf(from: PrincipalNode, to: EnteredNode, trustedAs: TrustedAs): Rule {
  if (to.label === 'RootUser') return rootTask;
  if (from.label === 'Service') return serviceTrusted;
  if (from.label === 'FederatedIdentity') return from.protocol === 'SAML' ? samlFederation : webIdentityFederation;
  if (from.account !== null && from.account === to.account) {
    return trustedAs === 'ACCOUNT' ? sameAccountTrusted : sameAccountNamed;
  }
  return trustedAs === 'EVERYONE' ? everyoneTrusted : crossAccountTrusted;
}
