import { fieldsOf, listOf, Malformed, optional, textOf } from '../../lib/fields.js';
import type { Json } from '../../lib/json.js';
import { parseFindingId } from './findingId.js';
import { FINDING_RULES } from './rules/index.js';
import type { SuppressionEntry } from './settings.js';

/** Reads the JSON of a suppression file. Errors: Malformed with a pointer to what is wrong. */
export function readSuppressions(value: Json): readonly SuppressionEntry[] {
  const fields = fieldsOf(value, '');
  const entries = listOf(fields.take('suppressions'), '/suppressions', readEntry);
  fields.end();
  return entries;
}

function readEntry(value: Json, pointer: string): SuppressionEntry {
  const fields = fieldsOf(value, pointer);
  const finding = optional(fields, 'finding', readFinding) ?? null;
  const rule = optional(fields, 'rule', readRule) ?? null;
  const subject = optional(fields, 'subject', textOf) ?? null;
  const reason = readReason(fields.take('reason'), `${pointer}/reason`);
  const until = optional(fields, 'until', readEnd) ?? null;
  fields.end();
  if ((finding === null) === (rule === null)) {
    throw new Malformed(pointer, 'either `finding`, the id of one, or `rule` is expected here');
  }
  if (finding !== null && subject !== null) {
    throw new Malformed(`${pointer}/subject`, 'a finding has its subject already; `subject` goes with `rule`');
  }
  return { finding, rule, subject, reason, until };
}

function readReason(value: Json | undefined, pointer: string): string {
  const text = textOf(value, pointer);
  if (text.trim() === '') throw new Malformed(pointer, 'a reason is expected here, and this one says nothing');
  return text;
}

function readFinding(value: Json, pointer: string): string {
  const text = textOf(value, pointer);
  const key = parseFindingId(text);
  if (key !== null && FINDING_RULES.some(({ id }) => id === key.rule)) return text;
  throw new Malformed(pointer, 'this is no id of a finding, as `permgraph findings --json` shows them');
}

function readRule(value: Json, pointer: string): string {
  const text = textOf(value, pointer);
  if (FINDING_RULES.some(({ id }) => id === text)) return text;
  const known = FINDING_RULES.map(({ id }) => id).join(', ');
  throw new Malformed(pointer, `no rule of findings is called so; these are: ${known}`);
}

/** A day holds to its end in UTC. */
function readEnd(value: Json, pointer: string): string {
  const text = textOf(value, pointer);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/.test(text);
  const start = isDay || isInstant ? Date.parse(text) : Number.NaN;
  // Date.parse takes 30 February for a day of March.
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== text.slice(0, 10)) {
    throw new Malformed(pointer, 'a day (2026-12-31) or an instant in UTC (2026-12-31T12:00:00Z) is expected here');
  }
  const end = isDay ? start + 86_400_000 : start;
  return new Date(end).toISOString().replace('.000Z', 'Z');
}
