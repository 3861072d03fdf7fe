import type { Effect, Layer, LayerOutcome, StatementReference } from '../../iam/decision.js';
import type { RequestContext } from '../context.js';
import type { LayerSaid } from '../decide/layer.js';
import type { SeenStatement } from '../decide/voices.js';
import { layerText } from './layerText.js';

const DESCRIBED = 8;

/** A layer as evidence shows it; where every request is told the same, the same object as before. */
export function describeLayer(
  said: LayerSaid,
  outcome: LayerOutcome,
  isDecisive: boolean,
  { request: { action }, action: lower }: RequestContext,
): Layer {
  const { descriptions: known } = said;
  const isTrust = lower.startsWith('sts:');
  const about = said.status === 'PRESENT' ? action : isTrust ? 'sts:' : '';
  for (const each of known ?? []) {
    if (each.about === about && each.layer.outcome === outcome && each.layer.isDecisive === isDecisive) {
      return each.layer;
    }
  }
  const statements = statementsOf(said, outcome);
  const text = layerText(said, outcome, statements, { action, isTrust });
  const sentence = `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
  const layer = { kind: said.kind, outcome, isDecisive, at: said.at, statements, text: sentence };
  if (known !== null && known.push({ about, layer }) > DESCRIBED) known.shift();
  return layer;
}

/** Statements that made the outcome first; those that cannot apply last. */
function statementsOf({ seen }: LayerSaid, outcome: LayerOutcome): readonly StatementReference[] {
  const [first] = seen;
  if (first === undefined) return NONE;
  if (seen.length === 1) return [first.reference];
  const wanted = outcome === 'EXPLICIT_DENY' ? 'DENY' : 'ALLOW';
  const ordered: StatementReference[] = [];
  for (let rank = 0; ordered.length < seen.length; rank++) {
    for (const statement of seen) if (rankOf(statement, wanted) === rank) ordered.push(statement.reference);
  }
  return ordered;
}

const NONE: readonly StatementReference[] = [];

function rankOf({ formula, reference: { effect } }: SeenStatement, wanted: Effect): number {
  return (formula.kind === 'FALSE' ? 4 : formula.kind === 'TRUE' ? 0 : 1) + (effect === wanted ? 0 : 2);
}
