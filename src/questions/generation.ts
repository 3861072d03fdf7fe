import type { GenerationInfo } from '../graph/store.js';
import { shippedActions } from '../shippedActions.js';
import type { Ask } from './ask.js';
import { completenessOf, type Completeness } from './completeness.js';
import { cursorScope } from './cursor.js';
import { cutPage, type Page, type PageArguments } from './page.js';

/** The generation that the operation reads. */
export async function generation(ask: Ask): Promise<GenerationInfo> {
  return (await ask.reader()).generation;
}

/** Generations that can be read, newest first. */
export async function generations(
  ask: Ask,
  page: PageArguments,
): Promise<Page<GenerationInfo> & { readonly totalCount: number }> {
  const reader = await ask.reader();
  const all = await ask.store.generations(ask.call);
  const scope = cursorScope(reader, { name: 'generations', parent: null, args: {} });
  return { ...cutPage(all, (row) => row.id, scope, { ...page, standard: 20 }), totalCount: all.length };
}

/** The day of the table of AWS's actions that answers rest on. */
export function actionsAsOf(): string {
  return shippedActions().asOf;
}

/** Everything that is known to be missing from a generation. */
export async function generationCompleteness(ask: Ask, info: GenerationInfo): Promise<Completeness> {
  const current = await ask.reader();
  const reader = current.generation.id === info.id ? current : await ask.store.open(info.id, ask.call);
  return completenessOf(await reader.gaps(ask.call));
}
