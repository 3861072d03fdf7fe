import type { NodeOf } from '../../graph/nodes.js';
import type { AccessKey, Credentials, Gap } from '../../iam/snapshot.js';
import type { Scene } from './scene.js';
import { waysInto } from './ways.js';

/** Somebody with long-term credentials that are known. */
export interface Holder<Node> {
  readonly node: Node;
  readonly credentials: Credentials;
}

/** Who has credentials, and what is not known of whom. */
export interface Holders<Node> {
  readonly holders: readonly Holder<Node>[];
  readonly gaps: readonly Gap[];
}

/** Users of collected accounts of whom `isKnown` is known; a gap for each account of which it is not known of some. */
export async function usersOfWhom(
  scene: Scene,
  what: string,
  isKnown: (credentials: Credentials) => boolean,
): Promise<Holders<NodeOf<'User'>>> {
  const unknown = new Map<string, number>();
  const holders: Holder<NodeOf<'User'>>[] = [];
  for (const node of await scene.list('User')) {
    if (!node.isCollected) continue;
    const { account, credentials } = node;
    if (credentials !== null && isKnown(credentials)) holders.push({ node, credentials });
    else if (account !== null) unknown.set(account, (unknown.get(account) ?? 0) + 1);
  }
  const gaps = [...unknown].map(([account, count]) =>
    notCollected(account, `${what} of ${count} ${count === 1 ? 'user' : 'users'}`),
  );
  return { holders, gaps: [...gaps, ...(await accountsNotCollected(scene))] };
}

/** Each active access key of a user, with whose it is. */
export async function activeKeys(scene: Scene): Promise<{
  readonly keys: readonly { readonly node: NodeOf<'User'>; readonly key: AccessKey & { readonly createdAt: string } }[];
  readonly gaps: readonly Gap[];
}> {
  const areKnown = ({ accessKeys }: Credentials): boolean =>
    accessKeys?.every(({ isActive, createdAt }) => !isActive || createdAt !== null) === true;
  const { holders, gaps } = await usersOfWhom(scene, 'access keys', areKnown);
  const keys = holders.flatMap(({ node, credentials }) =>
    (credentials.accessKeys ?? []).flatMap((key) =>
      key.isActive && key.createdAt !== null ? [{ node, key: { ...key, createdAt: key.createdAt } }] : [],
    ),
  );
  return { keys, gaps };
}

/** Root users of organisations and of collected accounts of whom `isKnown` is known; a gap for each other. */
export async function rootsOfWhom(
  scene: Scene,
  what: string,
  isKnown: (credentials: Credentials) => boolean,
): Promise<Holders<NodeOf<'RootUser'>>> {
  const holders: Holder<NodeOf<'RootUser'>>[] = [];
  const gaps: Gap[] = [];
  for (const node of await scene.list('RootUser')) {
    const { account, credentials } = node;
    if (credentials !== null && isKnown(credentials)) holders.push({ node, credentials });
    else if (account !== null) gaps.push(notCollected(account, `${what} of the root user`));
  }
  return { holders, gaps };
}

function notCollected(account: string, what: string): Gap {
  return {
    kind: 'CREDENTIALS_NOT_COLLECTED',
    account,
    subject: 'credential-report.csv',
    mayHide: true,
    mayOverstate: false,
    text: `No credential report of the dump tells the ${what} of account ${account}.`,
  };
}

/**
 * Accounts in which some of these roles are assigned to people of IAM Identity Center: no call lists the MFA devices of those.
 * @see https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_Operations.html
 */
export async function peopleWhoAdminister(scene: Scene, roles: readonly NodeOf<'Role'>[]): Promise<readonly Gap[]> {
  const provisioned = roles.filter(({ isIdentityCenter }) => isIdentityCenter);
  const assigned = await waysInto(scene, provisioned, ['IS_ASSIGNED'], () => true);
  const accounts = new Set(assigned.flatMap(({ to }) => to.account ?? []));
  return [...accounts].map((account) => ({
    kind: 'CREDENTIALS_NOT_COLLECTED',
    account,
    subject: 'identity-center.json',
    mayHide: true,
    mayOverstate: false,
    text: `Nothing tells whether the people of IAM Identity Center who administer account ${account} sign in with MFA.`,
  }));
}

/** Accounts of the organisation that were not collected, whole or in part: what is in them cannot be found. */
export async function accountsNotCollected(scene: Scene): Promise<readonly Gap[]> {
  const all = await scene.reader.gaps(scene.call);
  return all.filter(
    ({ kind, mayHide }) =>
      kind === 'ACCOUNT_NOT_COLLECTED' || (mayHide && (kind === 'LISTING_INCOMPLETE' || kind === 'PART_UNREADABLE')),
  );
}
