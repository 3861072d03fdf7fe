import { anyNode } from '../src/questions/facts.js';
import type { LayerResolvers } from './generated/types.js';

export const Layer: LayerResolvers = {
  kind: (layer) => layer.kind,
  outcome: (layer) => layer.outcome,
  isDecisive: (layer) => layer.isDecisive,
  at: (layer, _arguments, context, info) => anyNode(context.ask(info), layer.at),
  statements: (layer) => layer.statements,
  text: (layer) => layer.text,
};
