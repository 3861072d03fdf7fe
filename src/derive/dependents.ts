import { PASS_ROLE, PASSED_TO } from './passRole.js';
import { isAccountId, parseArn } from '../iam/arn.js';
import { isManagedKey } from '../iam/settings/managedKey.js';
import { textOf } from '../lib/fields.js';
import type { JsonObject } from '../lib/json.js';
import { resourcePatternsFor } from '../policy/candidates.js';
import { KEY_USES, PASSED_ROLES } from '../policy/data/dependentActions.js';
import type { AccessAsked } from './access.js';
import { settingOf, valueOf } from './service/settings.js';
import type { PolicyView } from './view.js';

/** One more action that a request needs besides its own. */
export interface Dependent {
  readonly action: string;
  /** ARNs, any one of which will do; the first is what is shown. A pattern where it is not known which one. */
  readonly resources: readonly string[];
  /** Every such request needs it; otherwise only one that names a role does. */
  readonly isRequired: boolean;
  /** What follows for its context, by lower-case key. */
  readonly context: ReadonlyMap<string, string>;
}

/**
 * What a request needs besides its own action: to pass a role, to use the key with which the resource is encrypted, to read what is copied, to
 * do the same on what the resource is a part of.
 */
export function dependentsOf(
  view: PolicyView,
  asked: AccessAsked,
  stated: ReadonlyMap<string, readonly string[]>,
): readonly Dependent[] {
  return [...passedRoles(view, asked), ...usedKeys(asked), ...copied(asked, stated), ...ofParents(asked)];
}

/** The role is the one that the resource states; where nothing states one, any role of the caller's account that it may pass. */
function passedRoles(view: PolicyView, { from, action, resource: { node } }: AccessAsked): readonly Dependent[] {
  const found = PASSED_ROLES[action.toLowerCase()];
  if (found === undefined || from === 'ANONYMOUS' || from.account === null) return [];
  const { service, isRequired } = found;
  const common = { action: PASS_ROLE, isRequired, context: new Map([[PASSED_TO, service]]) };
  const properties = node?.label === 'Resource' ? node.properties : {};
  const named = ['roleArn', 'executionRoleArn'].flatMap((name) => valueOf(settingOf(properties, name, textOf)) ?? []);
  if (named.length > 0) return named.map((role) => ({ ...common, resources: [role] }));
  const account = view.account(from.account);
  const any = `arn:${account?.partition ?? 'aws'}:iam::${from.account}:role/*`;
  return [{ ...common, resources: [any, ...namedRoles(view, from.id, from.account)] }];
}

/** Patterns of roles of the account that the caller's policies name for passing. */
function namedRoles(view: PolicyView, caller: string, account: string): readonly string[] {
  const found = view.attachments(caller).flatMap(({ policy: id, use }) => {
    const policy = use === 'PERMISSIONS' ? view.policy(id) : null;
    if (policy === null || 'text' in policy) return [];
    return resourcePatternsFor(policy, 'iam:PassRole').flatMap(({ values, isAllBut }) => (isAllBut ? [] : values));
  });
  const roles = found.flatMap((value) => {
    const arn = parseArn(value);
    if (arn === null || value.includes('${') || !/^(?:iam|\*)$/u.test(arn.service)) return [];
    if (isAccountId(arn.account) && arn.account !== account) return [];
    const partition = arn.partition === '*' ? 'aws' : arn.partition;
    return arn.resource.startsWith('role/') ? [`arn:${partition}:iam::${account}:${arn.resource}`] : [];
  });
  return [...new Set(roles)];
}

/**
 * The key is stated by the resource as `kmsKeyArn`. The service asks with the caller's permissions, which `kms:ViaService` tells. The one that AWS
 * manages lets everybody of its account who may use the service.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecret.html
 */
function usedKeys({ action, resource: { node } }: AccessAsked): readonly Dependent[] {
  const use = KEY_USES[action.toLowerCase()];
  if (use === undefined || node?.label !== 'Resource') return [];
  const key = keyOf(node.properties);
  const region = key === null ? '' : (parseArn(key)?.region ?? '');
  if (key === null || region === '') return [];
  const service = action.slice(0, action.indexOf(':')).toLowerCase();
  const context = new Map([
    ['kms:viaservice', `${service}.${region}.amazonaws.com`],
    ['aws:viaawsservice', 'true'],
  ]);
  return use.actions.map((needed) => ({ action: needed, resources: [key], isRequired: true, context }));
}

function keyOf(properties: JsonObject): string | null {
  const key = valueOf(settingOf(properties, 'kmsKeyArn', textOf));
  return key !== undefined && parseArn(key)?.service === 'kms' && !isManagedKey(key) ? key : null;
}

const NOTHING: ReadonlyMap<string, string> = new Map();

/**
 * A copy is read at its source, which `s3:x-amz-copy-source` names.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
function copied(
  { action, resource }: AccessAsked,
  stated: ReadonlyMap<string, readonly string[]>,
): readonly Dependent[] {
  const source = stated.get('s3:x-amz-copy-source')?.[0];
  if (action.toLowerCase() !== 's3:putobject' || source?.replace(/^\//u, '').includes('/') !== true) return [];
  const arn = `arn:${parseArn(resource.arn)?.partition ?? 'aws'}:s3:::${source.replace(/^\//u, '')}`;
  return [{ action: 's3:GetObject', resources: [arn], isRequired: true, context: NOTHING }];
}

/**
 * Of the Glue catalog: what is done to a table needs the same of its database and of the catalog.
 * @see https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html
 */
function ofParents({ action, resource }: AccessAsked): readonly Dependent[] {
  const arn = parseArn(resource.arn);
  const [kind, database] = arn?.resource.split('/') ?? [];
  if (arn?.service !== 'glue' || database === undefined || !action.toLowerCase().startsWith('glue:')) return [];
  if (kind !== 'table' && kind !== 'database' && kind !== 'userDefinedFunction') return [];
  const at = `arn:${arn.partition}:glue:${arn.region}:${arn.account}`;
  const above = kind === 'database' ? [`${at}:catalog`] : [`${at}:catalog`, `${at}:database/${database}`];
  return above.map((parent) => ({ action, resources: [parent], isRequired: true, context: NOTHING }));
}
