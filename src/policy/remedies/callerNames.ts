import { parseArn } from '../../iam/arn.js';
import type { Json } from '../../lib/json.js';
import type { Caller } from '../model.js';

/**
 * How a policy can name the caller, its role before its session. Whom none can name alone is not named: a provider without claims would
 * let all its users in, `*` everybody.
 */
export function namesOf(caller: Caller): readonly Json[] {
  switch (caller.kind) {
    case 'USER': {
      const { federationTokenName: name } = caller.session;
      return [{ AWS: name === undefined ? caller.arn : sessionArn(caller.arn, `federated-user/${name}`) }];
    }
    case 'ROLE': {
      const { name } = caller.session;
      const role = caller.arn.slice(caller.arn.lastIndexOf('/') + 1);
      const session = name === undefined ? [] : [{ AWS: sessionArn(caller.arn, `assumed-role/${role}/${name}`) }];
      return [{ AWS: caller.arn }, ...session];
    }
    case 'ROOT':
      return [{ AWS: caller.arn }];
    case 'SERVICE':
      return [{ Service: caller.name }];
    case 'ACCOUNT':
      return [{ AWS: caller.account.id }];
    case 'CANONICAL_USER':
      return [{ CanonicalUser: caller.id }];
    case 'FEDERATED':
    case 'ANYONE':
    case 'ANONYMOUS':
      return [];
  }
}

function sessionArn(arn: string, resource: string): string {
  const parsed = parseArn(arn);
  return `arn:${parsed?.partition ?? 'aws'}:sts::${parsed?.account ?? ''}:${resource}`;
}
