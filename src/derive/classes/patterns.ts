import { compareCodePoints } from '../../lib/codePoints.js';
import { compileResources, type ResourceMatcher } from '../../policy/match/resource.js';

/**
 * Which of all resource patterns match an ARN. Patterns that name an account are asked of ARNs of that account only, so that the work
 * grows with the accounts and not with their square.
 */
export interface PatternIndex {
  /** Sorted texts. Those with a variable always match, since that is the caller's to say. */
  match(arn: string): readonly string[];
}

/** Whether a pattern depends on who calls. */
export function hasVariable(text: string): boolean {
  return text.includes('${');
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
    if (text === '*' || hasVariable(text)) {
      always.push(text);
      continue;
    }
    if (!/[*?$]/.test(text) && text.startsWith('arn:')) {
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
      const found = [...always];
      if (exact.has(arn)) found.push(arn);
      const account = arn.split(':')[4] ?? '';
      for (const patterns of [everywhere, byAccount.get(account) ?? []]) {
        for (const { text, matches } of patterns) {
          if (matches(arn, () => ({ kind: 'ABSENT' })).matched !== null) found.push(text);
        }
      }
      return found.sort(compareCodePoints);
    },
  };
}
