import type { NodeOf } from '../../graph/nodes.js';
import { listOf, textOf } from '../../lib/fields.js';
import { groupBy } from '../groupBy.js';
import { settingOf, valueOf } from '../service/settings.js';

/** A resource in which credentials were found, and of whom: ARNs. */
export interface Exposing {
  readonly resource: NodeOf<'Resource'>;
  readonly of: readonly string[];
}

/** ARN of the key of KMS that a resource is encrypted with. */
export function keyOf({ properties }: NodeOf<'Resource'>): string | undefined {
  return valueOf(settingOf(properties, 'kmsKeyArn', textOf));
}

/** Resources that state `exposesCredentialsOf`, by type. */
export function exposingByType(resources: readonly NodeOf<'Resource'>[]): ReadonlyMap<string, readonly Exposing[]> {
  const found = resources.flatMap((resource): readonly Exposing[] => {
    const of = valueOf(
      settingOf(resource.properties, 'exposesCredentialsOf', (value, at) => listOf(value, at, textOf)),
    );
    return of === undefined || of.length === 0 ? [] : [{ resource, of: [...new Set(of)] }];
  });
  return groupBy(found, ({ resource }) => resource.type);
}
