import type { Need } from '../../iam/decision.js';

/** What a claim has to be: one of these texts, or like one of them. */
export interface AdmittedValues {
  readonly values: readonly string[];
  /** Whether `*` and `?` in them stand for anything. */
  readonly arePatterns: boolean;
}

/**
 * The values that a need admits; null where it only leaves some out, so that it admits all others. A Deny of what is unlike something admits
 * what is like it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function admittedValues({ operator, isNegated, values }: Need): AdmittedValues | null {
  const ofSet = /^For(?:Any|All)Values?:/u.test(operator);
  const base = operator.replace(/^For(?:Any|All)Values?:/u, '').replace(/IfExists$/u, '');
  const isNot = base.startsWith('StringNot');
  if (isNot !== isNegated || (ofSet && isNegated)) return null;
  const kind = base.replace(/^StringNot/u, 'String');
  if (kind === 'StringLike') return { values, arePatterns: true };
  return kind === 'StringEquals' || kind === 'StringEqualsIgnoreCase' ? { values, arePatterns: false } : null;
}
