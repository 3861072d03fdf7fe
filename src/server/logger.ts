import { pino, type Logger } from 'pino';

/** JSON lines on stderr, so that stdout stays for answers. No line holds a policy, a variable or a token. */
export function makeLogger(level: string): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: ['req.headers', 'headers', 'token'] },
    pino.destination({ dest: 2, sync: true }),
  );
}
