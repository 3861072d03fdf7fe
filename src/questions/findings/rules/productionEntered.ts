import { groupBy } from '../../../derive/groupBy.js';
import { DECISION_ORDER } from '../../../graph/edges.js';
import { type GraphNode, isPrincipal, type NodeOf } from '../../../graph/nodes.js';
import type { Decision } from '../../../iam/decision.js';
import { compareCodePoints } from '../../../lib/codePoints.js';
import { gapsThatCouldAdd } from '../../completeness.js';
import { needsText } from '../../needsText.js';
import { techniqueOfEdge } from '../../technique.js';
import { productions } from '../accounts.js';
import { entriesInto, strongestFirst } from '../entries.js';
import { entered } from '../found.js';
import { pathFromAfar } from '../pathFromAfar.js';
import type { FindingRule, Found } from '../rule.js';
import type { Scene } from '../scene.js';
import { shortestWay, type Way, wayEvidence, wayGaps, wayNeeds, waysInto } from '../ways.js';

export const productionEntered = Object.freeze<FindingRule>({
  id: 'production-entered',
  title: 'Path from another account into production',
  severities: ['HIGH', 'MEDIUM'],
  why: 'Whoever gets hold of an account that is not production, where more people have more rights, is one step from what you sell.',
  remediation:
    'Narrow the trust, or the policy of what can be taken over, to the one role that has to get in, and that role to what it does there; ask for MFA where people enter. List accounts that are meant to get in under `production.enteredFrom` of the config file.',
  reference:
    'https://docs.aws.amazon.com/whitepapers/latest/organizing-your-aws-environment/organizing-your-aws-environment.html',
  reads: ['trust policies', 'resource policies', 'control policies', 'CAN_ASSUME', 'CAN_ESCALATE'],
  find: async (scene) => {
    const isProduction = await scene.once(productions);
    const meant = new Set([
      ...scene.config.production.enteredFrom,
      ...scene.config.vendors.map(({ account }) => account),
    ]);
    const roles = (await scene.list('Role')).filter(
      ({ account, isServiceLinked, isIdentityCenter }) =>
        isProduction(account) && !isServiceLinked && !isIdentityCenter,
    );
    const isFromElsewhere = (account: string | null): boolean =>
      account !== null && !isProduction(account) && !meant.has(account);
    const isFrom = ({ label, account }: GraphNode): boolean =>
      label === 'Service' || label === 'FederatedIdentity' ? false : label === 'Anyone' || isFromElsewhere(account);
    const entries = await entriesInto(scene, roles, ['CAN_ASSUME'], isFrom);
    const byEntering = [...groupBy(entries, ({ role }) => role).values()].flatMap((own) => {
      const [entry] = strongestFirst(own);
      if (entry === undefined) return [];
      const who = whoOf(own.map(({ principal }) => principal));
      const text = `Role ${entry.role.name} of production account ${entry.role.account ?? ''} can be entered by ${who}.`;
      const found = entered(scene, entry, { about: '', severity: severityOf(entry.decision), text });
      return [{ ...found, path: () => pathFromAfar(scene, entry, isFromElsewhere) }];
    });
    const ways = await waysInto(
      scene,
      await takenOver(scene, isProduction),
      ['CAN_ESCALATE'],
      (node) => isPrincipal(node) && isFrom(node),
    );
    const byTaking = [...groupBy(ways, ({ to }) => to.id).values()].flatMap((own) => {
      const [way] = own.toSorted(compareWays);
      return way === undefined ? [] : [takenBy(scene, way, whoOf(own.map(({ from }) => from)))];
    });
    const all = await scene.reader.gaps(scene.call);
    const bearing = [...entries.flatMap(({ gaps }) => gaps), ...ways.flatMap((way) => wayGaps(way, all))];
    return {
      findings: [...byEntering, ...byTaking],
      gaps: [...new Set([...bearing, ...gapsThatCouldAdd(all, null)])],
    };
  },
});

/** What of production a technique can take: users, roles that are no service's own, and control of accounts. */
async function takenOver(
  scene: Scene,
  isProduction: (account: string | null) => boolean,
): Promise<readonly (NodeOf<'User'> | NodeOf<'Role'> | NodeOf<'AccountControl'>)[]> {
  const [users, roles, controls] = await Promise.all([
    scene.list('User'),
    scene.list('Role'),
    scene.list('AccountControl'),
  ]);
  return [...users, ...roles.filter(({ isServiceLinked }) => !isServiceLinked), ...controls].filter(({ account }) =>
    isProduction(account),
  );
}

function takenBy(scene: Scene, way: Way, who: string): Found {
  const { from, to, edge } = way;
  const { decision, technique: id, action } = edge.conclusion;
  const how = `${id ?? action} (${techniqueOfEdge(edge)?.title ?? 'a technique'})`;
  const what =
    to.label === 'AccountControl'
      ? `Control of production account ${to.account ?? ''} can be gained`
      : `${to.label} ${to.name} of production account ${to.account ?? ''} can be taken over`;
  const needs = wayNeeds(way);
  const text = `${what} by ${who}, by ${how}.`;
  return {
    subject: to,
    about: 'CAN_ESCALATE',
    severity: severityOf(decision),
    text: needs === null ? text : `${text} ${needsText(needs)}`,
    evidence: wayEvidence(way),
    path: () => shortestWay(scene, { from: from.id, to: to.id }, ['CAN_ESCALATE']),
    remedies: null,
  };
}

function severityOf(decision: Decision): 'HIGH' | 'MEDIUM' {
  return decision === 'ALLOWED' ? 'HIGH' : 'MEDIUM';
}

/** ALLOWED first, then by who it is, then by technique. */
function compareWays(left: Way, right: Way): number {
  return (
    DECISION_ORDER[left.edge.conclusion.decision] - DECISION_ORDER[right.edge.conclusion.decision] ||
    compareCodePoints(left.from.arn ?? left.from.name, right.from.arn ?? right.from.name) ||
    compareCodePoints(left.edge.id, right.edge.id)
  );
}

/** How many they are, and from where; Anyone is of no account. */
function whoOf(nodes: readonly GraphNode[]): string {
  const distinct = [...new Map(nodes.map((node) => [node.id, node])).values()];
  const accounts = [...new Set(distinct.flatMap(({ account }) => account ?? []))].sort();
  const shown = accounts.length > 3 ? `${accounts.length} accounts` : accounts.join(', ');
  const places = [...(accounts.length === 0 ? [] : [shown]), ...(distinct.some(isOfNone) ? ['anywhere'] : [])];
  return `${distinct.length} ${distinct.length === 1 ? 'principal' : 'principals'} of ${places.join(' and ')}`;
}

function isOfNone({ account }: GraphNode): boolean {
  return account === null;
}
