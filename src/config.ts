import { z } from 'zod';
import { KnownError } from './lib/errors.js';

/** Hosts that only this machine reaches. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/u;

/** Read by the tests and scripts of the project; they configure nothing here, and a child process may inherit them. */
const OF_THE_TESTS: ReadonlySet<string> = new Set([
  'PERMGRAPH_FULL',
  'PERMGRAPH_TEST_URL',
  'PERMGRAPH_CHROMIUM',
  'PERMGRAPH_SCREENSHOT',
  'PERMGRAPH_TEST_NEO4J_URI',
  'PERMGRAPH_TEST_NEO4J_PASSWORD',
]);

function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,12}$/u, 'is not a whole number')
    .transform(Number)
    .pipe(z.number().min(least, `is below ${least}`).max(most, `is above ${most}`));
}

const shape = z.strictObject({
  /** Port to listen on; 0 takes a free one. */
  PERMGRAPH_PORT: wholeNumber(0, 65_535).default(4000),
  /** Address to listen on. Any but a loopback address needs PERMGRAPH_TOKEN. */
  PERMGRAPH_HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]{1,255}$/u, 'is not a host name or address')
    .default('127.0.0.1'),
  /** The bearer token that every operation has to carry. */
  PERMGRAPH_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{1,1024}$/u, 'holds characters that a header cannot carry')
    .nullable()
    .default(null),
  /** Milliseconds around every question. */
  PERMGRAPH_DEADLINE_MS: wholeNumber(1, 600_000).default(5000),
  /** Edges that one question may look at before its answer is marked as partial. */
  PERMGRAPH_WORK_BUDGET: wholeNumber(1, 1_000_000_000).default(1_000_000),
  /** How many generations stay readable, the current one counted. */
  PERMGRAPH_KEEP_GENERATIONS: wholeNumber(1, 100).default(2),
  /** Where Neo4j is, which the store there checks; without it the graph is in this process. */
  PERMGRAPH_NEO4J_URI: z.string().nullable().default(null),
  PERMGRAPH_NEO4J_USER: z.string().default('neo4j'),
  PERMGRAPH_NEO4J_PASSWORD: z.string().nullable().default(null),
  /** The user's home database when left out. */
  PERMGRAPH_NEO4J_DATABASE: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9.-]{2,62}$/u, 'is not a name of a database')
    .nullable()
    .default(null),
  /** Paths of the config and suppression files of findings. */
  PERMGRAPH_FINDINGS_CONFIG: z.string().nullable().default(null),
  PERMGRAPH_FINDINGS_SUPPRESSIONS: z.string().nullable().default(null),
  /** What is logged: this level and above. */
  PERMGRAPH_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'is none of fatal, error, warn, info, debug, silent')
    .default('info'),
});

/** Which Neo4j, and as whom. */
export interface Neo4jConfig {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  /** Null: the user's home database. */
  readonly database: string | null;
}

/** What the environment says, checked. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Null when none is asked for. */
  readonly token: string | null;
  readonly deadlineMs: number;
  readonly workBudget: number;
  readonly keepGenerations: number;
  /** Null when the graph is in this process. */
  readonly neo4j: Neo4jConfig | null;
  /** Paths of the files about findings; null where there is none. */
  readonly findings: { readonly config: string | null; readonly suppressions: string | null };
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
}

/**
 * Reads PERMGRAPH_* from the environment, once, and freezes it. An empty value is as good as none.
 * Errors: CONFIG_INVALID naming the variable, never its value.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.entries(environment).filter(
    ([name, value]) => name.startsWith('PERMGRAPH_') && value !== undefined && value !== '' && !OF_THE_TESTS.has(name),
  );
  const unknown = given.find(([name]) => !Object.hasOwn(shape.shape, name));
  if (unknown !== undefined) {
    const known = Object.keys(shape.shape).join(', ');
    throw invalid(unknown[0], `is not a variable of Permgraph; those are ${known}`);
  }
  const parsed = shape.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw invalid(String(issue?.path[0] ?? 'PERMGRAPH_*'), issue?.message ?? 'cannot be used');
  }
  const values = parsed.data;
  if (values.PERMGRAPH_TOKEN === null && !LOOPBACK.test(values.PERMGRAPH_HOST)) {
    throw invalid(
      'PERMGRAPH_HOST',
      'is reached from other machines; set PERMGRAPH_TOKEN, the bearer token that callers send, or leave the host at 127.0.0.1',
    );
  }
  const { PERMGRAPH_NEO4J_URI: uri, PERMGRAPH_NEO4J_PASSWORD: password } = values;
  if (uri !== null && password === null) {
    throw invalid('PERMGRAPH_NEO4J_PASSWORD', 'is missing; Neo4j is used with authentication on');
  }
  return Object.freeze({
    neo4j:
      uri === null || password === null
        ? null
        : { uri, password, user: values.PERMGRAPH_NEO4J_USER, database: values.PERMGRAPH_NEO4J_DATABASE },
    port: values.PERMGRAPH_PORT,
    host: values.PERMGRAPH_HOST,
    token: values.PERMGRAPH_TOKEN,
    deadlineMs: values.PERMGRAPH_DEADLINE_MS,
    workBudget: values.PERMGRAPH_WORK_BUDGET,
    keepGenerations: values.PERMGRAPH_KEEP_GENERATIONS,
    findings: { config: values.PERMGRAPH_FINDINGS_CONFIG, suppressions: values.PERMGRAPH_FINDINGS_SUPPRESSIONS },
    logLevel: values.PERMGRAPH_LOG_LEVEL,
  });
}

function invalid(variable: string, reason: string): KnownError {
  return new KnownError('CONFIG_INVALID', `${variable} ${reason}`, { details: { variable } });
}
