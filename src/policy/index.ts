export { admits, type Admission, allowsAction, type ResourcePattern, resourcePatternsFor } from './candidates.js';
export { type CompiledPolicy, type CompiledStatement, compilePolicy, statementsFor } from './compile.js';
export { decide, decisionOf } from './decide.js';
export { conditionText, needsText, needText } from './explain/needText.js';
export { factsOf, KEYS, type KeyFacts, type KeyOrigin, type Presence, presenceOf, providerOfKey } from './keys.js';
export type * from './model.js';
export { checkDocument, type DocumentProblem, type PolicyKind } from './parse/checkDocument.js';
export type { PrincipalElement } from './parse/principal.js';
export { RULES_VERSION } from './rulesVersion.js';
