import { compareCodePoints } from '../../lib/codePoints.js';
import { compileResources, type ResourceMatcher } from '../../policy/match/resource.js';

/**
 * Which of all resource patterns match an ARN of IAM. Patterns that name an account are asked of ARNs of that account only, so that the work
 * grows with the accounts and not with their square.
 */
export interface PatternIndex {
  /**
   * Sorted texts that match. Those with a variable always do, since that is the caller's to say. `own` are those that name the ARN's account:
   * hardly a caller has one, so that they tell roles apart for those callers alone.
   */
  match(arn: string): { readonly common: readonly string[]; readonly own: readonly string[] };
}

/** Whether a pattern depends on who calls. */
export function hasVariable(text: string): boolean {
  return text.includes('${');
}

/** Whether a pattern may match something of IAM: it names no other service. */
export function mayNameIdentity(text: string): boolean {
  const service = /^arn:[^:*?$]*:([^:*?$]+):/.exec(text)?.[1];
  return service === undefined || service === 'iam';
}

interface Pattern {
  readonly text: string;
  readonly matches: ResourceMatcher;
}

export function indexPatterns(texts: Iterable<string>): PatternIndex {
  const everywhere: Pattern[] = [];
  const byAccount = new Map<string, Pattern[]>();
  const exact = new Set<string>();
  const always: string[] = [];
  for (const text of new Set(texts)) {
    if (!mayNameIdentity(text)) continue;
    if (text === '*' || hasVariable(text)) {
      always.push(text);
      continue;
    }
    if (!/[*?$]/.test(text) && text.startsWith('arn:') && text.split(':').length > 5) {
      exact.add(text);
      continue;
    }
    const pattern = { text, matches: compileResources({ isNot: false, values: [text] }, false) };
    const account = text.split(':')[4] ?? '';
    if (!/^[0-9]{12}$/.test(account)) everywhere.push(pattern);
    else {
      const list = byAccount.get(account);
      if (list === undefined) byAccount.set(account, [pattern]);
      else list.push(pattern);
    }
  }
  return {
    match(arn) {
      const matching = (patterns: readonly Pattern[]): readonly string[] =>
        patterns.flatMap(({ text, matches }) =>
          matches(arn, () => ({ kind: 'ABSENT' })).matched === null ? [] : [text],
        );
      const account = arn.split(':')[4] ?? '';
      return {
        common: [...always, ...matching(everywhere)].sort(compareCodePoints),
        own: [...(exact.has(arn) ? [arn] : []), ...matching(byAccount.get(account) ?? [])].sort(compareCodePoints),
      };
    },
  };
}
