/** Stands for the ARN (or node id) of the principal of an edge in a conclusion that several edges share. */
export const CALLER = '⟦caller⟧';
/** Stands for the ARN of the role (or root user) of an edge. */
export const TARGET = '⟦target⟧';
/** Stand for the account numbers in those ARNs. */
export const CALLER_ACCOUNT = '⟦caller-account⟧';
export const TARGET_ACCOUNT = '⟦target-account⟧';

/** An id or text of a conclusion with its references filled in for one edge. */
export function fillReferences(text: string, ends: { readonly from: string; readonly to: string }): string {
  if (!text.includes('⟦')) return text;
  return text
    .replaceAll(CALLER, () => ends.from)
    .replaceAll(TARGET, () => ends.to)
    .replaceAll(CALLER_ACCOUNT, () => accountIn(ends.from))
    .replaceAll(TARGET_ACCOUNT, () => accountIn(ends.to));
}

function accountIn(arn: string): string {
  return arn.split(':')[4] ?? '';
}
