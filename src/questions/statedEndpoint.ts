import type { NodeOf } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import type { Stated } from './given.js';
import { listAll } from './listAll.js';

/**
 * The VPC endpoint through which each request is stated to come (`aws:SourceVpce`), or its name where the graph lacks it: its policy has to
 * let the request through.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcevpce
 */
export async function resolveEndpoints(
  reader: GraphReader,
  stated: readonly Stated[],
  call: Call,
): Promise<readonly (NodeOf<'Resource'> | string | null)[]> {
  const names = stated.map(({ everywhere }) => everywhere.values.get('aws:sourcevpce')?.[0] ?? null);
  if (names.every((name) => name === null)) return names.map(() => null);
  const nodes = await listAll(reader, { labels: ['Resource'], types: ['AWS::EC2::VPCEndpoint'] }, call);
  const byName = new Map(
    nodes.flatMap((node) => (node.label === 'Resource' ? [[node.arn?.split('/').at(-1) ?? '', node] as const] : [])),
  );
  return names.map((name) => (name === null ? null : (byName.get(name) ?? name)));
}
