import { readFile, stat } from 'node:fs/promises';
import { KnownError } from '../../lib/errors.js';
import { MOST_PROOF_BYTES } from '../../questions/proof/readProof.js';
import { type Verification, verifyProof } from '../../questions/proof/verifyProof.js';
import type { Outcome } from '../outcome.js';
import { printable } from '../print/table.js';

/** Options of `permgraph verify`. */
export interface VerifyOptions {
  readonly json?: boolean;
}

/** Decides a proof again and says what of it holds. Errors: FILE_NOT_FOUND, those of `verifyProof`. */
export async function verify(file: string, options: VerifyOptions): Promise<Outcome> {
  const found = verifyProof(await read(file), file);
  const text = options.json === true ? JSON.stringify(found, null, 2) : format(found);
  return { text, isMet: found.holds, reason: 'the proof does not hold' };
}

async function read(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > MOST_PROOF_BYTES) {
      const place = { file, pointer: '' };
      throw new KnownError('PROOF_TOO_LARGE', `A proof has at most ${MOST_PROOF_BYTES} bytes`, { place });
    }
    return await readFile(file);
  } catch (error) {
    if (error instanceof KnownError) throw error;
    throw new KnownError('FILE_NOT_FOUND', `${file} cannot be read`, { cause: error });
  }
}

function format({ holds, changed, differing, undecided, counts, generation, rules }: Verification): string {
  const { paths, hops, requests, policies } = counts;
  const lines = [
    ...changed.map((part) => `changed: ${printable(part)}${part === 'all' ? ' (the list of parts and digests)' : ''}`),
    ...differing.map(({ part, text }) => `differs: ${part} ${printable(text)}`),
    ...undecided.map(({ part, text }) => `not decided again: ${part} ${printable(text)}`),
    `${holds ? 'Holds' : 'Does not hold'}: ${paths} paths over ${hops} hops, decided again by ${requests} requests and ${policies} policies, of generation ${printable(generation)}.`,
  ];
  if (rules.written !== rules.now) {
    lines.push(`Written with rules ${printable(rules.written)}, decided again with rules ${rules.now}.`);
  }
  lines.push('Digests are no signature: they tell what was changed, not who wrote it.');
  return lines.join('\n');
}
