import { isAccountId, parseArn } from '../../iam/arn.js';
import type { Json, JsonObject } from '../../lib/json.js';
import { PRINCIPAL_TYPES } from './principal.js';
import { type PolicyKind, type Problems, quote, type StatementSetting, step } from './problem.js';
import { eachText } from './texts.js';

/** Kinds that hang on whom they are about, and so name nobody. */
const NAMELESS: ReadonlySet<PolicyKind> = new Set(['IDENTITY', 'BOUNDARY', 'SESSION', 'SCP']);

const TYPES: ReadonlySet<string> = new Set(PRINCIPAL_TYPES);

/**
 * Principal and NotPrincipal of a statement.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function checkPrincipals(statement: JsonObject, pointer: string, { kind, problems }: StatementSetting): void {
  const names = ['Principal', 'NotPrincipal'].filter((name) => Object.hasOwn(statement, name));
  if (NAMELESS.has(kind)) {
    for (const name of names) {
      const reason = `${name} may not stand in a policy that is attached to whom it is about`;
      problems.refuse(`${pointer}/${name}`, 'ELEMENT_NOT_ALLOWED_HERE', reason, `Remove ${name}.`);
    }
    return;
  }
  const [name] = names;
  if (name === undefined) {
    if (kind === 'ENDPOINT') return;
    problems.refuse(pointer, 'MISSING_ELEMENT', 'A statement of a resource policy has a Principal', 'Add a Principal.');
    return;
  }
  if (names.length > 1) {
    const reason = 'A statement has Principal or NotPrincipal, not both';
    problems.refuse(pointer, 'ELEMENTS_EXCLUDE_EACH_OTHER', reason, 'Remove one of the two.');
  }
  if (name === 'NotPrincipal' && (kind === 'TRUST' || statement['Effect'] === 'Allow')) {
    const reason = 'NotPrincipal stands only in a Deny of a resource policy; it is taken as written';
    problems.warn(
      `${pointer}/NotPrincipal`,
      'NOT_PRINCIPAL',
      reason,
      'Name whom the statement is about with Principal.',
    );
  }
  checkElement(statement[name], `${pointer}/${name}`, kind, problems);
}

function checkElement(element: Json | undefined, pointer: string, kind: PolicyKind, problems: Problems): void {
  if (element === '*') return;
  if (typeof element !== 'object' || element === null || Array.isArray(element)) {
    const reason = 'A Principal is `*`, or an object of kinds of principal';
    problems.refuse(pointer, 'MALFORMED_PRINCIPAL', reason, 'Write {"AWS": "…"}, for example.');
    return;
  }
  const types = Object.entries(element as JsonObject);
  if (types.length === 0)
    problems.warn(pointer, 'EMPTY_LIST', 'The statement names nobody', 'Name somebody, or remove it.');
  for (const [type, values] of types) {
    const at = pointer + step(type);
    if (!TYPES.has(type)) {
      const reason = `${quote(type)} is no kind of principal`;
      problems.refuse(at, 'MALFORMED_PRINCIPAL', reason, 'Write AWS, Service, Federated or CanonicalUser.');
    }
    eachText(values, at, problems, (text, where) => {
      if (type === 'AWS') checkAws(text, where, problems);
      else if (/[*?]/.test(text)) {
        const reason = `${quote(text)} has a wildcard, which no principal is named with: it matches nobody`;
        problems.warn(where, 'MATCHES_NOBODY', reason, 'Name it in full.');
      } else if (type === 'CanonicalUser' && kind === 'TRUST') {
        const reason = 'A trust policy knows no canonical user ids: it matches nobody';
        problems.warn(where, 'MATCHES_NOBODY', reason, 'Name the account by its number.');
      }
    });
  }
}

function checkAws(text: string, pointer: string, problems: Problems): void {
  if (text === '*' || isAccountId(text) || /^A[A-Z0-9]{15,127}$/.test(text)) return;
  const arn = parseArn(text);
  if (/[*?]/.test(text)) {
    const reason = `${quote(text)} has a wildcard, which no principal is named with: it matches nobody`;
    problems.warn(
      pointer,
      'MATCHES_NOBODY',
      reason,
      'Name the account, and the principals in a condition on aws:PrincipalArn.',
    );
  } else if (arn === null) {
    const reason = `${quote(text)} is no principal`;
    problems.refuse(pointer, 'MALFORMED_PRINCIPAL', reason, 'Write an ARN, an account number, or `*`.');
  } else if (!isAccountId(arn.account)) {
    problems.warn(
      pointer,
      'MATCHES_NOBODY',
      `${quote(text)} names no account: it matches nobody`,
      'Write the account in the ARN.',
    );
  }
}
