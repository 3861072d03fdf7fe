import { generateOrganization } from '../../../bench/generateOrganization.js';
import { createRandom, type Random } from '../../../bench/random.js';
import { loadGraph } from '../../../src/wire.js';
import { withDump, type DumpFiles } from '../../support/dumps.js';
import type { Graph } from '../../../src/graph/graph.js';

/** What is missing of an organisation, so that answers have gaps. */
const LOSSES: readonly ((files: Map<string, string>) => void)[] = [
  () => undefined,
  (files) => void files.delete(nth(files, 'authorization-details.json', 2)),
  (files) => void files.delete('organization.json'),
  (files) => {
    for (const name of files.keys()) if (name.endsWith('identity-providers.json')) files.delete(name);
  },
  (files) => {
    const name = nth(files, 'authorization-details.json', 1);
    files.set(name, (files.get(name) ?? '').replaceAll('"PolicyVersionList"', '"PolicyVersionsLost"'));
  },
];

function nth(files: ReadonlyMap<string, string>, ending: string, place: number): string {
  return [...files.keys()].filter((name) => name.endsWith(ending))[place] ?? '';
}

/** Resources of some types in two accounts: who owns, who is named and whether there is a policy differ with the seed. */
function addResources(files: Map<string, string>, random: Random): void {
  const accounts = [...files.keys()].flatMap((name) => /^accounts\/(\d{12})\/auth/u.exec(name)?.[1] ?? []);
  const owner = random.pick(accounts);
  const other = random.pick(accounts);
  const team = `team-${random.below(20)}-${owner}`;
  const principals = [`arn:aws:iam::${other}:root`, `arn:aws:iam::${owner}:role/role-1`, other];
  const allow = (action: string, arn: string): object => ({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: random.pick(['Allow', 'Allow', 'Deny']),
        Principal: random.pick(['*', ...principals.map((AWS) => ({ AWS }))]),
        Action: action,
        Resource: arn,
        ...(random.chance(0.3) && { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
      },
    ],
  });
  const bucket = `arn:aws:s3:::${team}`;
  const queue = `arn:aws:sqs:eu-west-1:${other}:orders`;
  const key = `arn:aws:kms:eu-west-1:${owner}:key/00000000-0000-4000-8000-000000000001`;
  const table = `arn:aws:dynamodb:eu-west-1:${owner}:table/orders`;
  const resources = [
    { arn: bucket, type: 'AWS::S3::Bucket', account: owner },
    { arn: queue, type: 'AWS::SQS::Queue', account: other },
    { arn: key, type: 'AWS::KMS::Key', account: owner },
    { arn: table, type: 'AWS::DynamoDB::Table', account: owner },
  ];
  const policies = [
    { ...resources[0], policy: random.chance(0.8) ? allow('s3:GetObject', `${bucket}/*`) : null },
    { ...resources[1], policy: random.chance(0.5) ? allow('sqs:SendMessage', queue) : null },
    { ...resources[2], policy: allow('kms:*', '*') },
  ];
  const tagged = resources.map((resource) => ({ ...resource, tags: { team: 'orders' } }));
  files.set('resources.json', JSON.stringify(tagged));
  files.set('resource-policies.json', JSON.stringify(policies));
}

/** The files of a small generated organisation: another size, other chains and resources, another loss for each seed. */
export function generatedDump(seed: number): DumpFiles {
  const random = createRandom(seed);
  const { files } = generateOrganization({
    seed,
    accounts: 5 + random.below(2),
    rolesPerAccount: 2 + random.below(5),
    usersPerAccount: 1 + random.below(3),
    chains: random.below(13),
    organizationWideShare: random.pick([0, 0.2, 0.5, 1]),
  });
  const kept = new Map(files);
  addResources(kept, random);
  LOSSES[seed % LOSSES.length]?.(kept);
  return kept;
}

/** The graph of a small generated organisation. */
export async function generatedGraph(seed: number): Promise<Graph> {
  return withDump(generatedDump(seed), async (folder) => loadGraph({ dumps: [folder], lenient: true }));
}
