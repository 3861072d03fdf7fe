import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { evaluateLine, evaluateRequest } from '../../src/evaluate/index.js';

const FOLDER = path.join(import.meta.dirname, '../cases/evaluate');

const kind = z.enum([
  'IDENTITY',
  'RESOURCE',
  'BOUNDARY',
  'SESSION',
  'SCP',
  'RCP',
  'ENDPOINT',
  'ACL',
  'PUBLIC_ACCESS_BLOCK',
  'KMS_GRANT',
]);

/** A case, the page that it rests on, and the answer expected with the layers that decide it. */
const schema = z
  .strictObject({
    note: z.string().min(10),
    source: z.string().regex(/^(?:likely: )?https:\/\/docs\.aws\.amazon\.com\//u),
    case: z.record(z.string(), z.unknown()),
    expect: z.strictObject({
      decision: z.enum(['ALLOWED', 'CONDITIONAL', 'DENIED']),
      denial: z.enum(['EXPLICIT', 'IMPLICIT']).optional(),
      /** Kinds of the decisive layers, sorted. */
      decidedBy: z.array(kind),
      because: z.string().optional(),
      /** Keys of the needs of each alternative; null for the name of a session. */
      needs: z.array(z.array(z.string().nullable())).optional(),
    }),
  })
  .refine(
    ({ expect: { decidedBy, because } }) => decidedBy.length > 0 || because !== undefined,
    'no reason is expected',
  )
  .refine(
    ({ expect: { decision, denial } }) => (decision === 'DENIED') === (denial !== undefined),
    'a denial goes with DENIED',
  )
  .refine(
    ({ expect: { decision, needs } }) => (decision === 'CONDITIONAL') === (needs !== undefined),
    'needs go with CONDITIONAL',
  );

describe.each(readdirSync(FOLDER))('%s', (file) => {
  const cases = z
    .array(schema)
    .min(1)
    .parse(JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')));

  it.each(cases.map((one) => [one.note, one] as const))('%s', (_, one) => {
    const answer = evaluateRequest(one.case);
    if ('error' in answer) throw new Error(`${answer.error.pointer}: ${answer.error.message}`);
    const decidedBy = [
      ...new Set(answer.layers.filter((layer) => layer.isDecisive).map((layer) => layer.kind)),
    ].toSorted();
    const { because, ...expected } = one.expect;
    const needs = answer.needs?.alternatives.map(({ all }) => all.map(({ key }) => key));
    expect({ decision: answer.decision, denial: answer.denial, decidedBy, needs }, answer.because).toEqual({
      needs: undefined,
      denial: undefined,
      ...expected,
    });
    if (because !== undefined) expect(answer.because).toContain(because);
    expect(evaluateLine(Buffer.from(JSON.stringify(one.case)))).toEqual(answer);
  });
});
