import { describe, expect, it } from 'vitest';
import { describeError, EXIT, exitCodeOf, INTERRUPTED } from '../../src/cli/exitCodes.js';
import { createProgress } from '../../src/cli/progress.js';
import { formatDot, formatMermaid } from '../../src/cli/print/paths.js';
import { formatTable, printable } from '../../src/cli/print/table.js';
import { ERRORS, KnownError } from '../../src/lib/errors.js';

describe('text for a terminal', () => {
  it('lines columns up', () => {
    expect(formatTable(['A', 'BB'], [['xxx', 'y']])).toBe('A    BB\nxxx  y');
  });

  it('makes control characters of a dump visible, so that none moves the cursor', () => {
    expect(printable('a\u001b[2Jb\u0007\nc')).toBe('a\\x1b[2Jb\\x07\nc');
  });

  it('quotes names in drawings', () => {
    const entity = { id: 'x', arn: null, name: 'a"]; evil[<b>\n#', account: null };
    const path = { from: entity, to: entity, length: 0, decision: 'ALLOWED', needs: null, hops: [] };
    expect(formatMermaid([path])).toBe('flowchart LR\n  n0["a#quot;]; evil[#lt;b#gt; #35;"]');
    expect(formatDot([path])).toContain('n0 [label="a\\"]; evil[<b> #"];');
  });
});

describe('exit codes', () => {
  it('follow from who has to act', () => {
    expect(exitCodeOf(new KnownError('DUMP_NOT_JSON', 'x'))).toBe(EXIT.badInput);
    expect(exitCodeOf(new KnownError('USAGE', 'x'))).toBe(EXIT.usage);
    expect(exitCodeOf(new KnownError('STORE_UNAVAILABLE', 'x'))).toBe(EXIT.unavailable);
    expect(exitCodeOf(INTERRUPTED)).toBe(EXIT.interrupted);
    expect(exitCodeOf(new TypeError('x'))).toBe(EXIT.fault);
  });

  it('come with the place and the cure', () => {
    const error = new KnownError('DUMP_MALFORMED', 'expected a list', { place: { file: 'a.json', pointer: '/b/0' } });
    expect(describeError(error)).toContain('expected a list (DUMP_MALFORMED)\n  at a.json#/b/0\n');
  });

  it('come with a cure that the message says already once', () => {
    const { cure } = ERRORS.DUMP_EMPTY;
    const told = describeError(new KnownError('DUMP_EMPTY', `The file is empty. ${cure}`));
    expect(told.split(cure)).toHaveLength(2);
    expect(describeError(new KnownError('DUMP_EMPTY', 'x'))).toContain(cure);
  });
});

describe('progress', () => {
  it('is silent where nobody looks', () => {
    const written: string[] = [];
    const stream = { isTTY: false, write: (text: string) => written.push(text) > 0 } as unknown as NodeJS.WriteStream;
    const progress = createProgress(stream);
    progress.update('reading', 1, 2);
    progress.end();
    expect(written).toEqual([]);
  });

  it('is one line on a terminal, cleared at the end', () => {
    const written: string[] = [];
    const stream = {
      isTTY: true,
      columns: 40,
      write: (text: string) => written.push(text) > 0,
    } as unknown as NodeJS.WriteStream;
    const progress = createProgress(stream);
    progress.update('reading', 1, 2);
    progress.end();
    expect(written).toEqual(['\r\u001b[2Kreading 1/2', '\r\u001b[2K']);
  });
});
