import { parseArn } from '../../iam/arn.js';

/**
 * What to say of a resource that is called an access control list and lets nobody do anything; null for any other.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/web-acl.html
 */
export function trafficFilterText(text: string): string | null {
  const arn = parseArn(text);
  if (arn?.service === 'ec2' && arn.resource.startsWith('network-acl/')) {
    return 'A network ACL of a VPC filters traffic and grants no principal anything';
  }
  const isOfWaf = arn !== null && /^waf(?:v2|-regional)?$/u.test(arn.service);
  if (!isOfWaf || !/(?:^|\/)webacl\//u.test(arn.resource)) return null;
  return 'A web ACL of AWS WAF filters traffic and grants no principal anything';
}
