import type { GraphNode } from '../graph/nodes.js';
import type { Ask } from './ask.js';
import { badInput } from './badInput.js';
import { pageSize } from './page.js';

/** Nodes for a search box; an empty text finds nothing. Errors: BAD_USER_INPUT for a text over 2,048 characters. */
export async function search(
  ask: Ask,
  args: { readonly text: string; readonly first?: number | null },
): Promise<readonly GraphNode[]> {
  const first = pageSize(args.first, 20);
  if (args.text.length > 2048) throw badInput('text', 'at most 2048 characters');
  const reader = await ask.reader();
  return args.text.trim() === '' || first === 0 ? [] : reader.search(args.text.trim(), first, ask.call);
}
