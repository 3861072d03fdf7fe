import { describe, expect, it } from 'vitest';
import { beginMarks, mark, markOf } from '../../src/store/memory/nodeMarks.js';

describe('marks of nodes', () => {
  it('are kept while few become many, and 0 is all others', () => {
    const marks = beginMarks(5000);
    for (let node = 0; node < 5000; node += 3) mark(marks, node, 8 + (node % 240));
    for (let node = 0; node < 5000; node += 6) mark(marks, node, 7);
    for (let node = 0; node < 5000; node++) {
      expect(markOf(marks, node)).toBe(node % 6 === 0 ? 7 : node % 3 === 0 ? 8 + (node % 240) : 0);
    }
  });

  it('take no array as long as the graph where few are marked', () => {
    const marks = beginMarks(1_000_000);
    for (let node = 0; node < 400; node++) mark(marks, node, 1);
    expect(marks.all).toBeNull();
  });
});
