import { parseArn } from '../iam/arn.js';
import type { Json } from '../lib/json.js';
import type { AccessRequest, AccountFacts, Layers } from '../policy/model.js';
import { fault, readingCase } from './fault.js';
import { fieldsOf, oneOf, optional, quote, textOf } from '../lib/fields.js';
import { readContext } from './readContext.js';
import { ignoredKeys, refuseContradictions } from './refuseContradictions.js';
import { readPolicies } from './readPolicies.js';
import { readPrincipal } from './readPrincipal.js';
import { readSession } from './readSession.js';
import { serviceRules } from './serviceRules.js';
import { accountOf, organizationFacts, type ReadOrganization, readSettings } from './readSettings.js';

/** A case as the engine takes it. */
export interface ReadCase {
  readonly request: AccessRequest;
  readonly layers: Layers;
  /** Stated keys that AWS does not send with such a request, as written. */
  readonly ignored: readonly string[];
}

/**
 * Reads one case strictly: a field that is not in the contract is refused, and so is what contradicts the request itself.
 * Errors: CASE_MALFORMED, CASE_CONTRADICTORY, CASE_TOO_LARGE, POLICY_MALFORMED, each with the pointer to its cause.
 */
export function readCase(value: Json): ReadCase {
  return readingCase(() => read(value));
}

function read(value: Json): ReadCase {
  const fields = fieldsOf(value, '');
  fields.take('id');
  const requestValue = fields.take('request');
  const policiesValue = fields.take('policies') ?? undefined;
  const settingsValue = fields.take('settings') ?? undefined;
  const missing = optional(fields, 'missingContext', (each, at) => oneOf(each, at, ['ABSENT', 'UNKNOWN'])) ?? 'ABSENT';
  fields.end();

  const asked = fieldsOf(requestValue, '/request');
  const principal = textOf(asked.take('principal'), '/request/principal');
  const action = readAction(asked.take('action'));
  const resource = readResource(asked.take('resource'));
  const resourceAccount = optional(asked, 'resourceAccount', accountOf);
  const context = readContext(asked.take('context') ?? undefined, '/request/context', missing);
  const session = readSession(asked.take('session'), '/request/session');
  asked.end();

  const resourceKind = isRole(resource) ? 'TRUST' : 'RESOURCE';
  const layers = readPolicies(policiesValue, '/policies', resourceKind);
  const settings = readSettings(settingsValue, '/settings');
  const organizations = organizationsOf(
    settings.principalOrg,
    settings.resourceOrg,
    layers,
    context.stated.values,
    policiesValue,
  );
  const caller = readPrincipal(principal, '/request/principal', {
    account: (id): AccountFacts => ({ id, organization: organizations.principal }),
    hasBoundary: layers.boundary !== null,
    isServiceLinked: settings.serviceLinkedRole,
    session,
    sessionPointer: '/request/session',
  });
  if (settings.serviceLinkedRole === true && caller.kind !== 'ROLE') {
    throw fault('CASE_CONTRADICTORY', '/settings/serviceLinkedRole', 'only a role is service-linked');
  }
  const callerAccount = 'account' in caller ? caller.account.id : undefined;
  const owner = ownerOf(resource, resourceAccount) ?? callerAccount;
  const isOwn = owner !== undefined && owner === callerAccount;
  const ownerOrganization =
    settings.resourceOrg === undefined && isOwn ? organizations.principal : organizations.resource;
  const { rules, objectOwner } = serviceRules(settings, { action, resource, owner });
  const request: AccessRequest = {
    caller,
    action,
    resource: {
      arn: resource,
      account: owner === undefined ? undefined : { id: owner, organization: ownerOrganization },
      tags: undefined,
      ...(objectOwner === undefined ? {} : { objectOwner: { id: objectOwner, organization: undefined } }),
    },
    stated: context.stated,
  };
  refuseContradictions(request, context.pointers);
  return { request, layers: { ...layers, service: rules }, ignored: ignoredKeys(request) };
}

function readAction(value: Json | undefined): string {
  const action = textOf(value, '/request/action');
  if (!/^[a-z0-9-]+:[a-z0-9]+$/iu.test(action)) {
    const isPattern = /[*?]/u.test(action);
    throw fault(
      'CASE_MALFORMED',
      '/request/action',
      isPattern
        ? 'a request is for one action, not for a pattern: name one that it stands for'
        : `${quote(action)} is no action: write \`service:Action\``,
    );
  }
  return action;
}

function readResource(value: Json | undefined): string {
  const resource = textOf(value, '/request/resource');
  if (resource === '*') return resource;
  if (parseArn(resource) === null) throw fault('CASE_MALFORMED', '/request/resource', `${quote(resource)} is no ARN`);
  return resource;
}

function isRole(resource: string): boolean {
  const arn = parseArn(resource);
  return arn?.service === 'iam' && arn.resource.startsWith('role/');
}

function ownerOf(resource: string, stated: string | undefined): string | undefined {
  const inArn = parseArn(resource)?.account;
  if (inArn !== undefined && /^\d{12}$/u.test(inArn)) {
    if (stated === undefined || stated === inArn) return inArn;
    throw fault('CASE_CONTRADICTORY', '/request/resourceAccount', `the ARN of the resource names the account ${inArn}`);
  }
  return stated;
}

/**
 * Where nothing is stated, no SCPs and RCPs mean no organisation. With them, or where the context states the organisation, which one it is
 * stays open to what the context says.
 */
function organizationsOf(
  principalOrg: ReadOrganization | null | undefined,
  resourceOrg: ReadOrganization | null | undefined,
  layers: Layers,
  stated: ReadonlyMap<string, readonly string[]>,
  policies: Json | undefined,
): { readonly principal: AccountFacts['organization']; readonly resource: AccountFacts['organization'] } {
  const text =
    principalOrg === undefined && resourceOrg === undefined ? '' : (JSON.stringify(policies) ?? '').toLowerCase();
  const place = (found: ReadOrganization | null | undefined, side: 'principal' | 'resource', hasLevels: boolean) => {
    const facts = organizationFacts(found, text.includes(`aws:${side}orgpaths`), `/settings/${side}Org`);
    const isOpen = hasLevels || stated.has(`aws:${side}orgid`) || stated.has(`aws:${side}orgpaths`);
    return facts === undefined && !isOpen ? null : facts;
  };
  return {
    principal: place(principalOrg, 'principal', layers.scp !== null),
    resource: place(resourceOrg, 'resource', layers.rcp !== null),
  };
}
