import { FINDINGS } from './questions/acting.js';
import { WHAT_CAN_IT_BECOME, WHO_CAN_ASSUME, WHO_CAN_ASSUME_GIVEN, WHY_NOT } from './questions/assuming.js';
import { CAN_PERFORM, EXPOSURE, WHAT_CAN, WHO_CAN } from './questions/doing.js';
import { LOADED, SEARCH } from './questions/looking.js';
import { BLAST_RADIUS, CHOKE_POINTS, CROSS_ACCOUNT, FROM_OUTSIDE, PATHS } from './questions/pathways.js';
import type { Question } from './questions/question.js';

/** The questions of this product, in the order of the menu. */
export const QUESTIONS: readonly Question[] = [
  WHO_CAN_ASSUME,
  CAN_PERFORM,
  WHO_CAN_ASSUME_GIVEN,
  WHY_NOT,
  WHAT_CAN_IT_BECOME,
  PATHS,
  FROM_OUTSIDE,
  CROSS_ACCOUNT,
  LOADED,
  SEARCH,
  WHO_CAN,
  BLAST_RADIUS,
  CHOKE_POINTS,
  FINDINGS,
  WHAT_CAN,
  EXPOSURE,
];
