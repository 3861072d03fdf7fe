import { kindOfAction } from '../../policy/index.js';
import { type Asking, ownBearing } from './asking.js';
import type { CatalogAction } from './catalog.js';
import { decideCells, keyOfCells } from './cells.js';
import type { KnownResource, Unknown } from './knownResources.js';
import { isOfEverything, type MatchedStatements, matchService } from './signatures.js';

/** What wider rows say of a resource of the graph, as one text; null where none means it. */
export type Wider = (known: KnownResource, action: CatalogAction) => string | null;

/** Asks what wider rows say for actions of one service. Where no statement tells one resource from another, it is asked once for each form of them. */
export function makeWider(asking: Asking, service: string): Wider {
  const said = new Map<string, string>();
  let match: MatchedStatements | null = null;
  const nameOf = ({ asked, form }: Unknown, action: CatalogAction): string | null => {
    if (form === null || asking.stated.named.includes(asked.arn)) return null;
    const { identity, limits } = ownBearing(asking);
    match ??= matchService([...identity, ...limits], service);
    const { signature, statements } = match(action);
    if (!statements.every(({ statement }) => isOfEverything(statement))) return null;
    return `${kindOfAction(action.lowerName)}\n${form}\n${signature}`;
  };
  return ({ unknown }, action) => {
    if (unknown === null) return null;
    const name = nameOf(unknown, action);
    const found = (name === null ? undefined : said.get(name)) ?? sayOf(asking, action.name, unknown);
    if (name !== null) said.set(name, found);
    return found;
  };
}

function sayOf(asking: Asking, action: string, { asked }: Unknown): string {
  const { arn, isPattern = false } = asked;
  const { cells } = decideCells(asking, action, asked, { name: arn, within: isPattern ? arn : null, withGaps: false });
  return keyOfCells(cells, arn);
}
