import { HeaderMap } from '@apollo/server';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { makeApollo } from '../../src/server/makeApollo.js';
import type { Operation } from '../../src/server/operation.js';
import { schema } from './smallServer.js';

const OPERATION: Operation = {
  requestId: 'r1',
  signal: new AbortController().signal,
  log: pino({ level: 'silent' }),
  operationName: null,
  codes: new Set(),
} as Operation;

/** What Apollo itself answers, without the door before it, which takes nothing but JSON. */
async function answered(
  query: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number; text: string }> {
  const apollo = makeApollo({
    schema,
    health: async () => Promise.resolve({ generation: null } as never),
    logger: pino({ level: 'silent' }),
    bounded: true,
  });
  await apollo.start();
  try {
    const { status, body } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: 'POST',
        headers: new HeaderMap(Object.entries(headers)),
        body: { query },
        search: '',
      },
      context: async () => Promise.resolve({ operation: OPERATION, generationId: () => null } as never),
    });
    return { status: status ?? 200, text: body.kind === 'complete' ? body.string : '' };
  } finally {
    await apollo.stop();
  }
}

describe('behind the door that takes JSON alone, Apollo', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'refuses a POST that a page elsewhere could send unasked: %s',
    async (type) => {
      const { status, text } = await answered('{ hello }', { 'content-type': type });
      expect(status).toBe(400);
      expect(text).not.toContain('world');
    },
  );

  it('answers one that a browser asks leave for first', async () => {
    const { status, text } = await answered('{ hello }', { 'content-type': 'application/json' });
    expect(status).toBe(200);
    expect(text).toContain('world');
  });

  it('counts selections with every fragment spread out, however shallow they are', async () => {
    const json = { 'content-type': 'application/json' };
    const spreading = (times: number): string => {
      const spread = (name: string): string => `...${name} `.repeat(times);
      return `{ ${spread('a')} } fragment a on Query { ${spread('b')} } fragment b on Query { ${spread('c')} } fragment c on Query { hello }`;
    };
    expect((await answered(spreading(20), json)).text).toContain('LIMIT_EXCEEDED');
    expect((await answered(spreading(5), json)).text).toContain('world');
  });
});
