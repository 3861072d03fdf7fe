import type { StatementReference } from '../../iam/decision.js';
import type { MatchedStatement } from '../actionIndex.js';
import type { Formula } from '../model.js';
import { either } from '../needs/formula.js';
import { type Gathered, gather, gathered } from '../needs/gather.js';

/** A statement that is about the request, when its conditions hold, and how evidence names it. */
export interface SeenStatement {
  readonly matched: MatchedStatement;
  readonly formula: Formula;
  readonly reference: StatementReference;
}

/** What the statements of one layer say, as they are heard one after another. */
export interface Voices {
  readonly allow: Gathered;
  readonly deny: Gathered;
  /** Allow, by how the statement names the caller. */
  readonly direct: Gathered;
  readonly role: Gathered;
  readonly account: Gathered;
  readonly seen: SeenStatement[];
}

/** Nothing heard yet. */
export function silence(): Voices {
  return {
    allow: gathered(),
    deny: gathered(),
    direct: gathered(),
    role: gathered(),
    account: gathered(),
    seen: [],
  };
}

/** Adds one statement, which is kept where it was named. The formulas are of the three ways in which it names the caller. */
export function speak(
  voices: Voices,
  matched: MatchedStatement,
  reference: StatementReference | null,
  direct: Formula,
  role: Formula,
  account: Formula,
): void {
  const formula = either(either(direct, role), account);
  if (reference !== null) voices.seen.push({ matched, formula, reference });
  if (matched.statement.effect === 'DENY') {
    gather(voices.deny, formula);
    return;
  }
  gather(voices.allow, formula);
  gather(voices.direct, direct);
  gather(voices.role, role);
  gather(voices.account, account);
}
