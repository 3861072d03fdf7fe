import { ingestSuite } from '../suites/ingestSuite.js';
import { readForTest } from './readForTest.js';

ingestSuite('dump', readForTest);
