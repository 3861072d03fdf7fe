import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { KnownError } from '../../src/lib/errors.js';

function refused(environment: Readonly<Record<string, string>>): KnownError {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof KnownError) return error;
    throw error;
  }
  throw new Error('was taken');
}

describe('readConfig', () => {
  it('has defaults, and cannot be changed', () => {
    const config = readConfig({ PATH: '/bin', PERMGRAPH_TOKEN: '' });
    expect(config).toEqual({
      port: 4000,
      host: '127.0.0.1',
      token: null,
      deadlineMs: 5000,
      workBudget: 1_000_000,
      keepGenerations: 2,
      findings: { config: null, suppressions: null },
      logLevel: 'info',
      neo4j: null,
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('reads what is given', () => {
    const config = readConfig({
      PERMGRAPH_PORT: '0',
      PERMGRAPH_HOST: '0.0.0.0',
      PERMGRAPH_TOKEN: 's3cret',
      PERMGRAPH_DEADLINE_MS: '100',
    });
    expect(config).toMatchObject({ port: 0, host: '0.0.0.0', token: 's3cret', deadlineMs: 100 });
  });

  const wrong: readonly [string, Readonly<Record<string, string>>][] = [
    ['PERMGRAPH_PROT', { PERMGRAPH_PROT: '1' }],
    ['PERMGRAPH_NEO4J_PASSWORD', { PERMGRAPH_NEO4J_URI: 'bolt://x' }],
    ['PERMGRAPH_NEO4J_DATABASE', { PERMGRAPH_NEO4J_DATABASE: '1' }],
    ['PERMGRAPH_PORT', { PERMGRAPH_PORT: '70000' }],
    ['PERMGRAPH_PORT', { PERMGRAPH_PORT: '4e3' }],
    ['PERMGRAPH_DEADLINE_MS', { PERMGRAPH_DEADLINE_MS: '0' }],
    ['PERMGRAPH_WORK_BUDGET', { PERMGRAPH_WORK_BUDGET: '-1' }],
    ['PERMGRAPH_KEEP_GENERATIONS', { PERMGRAPH_KEEP_GENERATIONS: '0' }],
    ['PERMGRAPH_LOG_LEVEL', { PERMGRAPH_LOG_LEVEL: 'loud' }],
    ['PERMGRAPH_HOST', { PERMGRAPH_HOST: '0.0.0.0' }],
    ['PERMGRAPH_HOST', { PERMGRAPH_HOST: '127.0.0.1.example.com' }],
  ];
  for (const [variable, environment] of wrong) {
    it(`refuses ${JSON.stringify(environment)}`, () => {
      const error = refused(environment);
      expect(error.code).toBe('CONFIG_INVALID');
      expect(error.message).toContain(`${variable} `);
      expect(error.details['variable']).toBe(variable);
    });
  }

  it('never shows a token', () => {
    expect(refused({ PERMGRAPH_TOKEN: 'my secret' }).message).not.toContain('my secret');
  });
});
