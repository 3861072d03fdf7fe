import type { Json } from '../lib/json.js';
import { type ActionIndex, indexActions } from './actionIndex.js';
import { type CompiledStatement, compileStatement } from './compiledStatement.js';
import { lowerCaseOf } from './lowerCase.js';
import { variablesOf } from './match/variables.js';
import { parsePolicy } from './parse/parsePolicy.js';

/** A policy compiled once, to be asked of many requests. */
export interface CompiledPolicy {
  readonly hasVariables: boolean;
  readonly statements: readonly CompiledStatement[];
  readonly about: ActionIndex;
}

/** Compiles a document that `checkDocument` does not refuse; any other is a fault of the product. The caller keeps the result. */
export function compilePolicy(document: Json): CompiledPolicy {
  const { hasVariables, statements: written } = parsePolicy(document);
  const statements = written.map((statement) => compileStatement(statement, hasVariables));
  const compiled = { hasVariables, statements, about: indexActions(statements) };
  sources.set(compiled, document);
  return compiled;
}

const sources = new WeakMap<CompiledPolicy, Json>();

/** The document that a policy was compiled from; null where it was made otherwise. */
export function sourceOf(policy: CompiledPolicy): Json {
  return sources.get(policy) ?? null;
}

/** Lower-case condition keys and variables that statements of a policy mention, sorted. */
export function keysOf({ hasVariables }: CompiledPolicy, statements: readonly CompiledStatement[]): readonly string[] {
  const keys = statements.flatMap(({ conditions, resources }) => [
    ...conditions.flatMap(({ lowerKey, values }) => [lowerKey, ...values.flatMap(variablesOf)]),
    ...(hasVariables ? (resources?.values ?? []).flatMap(variablesOf) : []),
  ]);
  return [...new Set(keys)].sort();
}

/** The statements that can be about an action, in order. The action may be in any case. */
export function statementsFor(policy: CompiledPolicy, action: string): readonly CompiledStatement[] {
  return policy.about(lowerCaseOf(action)).map(({ statement }) => statement);
}
