import { groupBy } from '../../../derive/groupBy.js';
import { DECISION_ORDER } from '../../../graph/edges.js';
import { nodeId } from '../../../graph/ids.js';
import type { NodeOf } from '../../../graph/nodes.js';
import { compareCodePoints } from '../../../lib/codePoints.js';
import { gapsThatCouldAdd } from '../../completeness.js';
import { needsText } from '../../needsText.js';
import { techniqueOfEdge } from '../../technique.js';
import { administrators } from '../administrators.js';
import type { Found, FindingRule } from '../rule.js';
import type { Scene } from '../scene.js';
import { shortestWay, type Way, wayEvidence, wayGaps, wayNeeds, waysFrom } from '../ways.js';

export const escalationToControl = Object.freeze<FindingRule>({
  id: 'escalation-to-control',
  title: 'Escalation to control of an account',
  severities: ['CRITICAL', 'HIGH', 'MEDIUM'],
  why: 'It is no administrator by what its policies say, and can make itself one. Whoever reviews the policies of administrators does not see it, and whoever takes it over has the account.',
  remediation:
    'Take away one of the permissions that the path names, or limit it to what is meant: a role that may be passed, a path of names, a boundary that has to be set.',
  reference:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate',
  reads: ['CAN_ESCALATE', 'CAN_ADMINISTER'],
  find: async (scene) => {
    const known = await scene.once(administrators);
    const [users, roles, accounts, anyone] = await Promise.all([
      scene.list('User'),
      scene.list('Role'),
      scene.list('AccountPrincipal'),
      scene.list('Anyone'),
    ]);
    const lesser = [...users, ...roles.filter(({ isServiceLinked }) => !isServiceLinked)].filter(
      ({ id }) => known.get(id)?.edge.conclusion.decision !== 'ALLOWED',
    );
    const starts: readonly Start[] = [...lesser, ...accounts, ...anyone];
    const ways = (await waysFrom(scene, starts, ['CAN_ESCALATE'])).flatMap((way) => {
      const account = controlledBy(way, known);
      return account === null ? [] : [{ way, account }];
    });
    const groups = groupBy(ways, ({ way, account }) => JSON.stringify([way.from.id, account]));
    const findings = [...groups.values()].flatMap((own) => {
      const [strongest] = own.toSorted(({ way: left }, { way: right }) => compareWays(left, right));
      return strongest === undefined ? [] : [foundBy(scene, strongest.way, strongest.account, own.length)];
    });
    const all = await scene.reader.gaps(scene.call);
    return {
      findings,
      gaps: [...new Set(ways.flatMap(({ way }) => wayGaps(way, all))), ...gapsThatCouldAdd(all, null)],
    };
  },
});

/** Who may gain control: whoever is not known does by what resources allow it. */
type Start = NodeOf<'User'> | NodeOf<'Role'> | NodeOf<'AccountPrincipal'> | NodeOf<'Anyone'>;

/** The account that a technique gives control of: at once, or by becoming one of its administrators. */
function controlledBy({ to }: Way, known: Awaited<ReturnType<typeof administrators>>): string | null {
  if (to.label === 'AccountControl') return to.account;
  return known.has(to.id) ? to.account : null;
}

/** ALLOWED first, then control before an administrator, then by technique. */
function compareWays(left: Way, right: Way): number {
  const isIndirect = ({ to }: Way): number => (to.label === 'AccountControl' ? 0 : 1);
  return (
    DECISION_ORDER[left.edge.conclusion.decision] - DECISION_ORDER[right.edge.conclusion.decision] ||
    isIndirect(left) - isIndirect(right) ||
    compareCodePoints(left.edge.id, right.edge.id)
  );
}

function foundBy(scene: Scene, way: Way<Start>, account: string, count: number): Found {
  const { from, to, edge } = way;
  const { decision, technique: id } = edge.conclusion;
  const how = `${id ?? edge.conclusion.action} (${techniqueOfEdge(edge)?.title ?? 'a technique'})`;
  const gains =
    to.label === 'AccountControl'
      ? `gain control of account ${account}`
      : `become ${to.name}, which administers account ${account},`;
  const more = count === 1 ? '' : ` There ${count === 2 ? 'is 1 other way' : `are ${count - 1} other ways`}.`;
  const needs = wayNeeds(way);
  const text = `${nameOf(from)} can ${gains} by ${how}.${more}`;
  return {
    subject: from,
    about: account,
    severity: decision !== 'ALLOWED' ? 'MEDIUM' : from.label === 'Anyone' ? 'CRITICAL' : 'HIGH',
    text: needs === null ? text : `${text} ${needsText(needs)}`,
    evidence: wayEvidence(way),
    path: () => shortestWay(scene, { from: from.id, to: nodeId.accountControl(account) }),
    remedies: null,
  };
}

function nameOf({ label, name, account }: Start): string {
  if (label === 'Anyone') return 'Everybody';
  return label === 'AccountPrincipal' ? `Account ${account ?? name}` : `${label} ${name}`;
}
