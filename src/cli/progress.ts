/** Tells on a terminal how far long work is, on one line of stderr; silent elsewhere. */
export interface Progress {
  /** `done` of `total` things, with what they are. */
  readonly update: (text: string, done: number, total: number) => void;
  /** Clears the line. */
  readonly end: () => void;
}

const INTERVAL_MS = 80;

/** Progress for a stream: a line that is written anew when it is a terminal, nothing otherwise. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { update: () => undefined, end: () => undefined };
  let last = 0;
  let shown = false;
  return {
    update(text, done, total) {
      const now = performance.now();
      if (now - last < INTERVAL_MS) return;
      last = now;
      shown = true;
      const line = `${text} ${done}/${total}`;
      stream.write(`\r\u001b[2K${line.slice(0, Math.max(10, stream.columns - 1))}`);
    },
    end() {
      if (shown) stream.write('\r\u001b[2K');
      shown = false;
    },
  };
}
