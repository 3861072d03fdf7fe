import { anyNode } from '../src/questions/facts.js';
import type { RemedyResolvers } from './generated/types.js';

export const Remedy: RemedyResolvers = {
  by: (remedy) => remedy.by,
  layer: (remedy) => remedy.layer,
  at: (remedy, _arguments, context, info) => anyNode(context.ask(info), remedy.at),
  statement: (remedy) => remedy.statement,
  addition: (remedy) => remedy.addition,
  need: (remedy) => remedy.need,
  decision: (remedy) => remedy.decision,
  needs: (remedy) => remedy.needs,
  text: (remedy) => remedy.text,
  with: (remedy) => remedy.with,
};
