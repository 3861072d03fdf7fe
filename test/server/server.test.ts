import { afterEach, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../src/server/createServer.js';
import { KnownError } from '../../src/lib/errors.js';
import { stopOnSignals } from '../../src/server/stopOnSignals.js';
import { keepLines, post, read, startSmall } from './smallServer.js';

const started: RunningServer[] = [];
async function start(options?: Parameters<typeof startSmall>[0]): Promise<RunningServer> {
  const server = await startSmall(options);
  started.push(server);
  return server;
}
/** Counts operations that have reached the server, so that a test need not guess how long that takes. */
function countArrivals(): { readonly arrived: (count: number) => Promise<void>; readonly onContext: () => void } {
  let count = 0;
  return {
    onContext: () => {
      count++;
    },
    arrived: async (wanted) => {
      while (count < wanted) await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}

afterEach(async () => {
  await Promise.all(started.splice(0).map(async (server) => server.stopNow()));
});

describe('errors', () => {
  it('tells a known error with its code and facts, and lets its siblings stand', async () => {
    const answer = await post(await start(), { query: '{ known hello }' });
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ known: null, hello: 'world' });
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors[0]?.path).toEqual(['known']);
    expect(answer.errors[0]?.extensions).toEqual({ code: 'GENERATION_GONE', current: 'g2' });
  });

  it('hides what is not foreseen behind the request id, and logs it', async () => {
    const { logger, lines } = keepLines();
    const answer = await post(await start({ logger }), { query: '{ broken }' }, { 'x-request-id': 'mine-1' });
    expect(answer.text).not.toContain('hunter2');
    expect(answer.errors[0]?.extensions).toEqual({ code: 'INTERNAL', requestId: 'mine-1' });
    expect(answer.headers.get('x-request-id')).toBe('mine-1');
    const logged = lines.filter((line) => line.includes('hunter2'));
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('"requestId":"mine-1"');
  });

  it('names the argument or the variable that is wrong', async () => {
    const server = await start();
    const literal = await post(server, { query: '{ kind(of: DOG) }' });
    expect(literal.errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    const variable = await post(server, {
      query: 'query($kind: Kind!) { kind(of: $kind) }',
      variables: { kind: 'DOG' },
    });
    expect(variable.status).toBe(400);
    expect(variable.errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(variable.errors[0]?.message).toContain('$kind');
    const missing = await post(server, { query: '{ kind }' });
    expect(missing.errors[0]?.message).toContain('"of"');
    expect(missing.errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    const unset = await post(server, { query: 'query($kind: Kind) { kind(of: $kind) }' });
    expect(unset.errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('never logs queries or variables', async () => {
    const { logger, lines } = keepLines();
    const server = await start({ logger });
    await post(server, {
      query: 'query Named($id: ID!) { nodes(ids: [$id]) { secretName } }',
      variables: { id: 'topsecret' },
    });
    const text = lines.join('');
    expect(text).toContain('"operation":"Named"');
    expect(text).not.toContain('topsecret');
    expect(text).not.toContain('secretName');
  });
});

describe('deadline and disconnect', () => {
  it('ends a question at the deadline, its siblings stand', async () => {
    const answer = await post(await start({ deadlineMs: 50 }), { query: '{ slow(milliseconds: 2000) hello }' });
    expect(answer.data).toEqual({ slow: null, hello: 'world' });
    expect(answer.errors[0]?.extensions['code']).toBe('DEADLINE_EXCEEDED');
  });

  it('answers for a question that does not heed its signal', async () => {
    const before = performance.now();
    const answer = await post(await start({ deadlineMs: 50 }), { query: '{ stubborn(milliseconds: 3000) }' });
    expect(performance.now() - before).toBeLessThan(2000);
    expect(answer.status).toBe(503);
    expect(answer.errors[0]?.extensions['code']).toBe('DEADLINE_EXCEEDED');
  });

  it('aborts what a client no longer waits for', async () => {
    let onAbort = (): void => undefined;
    const aborted = new Promise<void>((resolve) => {
      onAbort = resolve;
    });
    const server = await start({
      onContext: ({ signal }) => signal.addEventListener('abort', () => onAbort()),
    });
    const client = new AbortController();
    const asked = fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ slow(milliseconds: 4000) }' }),
      signal: client.signal,
    });
    setTimeout(() => client.abort(), 100);
    await expect(asked).rejects.toThrow();
    await aborted;
  });
});

describe('token', () => {
  const token = 'correct-horse-battery';

  it('is asked for where data is, and nowhere else', async () => {
    const server = await start({ token });
    const without = await post(server, { query: '{ hello }' });
    expect(without.status).toBe(401);
    expect(without.errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    expect(without.headers.get('www-authenticate')).toBe('Bearer');
    for (const wrong of ['Bearer x', `Basic ${token}`, `Bearer ${token}x`, token, 'Bearer']) {
      expect((await post(server, { query: '{ hello }' }, { authorization: wrong })).status, wrong).toBe(401);
    }
    expect((await fetch(`${server.url}/metrics`)).status).toBe(401);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    const right = await post(server, { query: '{ hello }' }, { authorization: `Bearer ${token}` });
    expect(right.data).toEqual({ hello: 'world' });
  });

  it('is not in the log', async () => {
    const { logger, lines } = keepLines();
    const server = await start({ token, logger });
    await post(server, { query: '{ hello }' }, { authorization: `Bearer ${token}` });
    expect(lines.join('')).not.toContain(token);
  });
});

describe('health and metrics', () => {
  it('is ready only when a generation is current', async () => {
    let current: { id: string; loadedAt: Date } | null = null;
    const server = await start({ currentGeneration: async () => current });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    current = { id: 'g1', loadedAt: new Date(Date.now() - 60_000) };
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect((await post(server, { query: '{ hello }' })).extensions['generation']).toBe('g1');
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(/permgraph_generation_age_seconds 6\d/u);
  });

  it('tells the truth in a second while the store answers nothing, or refuses', async () => {
    let current = async (): Promise<{ id: string; loadedAt: Date } | null> => new Promise(() => undefined);
    const server = await start({ currentGeneration: async () => current() });
    const asked = performance.now();
    const [ready, metrics, answer] = await Promise.all([
      fetch(`${server.url}/readyz`),
      fetch(`${server.url}/metrics`),
      post(server, { query: '{ hello }' }),
    ]);
    expect(performance.now() - asked).toBeLessThan(1500);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ status: 'not ready', reason: 'STORE_UNAVAILABLE' });
    expect(metrics.status).toBe(200);
    const text = await metrics.text();
    expect(text).toContain('permgraph_ready 0');
    expect(text).not.toMatch(/^permgraph_generation_age_seconds/mu);
    expect(answer.data).toEqual({ hello: 'world' });
    expect(answer.extensions['generation']).toBeNull();

    const refusing = await start({
      currentGeneration: async () => {
        throw new KnownError('STORE_REFUSED', 'wrong password');
      },
    });
    expect(await (await fetch(`${refusing.url}/readyz`)).json()).toEqual({
      status: 'not ready',
      reason: 'STORE_REFUSED',
    });
    expect((await fetch(`${refusing.url}/metrics`)).status).toBe(200);

    const returning = await start({ currentGeneration: async () => current() });
    current = async () => {
      throw new Error('once');
    };
    expect((await fetch(`${returning.url}/readyz`)).status).toBe(503);
    current = async () => ({ id: 'g1', loadedAt: new Date() });
    expect((await fetch(`${returning.url}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${returning.url}/metrics`)).text()).toContain('permgraph_ready 1');
  });

  it('counts operations by code', async () => {
    const server = await start();
    await post(server, { query: '{ hello }' });
    await post(server, { query: '{ known }' });
    await post(server, { query: '{ nothing }' });
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toContain('permgraph_operations_total{code="OK"} 1');
    expect(metrics).toContain('permgraph_operations_total{code="GENERATION_GONE"} 1');
    expect(metrics).toContain('permgraph_operations_total{code="BAD_USER_INPUT"} 1');
    expect(metrics).toContain('permgraph_operation_duration_seconds_count 3');
    expect(metrics).toContain('nodejs_eventloop_lag_seconds');
  });
});

describe('headers', () => {
  it('lets no page run what is not ours', async () => {
    const server = await start();
    const answer = await read(await fetch(`${server.url}/healthz`));
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:/u);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('stopping', () => {
  it('answers every request that has arrived', async () => {
    const { arrived, onContext } = countArrivals();
    const server = await start({ onContext });
    const asked = Array.from({ length: 10 }, async () => post(server, { query: '{ slow(milliseconds: 400) }' }));
    await arrived(10);
    await server.stop();
    const answers = await Promise.all(asked);
    expect(answers.map((answer) => answer.data)).toEqual(answers.map(() => ({ slow: 'done' })));
    await expect(post(server, { query: '{ hello }' })).rejects.toThrow();
  });

  it('does not wait for ever', async () => {
    const { arrived, onContext } = countArrivals();
    const server = await start({ deadlineMs: 60_000, onContext });
    const asked = post(server, { query: '{ slow(milliseconds: 20000) }' });
    await arrived(1);
    const before = performance.now();
    await server.stopNow();
    expect(performance.now() - before).toBeLessThan(3000);
    expect((await asked).errors[0]?.extensions['code']).toBe('STORE_UNAVAILABLE');
  });

  it('heeds signals', async () => {
    const { logger } = keepLines();
    const { arrived, onContext } = countArrivals();
    const server = await start({ onContext });
    let reloads = 0;
    const signals = stopOnSignals({
      server,
      logger,
      onReload: async () => {
        reloads++;
      },
    });
    process.emit('SIGHUP');
    expect(reloads).toBe(1);
    const asked = post(server, { query: '{ slow(milliseconds: 300) }' });
    await arrived(1);
    process.emit('SIGTERM', 'SIGTERM');
    await signals.stopped;
    signals.remove();
    expect((await asked).data).toEqual({ slow: 'done' });
  });
});
