import type { AskedResource } from '../../derive/access.js';
import { resourceLike } from '../../policy/patterns.js';

/**
 * A form of ARN as AWS documents it (`arn:${Partition}:sqs:${Region}:${Account}:${QueueName}`), as a pattern over the resources of an
 * account. A bucket's name has no slash, so that the form of buckets takes in no object.
 */
export function ownForm(
  form: string,
  { partition, account }: { readonly partition: string; readonly account: string },
): AskedResource {
  const parts = form.split(':');
  const [, , service = '', region = '', owner = ''] = parts;
  const tail = parts
    .slice(5)
    .join(':')
    .replaceAll(/\$\{[^}]*\}/g, '*');
  const isOpen = (part: string): boolean => part.includes('${') || part === '*';
  const head = [
    'arn',
    partition,
    isOpen(service) ? '*' : service,
    isOpen(region) ? '*' : region,
    isOpen(owner) ? account : owner,
  ].join(':');
  const base = { arn: `${head}:${tail}`, isPattern: true, account, node: null } as const;
  if (service !== 's3' || owner !== '' || tail.includes('/')) return base;
  return { ...base, bounds: [resourceLike(`${head}:*/*`, true)] };
}
