// Writes bench/whoCan/questions.json anew: the same questions, unless what makes them was changed.
// node dist/bench/whoCan/writeQuestions.js
import { writeFileSync } from 'node:fs';
import { packageRoot } from '../../src/packageRoot.js';
import { chooseQuestions } from './chooseQuestions.js';
import { WHO_CAN_ORGANIZATION, WHO_CAN_SEED } from './organization.js';

const questions = chooseQuestions(WHO_CAN_SEED, WHO_CAN_ORGANIZATION);
const lines = questions.map((question) => `  ${JSON.stringify(question)}`).join(',\n');
writeFileSync(new URL('bench/whoCan/questions.json', packageRoot), `[\n${lines}\n]\n`);
