import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import { getVariableValues } from 'graphql';
import { costOf } from './cost.js';
import { limitError } from './limits.js';
import { currentRequest, type OperationContext } from './operation.js';

/** Refuses operations that cost too much, and writes `extensions.generation` and `extensions.cost` on every answer. */
export function operationPlugin(options: {
  /** The id of the current generation, for an answer that read none; null where the store does not say it. Never fails. */
  readonly currentGeneration: () => Promise<string | null>;
  /** Objects that an answer may hold by its page sizes. */
  readonly costLimit: number;
}): ApolloServerPlugin<OperationContext> {
  const costs = new WeakMap<object, number>();
  return {
    requestDidStart: async () => ({
      didResolveOperation: async (request) => {
        const notes = currentRequest.getStore();
        if (notes !== undefined) notes.operationName = request.operationName?.slice(0, 100) ?? null;
        const cost = operationCost(request);
        if (cost === null) return;
        costs.set(request.request, cost);
        if (cost > options.costLimit) {
          throw limitError(
            `the operation may return ${Math.min(cost, Number.MAX_SAFE_INTEGER)} objects, more than ${options.costLimit}; ask for smaller pages (\`first\`)`,
            { cost: Math.min(cost, Number.MAX_SAFE_INTEGER), limit: options.costLimit },
          );
        }
      },
      willSendResponse: async (request) => {
        const { body } = request.response;
        if (body.kind !== 'single') return;
        const cost = costs.get(request.request);
        body.singleResult.extensions = {
          ...body.singleResult.extensions,
          generation: request.contextValue.generationId() ?? (isOutOfTime() ? null : await options.currentGeneration()),
          ...(cost === undefined ? {} : { cost }),
        };
      },
    }),
  };
}

/** Whether the answer has to go out now. */
function isOutOfTime(): boolean {
  return currentRequest.getStore()?.signal.aborted === true;
}

/** Null when the variables cannot be coerced, which the execution reports in its own words. */
function operationCost(request: GraphQLRequestContext<OperationContext>): number | null {
  const { schema, document, operation } = request;
  if (document === undefined || operation === undefined || operation === null) return null;
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], request.request.variables ?? {}, {
    maxErrors: 1,
  });
  return coerced.coerced === undefined ? null : costOf({ schema, document, operation, variables: coerced.coerced });
}
