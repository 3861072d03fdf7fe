import { build } from './build.mjs';

if (build()) await import('../dist/src/main.js');
else process.exitCode = 1;
