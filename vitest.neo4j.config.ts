import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests against a real Neo4j, one after the other, since Community has one database. */
export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/u, replacement: fileURLToPath(import.meta.resolve('graphql')) }] },
  test: {
    include: ['test/neo4j/**/*.neo4j.test.ts'],
    globalSetup: ['test/neo4j/startServer.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
