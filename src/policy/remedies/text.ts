import type { LayerKind, Need, StatementReference } from '../../iam/decision.js';
import { unreachable } from '../../lib/invariant.js';
import { needText } from '../explain/needText.js';
import type { AccessRequest } from '../model.js';
import type { RemedyMaker } from './model.js';

/** Where IAM Identity Center keeps the policies of its roles. */
export const PERMISSION_SET = 'the permission set of the caller';

/** What a policy is called in a sentence: by its kind, who keeps it, and where it stands. */
export function placeText(layer: LayerKind, by: RemedyMaker, at: string | null, isTrust: boolean): string {
  switch (layer) {
    case 'IDENTITY':
      return by === 'ORGANIZATION' ? PERMISSION_SET : 'an identity policy of the caller';
    case 'BOUNDARY':
      return `the permissions boundary of ${by === 'ORGANIZATION' ? PERMISSION_SET : 'the caller'}`;
    case 'SESSION':
      return 'the session policy';
    case 'SCP':
    case 'RCP':
      return `an ${layer}${at === null ? '' : ` on ${at.replace(':', ' ')}`}`;
    case 'ENDPOINT':
      return 'the policy of the VPC endpoint';
    case 'RESOURCE':
      return isTrust ? 'the trust policy of the role' : 'the policy of the resource';
    case 'ACL':
      return 'the access control list';
    case 'KMS_GRANT':
      return 'a grant of the key';
    case 'PUBLIC_ACCESS_BLOCK':
      return 'the public access block';
    default:
      return unreachable(layer);
  }
}

/** Who is to make a change, as the subject of a sentence. */
export function makerText(by: RemedyMaker, { caller, resource }: AccessRequest): string {
  switch (by) {
    case 'CALLER':
      return 'the caller';
    case 'PRINCIPAL_ACCOUNT':
      return `whoever administers IAM in ${'account' in caller ? `account ${caller.account.id}` : 'the caller’s account'}`;
    case 'RESOURCE_ACCOUNT':
      return `the owner of ${resource.arn}${resource.account === undefined ? '' : ` (account ${resource.account.id})`}`;
    case 'ORGANIZATION':
      return 'whoever administers the organisation';
    default:
      return unreachable(by);
  }
}

/** `` statement `Sid` (/Statement/0) of `policy` `` */
export function statementText({ sid, pointer, policyName }: StatementReference): string {
  return `statement ${sid === null ? '' : `\`${sid}\` `}(${pointer}) of \`${policyName}\``;
}

/** What the request is to carry, and who sees to it. */
export function broughtText(needs: readonly Need[], by: RemedyMaker): string {
  const wanted = needs.map(needText).join(' and ');
  switch (by) {
    case 'CALLER':
      return `the caller can make the request so that ${wanted}`;
    case 'PRINCIPAL_ACCOUNT':
      return `whoever administers IAM in the caller’s account can see to it that ${wanted}`;
    case 'RESOURCE_ACCOUNT':
      return `the owner of the resource can see to it that ${wanted}`;
    case 'ORGANIZATION':
      return `whoever administers the organisation can see to it that ${wanted}`;
    default:
      return unreachable(by);
  }
}
