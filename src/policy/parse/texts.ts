import type { Json } from '../../lib/json.js';
import type { Problems } from './problem.js';

/** Each text of a text or list of texts; anything else is refused. */
export function eachText(
  value: Json | undefined,
  pointer: string,
  problems: Problems,
  visit: (text: string, pointer: string) => void,
): void {
  eachValue(value, pointer, problems, (text, at, isText) => {
    if (isText) visit(text, at);
    else problems.refuse(at, 'WRONG_TYPE', 'This is a text, or a list of texts', 'Write it as a string.');
  });
}

/** Each value of a value or list of values, as text; what is no text, number or boolean is refused. */
export function eachValue(
  value: Json | undefined,
  pointer: string,
  problems: Problems,
  visit: (text: string, pointer: string, isText: boolean) => void,
): void {
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    if (list.length === 0) {
      problems.warn(
        pointer,
        'EMPTY_LIST',
        'The list is empty and matches nothing',
        'Add a value, or remove the statement.',
      );
    }
    for (const [index, each] of list.entries()) visitOne(each, `${pointer}/${index}`);
  } else visitOne(value, pointer);

  function visitOne(each: Json | undefined, at: string): void {
    if (typeof each === 'string') visit(each, at, true);
    else if (typeof each === 'number' || typeof each === 'boolean') visit(String(each), at, false);
    else problems.refuse(at, 'WRONG_TYPE', 'This is a text, or a list of texts', 'Write it as a string.');
  }
}
