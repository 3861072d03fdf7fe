import { KnownError } from '../lib/errors.js';

/** The options that say what is known of the request, as commander gives them. */
export interface GivenOptions {
  readonly given?: readonly string[];
  readonly absent?: readonly string[];
  readonly missingAbsent?: boolean;
  readonly mfa?: boolean;
}

/** The `Given` argument for the options; null when they state nothing. `--given KEY=VALUE` may repeat a key for several values. */
export function readGiven(options: GivenOptions): Readonly<Record<string, unknown>> | null {
  const values = new Map<string, string[]>();
  for (const entry of options.given ?? []) {
    const split = entry.indexOf('=');
    if (split <= 0)
      throw new KnownError('USAGE', `--given ${entry}: expected KEY=VALUE, such as aws:SourceIp=10.0.0.7`);
    const key = entry.slice(0, split);
    values.set(key, [...(values.get(key) ?? []), entry.slice(split + 1)]);
  }
  const given: Record<string, unknown> = {};
  if (values.size > 0) given['context'] = [...values].map(([key, list]) => ({ key, values: list }));
  if (options.absent !== undefined) given['absent'] = options.absent;
  if (options.missingAbsent === true) given['missingContext'] = 'ABSENT';
  if (options.mfa === true) given['session'] = { mfa: true };
  return Object.keys(given).length === 0 ? null : given;
}
