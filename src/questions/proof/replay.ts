import { present } from '../../lib/invariant.js';
import type { CompiledPolicy } from '../../policy/compile.js';
import type { AccessRequest, AttachedPolicy, Layers, StatedContext } from '../../policy/model.js';
import { allAbsentBut } from '../statedAlong.js';
import type { ProofContext, ProofLayers, ProofLevel, ProofPolicy, ProofRequest } from './proof.js';

/** A request of a proof as the engine takes it. `policies`: those of the proof, each of which it names is there. */
export function replayRequest(
  { caller, action, resource, stated, layers }: ProofRequest,
  policies: readonly (CompiledPolicy | null)[],
): { readonly request: AccessRequest; readonly layers: Layers } {
  const { keys, ...asked } = resource;
  return {
    request: {
      caller,
      action,
      resource: keys === undefined ? asked : { ...asked, keys: new Map(Object.entries(keys)) },
      stated: replayContext(stated),
    },
    layers: replayLayers(layers, policies),
  };
}

/** What is stated of a request, as the engine takes it. */
export function replayContext({ values, absent, leftOpen, missing }: ProofContext): StatedContext {
  return {
    values: new Map(Object.entries(values)),
    absent: leftOpen === null ? new Set(absent) : allAbsentBut(absent, leftOpen),
    missing,
  };
}

/** The places of the documents that the layers name. */
export function policiesIn(layers: ProofLayers): readonly number[] {
  const { identity, boundary, session, scp, rcp, resource, endpoint, service } = layers;
  const levels = [...(scp ?? []), ...(rcp ?? [])].flatMap(({ policies }) => policies);
  const alone = [resource, service?.acl, service?.keyGrants].flatMap((each) => each ?? []);
  return [...identity, ...(boundary ?? []), ...(session ?? []), ...(endpoint ?? []), ...levels, ...alone].flatMap(
    ({ policy }) => (typeof policy === 'number' ? [policy] : []),
  );
}

function replayLayers(layers: ProofLayers, policies: readonly (CompiledPolicy | null)[]): Layers {
  const one = ({ policy, ...attached }: ProofPolicy): AttachedPolicy => ({
    ...attached,
    policy: typeof policy === 'number' ? present(policies[policy], 'a document that was looked for') : policy,
  });
  const all = (found: readonly ProofPolicy[] | null) => found?.map(one) ?? null;
  const levels = (found: readonly ProofLevel[] | null) =>
    found?.map(({ at, policies: each }) => ({ at, policies: each.map(one) })) ?? null;
  const { isOwnSideGiven, service } = layers;
  return {
    ...(isOwnSideGiven === undefined ? {} : { isOwnSideGiven }),
    identity: layers.identity.map(one),
    boundary: all(layers.boundary),
    session: all(layers.session),
    scp: levels(layers.scp),
    rcp: levels(layers.rcp),
    resource: layers.resource === null ? null : one(layers.resource),
    endpoint: all(layers.endpoint),
    ...(service === undefined
      ? {}
      : {
          service: {
            ...(service.acl === undefined ? {} : { acl: one(service.acl) }),
            ...(service.keyGrants === undefined ? {} : { keyGrants: one(service.keyGrants) }),
            ...(service.restrictsPublicBuckets === undefined
              ? {}
              : { restrictsPublicBuckets: service.restrictsPublicBuckets }),
            ...(service.isUnderManagedKey === undefined ? {} : { isUnderManagedKey: service.isUnderManagedKey }),
          },
        }),
  };
}
