import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/**/*.browser.test.ts', 'test/**/*.int.test.ts', 'node_modules', 'dist'],
    testTimeout: 30_000,
  },
});
