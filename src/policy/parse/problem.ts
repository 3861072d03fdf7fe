/** What a document is for, which decides the elements that it may have. */
export type PolicyKind = 'IDENTITY' | 'TRUST' | 'RESOURCE' | 'SCP' | 'RCP' | 'SESSION' | 'ENDPOINT' | 'BOUNDARY';

/** A fault of a document. REFUSED: AWS does not store it. WARNING: AWS does, and it cannot mean what it says. */
export interface DocumentProblem {
  /** JSON pointer (RFC 6901) within the document. */
  readonly pointer: string;
  readonly code: ProblemCode;
  readonly reason: string;
  readonly cure: string;
  readonly severity: 'REFUSED' | 'WARNING';
}

/** What can be wrong with a document. */
export const PROBLEM_CODES = [
  'NOT_AN_OBJECT',
  'UNKNOWN_ELEMENT',
  'UNKNOWN_VERSION',
  'WRONG_TYPE',
  'MISSING_ELEMENT',
  'ELEMENTS_EXCLUDE_EACH_OTHER',
  'ELEMENT_NOT_ALLOWED_HERE',
  'UNKNOWN_EFFECT',
  'MALFORMED_ACTION',
  'MALFORMED_ARN',
  'MALFORMED_PRINCIPAL',
  'UNKNOWN_OPERATOR',
  'EMPTY_LIST',
  'DUPLICATE_SID',
  'MATCHES_NOBODY',
  'VALUE_NEVER_MATCHES',
  'VARIABLE_UNDER_OLD_VERSION',
  'NOT_PRINCIPAL',
  'UNKNOWN_ACTION',
  'TAKES_NO_RESOURCE',
  'TOO_LARGE',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Gathers problems while a document is walked. */
export interface Problems {
  refuse(pointer: string, code: ProblemCode, reason: string, cure: string): void;
  warn(pointer: string, code: ProblemCode, reason: string, cure: string): void;
}

/** Problems in the order in which they were found, into `found`. */
export function gatherInto(found: DocumentProblem[]): Problems {
  return {
    refuse: (pointer, code, reason, cure) => found.push({ pointer, code, reason, cure, severity: 'REFUSED' }),
    warn: (pointer, code, reason, cure) => found.push({ pointer, code, reason, cure, severity: 'WARNING' }),
  };
}

/** A step of a JSON pointer, escaped. */
export function step(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** A text of a document, cut and quoted for a message. */
export function quote(text: string): string {
  return `\`${text.length > 80 ? `${text.slice(0, 80)}…` : text}\``;
}

/** What a statement is checked against. */
export interface StatementSetting {
  readonly kind: PolicyKind;
  readonly hasVariables: boolean;
  readonly problems: Problems;
}
