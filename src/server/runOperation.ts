import type { FastifyReply, FastifyRequest } from 'fastify';
import { KnownError } from '../lib/errors.js';
import type { Metrics } from './metrics.js';
import { currentRequest, type Operation, type RequestNotes } from './operation.js';

/** Milliseconds that resolvers have, once the deadline has passed, to fail in their own places of the answer. */
const GRACE_MS = 250;

/**
 * Runs one operation under a signal and a deadline of its own, notes it in the log and the metrics, and answers
 * DEADLINE_EXCEEDED in its place when it does not heed its signal.
 */
export async function runOperation(options: {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly deadlineMs: number;
  readonly stopping: AbortSignal;
  readonly metrics: Metrics;
  readonly answer: (operation: Operation) => Promise<unknown>;
}): Promise<unknown> {
  const { request, reply } = options;
  const started = performance.now();
  const aborter = new AbortController();
  const onClose = (): void => {
    if (!reply.raw.writableFinished) aborter.abort(new KnownError('DEADLINE_EXCEEDED', 'the client went away'));
  };
  const onStop = (): void => aborter.abort(new KnownError('STORE_UNAVAILABLE', 'the server stops'));
  reply.raw.once('close', onClose);
  options.stopping.addEventListener('abort', onStop, { once: true });
  const deadline = setTimeout(() => {
    aborter.abort(new KnownError('DEADLINE_EXCEEDED', 'the question did not end within its deadline'));
  }, options.deadlineMs);
  const notes: RequestNotes = {
    requestId: request.id,
    signal: aborter.signal,
    log: request.log,
    operationName: null,
    codes: new Set(),
  };
  const late = lateAnswer({ aborter: aborter.signal, reply, notes });
  try {
    return await Promise.race([currentRequest.run(notes, () => options.answer(notes)), late.answer]);
  } finally {
    clearTimeout(deadline);
    late.cancel();
    options.stopping.removeEventListener('abort', onStop);
    const milliseconds = performance.now() - started;
    options.metrics.observe({ codes: notes.codes, seconds: milliseconds / 1000 });
    request.log.info(
      {
        operation: notes.operationName,
        milliseconds: Math.round(milliseconds * 10) / 10,
        codes: [...notes.codes],
      },
      'operation',
    );
  }
}

/** The answer in the place of an operation that goes on after its signal has been aborted. */
function lateAnswer(options: {
  readonly aborter: AbortSignal;
  readonly reply: FastifyReply;
  readonly notes: RequestNotes;
}): { readonly answer: Promise<unknown>; readonly cancel: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const answer = new Promise<unknown>((resolve) => {
    options.aborter.addEventListener(
      'abort',
      () => {
        timer = setTimeout(() => {
          const reason: unknown = options.aborter.reason;
          const code = reason instanceof KnownError ? reason.code : 'DEADLINE_EXCEEDED';
          const message = reason instanceof KnownError ? reason.message : 'the operation was ended';
          options.notes.codes.add(code);
          void options.reply.code(503).type('application/json; charset=utf-8');
          resolve(
            JSON.stringify({
              data: null,
              errors: [{ message, extensions: { code } }],
              extensions: { generation: null },
            }),
          );
        }, GRACE_MS);
      },
      { once: true },
    );
  });
  return { answer, cancel: () => clearTimeout(timer) };
}
