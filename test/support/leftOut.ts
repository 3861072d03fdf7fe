import type { Reporter } from 'vitest/node';

const LINE =
  'Left out: the suites that need more than Node. Neo4j: npm run test:neo4j (Java 17). Chromium: npm run test:browser. AWS CLI and moto: npm run test:integration.\n';

/** Says at the very end of a run which suites are never in it. */
export function leftOut(): Reporter {
  return {
    onTestRunEnd() {
      process.once('exit', () => {
        process.stdout.write(LINE);
      });
    },
  };
}
