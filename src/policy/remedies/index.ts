export { findRemedies } from './findRemedies.js';
export type { Brought, Change, ChangeKind, Judge, Remedies, Remedy, RemedyMaker } from './model.js';
export { broughtText } from './text.js';
