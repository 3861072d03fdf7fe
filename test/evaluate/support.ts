import type { Json } from '../../src/lib/json.js';

/** A case that is right: every field of the contract that goes together. */
export function goodCase(): Record<string, Json> {
  return {
    id: 'good',
    request: {
      principal: 'arn:aws:iam::111122223333:role/app',
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::b/k',
      resourceAccount: '111122223333',
      context: { 'aws:SourceIp': ['10.0.0.7'], 'aws:SecureTransport': true },
      session: { name: 'web', tags: { team: 'a' }, transitiveTagKeys: ['team'], sourceIdentity: 'ann', chained: false },
    },
    policies: {
      identity: [allow('s3:*')],
      boundary: [allow('*')],
      session: [allow('s3:GetObject')],
      scp: [[allow('*')], [allow('s3:*')]],
      rcp: [[]],
      endpoint: [allow('*')],
      resource: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }] },
    },
    settings: { principalOrg: { id: 'o-abc', path: 'o-abc/r-1/', managementAccount: false } },
    missingContext: 'ABSENT',
  };
}

/** An identity policy that allows an action on everything. */
export function allow(action: string): Json {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] };
}

/** The case with one place set to a value, or removed where it is undefined. The pointer's last step may be new. */
export function withValue(pointer: string, value: Json | undefined): Json {
  const copy = structuredClone(goodCase()) as Json;
  const steps = pointer
    .slice(1)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  let at = copy as Record<string, Json>;
  for (const name of steps.slice(0, -1)) at = at[name] as Record<string, Json>;
  const last = steps.at(-1) ?? '';
  if (value === undefined) delete at[last];
  else Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}
