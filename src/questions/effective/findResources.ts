import type { Asker, AskedResource } from '../../derive/access.js';
import type { BearingPolicies } from '../../derive/accessRequest.js';
import { nodeId } from '../../graph/ids.js';
import type { GraphNode } from '../../graph/nodes.js';
import type { Call, GraphReader } from '../../graph/store.js';
import { readAcl } from '../../iam/settings/accessControlList.js';
import { propertiesOf, settingOf, valueOf } from '../../derive/service/settings.js';
import type { AttachedPolicy } from '../../policy/index.js';
import { locateResources } from '../askedResource.js';
import { listAll } from '../listAll.js';
import { hasSomethingOfItsOwn, type KnownResource, partsOf } from './knownResources.js';

/** What has to be decided about one by one. */
export interface FoundResources {
  readonly resources: readonly KnownResource[];
  /** Nodes that decisions about them read. */
  readonly nodes: readonly GraphNode[];
}

/**
 * The resources of the graph of which wider rows may not tell: those of the caller's account with something of their own, those that name
 * the caller, its account or everybody, those that policies on its side name in full, and the roles that it enters.
 */
export async function findResources(
  reader: GraphReader,
  {
    from,
    policies: { identity, limits },
    named,
  }: {
    readonly from: Asker;
    /** Of the caller's side. */
    readonly policies: Pick<BearingPolicies, 'identity' | 'limits'>;
    /** ARNs of which something is stated. */
    readonly named: readonly string[];
  },
  call: Call,
): Promise<FoundResources> {
  const own = from === 'ANONYMOUS' ? null : from.account;
  const everyone = new Map<string, GraphNode>();
  const add = (nodes: Iterable<GraphNode | null>): void => {
    for (const node of nodes) if (node?.label === 'Resource' || node?.label === 'Role') everyone.set(node.id, node);
  };
  const [entered, ...found] = await Promise.all([
    rolesEntered(reader, from, call),
    trusting(reader, from, call),
    openByDefault(reader, call),
    own === null ? [] : ofAccount(reader, own, isAboutTags([...identity, ...limits]), call),
  ]);
  for (const some of found) add(some);
  const nodes = [...everyone.values()].filter(({ arn }) => arn !== null);
  const arns = [
    ...new Set([...nodes.flatMap(({ arn }) => arn ?? []), ...namedInFull([...identity, ...limits]), ...named]),
  ];
  const located = await locateResources(reader, arns, call);
  const resources = located.flatMap((asked) => knownOf(asked, own));
  return {
    resources: [...resources, ...entered],
    nodes: [...located, ...entered.map(({ asked }) => asked)].flatMap(({ node, bucket }) =>
      [node, bucket ?? null].filter((each) => each !== null),
    ),
  };
}

/** What sts does to a role besides entering it, in lower case. */
const BESIDE_ENTERING = ['sts:tagsession', 'sts:setsourceidentity', 'sts:setcontext'] as const;

function knownOf(asked: AskedResource, own: string | null): readonly KnownResource[] {
  if (asked.node?.label === 'Role')
    return [{ asked, unknown: null, isForeign: true, isSample: false, only: BESIDE_ENTERING }];
  return asked.node === null ? [] : partsOf(asked, own);
}

/** Resources and roles whose policies, grants or lists name the caller, its account, or everybody. */
async function trusting(reader: GraphReader, from: Asker, call: Call): Promise<readonly (GraphNode | null)[]> {
  const found = await reader.related([nodeId.anyone, ...(await namesOf(reader, from, call))], 'TRUSTS', 'IN', call);
  return reader.nodes([...new Set(found.flat())], call);
}

