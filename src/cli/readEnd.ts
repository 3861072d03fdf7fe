import { KnownError } from '../lib/errors.js';

/** An end of a path as people write it: an ARN, a service, an account number, `ou-…` or `r-…`, `outside`, `anyone`, `administrator` (of any
 * account) or `administrator:ACCOUNT`, or `node:ID`. */
export function readEnd(option: string, text: string): Readonly<Record<string, unknown>> {
  if (text === 'outside') return { outside: true };
  if (text === 'anyone') return { anyone: true };
  if (text === 'administrator') return { administrator: true };
  if (text.startsWith('administrator:')) return { administratorOf: text.slice('administrator:'.length) };
  if (/^[0-9]{12}$/.test(text)) return { account: text };
  if (/^(?:ou|r)-[0-9a-z-]+$/.test(text)) return { organizationalUnit: text };
  if (text.startsWith('node:')) return { node: text.slice('node:'.length) };
  if (text.startsWith('arn:') || text.includes('.')) return { arn: text };
  throw new KnownError(
    'USAGE',
    `${option} ${text}: expected an ARN, an account number, a unit (ou-…, r-…), outside, anyone, administrator, administrator:ACCOUNT, or node:ID`,
  );
}
