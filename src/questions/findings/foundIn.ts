import type { GraphReader } from '../../graph/store.js';
import type { Ask } from '../ask.js';
import { type AllFound, findAll } from './findAll.js';
import type { FindingRule } from './rule.js';

/** What an operation found already, by generation and rules. */
const known = new WeakMap<Ask, Map<string, Promise<AllFound>>>();

/** What these rules find in a generation; found once in an operation, within a work budget of its own. */
export function foundIn(ask: Ask, reader: GraphReader, rules: readonly FindingRule[]): Promise<AllFound> {
  const ofAsk = known.get(ask) ?? new Map<string, Promise<AllFound>>();
  known.set(ask, ofAsk);
  const key = JSON.stringify([reader.generation.id, rules.map(({ id }) => id)]);
  const found = ofAsk.get(key) ?? findAll(reader, rules, ask.findings.config, ask.question());
  ofAsk.set(key, found);
  return found;
}
