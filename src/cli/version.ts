import { readFileSync } from 'node:fs';
import { packageRoot } from '../packageRoot.js';
import { shippedActions } from '../shippedActions.js';

/** The version of the product. */
export function versionText(): string {
  const manifest = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')) as {
    readonly version: string;
  };
  return manifest.version;
}

/** The version, and of which day that is what the product knows of AWS's actions. */
export function fullVersionText(): string {
  return `${versionText()}\nAWS actions as of ${shippedActions().asOf}`;
}
