import { CALLER_ACCOUNT } from '../../graph/references.js';

/** Text in which an account's own number in ARNs is written as a reference: what policies of many accounts say of themselves is one text. */
export function relativeTo(text: string, account: string | null): string {
  return account === null || !text.includes(account) ? text : text.replaceAll(`:${account}:`, `:${CALLER_ACCOUNT}:`);
}
