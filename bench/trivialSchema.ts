import { makeExecutableSchema } from '@graphql-tools/schema';
import { type GraphQLSchema, printSchema } from 'graphql';
import { buildSchema } from '../resolvers/index.js';
import { AccountId, Arn, DateTime, PolicyDocument, PolicyStatement } from '../resolvers/scalars.js';

/** The product's schema over an answer in memory: each field of the query gives its part, and graphql-js takes the rest from there. */
export function trivialSchema(answer: object): GraphQLSchema {
  const fields = Object.entries(answer).map(([field, value]) => [field, (): unknown => value] as const);
  return makeExecutableSchema({
    typeDefs: printSchema(buildSchema()),
    resolvers: {
      Query: Object.fromEntries(fields),
      AccountId,
      Arn,
      DateTime,
      PolicyDocument,
      PolicyStatement,
    },
    resolverValidationOptions: { requireResolversForResolveType: 'ignore' },
  });
}
