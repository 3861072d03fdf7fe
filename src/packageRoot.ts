import { existsSync } from 'node:fs';

/** The package's folder: one level above `src` when run from source, two above when compiled into `dist/src`. */
export const packageRoot: URL =
  [new URL('../', import.meta.url), new URL('../../', import.meta.url)].find((candidate) =>
    existsSync(new URL('package.json', candidate)),
  ) ?? new URL('../', import.meta.url);
