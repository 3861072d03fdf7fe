import { chokePoints as answer } from '../../src/questions/choke/chokePoints.js';
import type { QueryResolvers } from '../generated/types.js';

export const chokePoints: QueryResolvers['chokePoints'] = (_root, question, context, info) =>
  answer(context.ask(info), question);
