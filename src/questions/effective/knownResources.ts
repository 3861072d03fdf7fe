import type { AskedResource } from '../../derive/access.js';
import { policyBearersOf } from '../../derive/policyBearer.js';
import { propertiesOf, sampleObjects } from '../../derive/service/settings.js';
import type { GraphNode } from '../../graph/nodes.js';
import { isAccountId, parseArn } from '../../iam/arn.js';

/** A resource of the graph, or what lies in it, and what is told of it without knowing it. */
export interface KnownResource {
  readonly asked: AskedResource;
  /** What wider rows say of it is what would be decided of this; null where no wider row means it. */
  readonly unknown: Unknown | null;
  /** Of another account, so that no pattern means it; its name alone may be one that the caller's policies write. */
  readonly isForeign: boolean;
  /** An object whose bucket is told of as a whole: it stands apart where it is decided otherwise. */
  readonly isSample: boolean;
  /** Lower-case actions that alone are asked about; null: all that it takes. */
  readonly only: readonly string[] | null;
}

/** A resource as it would be asked about, did the graph not have it. */
export interface Unknown {
  readonly asked: AskedResource;
  /** The same for resources that differ in their names alone; null where something is known of this one all the same. */
  readonly form: string | null;
}

/** What is told apart of a resource of the graph: itself, what lies in it as a whole, and its sample objects. `own`: the caller's account. */
export function partsOf(asked: AskedResource, own: string | null): readonly KnownResource[] {
  const { node } = asked;
  if (node === null || node.arn === null) return [];
  const parts = withinOf(node.arn).map((arn): AskedResource => ({ ...asked, arn, isPattern: true }));
  const isForeign = own === null || asked.account !== own;
  const type = node.label === 'Resource' ? node.type : node.label;
  const whole = [asked, ...parts].map((one, place) => ({
    asked: one,
    unknown: unknownOf(one, own, `${type} ${place}`),
    isForeign,
    isSample: false,
    only: null,
  }));
  return [...whole, ...samplesOf(asked, isForeign)];
}

function unknownOf({ arn, isPattern = false }: AskedResource, own: string | null, form: string): Unknown | null {
  const account = parseArn(arn)?.account ?? '';
  if (own === null || (isAccountId(account) && account !== own)) return null;
  return { asked: { arn, account: own, node: null, ...(isPattern ? { isPattern } : {}) }, form };
}

/** Patterns for what lies in a resource, and is decided with its policy. */
export function withinOf(arn: string): readonly string[] {
  const { partition, region, account, service, resource } = parseArn(arn) ?? NO_ARN;
  const api = /^\/(?:rest)?apis\/([^/]+)$/u.exec(resource)?.[1];
  const prefix = `arn:${partition}:${service}:${region}:${account}`;
  return [
    ...(service === 's3' && account !== '' ? [`${arn}/object/*`] : []),
    ...(service === 'dynamodb' ? [`${arn}/index/*`] : []),
    ...(service === 's3' && account === '' ? [`${arn}/*`] : []),
    ...(service === 'es' || service === 'execute-api' ? [`${arn}/*`] : []),
    ...(service === 'lambda' ? [`${arn}:*`] : []),
    ...(service === 'glue' ? ['database', 'table', 'userDefinedFunction'].map((kind) => `${prefix}:${kind}/*`) : []),
    ...(service === 'apigateway' && api !== undefined
      ? [`arn:${partition}:execute-api:${region}:${account}:${api}/*`]
      : []),
  ].filter((text) => policyBearersOf(text).includes(arn));
}

const NO_ARN = { partition: '', service: '', region: '', account: '', resource: '' };

/** Objects of which the dump states who owns them or who is on their lists; of the others the bucket tells. */
function samplesOf(asked: AskedResource, isForeign: boolean): readonly KnownResource[] {
  const { node } = asked;
  const bucket = propertiesOf(node, 'AWS::S3::Bucket');
  if (node?.label !== 'Resource') return [];
  const bare = { ...node, properties: { ...node.properties, objects: [] } };
  return sampleObjects(bucket).flatMap(({ key }) => {
    if (typeof key !== 'string') return [];
    const object = { ...asked, arn: `${asked.arn}/${key}` };
    const unknown = { asked: { ...object, node: bare }, form: null };
    return [{ asked: object, unknown, isForeign, isSample: true, only: null }];
  });
}

/** Whether anything of a resource but its name and tags bears on decisions about it. */
export function hasSomethingOfItsOwn(node: GraphNode, hasPolicy: boolean): boolean {
  if (hasPolicy) return true;
  return node.label === 'Resource' && WITH_SETTINGS.has(node.type);
}

/** Types of which settings, or the lack of a policy, decide besides policies. */
const WITH_SETTINGS: ReadonlySet<string> = new Set([
  'AWS::S3::Bucket',
  'AWS::S3::AccessPoint',
  'AWS::KMS::Key',
  'AWS::EFS::FileSystem',
  'AWS::Lambda::Function',
]);
