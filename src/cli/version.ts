import { readFileSync } from 'node:fs';
import { packageRoot } from '../packageRoot.js';

/** The version of the package. */
export function versionText(): string {
  const manifest = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')) as {
    readonly version: string;
  };
  return manifest.version;
}
