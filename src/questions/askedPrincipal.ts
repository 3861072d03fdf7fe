import type { Asker } from '../derive/access.js';
import { nodeId } from '../graph/ids.js';
import type { NodeOf, PrincipalNode } from '../graph/nodes.js';
import type { Call, GraphReader } from '../graph/store.js';
import { isAccountId, parseArn, resourceName, resourcePath } from '../iam/arn.js';
import type { Gap } from '../iam/snapshot.js';
import { badInput } from './badInput.js';
import { unknownArn } from './completeness.js';
import { listAll } from './listAll.js';
import { resolvePrincipal } from './resolveArn.js';

/** Who makes a request: somebody of the graph, or a stranger of whom its ARN tells all that is known. */
export interface AskedPrincipal {
  readonly from: Asker;
  /** Of `arn:aws:sts::…:assumed-role/Role/name`: the name of the session. */
  readonly sessionName: string | null;
  readonly gaps: readonly Gap[];
}

/**
 * Whom an input for a principal means. A session's ARN means its role with that session.
 * Errors: BAD_USER_INPUT when the text is neither ARN, service, `anonymous` nor an id, or names something that makes no requests.
 */
export async function resolveAsker(
  reader: GraphReader,
  text: string,
  argument: string,
  call: Call,
): Promise<AskedPrincipal> {
  if (text === 'anonymous') return { from: 'ANONYMOUS', sessionName: null, gaps: [] };
  const session = /^arn:[^:]+:sts::([0-9]{12}):assumed-role\/([^/]+)\/([^/]+)$/.exec(text);
  if (session !== null) {
    const [, account = '', name = '', sessionName = ''] = session;
    const role = await roleNamed(reader, account, name, call);
    const partition = text.split(':')[1] ?? 'aws';
    const arn = `arn:${partition}:iam::${account}:role/${name}`;
    return role === null
      ? { from: strangerOf(arn, argument), sessionName, gaps: [unknownArn(arn)] }
      : { from: role, sessionName, gaps: [] };
  }
  const found = await resolvePrincipal(reader, text, argument, call);
  if (found !== null) return { from: found, sessionName: null, gaps: [] };
  const stranger = strangerOf(text, argument);
  const gaps = stranger.label === 'Service' || stranger.label === 'AccountPrincipal' ? [] : [unknownArn(text)];
  return { from: stranger, sessionName: null, gaps };
}

/** A session's ARN leaves out the role's path. */
async function roleNamed(
  reader: GraphReader,
  account: string,
  name: string,
  call: Call,
): Promise<NodeOf<'Role'> | null> {
  const roles = await listAll(reader, { labels: ['Role'], accounts: [account], text: name }, call);
  return roles.find((node): node is NodeOf<'Role'> => node.label === 'Role' && node.name === name) ?? null;
}

/** The node for a principal that the graph does not have. */
function strangerOf(text: string, argument: string): PrincipalNode {
  const arn = parseArn(text);
  if (arn === null) return { label: 'Service', id: nodeId.service(text), arn: null, name: text, account: null };
  const { account, resource } = arn;
  const name = resourceName(resource);
  if (arn.service === 'sts' && resource.startsWith('federated-user/')) throw badInput(argument, OF_A_USER);
  if (arn.service !== 'iam' || !isAccountId(account)) throw badInput(argument, WHAT_IS_ASKED);
  if (resource === 'root') {
    return { label: 'AccountPrincipal', id: nodeId.accountPrincipal(account), arn: text, name: account, account };
  }
  const common = { id: nodeId.arn(text), arn: text, name, account, path: resourcePath(resource) };
  const unknown = { isCollected: false, uniqueId: null, createdAt: null, tags: [] };
  if (resource.startsWith('user/')) return { label: 'User', ...common, ...unknown, credentials: null };
  if (!resource.startsWith('role/')) throw badInput(argument, WHAT_IS_ASKED);
  return {
    label: 'Role',
    ...common,
    ...unknown,
    lastUsedAt: null,
    isServiceLinked: common.path.startsWith('/aws-service-role/'),
    isIdentityCenter: common.path.startsWith('/aws-reserved/sso.amazonaws.com/'),
    instanceProfiles: [],
    maxSessionSeconds: null,
  };
}

const WHAT_IS_ASKED =
  'names nobody who makes requests: write the ARN of a user, a role, a role session or an account’s root, a service, `anonymous`, or the id of a principal without an ARN';

const OF_A_USER =
  'names a session of sts:GetFederationToken, which does not tell who made it: ask for the user that makes it, with the name of the session in `given`';
