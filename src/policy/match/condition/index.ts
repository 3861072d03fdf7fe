export { hasVariable } from '../policyVariable.js';
export type { BaseOperator, Family } from './base.js';
export { compileGlob, foldCase, type Glob, matchGlob, parseGlob } from './glob.js';
export { type CompiledCondition, compileCondition, conditionHolds } from './holds.js';
export { type Operator, parseOperator, type SetPrefix } from './operator.js';
