/** An error of an answer. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly requestId?: string };
}

/** What the server said. */
export interface ServerAnswer {
  readonly status: number;
  readonly milliseconds: number;
  readonly data: unknown;
  readonly errors: readonly AnswerError[];
  readonly extensions: Readonly<Record<string, unknown>>;
  /** The answer as it came, for display. */
  readonly whole: unknown;
}

const TOKEN_KEY = 'permgraph.token';

/** The token of this tab; it goes when the tab is closed. */
export function readToken(): string {
  return sessionStorage.getItem(TOKEN_KEY) ?? '';
}

/** Keeps the token for this tab. */
export function keepToken(token: string): void {
  sessionStorage.setItem(TOKEN_KEY, token);
}

/** Sends one operation. Rejects when the server is not reached, or when the signal aborts. */
export async function askServer(request: {
  readonly query: string;
  readonly variables?: unknown;
  readonly signal?: AbortSignal;
}): Promise<ServerAnswer> {
  const started = performance.now();
  const token = readToken();
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query: request.query, variables: request.variables ?? {} }),
    signal: request.signal ?? null,
  });
  const whole = asRecord(await response.json());
  return {
    status: response.status,
    milliseconds: performance.now() - started,
    data: whole['data'] ?? null,
    errors: Array.isArray(whole['errors']) ? (whole['errors'] as readonly AnswerError[]) : [],
    extensions: asRecord(whole['extensions']),
    whole,
  };
}

/** A value as an object with unknown fields; an empty one when it is none. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
