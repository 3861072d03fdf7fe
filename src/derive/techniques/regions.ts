import type { GraphNode, PrincipalNode } from '../../graph/nodes.js';
import type { CompiledPolicy, CompiledStatement } from '../../policy/index.js';
import type { PolicyView } from '../view.js';

/** Condition key by which policies tell regions apart, apart from the ARNs that they write. */
export const REQUESTED_REGION = 'aws:requestedregion';

/**
 * Services with one endpoint for all regions, which is in one of them.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
 */
export function isOfOneRegion(action: string): boolean {
  return /^(?:iam|organizations|sso|sso-directory|identitystore):/u.test(action);
}

/** The region in which requests on a node are made; null: it is not known. Undefined: nothing of it is in a region. */
export function regionOf(node: GraphNode | null): string | null | undefined {
  return node?.label === 'Resource' ? node.region : undefined;
}

/**
 * Regions of which one stands for each that the policies bearing on an actor's requests in its account tell apart: those that they name, and
 * one that none names. Where they write a pattern of regions, every region.
 */
export function regionsToldApart(view: PolicyView, actor: PrincipalNode): readonly string[] {
  return toldApart(bearing(view, actor), REGIONS[view.account(actor.account ?? '')?.partition ?? 'aws'] ?? []);
}

/** Regions that the same lists name are told apart by none. */
function toldApart(policies: readonly CompiledPolicy[], all: readonly string[]): readonly string[] {
  const lists = policies.flatMap(listsIn);
  const isPattern = lists.some((list) => list.some((text) => PATTERN.test(text)));
  const named = lists.flat().filter((text) => !PATTERN.test(text));
  if (isPattern) return [...new Set([...named, ...all])];
  const kinds = new Map<string, string>();
  for (const region of [...named, ...all]) {
    const kind = lists.map((list) => list.includes(region)).join();
    if (!kinds.has(kind)) kinds.set(kind, region);
  }
  return [...kinds.values()];
}

const PATTERN = /[*?$]/u;

function bearing(view: PolicyView, actor: PrincipalNode): readonly CompiledPolicy[] {
  const attached = view.attachments(actor.id).map(({ policy }) => policy);
  const controls = (['SERVICE_CONTROL', 'RESOURCE_CONTROL'] as const).flatMap((kind) => {
    const levels = view.controls(actor.account ?? '', kind);
    return levels === null || levels === 'NOT_COLLECTED' ? [] : levels.flatMap(({ policies }) => policies);
  });
  return [...attached, ...controls].flatMap((id) => {
    const policy = view.policy(id);
    return 'text' in policy ? [] : [policy];
  });
}

const known = new WeakMap<CompiledPolicy, readonly (readonly string[])[]>();

/** Lists of regions, and patterns of them, that a policy writes. */
function listsIn(policy: CompiledPolicy): readonly (readonly string[])[] {
  let found = known.get(policy);
  if (found === undefined) {
    found = policy.statements.flatMap(listsInStatement);
    known.set(policy, found);
  }
  return found;
}

function listsInStatement({ resources, conditions }: CompiledStatement): readonly (readonly string[])[] {
  const inArns = (resources?.values ?? []).map((value) => /^arn:[^:]*:[^:]*:([^:]+):/u.exec(value)?.[1] ?? '');
  const asked = conditions.flatMap(({ lowerKey, values }) => (lowerKey === REQUESTED_REGION ? values : []));
  const named = [...new Set(inArns)].map((region) => [region]);
  return [...named, asked].filter(([first]) => first !== undefined && first !== '' && first !== '*');
}

/**
 * Regions that every account has, the one that is taken for all first. Those that have to be enabled are known where a policy names them.
 * @see https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  aws: [
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-southeast-1',
    'ap-southeast-2',
    'ca-central-1',
    'eu-central-1',
    'eu-north-1',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'sa-east-1',
  ],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-us-gov': ['us-gov-west-1', 'us-gov-east-1'],
};
