import { defineConfig } from 'vitest/config';

/** Tests against real programs beside us: the AWS CLI and moto. */
export default defineConfig({
  test: {
    include: ['test/**/*.int.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 600_000,
  },
});
