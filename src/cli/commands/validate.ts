import { readFile, stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { type Validation, validatePolicy } from '../../evaluate/index.js';
import { KnownError } from '../../lib/errors.js';
import type { PolicyKind } from '../../policy/parse/checkDocument.js';
import { shippedActions } from '../../shippedActions.js';
import { EXIT } from '../exitCodes.js';
import { printable } from '../print/table.js';

/** Options of `permgraph validate`. */
export interface ValidateOptions {
  readonly kind?: string;
  readonly json?: boolean;
}

const MOST_BYTES = 1024 * 1024;

/**
 * Checks files of one policy document each and says what is wrong with them. Gives the exit code: 3 when AWS would refuse to store one.
 * Errors: FILE_NOT_FOUND, DUMP_TOO_LARGE, DUMP_NOT_UTF8.
 */
export async function validate(files: readonly string[], options: ValidateOptions): Promise<number> {
  const kind = options.kind === undefined ? null : (options.kind.toUpperCase() as PolicyKind);
  const found: (Validation & { readonly file: string })[] = [];
  for (const file of files) found.push({ file, ...validatePolicy(await readText(file), kind, shippedActions()) });
  const text = options.json === true ? JSON.stringify({ files: found }, null, 2) : found.map(textOf).join('\n');
  process.stdout.write(`${text}\n`);
  return found.some(({ isRefused }) => isRefused) ? EXIT.badInput : EXIT.answered;
}

function textOf({ file, kind, isRefused, problems }: Validation & { readonly file: string }): string {
  const outcome = isRefused
    ? 'AWS would refuse it'
    : problems.length > 0
      ? 'AWS would store it, with warnings'
      : 'good';
  const lines = problems.map(
    ({ pointer, code, reason, cure, severity }) =>
      `  ${severity === 'REFUSED' ? 'refused' : 'warning'} at ${pointer === '' ? 'the whole' : printable(pointer)}: ${printable(reason)} (${code})\n    ${cure}`,
  );
  return [`${printable(file)} (${kind.toLowerCase()}): ${outcome}`, ...lines].join('\n');
}

async function readText(file: string): Promise<string> {
  const bytes = await readBytes(file);
  const place = { file, pointer: '' };
  if (bytes.length > MOST_BYTES)
    throw new KnownError('DUMP_TOO_LARGE', 'a policy document is at most 1 MiB long', { place });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new KnownError('DUMP_NOT_UTF8', `${file} is not UTF-8`, { place, cause: error });
  }
}

async function readBytes(file: string): Promise<Uint8Array> {
  if (file === '-') return buffer(process.stdin);
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES) return new Uint8Array(MOST_BYTES + 1);
    return await readFile(file);
  } catch (error) {
    throw new KnownError('FILE_NOT_FOUND', `${file} cannot be read`, { cause: error });
  }
}
