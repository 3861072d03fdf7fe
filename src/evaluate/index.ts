export type {
  CaseAnswer,
  CaseLayer,
  CaseNeed,
  CaseNeeds,
  CaseStatement,
  DecidedCase,
  RefusedCase,
} from './answer.js';
export { evaluateLine, MOST_LINE_BYTES } from './evaluateLine.js';
export { evaluateRequest } from './evaluateRequest.js';
export type { CaseErrorCode } from './fault.js';
export { validatePolicy, type Validation, type ValidationProblem } from './validatePolicy.js';
