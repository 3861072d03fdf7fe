import { isAccountId, parseArn } from '../../iam/arn.js';
import type { Json, JsonObject } from '../../lib/json.js';

/**
 * One entry of a Principal or NotPrincipal element. NOBODY: AWS stores it and it matches no caller, such as an ARN with a wildcard in it.
 * DELETED: a unique id, which is what AWS shows once the user or role is gone.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type PrincipalElement =
  | { readonly kind: 'EVERYONE'; readonly value: string }
  | { readonly kind: 'ACCOUNT'; readonly value: string; readonly account: string }
  | { readonly kind: 'ARN'; readonly value: string; readonly account: string }
  | {
      readonly kind: 'SESSION';
      readonly value: string;
      readonly account: string;
      readonly partition: string;
      readonly role: string;
      readonly session: string;
    }
  | { readonly kind: 'SERVICE' | 'FEDERATED' | 'CANONICAL_USER' | 'DELETED' | 'NOBODY'; readonly value: string };

/** The keys under which principals stand. */
export const PRINCIPAL_TYPES = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const;

/** Reads a Principal element that `checkDocument` does not refuse. */
export function parsePrincipals(element: Json): readonly PrincipalElement[] {
  if (typeof element === 'string') return [parseAwsPrincipal(element)];
  const object = element as JsonObject;
  return PRINCIPAL_TYPES.flatMap((type) => {
    if (!Object.hasOwn(object, type)) return [];
    const found = object[type] as Json;
    const values = (Array.isArray(found) ? found : [found]).map(String);
    return values.map((value): PrincipalElement => {
      switch (type) {
        case 'AWS':
          return parseAwsPrincipal(value);
        case 'Service':
          return { kind: /[*?]/.test(value) ? 'NOBODY' : 'SERVICE', value };
        case 'Federated':
          return { kind: 'FEDERATED', value };
        case 'CanonicalUser':
          return { kind: 'CANONICAL_USER', value };
      }
    });
  });
}

function parseAwsPrincipal(value: string): PrincipalElement {
  if (value === '*') return { kind: 'EVERYONE', value };
  if (isAccountId(value)) return { kind: 'ACCOUNT', value, account: value };
  const arn = parseArn(value);
  if (arn === null) return { kind: /^A[A-Z0-9]{15,127}$/.test(value) ? 'DELETED' : 'NOBODY', value };
  if (/[*?]/.test(value) || !isAccountId(arn.account)) return { kind: 'NOBODY', value };
  const { account, partition, resource, service } = arn;
  if (service === 'iam' && resource === 'root') return { kind: 'ACCOUNT', value, account };
  if (service === 'sts' && resource.startsWith('assumed-role/')) {
    const [, role = '', session = ''] = resource.split('/');
    return { kind: 'SESSION', value, account, partition, role, session };
  }
  return { kind: 'ARN', value, account };
}