/** The nodes that policies name where they mean the caller. Of an account that was not collected, the caller may be anybody named in it. */
async function namesOf(reader: GraphReader, from: Asker, call: Call): Promise<readonly string[]> {
  if (from === 'ANONYMOUS') return [];
  const { id, account, label } = from;
  if (account === null) return [id];
  const inside =
    label === 'AccountPrincipal' ? await listAll(reader, { labels: ['User', 'Role'], accounts: [account] }, call) : [];
  return [id, nodeId.account(account), nodeId.accountPrincipal(account), ...inside.map((node) => node.id)];
}

/** Resources that let somebody in though no policy of theirs names them: by a policy of AWS's own, or by a canonical user id. */
async function openByDefault(reader: GraphReader, call: Call): Promise<readonly GraphNode[]> {
  const nodes = await listAll(
    reader,
    { labels: ['Resource'], types: ['AWS::EFS::FileSystem', 'AWS::S3::Bucket'] },
    call,
  );
  return nodes.filter(
    (node) => node.label === 'Resource' && (node.type === 'AWS::EFS::FileSystem' || namesCanonicalUser(node)),
  );
}

function namesCanonicalUser(node: GraphNode): boolean {
  const list = valueOf(settingOf(propertiesOf(node, 'AWS::S3::Bucket'), 'acl', readAcl));
  return list?.grants.some(({ grantee }) => grantee.kind === 'CANONICAL_USER') === true;
}

async function ofAccount(
  reader: GraphReader,
  account: string,
  withTags: boolean,
  call: Call,
): Promise<readonly GraphNode[]> {
  const nodes = await listAll(reader, { labels: ['Resource', 'Role'], accounts: [account] }, call);
  const policies = await reader.related(
    nodes.map(({ id }) => id),
    'HAS_RESOURCE_POLICY',
    'OUT',
    call,
  );
  return nodes.filter(
    (node, place) =>
      node.label === 'Role' || withTags || hasSomethingOfItsOwn(node, (policies[place]?.length ?? 0) > 0),
  );
}

/** Whether a statement asks for the tags of the resource, which the graph knows of its own resources alone. */
function isAboutTags(policies: readonly AttachedPolicy[]): boolean {
  return policies.some(
    ({ policy }) =>
      !('text' in policy) &&
      policy.statements.some(({ conditions, resources }) =>
        [
          ...conditions.map(({ lowerKey }) => lowerKey),
          ...conditions.flatMap(({ values }) => values),
          ...(resources?.values ?? []),
        ].some((text) => /resourcetag\//i.test(text)),
      ),
  );
}

/** ARNs without an account that policies on the caller's side name in full, or of which they name a part: they may be of another account. */
function namedInFull(policies: readonly AttachedPolicy[]): readonly string[] {
  return policies.flatMap(({ policy }) =>
    'text' in policy
      ? []
      : policy.statements.flatMap(({ effect, resources }) =>
          effect !== 'ALLOW' || resources === null || resources.isNot
            ? []
            : resources.values.flatMap(
                (text) => /^arn:[^:*?]+:s3:::([^/*?$]+)(?:\/.*)?$/u.exec(text)?.[0].split('/')[0] ?? [],
              ),
        ),
  );
}

/** Who enters what is stored. */
async function rolesEntered(reader: GraphReader, from: Asker, call: Call): Promise<readonly KnownResource[]> {
  if (from === 'ANONYMOUS') return [];
  const [entering = []] = await reader.edgesFrom([from.id], ['CAN_ASSUME', 'CAN_FEDERATE'], call);
  const nodes = await reader.nodes([...new Set(entering.map(({ to }) => to))], call);
  const byId = new Map(nodes.flatMap((node) => (node === null ? [] : [[node.id, node] as const])));
  return entering.flatMap(({ to, conclusion }): readonly KnownResource[] => {
    const node = byId.get(to);
    if (node?.arn === undefined || node.arn === null) return [];
    return [
      {
        asked: { arn: node.arn, account: node.account, node },
        unknown: null,
        isForeign: true,
        isSample: false,
        only: [conclusion.action.toLowerCase()],
      },
    ];
  });
}
