/** Who has to act on an error: the caller, whoever made the data, whoever runs the store, or us. */
export type Fault = 'caller' | 'data' | 'store' | 'us';

interface ErrorKind {
  readonly fault: Fault;
  /** What it means, for `docs/errors.md`. */
  readonly meaning: string;
  /** What the reader can do about it. */
  readonly cure: string;
}

/** Every error that leaves the product, by its stable code. `docs/errors.md` says the same, and a test compares the two. */
export const ERRORS = {
  BAD_USER_INPUT: {
    fault: 'caller',
    meaning: 'An argument of the request is wrong; the message names it.',
    cure: 'Correct the argument that the message names.',
  },
  GENERATION_GONE: {
    fault: 'caller',
    meaning: 'The generation named by @at is not kept any more.',
    cure: 'Leave @at out, or name one of `generations`.',
  },
  CURSOR_OF_OTHER_GENERATION: {
    fault: 'caller',
    meaning: 'The cursor was made in another generation than the one this operation reads.',
    cure: 'Name the generation of the cursor with @at, or start again without a cursor.',
  },
  NO_GENERATION: {
    fault: 'store',
    meaning: 'Nothing has been loaded yet.',
    cure: 'Wait until /readyz answers 200, or load a dump.',
  },
  LIMIT_EXCEEDED: {
    fault: 'caller',
    meaning: 'The operation is larger than the server takes: depth, aliases, tokens or cost.',
    cure: 'Ask for less in one operation.',
  },
  DEADLINE_EXCEEDED: {
    fault: 'store',
    meaning: 'The question did not end within its deadline.',
    cure: 'Ask a narrower question, or raise PERMGRAPH_DEADLINE_MS.',
  },
  STORE_UNAVAILABLE: {
    fault: 'store',
    meaning: 'The store does not answer.',
    cure: 'Look whether Neo4j runs and PERMGRAPH_NEO4J_URI is its address; /readyz says when it is back. The question may be asked again.',
  },
  STORE_REFUSED: {
    fault: 'store',
    meaning: 'Neo4j refuses the user: a wrong password, or a right that it lacks.',
    cure: 'Correct PERMGRAPH_NEO4J_USER and PERMGRAPH_NEO4J_PASSWORD; docs/neo4j.md says which rights a user needs.',
  },
  STORE_UNSUITABLE: {
    fault: 'store',
    meaning:
      'The database cannot be used: it does not exist, holds something else, is of another version, or its address or certificate is wrong.',
    cure: 'Correct PERMGRAPH_NEO4J_URI or PERMGRAPH_NEO4J_DATABASE as the message says; nothing was touched.',
  },
  LOAD_CONFLICT: {
    fault: 'store',
    meaning:
      'Another load became current while this one ran, or took this one for a dead one; the graph of the other is served.',
    cure: 'Run `permgraph generations` to see which one is current, and load again when yours is newer.',
  },
  UNAUTHENTICATED: {
    fault: 'caller',
    meaning: 'The bearer token is missing or wrong.',
    cure: 'Send the header `Authorization: Bearer <token>`.',
  },
  INTERNAL: {
    fault: 'us',
    meaning: 'A fault of the product; the log has the details under the request id.',
    cure: 'Report it with the request id.',
  },
  USAGE: {
    fault: 'caller',
    meaning: 'The command line is wrong.',
    cure: 'See `permgraph help`.',
  },
  CONFIG_INVALID: {
    fault: 'caller',
    meaning: 'A PERMGRAPH_* variable is unknown or has a value that cannot be used.',
    cure: 'Correct or unset the variable that the message names.',
  },
  DUMP_NOT_FOUND: {
    fault: 'data',
    meaning: 'The path of a dump does not exist or cannot be read.',
    cure: 'Give the path of a dump folder, or of a file from `aws iam get-account-authorization-details`.',
  },
  DUMP_EMPTY: {
    fault: 'data',
    meaning: 'A file or folder of a dump has nothing in it.',
    cure: 'Collect it again.',
  },
  DUMP_TOO_LARGE: {
    fault: 'data',
    meaning: 'A file is over 400 MB, or a policy document is over 1 MiB.',
    cure: 'Split the file by page or account; a policy document of AWS is never that large.',
  },
  DUMP_NOT_UTF8: {
    fault: 'data',
    meaning: 'A file is not UTF-8.',
    cure: 'Write it as UTF-8.',
  },
  DUMP_NOT_JSON: {
    fault: 'data',
    meaning: 'A file is not JSON, or is cut off.',
    cure: 'Collect it again.',
  },
  DUMP_TOO_DEEP: {
    fault: 'data',
    meaning: 'A file is nested deeper than AWS ever writes.',
    cure: 'Collect it again.',
  },
  DUMP_UNRECOGNIZED: {
    fault: 'data',
    meaning: 'A file is JSON of something that is not part of a dump.',
    cure: 'See the README for what a dump holds.',
  },
  DUMP_MALFORMED: {
    fault: 'data',
    meaning: 'A part of a dump has a wrong shape: a wrong type, a missing field, an ARN that is none.',
    cure: 'Correct or collect again what the pointer names; --lenient leaves that part alone out.',
  },
  DUMP_CONFLICT: {
    fault: 'data',
    meaning: 'Two parts of a dump contradict each other: the same account twice, a cycle of units.',
    cure: 'Keep one of the two.',
  },
  POLICY_MALFORMED: {
    fault: 'data',
    meaning: 'A policy document is not one that AWS would store.',
    cure: 'Correct what the pointer names; --lenient leaves that document alone out and reports it as a gap.',
  },
  DUMP_WARNING: {
    fault: 'data',
    meaning: 'A warning, refused because of --strict.',
    cure: 'Mend what the message names, or leave --strict out.',
  },
  FILE_NOT_FOUND: {
    fault: 'data',
    meaning: 'A file of cases, policies, settings or suppressions, or an export, does not exist or cannot be read.',
    cure: 'Give the path of a file that can be read.',
  },
  FILE_NOT_WRITTEN: {
    fault: 'caller',
    meaning: 'A file cannot be written: no such folder, no right to it, no room.',
    cure: 'Give a path in a folder that can be written; a file that was there before is as it was.',
  },
  EXPORT_DAMAGED: {
    fault: 'data',
    meaning: 'A file is no export of Permgraph, is cut off, or was changed since it was written.',
    cure: 'Take another copy of it, or export again; nothing was replaced.',
  },
  EXPORT_UNSUPPORTED: {
    fault: 'data',
    meaning: 'An export is of a version of the format that this Permgraph does not know.',
    cure: 'Read it with the Permgraph that wrote it, or export again; nothing was replaced.',
  },
  EXPORT_TOO_LARGE: {
    fault: 'data',
    meaning: 'An export unpacks to more, or is nested deeper, than any graph does.',
    cure: 'Export again; nothing was replaced.',
  },
  EXPORT_MALFORMED: {
    fault: 'data',
    meaning: 'An export holds what Permgraph does not write: a wrong type, an id twice, an edge to an unknown node.',
    cure: 'Export again; nothing was replaced. The message names the line, and the pointer the place in it.',
  },
  PROOF_MALFORMED: {
    fault: 'data',
    meaning: 'A file given to `verify` is no proof of paths, or holds what Permgraph does not write into one.',
    cure: 'Give what `permgraph paths --format proof` wrote; what the message names is where it is none.',
  },
  PROOF_TOO_LARGE: {
    fault: 'data',
    meaning: 'A proof is larger, or nested deeper, than any that Permgraph writes.',
    cure: 'Write proofs of fewer paths.',
  },
  PROOF_UNSUPPORTED: {
    fault: 'data',
    meaning: 'A proof is of a version of the format that this Permgraph does not know.',
    cure: 'Verify it with the Permgraph that wrote it, or write it again.',
  },
  CASE_NOT_JSON: {
    fault: 'data',
    meaning: 'A line given to `evaluate` is not one JSON object in UTF-8.',
    cure: 'Write one JSON object a line.',
  },
  CASE_TOO_LARGE: {
    fault: 'data',
    meaning: 'A case is larger or nested deeper than any request of AWS.',
    cure: 'Make the part that the pointer names smaller.',
  },
  CASE_MALFORMED: {
    fault: 'data',
    meaning: 'A case has a wrong shape: a wrong type, a missing field, a field that is none.',
    cure: 'Correct what the pointer names.',
  },
  CASE_CONTRADICTORY: {
    fault: 'data',
    meaning: 'A part of a case says otherwise than the rest, or than what follows from the request.',
    cure: 'Correct or leave out what the pointer names.',
  },
  SETTINGS_NOT_JSON: {
    fault: 'data',
    meaning: 'A config or suppression file of findings is not JSON in UTF-8, or is larger or nested deeper than any.',
    cure: 'Write it as docs/findings.md shows.',
  },
  SETTINGS_MALFORMED: {
    fault: 'data',
    meaning:
      'A config or suppression file of findings has a wrong shape: a wrong type, a field that is none, a rule that does not exist, a day that is none.',
    cure: 'Correct what the pointer names; docs/findings.md shows both files.',
  },
} as const satisfies Record<string, ErrorKind>;

/** A stable error code. */
export type ErrorCode = keyof typeof ERRORS;

/** Where a fault lies in a file. `pointer` is a JSON pointer (RFC 6901), empty for the whole file. */
export interface Place {
  readonly file: string;
  readonly pointer: string;
}

/** The one error class for all that is foreseen. Its message is safe to show and holds no policy contents. */
export class KnownError extends Error {
  readonly code: ErrorCode;
  readonly place: Place | undefined;
  /** Facts a client can act on, such as the generation to name with @at. */
  readonly details: Readonly<Record<string, string | number>>;

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      readonly place?: Place;
      readonly details?: Readonly<Record<string, string | number>>;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'KnownError';
    this.code = code;
    this.place = options.place;
    this.details = options.details ?? {};
  }
}
