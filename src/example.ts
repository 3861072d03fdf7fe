import { fileURLToPath } from 'node:url';
import { packageRoot } from './packageRoot.js';

/** Path of the example organisation's dump that ships with the product. */
export const EXAMPLE_DUMP: string = fileURLToPath(new URL('examples/organization', packageRoot));
