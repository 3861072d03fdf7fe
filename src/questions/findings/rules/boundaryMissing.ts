import type { NodeOf } from '../../../graph/nodes.js';
import type { Gap } from '../../../iam/snapshot.js';
import { fetchPolicyView } from '../../policyView.js';
import { type AskedBoundary, askedBoundaries, evidenceOf, isDenied, sparesSome } from '../askedBoundaries.js';
import { accountsNotCollected } from '../credentials.js';
import type { Found, FindingRule } from '../rule.js';

/** AWS Organizations makes it in every account, without a boundary. */
const MADE_BY_AWS = 'OrganizationAccountAccessRole';

export const boundaryMissing = Object.freeze<FindingRule>({
  id: 'boundary-missing',
  title: 'Boundary missing that an SCP asks for',
  severities: ['MEDIUM', 'LOW'],
  why: 'The SCP denies to make users and roles without the boundary, so that whoever makes them cannot give them more than it allows. One that was made before the SCP, or by somebody whom it spares, is not held by it, and whoever enters it is beyond what was meant.',
  remediation:
    'Put the boundary on the user or role, once you have seen by what it did lately that it keeps what it needs; or delete it.',
  reference:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate',
  reads: ['control policies'],
  find: async (scene) => {
    const { reader, call } = scene;
    const accounts = (await scene.list('Account')).filter(({ isCollected }) => isCollected);
    const view = await fetchPolicyView(reader, accounts, call);
    const asked = new Map<string, readonly AskedBoundary[]>();
    const gaps: Gap[] = [];
    for (const { accountId, isManagement } of accounts) {
      const found = isManagement ? [] : askedBoundaries(view, accountId);
      if (found === null) gaps.push(notCollected(accountId));
      else if (found.length > 0) asked.set(accountId, found);
    }
    const [users, roles] = await Promise.all([scene.list('User'), scene.list('Role')]);
    const made = [...users, ...roles.filter(isMadeByCustomers)].filter(
      ({ account, isCollected }) => isCollected && account !== null && asked.has(account),
    );
    const attached = await reader.attachments(
      made.map(({ id }) => id),
      call,
    );
    const findings = made.flatMap((node, place): readonly Found[] => {
      const boundary = attached[place]?.find(({ use }) => use === 'BOUNDARY')?.policy ?? null;
      const denying = asked.get(node.account ?? '')?.filter((one) => isDenied(one, node, boundary)) ?? [];
      const strict = denying.find((one) => !sparesSome(one)) ?? denying[0];
      return strict === undefined ? [] : [foundBy(strict, node, boundary)];
    });
    return { findings, gaps: [...gaps, ...(await accountsNotCollected(scene))] };
  },
});

function isMadeByCustomers({ isServiceLinked, isIdentityCenter, name }: NodeOf<'Role'>): boolean {
  return !isServiceLinked && !isIdentityCenter && name !== MADE_BY_AWS;
}

function foundBy(asked: AskedBoundary, node: NodeOf<'User'> | NodeOf<'Role'>, boundary: string | null): Found {
  const what = node.label === 'Role' ? `Role ${node.name}` : `User ${node.name}`;
  const has = boundary === null ? 'has no boundary' : `has the boundary ${boundary}`;
  const spares = sparesSome(asked) ? ' It spares some of those who make users and roles.' : '';
  return {
    subject: node,
    about: '',
    severity: spares === '' ? 'MEDIUM' : 'LOW',
    text: `${what} ${has}, and the SCP ${asked.policy.name} lets nobody make one like it.${spares}`,
    evidence: evidenceOf(asked, node.arn ?? node.id),
    path: null,
    remedies: null,
  };
}

function notCollected(account: string): Gap {
  return {
    kind: 'ORGANIZATION_NOT_COLLECTED',
    account,
    subject: 'SERVICE_CONTROL_POLICY',
    mayHide: true,
    mayOverstate: false,
    text: `Whether an SCP asks for boundaries in account ${account} was not collected.`,
  };
}
