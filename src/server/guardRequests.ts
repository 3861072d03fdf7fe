import type { FastifyError, FastifyInstance } from 'fastify';
import type { ErrorCode } from '../lib/errors.js';
import { hasToken, isLocalHost } from './authorize.js';

/** Where no token is asked for: probes carry none, and the page, which holds no data, has the field to enter it. */
const OPEN = /^(?:GET|HEAD) \/(?:healthz|readyz|graphql|graphql\/assets\/\*)$/u;

/** What holds for every request: who may ask, the request id in the answer, and how HTTP errors are worded. */
export function guardRequests(app: FastifyInstance, options: { readonly token: string | null }): void {
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    if (options.token === null) {
      if (isLocalHost(request.headers.host)) return;
      return reply
        .code(403)
        .send(
          answer('UNAUTHENTICATED', 'without a token only requests to localhost are answered; set PERMGRAPH_TOKEN'),
        );
    }
    if (OPEN.test(`${request.method} ${request.routeOptions.url ?? ''}`)) return;
    if (hasToken(request.headers.authorization, options.token)) return;
    return reply
      .code(401)
      .header('www-authenticate', 'Bearer')
      .send(answer('UNAUTHENTICATED', 'the bearer token is missing or wrong'));
  });
  app.addHook('onResponse', async (request, reply) => {
    request.log.debug(
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
      },
      'request',
    );
  });
  app.setNotFoundHandler(async (_request, reply) =>
    reply.code(404).send(answer('BAD_USER_INPUT', 'there is nothing here')),
  );
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 413) {
      return reply.code(413).send(answer('LIMIT_EXCEEDED', 'the body of the request is larger than 1 MiB'));
    }
    if (status >= 400 && status < 500) {
      return reply.code(status).send(answer('BAD_USER_INPUT', error.message));
    }
    request.log.error({ error: { name: error.name, message: error.message } }, 'a request failed');
    return reply.code(500).send({
      errors: [
        {
          message: `a fault of the server; its log has the details under the request id ${request.id}`,
          extensions: { code: 'INTERNAL', requestId: request.id },
        },
      ],
    });
  });
}

function answer(code: ErrorCode, message: string): object {
  return { errors: [{ message, extensions: { code } }] };
}
