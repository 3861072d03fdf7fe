import type { GraphNode, NodeOf, PrincipalNode } from '../graph/nodes.js';
import { unlistedService } from '../iam/gapScope.js';
import type { Gap } from '../iam/snapshot.js';
import type { PolicyView } from './view.js';

/** Whether the snapshot says itself that it lacks the document of this policy. */
export function isKnownMissing(policy: GraphNode, gaps: readonly Gap[]): boolean {
  return (
    gapsBySubject(gaps)
      .get(policy.arn ?? policy.id)
      ?.some(({ kind }) => isOfDocument(kind)) === true
  );
}

/** The gap of a policy that the snapshot names but whose document it lacks: the snapshot's own, or one that says the same. */
export function missingDocument(node: GraphNode, gaps: readonly Gap[]): Gap {
  const subject = node.arn ?? node.id;
  const known = gapsBySubject(gaps)
    .get(subject)
    ?.find(({ kind }) => isOfDocument(kind));
  return (
    known ?? {
      kind: 'POLICY_DOCUMENT_MISSING',
      account: node.account,
      subject,
      mayHide: true,
      mayOverstate: true,
      text: `The document of ${node.arn ?? node.name} was not collected.`,
    }
  );
}

/** A document that was not collected, or that could not be read and was left out. */
function isOfDocument(kind: Gap['kind']): boolean {
  return kind === 'POLICY_DOCUMENT_MISSING' || kind === 'PART_UNREADABLE';
}

/** What was not collected and could change the row of this pair, in the order of the graph's gaps. */
export function gapsOfPair(
  view: PolicyView,
  from: PrincipalNode,
  to: NodeOf<'Role'> | NodeOf<'RootUser'>,
): readonly Gap[] {
  const all = view.gaps?.() ?? [];
  return union(callerGaps(view, from), targetGaps(view, to), all);
}

/** About an account as a whole: each may have left out a policy that binds, or the group through which one does. */
const OF_PRINCIPALS: ReadonlySet<Gap['kind']> = new Set([
  'ORGANIZATION_NOT_COLLECTED',
  'ACCOUNT_NOT_COLLECTED',
  'PART_UNREADABLE',
]);

/** Whether the listing of a collected account is known to lack principals. */
export function mayLack(view: PolicyView, account: string): boolean {
  return (gapsByAccount(view.gaps?.() ?? []).get(account) ?? []).some(
    (gap) => gap.mayHide && (gap.kind === 'PART_UNREADABLE' || isOfPrincipals(gap)),
  );
}

function isOfPrincipals(gap: Gap): boolean {
  return gap.kind === 'LISTING_INCOMPLETE' && unlistedService(gap) === null;
}

const ofCallers = new WeakMap<PolicyView, Map<string, readonly Gap[]>>();
const ofTargets = new WeakMap<PolicyView, Map<string, readonly Gap[]>>();

/** Found once for each node of a view. */
function once(
  known: WeakMap<PolicyView, Map<string, readonly Gap[]>>,
  view: PolicyView,
  id: string,
  find: () => readonly Gap[],
): readonly Gap[] {
  const ofView = known.get(view) ?? new Map<string, readonly Gap[]>();
  known.set(view, ofView);
  const found = ofView.get(id) ?? find();
  ofView.set(id, found);
  return found;
}

/** What was not collected of the caller's side. */
export function callerGaps(view: PolicyView, from: PrincipalNode): readonly Gap[] {
  return once(ofCallers, view, from.id, () => findCallerGaps(view, from));
}

function findCallerGaps(view: PolicyView, from: PrincipalNode): readonly Gap[] {
  const all = view.gaps?.() ?? [];
  if (from.account === null || all.length === 0) return [];
  const policies = new Set(view.attachments(from.id).map(({ policy }) => view.node(policy)?.arn ?? policy));
  const own = (gapsByAccount(all).get(from.account) ?? []).filter((gap) => {
    if (OF_PRINCIPALS.has(gap.kind)) return true;
    if (gap.kind === 'LISTING_INCOMPLETE') return gap.mayOverstate;
    if (gap.kind === 'ARN_UNKNOWN') return gap.subject === from.arn;
    return gap.subject !== null && policies.has(gap.subject);
  });
  const isBound = from.label !== 'Role' || !from.isServiceLinked;
  const subjects = isBound ? [...policies, ...controlsAbove(view, from.account, 'SERVICE_CONTROL')] : [...policies];
  return withDocuments(own, subjects, all);
}

