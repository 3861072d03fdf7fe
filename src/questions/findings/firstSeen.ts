import type { GenerationInfo } from '../../graph/store.js';
import type { Ask } from '../ask.js';
import type { FoundByRule } from './findAll.js';
import { foundIn } from './foundIn.js';

/**
 * The instant of the oldest generation, of those that are kept and are no newer than the one that is read, in which the finding held: when
 * that one was collected, or else made. What held before, in generations that are gone, the store cannot tell.
 */
export async function firstSeenAt(ask: Ask, { id, rule }: FoundByRule): Promise<string> {
  const reader = await ask.reader();
  const all = await ask.store.generations(ask.call);
  const place = all.findIndex((generation) => generation.id === reader.generation.id);
  const older = place < 0 ? [] : all.slice(place + 1);
  for (const generation of older.toReversed()) {
    const { findings } = await foundIn(ask, await ask.store.open(generation.id, ask.call), [rule]);
    if (findings.some((finding) => finding.id === id)) return instantOf(generation);
  }
  return instantOf(reader.generation);
}

function instantOf({ collectedAt, createdAt }: GenerationInfo): string {
  return collectedAt ?? createdAt;
}
