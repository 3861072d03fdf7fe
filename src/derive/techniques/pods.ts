import { type AccessEntry, type Cluster, isAmong } from './clusters.js';
import type { GraphNode } from '../../graph/nodes.js';
import { conjoin } from './conjoin.js';
import { regionOf } from './regions.js';
import { type DecidedRequest, notKnown, unknownFact } from './requests.js';
import { admitsSome } from './serviceAccounts.js';
import type { AnyActing } from './takeSteps.js';
import type { Candidate } from './targets.js';
import type { EnteredBy } from './technique.js';

type Facts = readonly DecidedRequest[];

/**
 * Roles of pods, by association or as a service account, and of the nodes that they run on, of clusters in which the actor may run pods by an access entry, or may once it has written
 * one of its own.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
 */
export function rolesOfPods(acting: AnyActing, by: EnteredBy): readonly Candidate[] {
  const { actor, world } = acting;
  const own = by === 'ENTRY' ? [...world.clusters.values()].flat() : (world.clusters.get(actor.account ?? '') ?? []);
  return own.flatMap((cluster) => {
    const entry = cluster.entries.get(actor.arn ?? '');
    const open = by === 'ENTRY' ? byEntry(cluster, entry) : byWriting(cluster, entry, by);
    return open === null ? [] : rolesIn(acting, cluster, open);
  });
}

/** Where pods can be run, and what is not known of it. */
interface Open {
  readonly namespaces: readonly string[];
  readonly facts: Facts;
}

const ALL = ['*'];

function byEntry(cluster: Cluster, entry: AccessEntry | undefined): Open | null {
  if (entry === undefined || cluster.mode === 'CONFIG_MAP') return null;
  const facts = ofMode(cluster);
  if (entry.runsIn !== null) return { namespaces: entry.runsIn, facts };
  if (entry.isOpen)
    return { namespaces: ALL, facts: [...facts, fact(cluster, `What its access entry of ${nameOf(cluster)} allows`)] };
  if (entry.groups.length === 0) return null;
  const text = `Whether ${entry.groups.join(' and ')}, groups of Kubernetes, may run pods in ${nameOf(cluster)}`;
  return { namespaces: ALL, facts: [...facts, fact(cluster, text)] };
}

/** A principal has one entry alone, which is changed; without one it makes one, for which the cluster has to take entries, or be made to. */
function byWriting(cluster: Cluster, entry: AccessEntry | undefined, by: EnteredBy): Open | null {
  const isOfMap = cluster.mode === 'CONFIG_MAP';
  if (isOfMap !== (by === 'NEW_MODE') || (entry !== undefined) !== (by === 'OWN_ENTRY')) return null;
  return { namespaces: ALL, facts: ofMode(cluster) };
}

function ofMode(cluster: Cluster): Facts {
  return cluster.mode === undefined ? [fact(cluster, `Whether ${nameOf(cluster)} takes access entries`)] : [];
}

/** Nodes answer pods for their own role unless that is kept from them. */
function rolesIn({ actor }: AnyActing, cluster: Cluster, { namespaces, facts }: Open): readonly Candidate[] {
  const { resource, pods, nodes, serviceAccounts } = cluster;
  const metadata = fact(cluster, `Whether pods reach the instance metadata of nodes of ${nameOf(cluster)}`);
  return [
    ...pods.flatMap(({ role, namespace }): readonly Candidate[] => {
      const unknown = namespace === undefined && !namespaces.includes('*');
      if (unknown)
        return [{ target: role, resource, facts: [...facts, fact(cluster, `In which namespace ${role.name} is`)] }];
      return namespaces.includes('*') || isAmong(namespace ?? '', namespaces)
        ? [{ target: role, resource, facts }]
        : [];
    }),
    ...serviceAccounts().flatMap(({ role, isSure, subjects, entry }): readonly Candidate[] => {
      if (!admitsSome(subjects, namespaces)) return [];
      const text = `Whether ${role.name} trusts a service account that pods of ${nameOf(cluster)} can have`;
      const unknown = isSure ? [] : [fact(cluster, text)];
      return [{ target: role, resource, facts: [...facts, entry, ...unknown] }];
    }),
    ...nodes.map((role) => ({ target: role, resource, facts: [...facts, metadata] })),
  ].filter(({ target }) => target.id !== actor.id);
}

/**
 * What running a pod in a cluster takes, of which a role that is associated with pods is no use otherwise: what is not known of the actor's access
 * entry, or the requests by which it gives itself one.
 */
export function runningIn({ actor, world, requests }: AnyActing, node: GraphNode): Facts {
  const cluster = (world.clusters.get(actor.account ?? '') ?? []).find(({ resource }) => resource.id === node.id);
  if (cluster === undefined) return [];
  const entry = cluster.entries.get(actor.arn ?? '');
  const open = byEntry(cluster, entry);
  if (open?.facts.length === 0) return [];
  const { account } = node;
  const arn = nameOf(cluster);
  const entries = `${arn.replace(':cluster/', ':access-entry/')}/*`;
  const made = [
    ...(cluster.mode === 'CONFIG_MAP' ? ['eks:UpdateClusterConfig'] : []),
    ...(entry === undefined ? ['eks:CreateAccessEntry'] : []),
  ].map((action) => requests(action, { arn, account, node }, {}));
  const taken = [
    ...made,
    requests(
      'eks:AssociateAccessPolicy',
      { arn: entries, isPattern: true, account, node: null, region: regionOf(node) },
      {},
    ),
    ...ofMode(cluster),
  ];
  if (conjoin(taken, '')?.decision === 'ALLOWED') return taken;
  if (open !== null) return open.facts;
  return [fact(cluster, `Whether whoever acts may run a pod in ${nameOf(cluster)}, which no access entry lets it,`)];
}

function nameOf({ resource }: Cluster): string {
  return resource.arn ?? resource.name;
}

function fact({ resource }: Cluster, what: string): DecidedRequest {
  return unknownFact('pods', resource.arn ?? resource.id, notKnown(resource, what));
}
