import { Neo4jError } from 'neo4j-driver';
import { KnownError } from '../../lib/errors.js';

/** What the driver threw, in the product's words. What is none of these is a fault of ours and stays as it is. */
export function explainDriverError(error: unknown): unknown {
  if (error instanceof KnownError || !(error instanceof Error)) return error;
  const text = causesOf(error)
    .map((each) => each.message)
    .join(': ');
  if (/certificate|self.signed|altnames|SSL routines|wrong version number/iu.test(text)) {
    return known('STORE_UNSUITABLE', 'the certificate of Neo4j does not verify, or it speaks no TLS', error);
  }
  if (!(error instanceof Neo4jError)) return error;
  const { code } = error;
  if (/unknown bolt protocol version|server responded HTTP/iu.test(text)) {
    return known('STORE_UNSUITABLE', 'what answers is no Neo4j, or one older than 5.26; use its Bolt port', error);
  }
  if (/before secure TLS connection/u.test(text)) {
    return known('STORE_UNAVAILABLE', 'Neo4j ended the connection before TLS was agreed; it may speak none', error);
  }
  if (code === 'ServiceUnavailable' || code === 'SessionExpired') {
    return known('STORE_UNAVAILABLE', 'Neo4j does not answer', error);
  }
  if (code.includes('TransactionTimedOut')) {
    return known('DEADLINE_EXCEEDED', 'the question did not end within its deadline', error);
  }
  if (/^Neo\.ClientError\.Security\.(?:Unauthorized|Auth|Credentials|Token)/u.test(code)) {
    return known('STORE_REFUSED', 'Neo4j refuses the user or the password', error);
  }
  if (code.startsWith('Neo.ClientError.Security.')) {
    return known('STORE_REFUSED', 'the user of Neo4j lacks a right that this needs', error);
  }
  if (code.includes('DatabaseNotFound')) {
    return known('STORE_UNSUITABLE', 'Neo4j has no database of this name', error);
  }
  if (/ReadOnly|NotALeader|DatabaseUnavailable|OutOfMemory|OutOfDisk/u.test(code)) {
    return known('STORE_UNAVAILABLE', `Neo4j cannot do this now (${code})`, error);
  }
  if (code.startsWith('Neo.TransientError.') || code.startsWith('Neo.DatabaseError.')) {
    return known('STORE_UNAVAILABLE', `Neo4j failed (${code})`, error);
  }
  return error;
}

/** Whether a statement ended because of the most memory that it, or all at once, may use. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Neo4jError && error.code.includes('OutOfMemory');
}

function known(code: ConstructorParameters<typeof KnownError>[0], message: string, cause: unknown): KnownError {
  return new KnownError(code, message, { cause });
}

function causesOf(error: Error): readonly Error[] {
  const found: Error[] = [];
  let next: unknown = error;
  while (next instanceof Error && found.length < 8) {
    found.push(next);
    next = next.cause;
  }
  return found;
}
