import type { Effect, Evidence, LayerKind, StatementReference } from '../../iam/decision.js';
import type { Json } from '../../lib/json.js';
import { parseArn } from '../../iam/arn.js';
import { compilePolicy } from '../compile.js';
import type { AccessRequest, Caller, Layers } from '../model.js';
import { type PolicyChange, type RemedyMaker, withoutStatement, withPolicy } from './change.js';

/** Which sides somebody could change at all: AWS lets nobody change a service-linked role, and not every resource has a policy. */
export interface Changeable {
  readonly caller: boolean;
  readonly resource: boolean;
}

const MAKERS: Readonly<Partial<Record<LayerKind, RemedyMaker>>> = {
  IDENTITY: 'PRINCIPAL_ACCOUNT',
  BOUNDARY: 'PRINCIPAL_ACCOUNT',
  SESSION: 'CALLER',
  RESOURCE: 'RESOURCE_ACCOUNT',
  SCP: 'ORGANIZATION',
  RCP: 'ORGANIZATION',
};

const NAMES: Readonly<Partial<Record<LayerKind, string>>> = {
  IDENTITY: 'an identity policy of the caller',
  BOUNDARY: 'the permissions boundary of the caller',
  SESSION: 'the session policies that the caller passes',
  RESOURCE: 'the policy of the resource',
  SCP: 'an SCP',
  RCP: 'an RCP',
};

/** What could be changed so that a request passes: an Allow in each layer that gives none, and each Deny that applies taken away. */
export function openingChanges(
  request: AccessRequest,
  layers: Layers,
  evidence: Evidence,
  may: Changeable,
): readonly PolicyChange[] {
  return [...removals(evidence, 'DENY', may), ...additions(request, layers, 'ALLOW', may)];
}

/** What could be changed so that it does not: each Allow taken away, or a Deny in a layer. */
export function closingChanges(
  request: AccessRequest,
  layers: Layers,
  evidence: Evidence,
  may: Changeable,
): readonly PolicyChange[] {
  return [...removals(evidence, 'ALLOW', may), ...additions(request, layers, 'DENY', may)];
}

/** Each statement with this effect that the evidence shows. */
function removals(evidence: Evidence, effect: Effect, may: Changeable): readonly PolicyChange[] {
  const seen = new Set<string>();
  return evidence.layers.flatMap(({ kind, at, statements }) => {
    const by = MAKERS[kind];
    if (by === undefined || !isChangeable(kind, may)) return [];
    return statements.flatMap((statement): readonly PolicyChange[] => {
      const key = JSON.stringify([statement.policy, statement.policyName, statement.index]);
      if (statement.effect !== effect || seen.has(key)) return [];
      seen.add(key);
      const apply = (layers: Layers): Layers => withoutStatement(layers, statement);
      const text = `${effect === 'DENY' ? 'take the request out of what' : 'take away what'} ${nameOf(statement)} ${effect === 'DENY' ? 'denies' : 'allows'}`;
      return [{ by, layer: kind, at, statement, addition: null, need: null, text, apply }];
    });
  });
}

function nameOf({ sid, index, policyName }: StatementReference): string {
  return `${sid === null ? `statement ${index}` : `the statement \`${sid}\``} of \`${policyName}\``;
}

/** One statement about just this request, in each layer that could hold it. */
function additions(request: AccessRequest, layers: Layers, effect: Effect, may: Changeable): readonly PolicyChange[] {
  const add = (kind: LayerKind, at: string | null): readonly PolicyChange[] => {
    const by = MAKERS[kind];
    const statement = statementFor(request, kind, effect);
    if (by === undefined || statement === null || !isChangeable(kind, may)) return [];
    const policy = compilePolicy({ Version: '2012-10-17', Statement: [statement] });
    const more = { id: null, name: 'the statement to add', attachedTo: null, policy };
    const place = at === null ? '' : ` at ${at.replace(':', ' ')}`;
    const holder = kind === 'RESOURCE' && isRole(request) ? 'its trust policy' : (NAMES[kind] ?? kind);
    const text = `${effect === 'ALLOW' ? 'allow' : 'deny'} ${request.action} on ${request.resource.arn} in ${holder}${place}`;
    const apply = (before: Layers): Layers => withPolicy(before, kind, at, more);
    return [{ by, layer: kind, at, statement: null, addition: statement, need: null, text, apply }];
  };
  const isIdentity = request.caller.kind === 'USER' || request.caller.kind === 'ROLE';
  return [
    ...(isIdentity ? add('IDENTITY', null) : []),
    ...add('RESOURCE', null),
    ...(isIdentity && layers.boundary !== null ? add('BOUNDARY', null) : []),
    ...(layers.session !== null ? add('SESSION', null) : []),
    ...(layers.scp ?? []).flatMap(({ at }) => add('SCP', at)),
    // AWS lets an RCP of one's own deny only.
    ...(effect === 'DENY' ? (layers.rcp ?? []).flatMap(({ at }) => add('RCP', at)) : []),
  ];
}

function isChangeable(kind: LayerKind, may: Changeable): boolean {
  if (kind === 'IDENTITY' || kind === 'BOUNDARY') return may.caller;
  return kind !== 'RESOURCE' || may.resource;
}

/** A trust policy has no Resource. */
function isRole({ resource }: Pick<AccessRequest, 'resource'>): boolean {
  return parseArn(resource.arn)?.service === 'iam';
}

/** Null where no statement of this kind could name the request. */
function statementFor({ caller, action, resource }: AccessRequest, kind: LayerKind, effect: Effect): Json | null {
  const common = { Effect: effect === 'ALLOW' ? 'Allow' : 'Deny', Action: action };
  if (kind === 'RCP') return { ...common, Principal: '*', Resource: resource.arn };
  if (kind !== 'RESOURCE') return { ...common, Resource: resource.arn };
  const principal = principalOf(caller);
  if (principal === null) return null;
  return { ...common, Principal: principal, ...(isRole({ resource }) ? {} : { Resource: resource.arn }) };
}

function principalOf(caller: Caller): Json | null {
  switch (caller.kind) {
    case 'USER':
    case 'ROLE':
    case 'ROOT':
      return { AWS: caller.arn };
    case 'ACCOUNT':
      return { AWS: caller.account.id };
    case 'SERVICE':
      return { Service: caller.name };
    case 'FEDERATED':
      return { Federated: caller.provider };
    case 'CANONICAL_USER':
      return { CanonicalUser: caller.id };
    case 'ANONYMOUS':
    case 'ANYONE':
      return '*';
  }
}
