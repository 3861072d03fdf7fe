import { endOfString } from './measureJson.js';
import { step } from './fields.js';

/**
 * JSON pointers to keys that stand twice in one object of a valid JSON text, of which `JSON.parse` keeps the last. The place is that of the
 * one that comes again.
 */
export function repeatedKeys(text: string): readonly string[] {
  const found: string[] = [];
  const frames: Frame[] = [];
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    const frame = frames.at(-1);
    if (character === '"') {
      const end = endOfString(text, index);
      if (end < 0) return found;
      if (frame?.keys !== undefined && frame.isKeyNext) {
        const key = JSON.parse(text.slice(index, end + 1)) as string;
        frame.at = key;
        frame.isKeyNext = false;
        if (frame.keys.has(key)) found.push(frames.map(({ at }) => step(at)).join(''));
        frame.keys.add(key);
      }
      index = end;
    } else if (character === '{') frames.push({ keys: new Set(), at: '', isKeyNext: true });
    else if (character === '[') frames.push({ keys: undefined, at: 0, isKeyNext: false });
    else if (character === '}' || character === ']') frames.pop();
    else if (character === ',' && frame !== undefined) {
      frame.isKeyNext = frame.keys !== undefined;
      if (typeof frame.at === 'number') frame.at++;
    }
  }
  return found;
}

/** An object or array that is not closed yet, and where in it we are. */
interface Frame {
  /** Undefined of an array. */
  readonly keys: Set<string> | undefined;
  at: string | number;
  isKeyNext: boolean;
}
