import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../src/derive/deriveGraph.js';
import { type SnapshotSketch, sketchSnapshot } from '../support/snapshots.js';
import { execute, storeOf } from '../api/execute.js';

/** A small world in which requests are made. `source` is the page of AWS that says what is expected. */
interface AccessCase extends SnapshotSketch {
  readonly name: string;
  readonly source: string;
  readonly asks: readonly Asked[];
}

interface Asked {
  readonly who: string;
  readonly action: string;
  readonly resource: string;
  readonly given?: Readonly<Record<string, string>>;
  readonly decision: string;
  /** A layer that has to be decisive, as `ACL ALLOWED`. */
  readonly layer?: string;
  readonly because?: string;
  /** Keys of needs, in the order of the alternatives. */
  readonly needs?: readonly string[];
  /** `subject +hide +overstate`; left out: none. */
  readonly gaps?: readonly string[];
}

interface Answered {
  readonly decision: string;
  readonly because: string;
  readonly needs: {
    readonly alternatives: readonly { readonly all: readonly { readonly key: string | null }[] }[];
  } | null;
  readonly evidence: {
    readonly layers: readonly {
      readonly kind: string;
      readonly outcome: string;
      readonly isDecisive: boolean;
      readonly statements: readonly { readonly statement: object }[];
    }[];
  };
  readonly completeness: {
    readonly gaps: readonly {
      readonly subject: string | null;
      readonly mayHide: boolean;
      readonly mayOverstate: boolean;
    }[];
  };
}

const QUESTION = `query ($requests: [AccessRequest!]!) { canPerformEach(requests: $requests) { decision because
  needs { alternatives { all { key } } } evidence { layers { kind outcome isDecisive statements { statement } } }
  completeness { gaps { subject mayHide mayOverstate } } } }`;

const folder = new URL('../cases/access/', import.meta.url);
const files = readdirSync(folder).toSorted();

describe.each(files)('%s', (file) => {
  const cases = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as readonly AccessCase[];

  it.each(cases)('$name', async ({ source, asks, ...sketch }) => {
    expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//u);
    const options = { createdAt: '2026-01-01T00:00:00Z', signal: new AbortController().signal };
    const store = await storeOf(await deriveGraph(sketchSnapshot(sketch), options));
    const requests = asks.map(({ who, action, resource, given = {} }) => ({
      principal: who,
      action,
      resource,
      given: { context: Object.entries(given).map(([key, value]) => ({ key, values: [value] })) },
    }));
    const answer = await execute(store, QUESTION, { requests });
    expect(answer.errors).toBeUndefined();
    const { canPerformEach: answers } = answer.data as unknown as { canPerformEach: readonly Answered[] };
    expect(answers.map((each, index) => shown(each, asks[index]))).toEqual(asks.map(expected));
  });
});

function expected({ decision, layer, because, needs, gaps = [], who, action, resource }: Asked): object {
  return {
    asked: `${who} ${action} ${resource}`,
    decision,
    gaps,
    ...(layer === undefined ? {} : { layer: true }),
    ...(because === undefined ? {} : { because: expect.stringContaining(because) as string }),
    ...(needs === undefined ? {} : { needs }),
  };
}

function shown({ decision, because, evidence, needs, completeness }: Answered, asked: Asked | undefined): object {
  const layers = evidence.layers
    .filter(({ isDecisive }) => isDecisive)
    .map(({ kind, outcome }) => `${kind} ${outcome}`);
  return {
    asked: `${asked?.who ?? ''} ${asked?.action ?? ''} ${asked?.resource ?? ''}`,
    decision,
    gaps: completeness.gaps.map(
      ({ subject, mayHide, mayOverstate }) =>
        `${subject ?? ''}${mayHide ? ' +hide' : ''}${mayOverstate ? ' +overstate' : ''}`,
    ),
    ...(asked?.layer === undefined ? {} : { layer: layers.includes(asked.layer) || layers }),
    ...(asked?.because === undefined ? {} : { because }),
    ...(asked?.needs === undefined
      ? {}
      : { needs: needs?.alternatives.map(({ all }) => all.map(({ key }) => key).join(' and ')) }),
  };
}
