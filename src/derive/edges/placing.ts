import { nodeId } from '../../graph/ids.js';
import type { GraphNode, PrincipalNode } from '../../graph/nodes.js';
import type { Gap } from '../../iam/snapshot.js';
import { classifyCallers, type CallerClass } from '../classes/callerClasses.js';
import { indexPatterns } from '../classes/patterns.js';
import { policyFacts } from '../classes/policyFacts.js';
import { classifyTargets } from '../classes/targetClasses.js';
import type { EnteredNode } from '../facts.js';
import { callerGaps, placesOf, targetGaps } from '../gaps.js';
import { groupBy } from '../groupBy.js';
import type { RawGraph } from '../rawGraph.js';
import type { PolicyView } from '../view.js';
import type { CallerIndex } from './enterRoles.js';
import type { PlacedCaller, PlacedTarget } from './pairs.js';

/** Those who are wanted, by what may allow them the action. */
export function indexCallers(
  raw: RawGraph,
  view: PolicyView,
  action: string,
  isWanted: (node: GraphNode) => node is PrincipalNode,
): CallerIndex {
  const classes = classifyCallers(view, action);
  const placed: PlacedCaller[] = [];
  for (const [index, node] of raw.nodes.entries()) {
    if (isWanted(node))
      placed.push({ index, node, class: classes.add(node), gaps: indexesOf(view, callerGaps(view, node)) });
  }
  const byPattern = new Map<string, CallerClass[]>();
  for (const found of classes.all) {
    for (const text of found.hasVariable ? ['*'] : found.allowed) {
      const list = byPattern.get(text);
      if (list === undefined) byPattern.set(text, [found]);
      else list.push(found);
    }
  }
  const members = groupBy(placed, (caller) => caller.class);
  const isRole = (node: PrincipalNode) => node.label === 'Role';
  return {
    byId: new Map(placed.map((caller) => [caller.node.id, caller])),
    byUniqueId: new Map(
      placed.flatMap((caller) =>
        (caller.node.label === 'User' || caller.node.label === 'Role') && caller.node.uniqueId !== null
          ? [[caller.node.uniqueId, caller] as const]
          : [],
      ),
    ),
    bySession: groupBy(
      placed.filter(({ node }) => isRole(node)),
      ({ node }) => `${node.account ?? ''} ${node.name}`,
    ),
    byAccount: groupBy(
      placed.filter(({ node }) => node.account !== null),
      ({ node }) => node.account ?? '',
    ),
    byPattern,
    patterns: classes.patterns,
    membersOf: (callers) => members.get(callers) ?? [],
  };
}

/** Roles, and root users, in classes of those of which the same is concluded about these callers. */
export function placeTargets(
  raw: RawGraph,
  view: PolicyView,
  options: {
    readonly action: string;
    readonly callers: CallerIndex;
    readonly isTarget: (node: GraphNode) => boolean;
    readonly byCallerAlone?: boolean;
  },
): readonly PlacedTarget[] {
  const { action, callers, isTarget, byCallerAlone = false } = options;
  const classes = new Set([...callers.byId.values()].map((caller) => caller.class));
  const texts = new Set(callers.patterns);
  const mentioned = new Set<string>();
  for (const { keys } of classes) for (const key of keys) mentioned.add(key);
  for (const node of raw.nodes) {
    if (node.label !== 'Policy' || node.kind !== 'RESOURCE_CONTROL') continue;
    for (const text of policyFacts(view.policy(node.id), action).resources) texts.add(text);
  }
  const targets = classifyTargets(view, {
    action,
    patterns: indexPatterns(texts),
    mentioned: [...mentioned],
    byCallerAlone,
  });
  const placed: PlacedTarget[] = [];
  for (const [index, node] of raw.nodes.entries()) {
    if (!isTarget(node) || !isEntered(view, node)) continue;
    placed.push({ index, node, ...targets.add(node), gaps: indexesOf(view, targetGaps(view, node)) });
  }
  return placed;
}

function indexesOf(view: PolicyView, gaps: readonly Gap[]): readonly number[] {
  if (gaps.length === 0) return [];
  const places = placesOf(view.gaps?.() ?? []);
  return gaps.flatMap((gap) => places.get(gap) ?? []).sort((left, right) => left - right);
}

function isEntered(view: PolicyView, node: GraphNode): node is EnteredNode {
  if (node.label === 'RootUser') return true;
  return node.label === 'Role' && view.node(nodeId.trustPolicy(node.id)) !== null;
}
