import { isAccountId, parseArn } from '../../iam/arn.js';
import { textOf } from '../../lib/fields.js';
import type { AccessAsked } from '../access.js';
import type { ResourceKeys } from './resourceKeys.js';
import { propertiesOf, settingOf, valueOf } from './settings.js';

/**
 * What is asked of the bucket when an access point of S3 is asked: it has to let the same pass, and knows through which access point it comes.
 * Null for any other request. Where the graph does not have the bucket, its policy is one that nobody collected.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
export function behindAccessPoint(
  asked: AccessAsked,
): { readonly asked: AccessAsked; readonly keys: ResourceKeys } | null {
  const { resource } = asked;
  const arn = parseArn(resource.arn);
  const [kind, name = '', object, ...key] = arn?.resource.split('/') ?? [];
  if (arn?.service !== 's3' || kind !== 'accesspoint') return null;
  const point = propertiesOf(resource.node, 'AWS::S3::AccessPoint');
  const stated = valueOf(settingOf(point, 'bucket', textOf)) ?? `bucket-behind-${name}`;
  const bucket = stated.startsWith('arn:') ? stated : `arn:${arn.partition}:s3:::${stated}`;
  const owner = valueOf(settingOf(point, 'bucketAccountId', textOf));
  const origin = valueOf(settingOf(point, 'networkOrigin', textOf));
  const own = `arn:${arn.partition}:s3:${arn.region}:${arn.account}:accesspoint/${name}`;
  const node = resource.bucket ?? null;
  return {
    asked: {
      ...asked,
      resource: {
        arn: object === 'object' ? `${bucket}/${key.join('/')}` : bucket,
        ...(resource.isPattern === true ? { isPattern: true } : {}),
        account: node?.account ?? (owner !== undefined && isAccountId(owner) ? owner : arn.account),
        node,
      },
    },
    keys: new Map([
      ['s3:dataaccesspointarn', own],
      ['s3:dataaccesspointaccount', arn.account],
      ...(origin === undefined ? [] : [['s3:accesspointnetworkorigin', origin] as const]),
    ]),
  };
}
