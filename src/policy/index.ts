export {
  admits,
  type Admission,
  allowsAction,
  mayAllow,
  type ResourcePattern,
  resourcePatternsFor,
} from './candidates.js';
export { type CompiledPolicy, compilePolicy, statementsFor } from './compile.js';
export type { CompiledStatement } from './compiledStatement.js';
export { decide, decisionOf } from './decide.js';
export { isDecidedAlone, kindOfAction, kindOfService } from './decide/alone.js';
export { needsNoPermission } from './decide/always.js';
export { conditionText, needsText, needText } from './explain/needText.js';
export { factsOf, KEYS, type KeyFacts, type KeyOrigin, type Presence, presenceOf, providerOfKey } from './keys.js';
export type * from './model.js';
export { checkDocument, type DocumentProblem, type PolicyKind } from './parse/checkDocument.js';
export type { PrincipalElement } from './parse/principal.js';
export { RULES_VERSION } from './rulesVersion.js';
