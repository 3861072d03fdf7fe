import { fillReferences } from '../graph/references.js';
import type { Decision, LayerKind, Need } from '../iam/decision.js';
import type { Json } from '../lib/json.js';
import { present } from '../lib/invariant.js';
import type { Change, RemedyMaker } from '../policy/remedies/change.js';
import type { Remedy } from '../policy/remedies/remedies.js';
import { type Filling, fillNeed, fillStatement } from './fill.js';
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
  readonly text: string;
  readonly with: readonly ShownRemedy[];
}

const WHO: Readonly<Record<RemedyMaker, string>> = {
  CALLER: 'The caller can',
  PRINCIPAL_ACCOUNT: 'Whoever administers IAM in the caller’s account can',
  RESOURCE_ACCOUNT: 'Whoever administers the resource can',
  ORGANIZATION: 'Whoever administers the organisation’s control policies can',
};

/** A remedy with its references filled in, as a request that can be sent to whoever could make it. */
export function shownRemedy({ changes, decision }: Remedy, filling: Filling): ShownRemedy {
  const [first, ...others] = changes.map((change) => shownChange(change, decision, filling));
  return { ...present(first, 'a remedy has a change'), with: others };
}

function shownChange(change: Change, decision: Decision, filling: Filling): ShownRemedy {
  const { by, layer, at, statement, addition, need, text } = change;
  return {
    by,
    layer,
    at: at === null ? null : fillReferences(at, filling),
    statement: statement === null ? null : fillStatement(statement, filling),
    addition,
    need: need === null ? null : fillNeed(need, filling),
    decision,
    text: fillReferences(`${WHO[by]} ${text}.`, filling),
    with: [],
  };
}
