/** Rows as columns that line up, two blanks between; the last column is not padded. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => (column === line.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The text with each line set in by so many blanks. */
export function indent(text: string, blanks: number): string {
  return text.replaceAll(/^/gm, ' '.repeat(blanks));
}

/**
 * Text from outside made safe for a terminal: control characters, which could move the cursor or change colours, become visible.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}]/gu, (character) =>
    character === '\n' || character === '\t'
      ? character
      : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** So many names stand in one cell of a table; the JSON has them all. */
const NAMED = 3;

/** The first names of a list, and how many more there are. */
export function shortList(names: readonly string[]): string {
  const some = names.slice(0, NAMED).map(printable).join(', ');
  return names.length > NAMED ? `${some} and ${names.length - NAMED} more` : some;
}
