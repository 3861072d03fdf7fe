import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** What the page may do: nothing from elsewhere, no script that is not a file of ours. CodeMirror writes its styles at run time. */
export const CONTENT_SECURITY_POLICY = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'worker-src': ["'self'", 'blob:'],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'object-src': ["'none'"],
};

/**
 * Serves the bundled page of `folder` to browsers at GET /graphql, and its files below /graphql/. Any other GET there is 405.
 * `needsToken` is told to the page, which then shows a field for it.
 */
export async function servePlayground(
  app: FastifyInstance,
  options: { readonly folder: string; readonly needsToken: boolean },
): Promise<void> {
  const index = path.join(options.folder, 'index.html');
  const page = existsSync(index)
    ? readFileSync(index, 'utf8').replace('data-token="none"', `data-token="${options.needsToken ? 'needed' : 'none'}"`)
    : null;
  if (page !== null) {
    await app.register(fastifyStatic, {
      root: path.join(options.folder, 'assets'),
      prefix: '/graphql/assets/',
      index: false,
      immutable: true,
      maxAge: '365d',
      decorateReply: false,
    });
  }
  app.get('/graphql', async (request, reply) => {
    if (page === null || !(request.headers.accept ?? '').includes('text/html')) {
      return reply
        .code(405)
        .header('allow', 'POST')
        .send({ errors: [{ message: 'operations are sent by POST', extensions: { code: 'BAD_USER_INPUT' } }] });
    }
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page);
  });
}
