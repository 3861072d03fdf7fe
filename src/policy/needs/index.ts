export { assume } from './assume.js';
export { and, FALSE, literal, literalsOf, not, or, TRUE } from './formula.js';
export { entails, judge, type Verdict } from './judge.js';
export { witnessesOf } from './witnesses.js';
