import { fillReferences } from '../graph/references.js';
import type { Decision, LayerKind, Need, Needs } from '../iam/decision.js';
import type { Json } from '../lib/json.js';
import { present } from '../lib/invariant.js';
import { broughtText, type Change, type Remedy, type RemedyMaker } from '../policy/remedies/index.js';
import { type Filling, fillNeed, fillNeeds, fillStatement } from './fill.js';
import type { ShownStatement } from './statement.js';

/** A change as it is shown, with those that have to be made together with it. */
export interface ShownRemedy {
  readonly by: RemedyMaker;
  readonly layer: LayerKind | null;
  readonly at: string | null;
  readonly statement: ShownStatement | null;
  readonly addition: Json | null;
  readonly need: Need | null;
  /** What all of them together come to. */
  readonly decision: Decision;
  /** What that turns on; null unless it is CONDITIONAL. */
  readonly needs: Needs | null;
  readonly text: string;
  readonly with: readonly ShownRemedy[];
}

/** A remedy with its references filled in, as sentences that can be sent to whoever could make each change. */
export function shownRemedy({ changes, decision, needs }: Remedy, filling: Filling): ShownRemedy {
  const outcome = { decision, needs: fillNeeds(needs, filling), with: [] };
  const [first, ...others] = changes.flatMap((change) =>
    shownChanges(change, filling).map((each): ShownRemedy => ({ ...each, ...outcome })),
  );
  return { ...present(first, 'a remedy has a change'), with: others };
}

type ShownChange = Omit<ShownRemedy, 'decision' | 'needs' | 'with'>;

/** One for each need that a value brought is to meet; one for any other change. */
function shownChanges(change: Change, filling: Filling): readonly ShownChange[] {
  const { by, layer, at, addition, brought, text } = change;
  const shown = (statement: Change['statement'], need: Need | null, words: string): ShownChange => ({
    by,
    layer,
    at: at === null ? null : fillReferences(at, filling),
    statement: statement === null ? null : fillStatement(statement, filling),
    addition,
    need: need === null ? null : fillNeed(need, filling),
    text: sentence(fillReferences(words, filling)),
  });
  if (brought === null) return [shown(change.statement, null, text)];
  return brought.needs.map((need) => shown(need.statement, need, broughtText([need], by)));
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
