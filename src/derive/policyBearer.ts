import { parseArn } from '../iam/arn.js';

/**
 * The ARN of the resource whose policy bears on requests for this one, where that is another: of an object its bucket or access point, of an
 * index or a stream its table; null where the resource has none above it.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html
 */
export function policyBearerOf(text: string): string | null {
  const arn = parseArn(text);
  if (arn === null) return null;
  const above = aboveIn(arn.service, arn.resource);
  return above === null ? null : `arn:${arn.partition}:${arn.service}:${arn.region}:${arn.account}:${above}`;
}

function aboveIn(service: string, resource: string): string | null {
  if (service === 's3') {
    const ofAccessPoint = /^(accesspoint\/[^/]+)\/object\//.exec(resource)?.[1];
    if (ofAccessPoint !== undefined) return ofAccessPoint;
    return resource.startsWith('accesspoint/') || !resource.includes('/')
      ? null
      : resource.slice(0, resource.indexOf('/'));
  }
  if (service === 'dynamodb') return /^(table\/[^/]+)\/index\//.exec(resource)?.[1] ?? null;
  return null;
}
