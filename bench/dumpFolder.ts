import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads and parses every JSON file of a dump: the measure that opening it is held against. Gives the bytes. */
export function parseDump(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.json')) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    JSON.parse(text);
    bytes += text.length;
  }
  return bytes;
}
