import { ERRORS, KnownError } from '../lib/errors.js';

/** What the process says at its end; 130 is a shell's word for Ctrl-C. */
export const EXIT = {
  answered: 0,
  unmet: 1,
  usage: 2,
  badInput: 3,
  unavailable: 4,
  fault: 70,
  interrupted: 130,
} as const;

/** The reason with which a signal ends work early. */
export const INTERRUPTED = new Error('interrupted');

const BY_FAULT = { caller: EXIT.usage, data: EXIT.badInput, store: EXIT.unavailable, us: EXIT.fault } as const;

/** The exit code for what a command threw. */
export function exitCodeOf(error: unknown): number {
  if (error === INTERRUPTED) return EXIT.interrupted;
  return error instanceof KnownError ? BY_FAULT[ERRORS[error.code].fault] : EXIT.fault;
}

/** What is told on stderr: the place, the reason and the code; for our own faults the stack too. */
export function describeError(error: unknown): string {
  if (error === INTERRUPTED) return 'permgraph: interrupted; nothing was changed';
  if (!(error instanceof KnownError)) {
    return `permgraph: a fault of the product: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  const place = error.place === undefined ? '' : `\n  at ${error.place.file}${pointerOf(error.place.pointer)}`;
  const { cure } = ERRORS[error.code];
  // Errors of dumps say in their message what to do, most of them in these words.
  const told = error.message.endsWith(cure) ? '' : `\n  ${cure}`;
  return `permgraph: ${error.message} (${error.code})${place}${told}`;
}

function pointerOf(pointer: string): string {
  return pointer === '' ? '' : `#${pointer}`;
}
