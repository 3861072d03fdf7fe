/** The kinds of value that condition operators compare. */
export type Family = 'STRING' | 'ARN' | 'NUMERIC' | 'DATE' | 'BOOL' | 'BINARY' | 'ADDRESS' | 'PRESENCE';

/** Whether one value of a request matches the policy's value that this was made of. */
export type ValueMatcher = (requested: string) => boolean;

/** A base operator, without set prefix and IfExists. A negated one holds where its matcher matches none of the policy's values. */
export interface BaseOperator {
  /** As AWS writes it. */
  readonly name: string;
  readonly family: Family;
  readonly isNegated: boolean;
  /** Takes a policy's value apart; what cannot be read matches nothing. */
  readonly compile: (value: string) => ValueMatcher;
}

/** The matcher of a policy's value that cannot be read. */
export function matchNothing(): boolean {
  return false;
}
