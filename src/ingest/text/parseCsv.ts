/** Rows of cells of a CSV text (RFC 4180); empty lines are left out. */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = readCell(text, at);
    row.push(cell.value);
    at = cell.end;
    if (text[at] === ',') {
      at++;
      if (at < text.length) continue;
      row.push('');
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}

function readCell(text: string, start: number): { readonly value: string; readonly end: number } {
  if (text[start] !== '"') {
    let end = start;
    while (end < text.length && !/[,\r\n]/.test(text.charAt(end))) end++;
    return { value: text.slice(start, end), end };
  }
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { value: value + text.slice(at), end: text.length };
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: nextSeparator(text, quote + 1) };
    value += '"';
    at = quote + 2;
  }
}

/** Anything between a closing quote and the next separator belongs to no cell. */
function nextSeparator(text: string, from: number): number {
  let end = from;
  while (end < text.length && !/[,\r\n]/.test(text.charAt(end))) end++;
  return end;
}
