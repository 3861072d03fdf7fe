import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { formatError } from './formatError.js';
import type { Health } from './health.js';
import { LIMITS, limitRules } from './limits.js';
import type { OperationContext } from './operation.js';
import { operationPlugin } from './operationPlugin.js';

/** What runs operations, whichever door they come through. */
export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  /** Looks which generation is current; never fails. */
  readonly health: () => Promise<Health>;
  readonly logger: Logger;
  /** Refuses operations past LIMITS: for callers who are not the process's own. */
  readonly bounded: boolean;
}

/** Apollo Server with the settings of the product: no landing page, no cache control, errors of the one table. */
export function makeApollo(options: ApolloOptions): ApolloServer<OperationContext> {
  return new ApolloServer<OperationContext>({
    schema: options.schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    ...(options.bounded
      ? {
          maxRecursiveSelections: LIMITS.selections,
          parseOptions: { maxTokens: LIMITS.tokens },
          validationRules: limitRules(),
        }
      : {}),
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    logger: options.logger,
    formatError,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      operationPlugin({
        currentGeneration: async () => (await options.health()).generation?.id ?? null,
        costLimit: options.bounded ? LIMITS.cost : Number.POSITIVE_INFINITY,
      }),
    ],
  });
}
