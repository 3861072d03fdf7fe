import type { LayerKind } from '../../iam/decision.js';
import type { AccessRequest, AttachedPolicy, Layers } from '../model.js';
import type { Change } from './model.js';

/** A request and the policies that bear on it. */
export interface Input {
  readonly request: AccessRequest;
  readonly layers: Layers;
}

/** A change and what it makes of a request and its policies. */
export interface Candidate {
  readonly change: Change;
  readonly apply: (input: Input) => Input;
}

/** A policy with its place. */
export interface Placed {
  readonly layer: LayerKind;
  readonly level: number | null;
  readonly attached: AttachedPolicy;
}

/** Every policy that bears on a request. */
export function policiesIn(layers: Layers): readonly Placed[] {
  const placed: Placed[] = [];
  mapPolicies(layers, (each) => {
    placed.push(each);
    return each.attached;
  });
  return placed;
}

/** The layers with every policy replaced, or taken away where null is given. */
export function mapPolicies(layers: Layers, change: (placed: Placed) => AttachedPolicy | null): Layers {
  const list = (layer: LayerKind, policies: readonly AttachedPolicy[], level: number | null = null) =>
    policies.flatMap((attached) => change({ layer, level, attached }) ?? []);
  const one = (layer: LayerKind, attached: AttachedPolicy | null) =>
    attached === null ? null : change({ layer, level: null, attached });
  const levels = (layer: LayerKind, all: Layers['scp']) =>
    all?.map(({ at, policies }, level) => ({ at, policies: list(layer, policies, level) })) ?? null;
  const acl = one('ACL', layers.service?.acl ?? null);
  const keyGrants = one('KMS_GRANT', layers.service?.keyGrants ?? null);
  const { restrictsPublicBuckets, isUnderManagedKey } = layers.service ?? {};
  return {
    ...layers,
    identity: list('IDENTITY', layers.identity),
    boundary: layers.boundary && list('BOUNDARY', layers.boundary),
    session: layers.session && list('SESSION', layers.session),
    scp: levels('SCP', layers.scp),
    rcp: levels('RCP', layers.rcp),
    resource: one('RESOURCE', layers.resource),
    endpoint: layers.endpoint && list('ENDPOINT', layers.endpoint),
    ...(layers.service === undefined
      ? {}
      : {
          service: {
            ...(acl === null ? {} : { acl }),
            ...(keyGrants === null ? {} : { keyGrants }),
            ...(restrictsPublicBuckets === undefined ? {} : { restrictsPublicBuckets }),
            ...(isUnderManagedKey === undefined ? {} : { isUnderManagedKey }),
          },
        }),
  };
}
