import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped, type ValueNode } from 'graphql';
import { isAccountId } from '../src/iam/arn.js';

/** AWS's longest ARN has 2,048 characters. */
const LONGEST_ARN = 2048;
const LONGEST_DOCUMENT = 1024 * 1024;

function refuse(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** A scalar that is text with a rule. */
function textScalar(
  name: string,
  description: string,
  check: (text: string) => string | null,
  specifiedByURL: string | null = null,
): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    if (typeof value !== 'string') throw refuse(`${name}: expected a string`);
    const reason = check(value);
    if (reason !== null) throw refuse(`${name}: ${reason}`);
    return value;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    specifiedByURL,
    serialize: (value) => value as string,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null),
  });
}

/** Whether it names anything is the question's to say. */
export const Arn = textScalar(
  'Arn',
  'An ARN of any partition. As the input for a principal, a service (`ec2.amazonaws.com`), `anonymous`, or the `id` of a node without an ARN stands too.',
  (text) => {
    if (text === '' || text.length > LONGEST_ARN) return `expected 1 to ${LONGEST_ARN} characters`;
    return /\p{Cc}/u.test(text) ? 'control characters cannot stand in an ARN' : null;
  },
);

export const AccountId = textScalar('AccountId', 'An account number, twelve digits.', (text) =>
  isAccountId(text) ? null : 'expected an account number of twelve digits',
);

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

export const DateTime = textScalar(
  'DateTime',
  'An instant, RFC 3339 in UTC. What a dump writes otherwise is normalised; what cannot be read is null with a warning.',
  (text) => (RFC_3339.test(text) && !Number.isNaN(Date.parse(text)) ? null : 'expected an instant in RFC 3339 and UTC'),
  'https://scalars.graphql.org/andimarek/date-time',
);

/** A scalar that is a JSON object, whose text stands too on input. */
function objectScalar(name: string, description: string): GraphQLScalarType<unknown, unknown> {
  const parse = (value: unknown): unknown => {
    const parsed = typeof value === 'string' ? parseText(name, value) : value;
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
      throw refuse(`${name}: expected a JSON object`);
    }
    return parsed;
  };
  return new GraphQLScalarType<unknown, unknown>({
    name,
    description,
    serialize: (value) => value,
    parseValue: parse,
    parseLiteral: (node: ValueNode, variables) => parse(valueFromASTUntyped(node, variables)),
  });
}

function parseText(name: string, text: string): unknown {
  if (text.length > LONGEST_DOCUMENT) throw refuse(`${name}: over 1 MiB`);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw refuse(`${name}: the text is not JSON`);
  }
}

export const PolicyDocument = objectScalar(
  'PolicyDocument',
  'A policy document as a JSON object; on input its text stands too.',
);
export const ResourceProperties = objectScalar(
  'ResourceProperties',
  'Whatever a dump states of a resource beside the fields that have a name here, as a JSON object.',
);
export const Proof = objectScalar(
  'Proof',
  'Paths with all that decides them, policies included, as a JSON object that stands alone: statements, requests, decisions, and a SHA-256 of each part in canonical form (RFC 8785). It is no signature.',
);
export const PolicyStatement = objectScalar('PolicyStatement', 'One statement of a policy document as a JSON object.');
