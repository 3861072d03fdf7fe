import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { leftOut } from './test/support/leftOut.js';

export default defineConfig({
  resolve: {
    // graphql ships two builds whose types do not know each other: sources take the one that Node gives to their dependencies.
    alias: [{ find: /^graphql$/u, replacement: fileURLToPath(import.meta.resolve('graphql')) }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', leftOut()],
    exclude: ['test/**/*.browser.test.ts', 'test/**/*.int.test.ts', 'test/**/*.neo4j.test.ts', 'node_modules', 'dist'],
    // The random suites, whole, take minutes; a hang is still found.
    testTimeout: process.env['PERMGRAPH_FULL'] === '1' ? 900_000 : 60_000,
    hookTimeout: 60_000,
    // Vitest leaves one core to itself, which on two cores is half of the machine idle.
    maxWorkers: '100%',
    // Files share modules, whose loading was most of the time; none of them changes what another sees.
    isolate: false,
  },
});
