import type { DocumentCheck, DocumentIssue } from '../../src/ingest/ingested.js';
import type { Json, JsonObject } from '../../src/lib/json.js';

/** The least that a policy parser has to say, so that ingest can be examined without one. */
export const simpleDocumentCheck: DocumentCheck = (document) => {
  if (!isObject(document) || document['Statement'] === undefined) return [refused('', 'A policy has a Statement')];
  const statements: readonly Json[] = Array.isArray(document['Statement'])
    ? document['Statement']
    : [document['Statement']];
  return statements.flatMap((statement, index) => {
    const pointer = Array.isArray(document['Statement']) ? `/Statement/${index}` : '/Statement';
    if (!isObject(statement)) return [refused(pointer, 'A statement is an object')];
    if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny') {
      return [refused(`${pointer}/Effect`, 'Effect is Allow or Deny')];
    }
    return statement['NotPrincipal'] === undefined
      ? []
      : [warned(`${pointer}/NotPrincipal`, 'NotPrincipal is unusual')];
  });
};

function refused(pointer: string, reason: string): DocumentIssue {
  return { pointer, code: 'STATEMENT', reason, cure: 'Correct the document.', severity: 'REFUSED' };
}

function warned(pointer: string, reason: string): DocumentIssue {
  return { pointer, code: 'STATEMENT', reason, cure: 'Use Principal.', severity: 'WARNING' };
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