/** ARNs of the SCPs or RCPs above an account; none binds anybody or anything of the management account. */
function controlsAbove(
  view: PolicyView,
  account: string,
  kind: 'SERVICE_CONTROL' | 'RESOURCE_CONTROL',
): readonly string[] {
  if (view.account(account)?.isManagement === true) return [];
  const levels = view.controls(account, kind);
  if (levels === null || levels === 'NOT_COLLECTED') return [];
  return levels.flatMap(({ policies }) => policies.map((id) => view.node(id)?.arn ?? id));
}

/** With the gaps of policies whose documents the snapshot lacks: those of the organisation and of AWS are of other accounts, or of none. */
function withDocuments(gaps: readonly Gap[], policies: readonly string[], all: readonly Gap[]): readonly Gap[] {
  const bearing = gapsBySubject(all);
  const missing = policies.flatMap((policy) => bearing.get(policy)?.filter(({ kind }) => isOfDocument(kind)) ?? []);
  return missing.length === 0 ? gaps : [...new Set([...gaps, ...missing])];
}

/** What was not collected of the role's side. */
export function targetGaps(view: PolicyView, to: GraphNode): readonly Gap[] {
  return once(ofTargets, view, to.id, () => findTargetGaps(view, to));
}

function findTargetGaps(view: PolicyView, to: GraphNode): readonly Gap[] {
  const all = view.gaps?.() ?? [];
  if (to.account === null || all.length === 0) return [];
  const trust = view.node(`trust:${to.id}`);
  const own = (gapsByAccount(all).get(to.account) ?? []).filter((gap) => {
    if (gap.kind === 'ORGANIZATION_NOT_COLLECTED') return true;
    return isOfDocument(gap.kind) && trust !== null && gap.subject === trust.id;
  });
  return withDocuments(own, controlsAbove(view, to.account, 'RESOURCE_CONTROL'), all);
}

function union(left: readonly Gap[], right: readonly Gap[], all: readonly Gap[]): readonly Gap[] {
  const found = new Set([...left, ...right]);
  if (found.size < 2) return [...found];
  const places = placesOf(all);
  return [...found].sort((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
}

const byAccount = new WeakMap<readonly Gap[], ReadonlyMap<string, readonly Gap[]>>();
const bySubject = new WeakMap<readonly Gap[], ReadonlyMap<string, readonly Gap[]>>();
const byPlace = new WeakMap<readonly Gap[], ReadonlyMap<Gap, number>>();

function gapsByAccount(gaps: readonly Gap[]): ReadonlyMap<string, readonly Gap[]> {
  return indexed(byAccount, gaps, (gap) => gap.account);
}

function gapsBySubject(gaps: readonly Gap[]): ReadonlyMap<string, readonly Gap[]> {
  return indexed(bySubject, gaps, (gap) => gap.subject);
}

/** The index of each gap. */
export function placesOf(gaps: readonly Gap[]): ReadonlyMap<Gap, number> {
  const known = byPlace.get(gaps) ?? new Map(gaps.map((gap, index) => [gap, index]));
  byPlace.set(gaps, known);
  return known;
}

function indexed(
  cache: WeakMap<readonly Gap[], ReadonlyMap<string, readonly Gap[]>>,
  gaps: readonly Gap[],
  keyOf: (gap: Gap) => string | null,
): ReadonlyMap<string, readonly Gap[]> {
  const known = cache.get(gaps);
  if (known !== undefined) return known;
  const index = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const key = keyOf(gap);
    if (key === null) continue;
    const list = index.get(key);
    if (list === undefined) index.set(key, [gap]);
    else list.push(gap);
  }
  cache.set(gaps, index);
  return index;
}
