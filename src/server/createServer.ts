import { randomUUID } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import helmet from '@fastify/helmet';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { present } from '../lib/invariant.js';
import { guardRequests } from './guardRequests.js';
import { makeHealth, type CurrentGeneration, type Health } from './health.js';
import { LIMITS } from './limits.js';
import { makeApollo } from './makeApollo.js';
import { makeMetrics } from './metrics.js';
import type { Operation, OperationContext } from './operation.js';
import { CONTENT_SECURITY_POLICY, servePlayground } from './playground.js';
import { runOperation } from './runOperation.js';

/** What a server serves. */
export interface ServerOptions {
  readonly schema: GraphQLSchema;
  /** The context that the resolvers of one operation share. Made anew for each. */
  readonly createContext: (operation: Operation) => OperationContext;
  /** The generation that is current; null until there is one. Ready means that there is. */
  readonly currentGeneration: () => Promise<CurrentGeneration | null>;
  readonly config: Pick<Config, 'host' | 'port' | 'token' | 'deadlineMs'>;
  readonly logger: Logger;
  /** The folder of the bundled page, `dist/explorer`. Without one, GET /graphql is 405. */
  readonly explorer: string;
}

/** A server that listens. */
export interface RunningServer {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  /** Takes no new connections, answers what has arrived, and resolves. What still runs a second after its deadline is aborted. */
  stop(): Promise<void>;
  /** Aborts what runs, and resolves. */
  stopNow(): Promise<void>;
}

/** Starts a server. Errors: those of listening (EADDRINUSE, EACCES). */
export async function createServer(options: ServerOptions): Promise<RunningServer> {
  const stopping = new AbortController();
  const loggerInstance: FastifyBaseLogger = options.logger;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: LIMITS.bodyBytes,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    requestIdHeader: false,
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
  });
  const health = makeHealth(options.currentGeneration);
  const apollo = makeApollo({ ...options, health, bounded: true });
  await apollo.start();
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    strictTransportSecurity: false,
  });
  guardRequests(app, { token: options.config.token });
  await servePlayground(app, { folder: options.explorer, needsToken: options.config.token !== null });
  const metrics = makeMetrics(health);
  addOperations(app, { ...options, apollo, metrics, stopping: stopping.signal });
  addHealth(app, { health, metrics });
  await app.listen({ host: options.config.host, port: options.config.port });

  const end = async (): Promise<void> => {
    await app.close();
    await apollo.stop();
  };
  let ended: Promise<void> | null = null;
  const stop = (waitMs: number): Promise<void> => {
    const timer = setTimeout(() => {
      stopping.abort(new Error('the server stops'));
      setTimeout(() => app.server.closeAllConnections(), 500).unref();
    }, waitMs);
    ended ??= end();
    return ended.finally(() => clearTimeout(timer));
  };
  return {
    url: urlOf(app),
    stop: () => stop(options.config.deadlineMs + 1000),
    stopNow: () => stop(0),
  };
}

function addOperations(
  app: FastifyInstance,
  options: ServerOptions & {
    readonly apollo: ApolloServer<OperationContext>;
    readonly metrics: ReturnType<typeof makeMetrics>;
    readonly stopping: AbortSignal;
  },
): void {
  const operations = new WeakMap<object, Operation>();
  const handle = fastifyApolloHandler(options.apollo, {
    context: async (request) =>
      options.createContext(present(operations.get(request), 'each request that Apollo handles is an operation')),
  });
  app.post('/graphql', async (request, reply) =>
    runOperation({
      request,
      reply,
      deadlineMs: options.config.deadlineMs,
      stopping: options.stopping,
      metrics: options.metrics,
      answer: async (operation) => {
        operations.set(request, operation);
        return handle.call(app, request, reply);
      },
    }),
  );
}

function addHealth(
  app: FastifyInstance,
  options: { readonly health: () => Promise<Health>; readonly metrics: ReturnType<typeof makeMetrics> },
): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const { generation, reason } = await options.health();
    return generation === null ? reply.code(503).send({ status: 'not ready', reason }) : { status: 'ready' };
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(options.metrics.contentType).send(await options.metrics.text()),
  );
}

/** A caller's own request id where it is harmless in a log, otherwise a new one. */
function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w.-]{1,64}$/u.test(header) ? header : randomUUID();
}

function urlOf(app: FastifyInstance): string {
  const address = app.server.address();
  if (address === null || typeof address === 'string') return 'http://localhost';
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
