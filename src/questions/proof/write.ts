import type { GraphNode } from '../../graph/nodes.js';
import type { Json } from '../../lib/json.js';
import { canonicalJson } from '../../lib/canonicalJson.js';
import { present } from '../../lib/invariant.js';
import { sourceOf } from '../../policy/compile.js';
import type { AttachedPolicy, ControlLevel, Layers, StatedContext } from '../../policy/model.js';
import type { Witnessed } from '../../policy/witness.js';
import { leftOpenBy } from '../statedAlong.js';
import type { ProofContext, ProofEnd, ProofLayers, ProofLevel, ProofPolicy, ProofRequest } from './proof.js';

/** Equal items once, by their places. */
export interface Places<Item> {
  readonly items: readonly Item[];
  placeOf(item: Item): number;
}

/** A list that nothing stands in yet. */
export function places<Item>(): Places<Item> {
  const items: Item[] = [];
  const known = new Map<string, number>();
  return {
    items,
    placeOf(item) {
      const key = canonicalJson(plain(item));
      const place = known.get(key) ?? items.push(item) - 1;
      known.set(key, place);
      return place;
    },
  };
}

/** A value as JSON has it: what is undefined is left out. */
export function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

/** A request that was decided, as a proof has it. */
export function writeRequest({ request, layers, judgement }: Witnessed, documents: Places<Json>): ProofRequest {
  const { caller, action, resource, stated } = request;
  const { keys, ...asked } = resource;
  return {
    caller,
    action,
    resource: keys === undefined ? asked : { ...asked, keys: Object.fromEntries(keys) },
    stated: writeContext(stated),
    layers: writeLayers(layers, documents),
    decision: judgement.decision,
    denial: judgement.denial,
    needs: judgement.needs,
  };
}

/** What is stated of a request, as a proof has it. */
export function writeContext({ values, absent, missing }: StatedContext): ProofContext {
  return { values: Object.fromEntries(values), absent: [...absent], leftOpen: leftOpenBy(absent), missing };
}

/** A node, as a proof has it. */
export function writeEnd({ id, arn, name, label }: GraphNode): ProofEnd {
  return { id, arn, name, label };
}

function writeLayers(layers: Layers, documents: Places<Json>): ProofLayers {
  const one = ({ id, name, attachedTo, policy }: AttachedPolicy): ProofPolicy => ({
    id,
    name,
    attachedTo,
    policy:
      'statements' in policy
        ? documents.placeOf(present(sourceOf(policy), `${name} was compiled from a document`))
        : policy,
  });
  const all = (policies: readonly AttachedPolicy[] | null) => policies?.map(one) ?? null;
  const levels = (found: readonly ControlLevel[] | null) =>
    found?.map(({ at, policies }): ProofLevel => ({ at, policies: policies.map(one) })) ?? null;
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
