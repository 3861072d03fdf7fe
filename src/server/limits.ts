import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { GraphQLError, type ASTVisitor, type ValidationContext, type ValidationRule } from 'graphql';
import { KnownError } from '../lib/errors.js';

/** The most that one operation may be. */
export const LIMITS = Object.freeze({
  /** Fields within fields; introspection is limited by graphql-js itself. */
  depth: 15,
  aliases: 31,
  directives: 50,
  tokens: 1000,
  /** Selections with every fragment spread out. */
  selections: 5000,
  /** Objects that an answer can hold by its page sizes; see cost.ts. */
  cost: 100_000,
  bodyBytes: 1024 * 1024,
});

/** Rules that refuse, as LIMIT_EXCEEDED, documents that are too deep or have too many aliases or directives. */
export function limitRules(): ValidationRule[] {
  return [
    refusing(`the operation is deeper than ${LIMITS.depth} levels`, (settings) =>
      maxDepthRule({ n: LIMITS.depth, ...settings }),
    ),
    refusing(`the operation has more than ${LIMITS.aliases} aliases`, (settings) =>
      maxAliasesRule({ n: LIMITS.aliases, allowList: [], ...settings }),
    ),
    refusing(`the operation has more than ${LIMITS.directives} directives`, (settings) =>
      maxDirectivesRule({ n: LIMITS.directives, ...settings }),
    ),
  ];
}

interface Settings {
  readonly propagateOnRejection: false;
  readonly onReject: ((context: ValidationContext | null) => void)[];
}

/** Rejections are reported like those of any rule: thrown ones would surface as a fault of the server. */
function refusing(message: string, makeRule: (settings: Settings) => (context: ValidationContext) => object) {
  const rule = makeRule({
    propagateOnRejection: false,
    onReject: [(context) => context?.reportError(limitError(message))],
  });
  return (context: ValidationContext): ASTVisitor => rule(context);
}

/** A refusal because of size, with status 400. */
export function limitError(message: string, details: Readonly<Record<string, number>> = {}): GraphQLError {
  return new GraphQLError(message, {
    originalError: new KnownError('LIMIT_EXCEEDED', message, { details }),
    extensions: { http: { status: 400 } },
  });
}
