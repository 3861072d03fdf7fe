import { functionRole, functionUrl } from '../src/questions/resourceSettings.js';
import type { FunctionResolvers } from './generated/types.js';
import { resourceFields } from './resourceFields.js';

export const FunctionType: FunctionResolvers = {
  ...resourceFields,
  role: (node, _arguments, context, info) => functionRole(context.ask(info), node),
  functionUrl: (node) => functionUrl(node),
};
