import type { AskOperation } from './askOperation.js';
import type { DrawnQuestion } from './drawQuestions.js';
import type { GraphStore } from '../../../src/graph/store.js';

/** A page that two stores answer differently, or a page that is not the part of the whole that it should be. */
export interface Difference {
  readonly question: string;
  readonly page: string;
  readonly left: string;
  readonly right: string;
}

/** One side of the comparison. */
export interface Side {
  /** A store that has answered before. */
  readonly warm: GraphStore;
  /** A store over the same graph that has read nothing yet. */
  readonly cold: () => Promise<{ readonly store: GraphStore; readonly close: () => Promise<void> }>;
}

/** How much is turned of listings. */
export interface Thoroughness {
  /** So many pages, those at the beginning, at the end and in between. */
  readonly pages: number;
  /** Whether each page has to be the part of the whole that it should be; a whole that failed has none. */
  readonly areParts?: boolean;
}

const ALL = 200;
const SIZES = [1, 7] as const;

interface Page {
  readonly name: string;
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Asks both sides the same in pages of 1, 7 and all, with cold and warm caches, and gives where the bytes differ. Pages of the left
 * side have to be the parts of its whole answer too. `rows` counts those of the whole, so that a comparison of nothing is noticed.
 */
export async function findDifferences(
  ask: AskOperation,
  question: DrawnQuestion,
  sides: { readonly left: GraphStore; readonly right: Side },
  { pages, areParts = true }: Thoroughness,
): Promise<{ readonly differences: readonly Difference[]; readonly answers: number; readonly rows: number }> {
  const differences: Difference[] = [];
  let answers = 0;
  const note = (name: string, expected: string, given: string): void => {
    answers++;
    if (expected !== given) differences.push({ question: question.name, page: name, ...around(expected, given) });
  };
  const compare = async ({ name, source, variables }: Page): Promise<string> => {
    const expected = await ask(sides.left, source, variables);
    note(name, expected, await ask(sides.right.warm, source, variables));
    return expected;
  };
  const first = question.pages === 'ONE' ? {} : { first: ALL };
  const variables = { ...question.variables, ...first };
  const answer = await ask(sides.left, question.whole, variables);
  const cold = await sides.right.cold();
  try {
    note('all, cold', answer, await ask(cold.store, question.whole, variables));
  } finally {
    await cold.close();
  }
  note('all, warm', answer, await ask(sides.right.warm, question.whole, variables));
  const rows = rowsOf(answer, question.field);
  if (question.pages === 'FIRST') {
    for (const size of SIZES) {
      await compare({ name: `first ${size}`, source: question.brief, variables: { ...variables, first: size } });
    }
  }
  if (question.pages === 'CURSORS') {
    for (const size of SIZES) {
      for (const start of startsOf(rows.length, size, pages)) {
        const after = start === 0 ? {} : { after: rows[start - 1] };
        const page = {
          name: `${size} after ${start}`,
          source: question.brief,
          variables: { ...question.variables, first: size, ...after },
        };
        const cut = rowsOf(await compare(page), question.field);
        const part = rows.slice(start, start + size);
        if (areParts && rows.length > 0 && JSON.stringify(cut) !== JSON.stringify(part)) {
          differences.push({ question: question.name, page: page.name, left: part.join(), right: cut.join() });
        }
      }
    }
  }
  return { differences, answers, rows: rows.length };
}

/** Places at which pages start: those first, last and in between, as many as are wanted; where one is wanted, that after the first. */
function startsOf(rows: number, size: number, pages: number): readonly number[] {
  const all = Array.from({ length: Math.floor(rows / size) + 1 }, (_, page) => page * size);
  if (all.length <= pages) return all;
  if (pages === 1) return [all[1] ?? 0];
  const step = (all.length - 1) / (pages - 1);
  return Array.from({ length: pages }, (_, place) => all[Math.round(place * step)] ?? 0);
}

/** The cursors of an answer's rows. */
function rowsOf(answer: string, field: string): readonly string[] {
  const { data } = JSON.parse(answer) as {
    readonly data?: Readonly<Record<string, { readonly edges?: readonly { readonly cursor: string }[] } | null>> | null;
  };
  return (data?.[field]?.edges ?? []).map(({ cursor }) => cursor);
}

/** The first difference with what stands around it. */
function around(left: string, right: string): { readonly left: string; readonly right: string } {
  let place = 0;
  while (place < left.length && left[place] === right[place]) place++;
  const cut = (text: string): string => text.slice(Math.max(0, place - 200), place + 200);
  return { left: cut(left), right: cut(right) };
}
