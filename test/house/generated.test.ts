import { readFileSync } from 'node:fs';
import { generate } from '@graphql-codegen/cli';
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import config from '../../codegen.js';

describe('resolvers/generated', () => {
  it('is what the SDL gives', { timeout: 60_000 }, async () => {
    const output: unknown = await generate({ ...config, silent: true }, false);
    const files = output as readonly { readonly filename: string; readonly content: string }[];
    expect(files.map(({ filename }) => filename)).toEqual(['resolvers/generated/types.ts']);
    for (const { filename, content } of files) {
      const formatted = execFileSync('node_modules/.bin/biome', ['format', `--stdin-file-path=${filename}`], {
        input: content,
        encoding: 'utf8',
        maxBuffer: 16 * 1024 * 1024,
      });
      expect(readFileSync(filename, 'utf8')).toBe(formatted);
    }
  });
});
