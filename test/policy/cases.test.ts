import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Json } from '../../src/lib/json.js';
import { decide, decisionOf } from '../../src/policy/decide.js';
import { needText } from '../../src/policy/explain/needText.js';
import { checkDocument, type PolicyKind } from '../../src/policy/parse/checkDocument.js';
import { caseSchema, layersOf, type PolicyCase, requestOf } from './support/readCase.js';

const FOLDER = path.join(import.meta.dirname, '../cases/policy');
const files = readdirSync(FOLDER).filter((name) => /^r\d\d-.*\.json$/.test(name));

/** A case that does not say what decided, or why nothing did, expects nothing. */
function check(one: PolicyCase): void {
  const { expect: expected } = one;
  if (expected.decidedBy.length === 0 && expected.because === undefined)
    throw new Error(`${one.note}: no reason is expected`);
  if ((expected.decision === 'CONDITIONAL') !== (expected.needs !== undefined))
    throw new Error(`${one.note}: needs go with CONDITIONAL`);
  if ((expected.decision === 'DENIED') !== (expected.denial !== undefined))
    throw new Error(`${one.note}: a denial goes with DENIED`);
}

function documentsOf({ policies, request }: PolicyCase): readonly (readonly [unknown, PolicyKind])[] {
  const as = (found: readonly unknown[] | undefined, kind: PolicyKind) =>
    (found ?? []).map((each) => [each, kind] as const);
  return [
    ...as(policies.identity, 'IDENTITY'),
    ...as(policies.boundary, 'BOUNDARY'),
    ...as(policies.session, 'SESSION'),
    ...as(policies.scp?.flat(), 'SCP'),
    ...as(policies.rcp?.flat(), 'RCP'),
    ...as(policies.endpoint, 'ENDPOINT'),
    ...as(policies.resource && [policies.resource], request.resource.includes(':role/') ? 'TRUST' : 'RESOURCE'),
  ];
}

describe.each(files)('%s', (file) => {
  const cases = z
    .array(caseSchema)
    .min(3)
    .parse(JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')));

  it('has what is allowed, what is denied, and what turns on the unknown', () => {
    expect([...new Set(cases.map((one) => one.expect.decision))].toSorted()).toEqual([
      'ALLOWED',
      'CONDITIONAL',
      'DENIED',
    ]);
  });

  it.each(cases.map((one) => [one.note, one] as const))('%s', (_, one) => {
    check(one);
    for (const [document, kind] of documentsOf(one)) {
      expect(checkDocument(document as Json, kind).filter(({ severity }) => severity === 'REFUSED')).toEqual([]);
    }
    const request = requestOf(one);
    const layers = layersOf(one);
    const { decision, denial, needs, evidence } = decide(request, layers);
    const decidedBy = [
      ...new Set(evidence.layers.filter(({ isDecisive }) => isDecisive).map(({ kind }) => kind)),
    ].toSorted();
    const told = { decision, denial: denial ?? undefined, decidedBy };
    const { expect: expected } = one;
    expect(told, evidence.because).toEqual({
      decision: expected.decision,
      denial: expected.denial,
      decidedBy: expected.decidedBy,
    });
    if (expected.because !== undefined) expect(evidence.because).toContain(expected.because);
    const found = needs?.alternatives.map(({ all }, at) =>
      all.map((each, index) =>
        typeof expected.needs?.[at]?.[index] === 'object'
          ? { key: each.key, operator: each.operator, values: each.values, isNegated: each.isNegated }
          : needText(each),
      ),
    );
    expect(found).toEqual(expected.needs);
    expect(decisionOf(request, layers)).toBe(decision);
  });
});

describe('the loader of cases', () => {
  it('refuses an unknown key, and a case without a reason', () => {
    expect(caseSchema.safeParse({ surprise: true }).success).toBe(false);
    const silent = { expect: { decision: 'ALLOWED', decidedBy: [] } } as unknown as PolicyCase;
    expect(() => check(silent)).toThrow('no reason');
  });
});
