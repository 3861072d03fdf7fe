import { BlockList, isIP } from 'node:net';
import { list, type Scalar, type Statement } from './types.js';

type Context = ReadonlyMap<string, readonly string[]>;

/** The regular expression of a policy's text; `wild`: which text stands for `*` and for `?`. */
export function textPattern(text: string, wild: { readonly star: string; readonly one: string } | null): string {
  return text.replaceAll(/\$\{([*?$])\}|\*|\?|[\\^$.|+()[\]{}/]/gu, (found, literal: string | undefined) => {
    if (literal !== undefined) return `\\${literal}`;
    if (found === '*') return wild?.star ?? '\\*';
    if (found === '?') return wild?.one ?? '\\?';
    return `\\${found}`;
  });
}

const ANY = { star: '[^]*', one: '[^]' };

function matches(pattern: string, text: string, flags = 'u'): boolean {
  return new RegExp(`^${pattern}$`, flags).test(text);
}

/** Replaces variables; null where one has no value, so that the text matches nothing. */
export function fill(text: string, context: Context, hasVariables: boolean): string | null {
  if (!hasVariables) return text.replaceAll('$', '${$}');
  let isNull = false;
  const filled = text.replaceAll(/\$\{([^}]*)\}/gu, (whole, inner: string) => {
    if (/^[*?$]$/u.test(inner)) return whole;
    const [name = '', ...rest] = inner.split(',');
    const fallback = rest.length === 0 ? null : rest.join(',').trim().slice(1, -1);
    const values = context.get(name.trim().toLowerCase());
    const value = values === undefined ? fallback : values.length === 1 ? (values[0] ?? null) : null;
    if (value === null) isNull = true;
    return (value ?? '').replaceAll(/[*?$]/gu, (character) => `\${${character}}`);
  });
  return isNull ? null : filled;
}

/** A date or epoch seconds, as milliseconds. Four digits alone are a year. */
function instant(text: string): number {
  if (/^\d{4}$/u.test(text)) return Date.parse(`${text}-01-01T00:00:00Z`);
  if (/^\d+$/u.test(text)) return Number(text) * 1000;
  return Date.parse(text);
}

function isInside(address: string, range: string): boolean {
  const [network = '', prefix] = range.split('/');
  const version = isIP(network);
  if (version === 0 || isIP(address) !== version) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const blocks = new BlockList();
  blocks.addSubnet(network, prefix === undefined ? (version === 4 ? 32 : 128) : Number(prefix), family);
  return blocks.check(address, family);
}

function arnMatches(pattern: string, arn: string): boolean {
  const split = (text: string): readonly string[] => {
    const parts = text.split(':');
    return [...parts.slice(0, 5), parts.slice(5).join(':')];
  };
  if (pattern.split(':').length < 6 || arn.split(':').length < 6) return false;
  const parts = split(arn);
  return split(pattern).every((part, index) => matches(textPattern(part, ANY), parts[index] ?? ''));
}

/** Whether one value of the request matches one value of the policy, for an operator without its Not. */
function valueMatches(base: string, wanted: string, value: string): boolean {
  const compare = (kind: string, left: number, right: number): boolean => {
    if (Number.isNaN(left) || Number.isNaN(right)) return false;
    if (kind === 'LessThan') return left < right;
    if (kind === 'LessThanEquals') return left <= right;
    if (kind === 'GreaterThan') return left > right;
    if (kind === 'GreaterThanEquals') return left >= right;
    return left === right;
  };
  if (base === 'StringEquals') return matches(textPattern(wanted, null), value);
  if (base === 'StringEqualsIgnoreCase') return matches(textPattern(wanted.toLowerCase(), null), value.toLowerCase());
  if (base === 'StringLike') return matches(textPattern(wanted, ANY), value);
  if (base === 'ArnEquals' || base === 'ArnLike') return arnMatches(wanted, value);
  if (base.startsWith('Numeric')) return compare(base.slice(7), Number(value), Number(wanted));
  if (base.startsWith('Date')) return compare(base.slice(4), instant(value), instant(wanted));
  if (base === 'Bool') return wanted.toLowerCase() === value.toLowerCase();
  if (base === 'BinaryEquals') return Buffer.from(wanted, 'base64').equals(Buffer.from(value, 'base64'));
  if (base === 'IpAddress') return isInside(value, wanted);
  throw new Error(`no operator ${base}`);
}

/**
 * One line of a Condition block.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
function holds(
  operator: string,
  key: string,
  written: readonly string[],
  context: Context,
  hasVariables: boolean,
): boolean {
  const requested = context.get(key.toLowerCase());
  const isPresent = requested !== undefined && requested.length > 0;
  if (operator === 'Null') return written.some((value) => (value.toLowerCase() === 'true') !== isPresent);
  const [, set, name = ''] = /^(?:(ForAllValues|ForAnyValue):)?(.*)$/u.exec(operator) ?? [];
  const ifExists = name.endsWith('IfExists');
  const whole = ifExists ? name.slice(0, -8) : name;
  const isNegated = whole.includes('Not');
  const base = whole.replace('Not', '');
  const takesVariables = base.startsWith('String') || base.startsWith('Arn');
  const wanted = takesVariables
    ? written.map((text) => fill(text, context, hasVariables)).filter((text) => text !== null)
    : written;
  if (!isPresent) {
    if (ifExists) return true;
    if (set === 'ForAllValues') return true;
    if (set === 'ForAnyValue') return false;
    return isNegated;
  }
  const one = (value: string): boolean => wanted.some((each) => valueMatches(base, each, value)) !== isNegated;
  if (set === 'ForAllValues') return requested.every((value) => value === '' || one(value));
  if (set === 'ForAnyValue') return requested.some((value) => value !== '' && one(value));
  return one(requested[0] ?? '');
}

/** Whether every line of a Condition block holds. */
export function conditionsHold(statement: Statement, context: Context, hasVariables: boolean): boolean {
  for (const [operator, keys] of Object.entries(statement.Condition ?? {})) {
    for (const [key, values] of Object.entries<Scalar | readonly Scalar[]>(keys)) {
      if (!holds(operator, key, list(values), context, hasVariables)) return false;
    }
  }
  return true;
}
