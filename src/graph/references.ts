/** Stands for the ARN (or node id) of the principal of an edge in a conclusion that several edges share. */
export const CALLER = '⟦caller⟧';
/** Stands for the ARN of the role (or root user) of an edge. */
export const TARGET = '⟦target⟧';

/** An id or text of a conclusion with its references filled in for one edge. */
export function fillReferences(text: string, ends: { readonly from: string; readonly to: string }): string {
  return text.includes('⟦') ? text.replaceAll(CALLER, () => ends.from).replaceAll(TARGET, () => ends.to) : text;
}
