import type { NodeOf } from '../../graph/nodes.js';
import { fieldsOf, listOf, oneOf, optional, textOf } from '../../lib/fields.js';
import { once } from '../../lib/once.js';
import type { Json } from '../../lib/json.js';
import { groupBy } from '../groupBy.js';
import { settingOf, valueOf } from '../service/settings.js';
import type { PolicyView } from '../view.js';
import { roleOfResource } from './roleOfResource.js';
import { rolesOfIssuer, type ServiceAccountRole, type TrustedIdentities } from './serviceAccounts.js';

type Resource = NodeOf<'Resource'>;

const MODES = ['API', 'API_AND_CONFIG_MAP', 'CONFIG_MAP'] as const;

/** Access policies that let pods be created. @see https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html */
const RUN_PODS: ReadonlySet<string> = new Set([
  'AmazonEKSClusterAdminPolicy',
  'AmazonEKSAdminPolicy',
  'AmazonEKSEditPolicy',
]);

/** What an access entry of a cluster gives its principal. */
export interface AccessEntry {
  /** Namespaces in which it may run pods, `*` in a name for whatever; null: in none by an access policy. */
  readonly runsIn: readonly string[] | null;
  /** Which policies it has was not stated. */
  readonly isOpen: boolean;
  /** Groups of Kubernetes: what those may do stands in the cluster. */
  readonly groups: readonly string[];
}

/** A cluster of EKS, with what `resources.json` states of its access entries, pod identity associations and node groups. */
export interface Cluster {
  readonly resource: Resource;
  /** Undefined: not stated. */
  readonly mode: (typeof MODES)[number] | undefined;
  /** By ARN of the principal. */
  readonly entries: ReadonlyMap<string, AccessEntry>;
  /** Roles of pods, with the namespace of each; undefined where that is not stated. */
  readonly pods: readonly { readonly role: NodeOf<'Role'>; readonly namespace: string | undefined }[];
  readonly nodes: readonly NodeOf<'Role'>[];
  /** Roles that trust the tokens of its service accounts, or may; decided when it is first asked, so that whoever asks can witness it. */
  readonly serviceAccounts: () => readonly ServiceAccountRole[];
}

/** The clusters among resources; what cannot be read is not stated. */
export function clustersAmong(
  view: PolicyView,
  resources: readonly Resource[],
  trusted: TrustedIdentities,
): readonly Cluster[] {
  const clusters = resources.filter(({ type }) => type === 'AWS::EKS::Cluster');
  if (clusters.length === 0) return [];
  const parts = groupBy(
    resources.filter(({ type }) => type.startsWith('AWS::EKS::')),
    (part) => `${stated(part, 'clusterArn', textOf) ?? ''} ${part.type}`,
  );
  return clusters.map((resource): Cluster => {
    const of = (type: string): readonly Resource[] => parts.get(`${resource.arn ?? ''} AWS::EKS::${type}`) ?? [];
    const roles = (part: Resource): readonly NodeOf<'Role'>[] => {
      const role = roleOfResource(view, part);
      return role === null ? [] : [role];
    };
    return {
      resource,
      mode: stated(resource, 'authenticationMode', (value, at) => oneOf(value, at, MODES)),
      entries: new Map(of('AccessEntry').flatMap(entryOf)),
      pods: of('PodIdentityAssociation').flatMap((part) =>
        roles(part).map((role) => ({ role, namespace: stated(part, 'namespace', textOf) })),
      ),
      nodes: [
        ...new Map(
          of('Nodegroup')
            .flatMap(roles)
            .map((role) => [role.id, role]),
        ).values(),
      ],
      serviceAccounts: once(() =>
        rolesOfIssuer(view, stated(resource, 'oidcIssuer', textOf), resource.region ?? '', trusted),
      ),
    };
  });
}

function stated<T>({ properties }: Resource, name: string, read: (value: Json, at: string) => T): T | undefined {
  return valueOf(settingOf(properties, name, read));
}

function entryOf(part: Resource): readonly (readonly [string, AccessEntry])[] {
  const principal = stated(part, 'principalArn', textOf);
  if (principal === undefined) return [];
  const policies = stated(part, 'policies', (value, at) => listOf(value, at, readPolicy));
  const running = (policies ?? []).filter(({ name }) => RUN_PODS.has(name));
  const entry: AccessEntry = {
    runsIn: running.length === 0 ? null : running.flatMap(({ namespaces }) => namespaces),
    isOpen: policies === undefined,
    groups: stated(part, 'kubernetesGroups', (value, at) => listOf(value, at, textOf)) ?? [],
  };
  return [[principal, entry]];
}

/** As ListAssociatedAccessPolicies says it. @see https://docs.aws.amazon.com/eks/latest/APIReference/API_AccessScope.html */
function readPolicy(value: Json, pointer: string): { readonly name: string; readonly namespaces: readonly string[] } {
  const fields = fieldsOf(value, pointer);
  const arn = textOf(fields.take('policyArn'), `${pointer}/policyArn`);
  const scope = fieldsOf(fields.take('accessScope'), `${pointer}/accessScope`);
  const type = oneOf(scope.take('type'), `${scope.pointer}/type`, ['cluster', 'namespace']);
  const named = optional(scope, 'namespaces', (all, at) => listOf(all, at, textOf)) ?? [];
  return { name: arn.slice(arn.lastIndexOf('/') + 1), namespaces: type === 'cluster' ? ['*'] : named };
}

/** Whether a namespace is among these, a name that ends in `*` meaning all that begin so. */
export function isAmong(namespace: string, names: readonly string[]): boolean {
  return names.some((name) => (name.endsWith('*') ? namespace.startsWith(name.slice(0, -1)) : name === namespace));
}
