import type { LayerKind } from '../../iam/decision.js';
import { parseArn } from '../../iam/arn.js';
import { isIdentityCenterRole } from '../decide/never.js';
import type { AccessRequest, AttachedPolicy } from '../model.js';
import type { Placed } from './input.js';
import type { RemedyMaker } from './model.js';

/**
 * Who could change a policy of a layer; null: no customer can. What the roles of Identity Center may do stands in permission sets, which the
 * management account or its delegate keeps; policies and trust of service-linked roles are AWS's.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html
 */
export function makerOf(layer: LayerKind, request: AccessRequest): RemedyMaker | null {
  const { caller, resource } = request;
  switch (layer) {
    case 'SCP':
    case 'RCP':
      return 'ORGANIZATION';
    case 'SESSION':
      return 'CALLER';
    case 'IDENTITY':
    case 'BOUNDARY': {
      if (caller.kind !== 'USER' && caller.kind !== 'ROLE') return null;
      if (caller.kind === 'ROLE' && (caller.isServiceLinked || kindOfRole(caller.arn) === 'SERVICE_LINKED'))
        return null;
      return kindOfRole(caller.arn) === 'IDENTITY_CENTER' ? 'ORGANIZATION' : 'PRINCIPAL_ACCOUNT';
    }
    case 'ENDPOINT':
      return 'PRINCIPAL_ACCOUNT';
    case 'RESOURCE':
      return kindOfRole(resource.arn) === null ? 'RESOURCE_ACCOUNT' : null;
    case 'ACL':
    case 'PUBLIC_ACCESS_BLOCK':
    case 'KMS_GRANT':
      return 'RESOURCE_ACCOUNT';
  }
}

/** Who could change, or take off, a policy that is there; a customer managed policy of a permission set is kept in the account itself. */
export function makerOfPolicy({ layer, attached }: Placed, request: AccessRequest): RemedyMaker | null {
  const by = makerOf(layer, request);
  const isOfSet = by === 'ORGANIZATION' && (layer === 'IDENTITY' || layer === 'BOUNDARY');
  return isOfSet && isCustomerManaged(attached) ? 'PRINCIPAL_ACCOUNT' : by;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html#aws-managed-policies */
export function isAwsManaged({ id }: AttachedPolicy): boolean {
  return id !== null && /^arn:[^:]+:(?:iam|organizations)::aws:policy\//.test(id);
}

function isCustomerManaged(attached: AttachedPolicy): boolean {
  return !isAwsManaged(attached) && attached.id !== null && /^arn:[^:]+:iam::[^:]+:policy\//.test(attached.id);
}

/** What a role is that its account does not manage; null for any other ARN. */
function kindOfRole(text: string): 'SERVICE_LINKED' | 'IDENTITY_CENTER' | null {
  if (parseArn(text)?.resource.startsWith('role/aws-service-role/') === true) return 'SERVICE_LINKED';
  return isIdentityCenterRole(text) ? 'IDENTITY_CENTER' : null;
}

/** Who could see to it that the request carries a value of this key. */
export function makerOfKey(key: string): RemedyMaker {
  const lower = key.toLowerCase();
  if (lower.startsWith('aws:principaltag/')) return 'PRINCIPAL_ACCOUNT';
  return /^[a-z0-9-]+:(?:resourcetag|existingobjecttag)\//.test(lower) ? 'RESOURCE_ACCOUNT' : 'CALLER';
}

/** Keys that say who calls and what is called, and when: another value of them would be another request, or another time. */
const FACTS =
  /^aws:(?:principal(?:arn|account|orgid|orgpaths|type|isawsservice|servicename|servicenameslist)|userid|username|resource(?:account|orgid|orgpaths)|federatedprovider|assumedroot|currenttime|epochtime)$/;

/** Whether somebody can see to it that the request carries another value of this key. */
export function canBring(key: string | null): boolean {
  return key === null || !FACTS.test(key.toLowerCase());
}
