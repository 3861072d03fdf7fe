import { readdirSync, readFileSync } from 'node:fs';
import { packageRoot } from '../../packageRoot.js';
import { shippedActions } from '../../shippedActions.js';
import { readTechnique, TechniqueRefused } from './readTechnique.js';
import type { Technique } from './technique.js';

let shipped: readonly Technique[] | undefined;

/** The techniques that ship with the product, by id. The files are read when first asked for. */
export function shippedTechniques(): readonly Technique[] {
  shipped ??= Object.freeze(readTechniques(new URL('data/techniques/', packageRoot)));
  return shipped;
}

/** A technique by its id; null where none has it. */
export function techniqueOf(id: string): Technique | null {
  return shippedTechniques().find((technique) => technique.id === id) ?? null;
}

/** Every technique of a folder, one file each. Errors: what is wrong, naming the file and the place in it. */
export function readTechniques(folder: URL): readonly Technique[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => {
    try {
      const technique = readTechnique(JSON.parse(readFileSync(new URL(name, folder), 'utf8')), shippedActions());
      if (name === `${technique.id}.json`) return technique;
      throw new TechniqueRefused('/id', 'a file is named by the id of its technique');
    } catch (error) {
      const { message } = error as Error;
      const pointer = error instanceof TechniqueRefused ? error.pointer : '';
      throw new Error(`data/techniques/${name}${pointer === '' ? '' : ` at ${pointer}`}: ${message}`, { cause: error });
    }
  });
}
