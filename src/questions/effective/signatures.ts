import type { AttachedPolicy, CompiledPolicy } from '../../policy/index.js';
import { type CompiledStatement, isAboutAction } from '../../policy/compiledStatement.js';
import type { CatalogAction } from './catalog.js';

/** How the statements of a policy are about the actions of one service. */
interface OfService {
  /** About every one. */
  readonly always: readonly CompiledStatement[];
  /** About some. */
  readonly sometimes: readonly CompiledStatement[];
}

const known = new WeakMap<CompiledPolicy, Map<string, OfService>>();

/** The statements of policies that are about an action, looked for among those that can be about its service. */
export type MatchedStatements = (action: CatalogAction) => {
  /** The same for actions that the same statements are about. */
  readonly signature: string;
  readonly statements: readonly { readonly policy: CompiledPolicy; readonly statement: CompiledStatement }[];
};

/** Looks policies up for the actions of one service. Documents that are missing are about every action alike. */
export function matchService(policies: readonly AttachedPolicy[], service: string): MatchedStatements {
  const found = policies.flatMap(({ policy }) => ('text' in policy ? [] : [{ policy, ...ofService(policy, service) }]));
  const always = found.flatMap(({ policy, always: all }) => all.map((statement) => ({ policy, statement })));
  const sometimes = found.flatMap(({ policy, sometimes: some }) => some.map((statement) => ({ policy, statement })));
  const whole = { signature: '', statements: always };
  return ({ lowerName }) => {
    if (sometimes.length === 0) return whole;
    const places: number[] = [];
    for (const [place, { statement }] of sometimes.entries())
      if (isAboutAction(statement, lowerName)) places.push(place);
    if (places.length === 0) return whole;
    return {
      signature: places.join(' '),
      statements: [...always, ...places.flatMap((place) => sometimes[place] ?? [])],
    };
  };
}

/** Whether a statement says the same of every resource. */
export function isOfEverything({ resources }: CompiledStatement): boolean {
  return resources === null || (!resources.isNot && resources.values.every((value) => value === '*'));
}

function ofService(policy: CompiledPolicy, service: string): OfService {
  const services = known.get(policy) ?? new Map<string, OfService>();
  known.set(policy, services);
  let found = services.get(service);
  if (found === undefined) {
    const always: CompiledStatement[] = [];
    const sometimes: CompiledStatement[] = [];
    for (const statement of policy.statements) {
      const reach = reachOf(statement, `${service}:`);
      if (reach === 'ALL') always.push(statement);
      if (reach === 'SOME') sometimes.push(statement);
    }
    services.set(service, (found = { always, sometimes }));
  }
  return found;
}

type Reach = 'ALL' | 'SOME' | 'NONE';

function reachOf({ actions: { isNot, values } }: CompiledStatement, prefix: string): Reach {
  const reaches = values.map((text) => reachOfText(text.toLowerCase(), prefix));
  if (reaches.includes('ALL')) return isNot ? 'NONE' : 'ALL';
  if (reaches.includes('SOME')) return 'SOME';
  return isNot ? 'ALL' : 'NONE';
}

function reachOfText(text: string, prefix: string): Reach {
  if (text === '*' || text === `${prefix}*`) return 'ALL';
  const wildcard = text.search(/[*?$]/);
  if (wildcard < 0) return text.startsWith(prefix) ? 'SOME' : 'NONE';
  const beginning = text.slice(0, wildcard);
  return beginning.startsWith(prefix) || prefix.startsWith(beginning) ? 'SOME' : 'NONE';
}
