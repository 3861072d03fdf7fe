const SPACE = /[ \t\n\r]*/y;
const STRING = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*"/y;
const LITERAL = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Offset of the first character at which a text stops being one JSON value; the length when it only ends too early; null when it is one. */
export function locateJsonError(text: string): number | null {
  const open: ('{' | '[')[] = [];
  let at = skip(text, SPACE, 0);
  let state: 'VALUE' | 'FIRST' | 'KEY' | 'AFTER' = 'VALUE';
  for (;;) {
    const container = open.at(-1);
    const unit = text[at];
    if (state === 'AFTER') {
      if (container === undefined) return at === text.length ? null : at;
      if (unit === ',') {
        state = container === '{' ? 'KEY' : 'VALUE';
      } else if (unit === (container === '{' ? '}' : ']')) {
        open.pop();
      } else return at;
      at++;
    } else if (state === 'FIRST' && unit === (container === '{' ? '}' : ']')) {
      open.pop();
      state = 'AFTER';
      at++;
    } else if (state === 'KEY' || (state === 'FIRST' && container === '{')) {
      const end = skip(text, STRING, at);
      if (end === at) return at;
      at = skip(text, SPACE, end);
      if (text[at] !== ':') return at;
      at++;
      state = 'VALUE';
    } else if (unit === '{' || unit === '[') {
      open.push(unit);
      state = 'FIRST';
      at++;
    } else {
      const end = skip(text, unit === '"' ? STRING : LITERAL, at);
      if (end === at) return at;
      at = end;
      state = 'AFTER';
    }
    at = skip(text, SPACE, at);
  }
}

/** Line and column from 1, of an offset in a text. */
export function lineAndColumn(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', end + 1)) {
    line++;
    start = end + 1;
  }
  return { line, column: offset - start + 1 };
}

function skip(text: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}
