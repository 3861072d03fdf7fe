import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { packageRoot } from './packageRoot.js';
import { type ActionTable, createActionTable, type StoredActions } from './policy/actions.js';

let shipped: ActionTable | undefined;

/** The table of actions that ships with the product. The file is read when first asked for. */
export function shippedActions(): ActionTable {
  if (shipped === undefined) {
    const packed = readFileSync(new URL('data/aws-actions.json.br', packageRoot));
    shipped = createActionTable(JSON.parse(brotliDecompressSync(packed).toString('utf8')) as StoredActions);
  }
  return shipped;
}
