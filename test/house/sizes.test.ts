import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from './sourceFiles.js';

function longerThan(limit: number, folders: readonly string[]): readonly string[] {
  return sourceFiles(folders).flatMap((file) => {
    const lines = readFileSync(file, 'utf8').split('\n').length - 1;
    return lines > limit ? [`${file}: ${lines} lines`] : [];
  });
}

describe('sizes', () => {
  it('no file is past 400 lines', () => {
    expect(longerThan(400, ['src', 'resolvers', 'test', 'bench'])).toEqual([]);
  });

  it('the measure works', () => {
    expect(longerThan(1, ['src/lib']).length).toBeGreaterThan(0);
  });
});
