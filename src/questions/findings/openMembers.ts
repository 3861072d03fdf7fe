import type { AskedResource } from '../../derive/access.js';
import type { PolicyView } from '../../derive/view.js';
import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import { parseArn } from '../../iam/arn.js';
import { KnownError } from '../../lib/errors.js';
import type { CompiledStatement } from '../../policy/index.js';
import { isOfObjects } from '../askedResource.js';
import { actionsOf, type Member } from '../reach/members.js';

/** Whom resource policies open themselves to without naming an account. */
export type Opened = NodeOf<'Anyone'> | NodeOf<'Service'>;

/** So many actions of one resource are decided for one principal. */
const MOST_ACTIONS = 300;

/** A resource, and what lies in it. */
export interface Parts {
  readonly whole: AskedResource;
  readonly within: AskedResource;
}

/** What the policy of a resource, or its access control list, may let somebody do: one request each. */
export function openMembers(
  view: PolicyView,
  resource: NodeOf<'Resource'>,
  principal: Opened,
  { whole, within }: Parts,
): readonly Member[] {
  const policyId = nodeId.resourcePolicy(resource.id);
  const policy = view.node(policyId) === null ? null : view.policy(policyId);
  const statements = policy !== null && 'statements' in policy ? policy.statements : [];
  const service = parseArn(resource.arn ?? '')?.service ?? '';
  const actions = new Set<string>(resource.type === 'AWS::S3::Bucket' && principal.label === 'Anyone' ? BY_LIST : []);
  for (const statement of statements.filter((one) => admits(one, principal))) {
    for (const pattern of patternsOf(statement, service)) {
      for (const action of expand(pattern, service, resource.arn ?? '')) actions.add(action);
    }
  }
  return [...actions]
    .slice(0, MOST_ACTIONS)
    .map((action) => ({ action, resource: isOfObjects(action) ? within : whole }));
}

/** What an access control list of a bucket can let everybody do. */
const BY_LIST = ['s3:ListBucket', 's3:GetObject', 's3:PutObject', 's3:PutBucketAcl'];

function admits({ effect, principals }: CompiledStatement, principal: Opened): boolean {
  if (effect !== 'ALLOW' || principals === null) return false;
  if (principals.isNot) return true;
  return principals.elements.some(
    ({ kind, value }) =>
      kind === 'EVERYONE' || (kind === 'SERVICE' && principal.label === 'Service' && value === principal.name),
  );
}

function patternsOf({ actions }: CompiledStatement, service: string): readonly string[] {
  return actions.isNot ? [`${service}:*`] : actions.values.map((value) => (value === '*' ? `${service}:*` : value));
}

/** The actions that a pattern means; of a service without a table entry for such a resource, none. */
function expand(pattern: string, service: string, arn: string): readonly string[] {
  if (!/[*?]/.test(pattern)) return [pattern];
  const arns = service === 's3' ? [arn, `${arn}/x`] : [arn];
  return arns.flatMap((each) => {
    try {
      return actionsOf(pattern, each);
    } catch (error) {
      if (error instanceof KnownError && error.code === 'BAD_USER_INPUT') return [];
      throw error;
    }
  });
}
