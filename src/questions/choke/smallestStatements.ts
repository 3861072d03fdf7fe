import type { Layer, StatementReference } from '../../iam/decision.js';

/** Choices that are tried at most. */
const MOST_TRIED = 20_000;

/** Layers whose Allow somebody gave on purpose; the others let through what these allow. */
const GIVING: ReadonlySet<Layer['kind']> = new Set(['IDENTITY', 'RESOURCE', 'ACL', 'KMS_GRANT']);

/** The statements that have to change, and whether no smaller set would do. */
export interface SmallestStatements {
  readonly statements: readonly StatementReference[];
  readonly isSmallest: boolean;
}

/**
 * A smallest set of statements that lets each of these edges go: of each edge every Allow of one layer without which it would be another
 * decision, or, where no layer alone is such, every Allow of all. Tried one by one within a bound.
 */
export function smallestStatements(edges: readonly (readonly Layer[])[]): SmallestStatements {
  const options = edges.map(optionsOf).toSorted((one, other) => one.length - other.length);
  let best: ReadonlyMap<string, StatementReference> | null = null;
  let tried = 0;
  const choose = (place: number, chosen: ReadonlyMap<string, StatementReference>): void => {
    if (++tried > MOST_TRIED || (best !== null && chosen.size >= best.size)) return;
    const own = options[place];
    if (own === undefined) {
      best = chosen;
      return;
    }
    for (const option of own)
      choose(place + 1, new Map([...chosen, ...option.map((each) => [keyOf(each), each] as const)]));
  };
  choose(0, new Map());
  const found: ReadonlyMap<string, StatementReference> = best ?? new Map();
  return { statements: [...found.values()], isSmallest: tried <= MOST_TRIED };
}

/** The smallest first, so that a good choice is known soon. */
function optionsOf(layers: readonly Layer[]): readonly (readonly StatementReference[])[] {
  const allows = (some: readonly Layer[]): readonly StatementReference[] =>
    some.flatMap(({ statements }) => statements.filter(({ effect }) => effect === 'ALLOW'));
  const giving = layers.filter(({ kind }) => GIVING.has(kind));
  const alone = giving
    .filter(({ isDecisive }) => isDecisive)
    .map((layer) => allows([layer]))
    .filter((statements) => statements.length > 0);
  const options = alone.length > 0 ? alone : [allows(giving)];
  return options.toSorted((one, other) => one.length - other.length);
}

function keyOf({ policy, policyName, attachedTo, pointer }: StatementReference): string {
  return JSON.stringify([policy ?? [policyName, attachedTo], pointer]);
}
