import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import { parseArn } from '../../iam/arn.js';
import { listOf, textOf } from '../../lib/fields.js';
import { groupBy } from '../groupBy.js';
import { settingOf, valueOf } from '../service/settings.js';
import type { PolicyView } from '../view.js';
import { roleOfResource } from './roleOfResource.js';

/** A resource that runs, with a role, what it loads from a bucket. */
export interface Loading {
  readonly resource: NodeOf<'Resource'>;
  readonly role: NodeOf<'Role'>;
  /** ARN of the object; what begins with it where it ends in `/`. */
  readonly object: string;
  /** Its bucket's ARN. */
  readonly bucket: string;
}

/** Resources that state `loadsFrom` and have a role, by type. */
export function loadingByType(
  view: PolicyView,
  resources: readonly NodeOf<'Resource'>[],
): ReadonlyMap<string, readonly Loading[]> {
  const found = resources.flatMap((resource): readonly Loading[] => {
    const stated = valueOf(settingOf(resource.properties, 'loadsFrom', (value, at) => listOf(value, at, textOf))) ?? [];
    const role = stated.length === 0 ? null : roleOfResource(view, resource);
    if (role === null) return [];
    return [...new Set(stated)].flatMap((object): readonly Loading[] => {
      const bucket = bucketOf(object);
      return bucket === null ? [] : [{ resource, role, object, bucket }];
    });
  });
  return groupBy(found, ({ resource }) => resource.type);
}

/** The ARN of an object's bucket; null where it is no object. */
export function bucketOf(object: string): string | null {
  const arn = parseArn(object);
  const slash = arn?.resource.indexOf('/') ?? -1;
  if (arn?.service !== 's3' || slash < 1) return null;
  return `arn:${arn.partition}:s3:::${arn.resource.slice(0, slash)}`;
}

/** The bucket that is known, by its ARN; null where it is none of the graph. */
export function bucketNode(view: PolicyView, bucket: string): NodeOf<'Resource'> | null {
  const node = view.node(nodeId.arn(bucket));
  return node?.label === 'Resource' ? node : null;
}
