import type { LayerKind } from '../../iam/decision.js';
import { parseArn } from '../../iam/arn.js';
import type { Json, JsonObject } from '../../lib/json.js';
import { compilePolicy } from '../compile.js';
import { mayHaveResourcePolicy } from '../data/resourcePolicyServices.js';
import type { AttachedPolicy } from '../model.js';
import { namesOf } from './callerNames.js';
import { withPolicy } from './changedPolicies.js';
import type { Candidate, Input } from './input.js';
import { makerOf } from './makers.js';
import { makerText, placeText } from './text.js';

/** A statement that could be added. */
export interface Addition extends Candidate {
  /** One that names the session does no better than one that names its role, wherever that does. */
  readonly narrowerThan: Addition | null;
}

interface Place {
  readonly layer: LayerKind;
  readonly level: number | null;
  readonly at: string | null;
  /** What stands in Principal; null where statements have none. */
  readonly principal: Json;
}

/** Statements that allow the actions, one for each layer in which a customer can write it. */
export function allowances(input: Input, actions: readonly string[]): readonly Addition[] {
  const { layers, request } = input;
  const { caller } = request;
  const everybody: Json = '*';
  const places: Place[] = [];
  const hasOwn = caller.kind === 'USER' || caller.kind === 'ROLE';
  const isFederationToken = caller.kind === 'USER' && caller.session.federationTokenName !== undefined;
  if (hasOwn && layers.isOwnSideGiven !== true) places.push(placeIn('IDENTITY'));
  if (hasOwn && layers.boundary !== null) {
    places.push({ ...placeIn('BOUNDARY'), at: layers.boundary[0]?.id ?? null });
  }
  if (isFederationToken || (caller.kind === 'ROLE' && layers.session !== null)) places.push(placeIn('SESSION'));
  for (const [level, { at }] of (layers.scp ?? []).entries()) places.push({ ...placeIn('SCP'), level, at });
  if (layers.endpoint !== null) places.push({ ...placeIn('ENDPOINT'), principal: everybody });
  const found = places.flatMap((place) => additionAt(input, place, 'Allow', actions, null) ?? []);
  if (!mayWriteResourcePolicy(input)) return found;
  const at = layers.resource?.attachedTo ?? null;
  let broader: Addition | null = null;
  for (const principal of namesOf(caller)) {
    broader = additionAt(input, { ...placeIn('RESOURCE'), at, principal }, 'Allow', actions, broader);
    if (broader !== null) found.push(broader);
  }
  return found;
}

/** Statements that deny the action, one for each kind of policy that stops a caller. */
export function refusals(input: Input): readonly Addition[] {
  const { layers, request } = input;
  const { caller } = request;
  const places: Place[] = [];
  if (caller.kind === 'USER' || caller.kind === 'ROLE') places.push(placeIn('IDENTITY'));
  if (layers.resource !== null || mayWriteResourcePolicy(input)) {
    const [principal] = namesOf(caller);
    if (principal !== undefined)
      places.push({ ...placeIn('RESOURCE'), at: layers.resource?.attachedTo ?? null, principal });
  }
  const scp = layers.scp?.length ?? 0;
  if (scp > 0) places.push({ ...placeIn('SCP'), level: scp - 1, at: layers.scp?.[scp - 1]?.at ?? null });
  const rcp = layers.rcp?.length ?? 0;
  if (rcp > 0)
    places.push({ ...placeIn('RCP'), level: rcp - 1, at: layers.rcp?.[rcp - 1]?.at ?? null, principal: '*' });
  return places.flatMap((place) => additionAt(input, place, 'Deny', [request.action], null) ?? []);
}

function placeIn(layer: LayerKind): Place {
  return { layer, level: null, at: null, principal: null };
}

/** A role has a trust policy already; one that was not read cannot be written to. */
function mayWriteResourcePolicy({ layers, request: { action, resource } }: Input): boolean {
  if (layers.resource !== null) return true;
  return resource.arn !== '*' && mayHaveResourcePolicy(action) && !/^(?:iam|sts):/i.test(action);
}

function additionAt(
  { layers, request }: Input,
  place: Place,
  effect: 'Allow' | 'Deny',
  actions: readonly string[],
  narrowerThan: Addition | null,
): Addition | null {
  const { layer, level, at, principal } = place;
  const by = makerOf(layer, request);
  if (by === null) return null;
  const isTrust = layer === 'RESOURCE' && isRole(request.resource.arn);
  const target = isTrust
    ? null
    : layer === 'RESOURCE' && /^kms:/i.test(request.action)
      ? '*'
      : literal(request.resource.arn);
  const hasOld = layer === 'RESOURCE' && layers.resource !== null && isOld(layers.resource);
  if (hasOld && target?.includes('${') === true) return null;
  const addition: JsonObject = {
    Effect: effect,
    ...(principal === null ? {} : { Principal: principal }),
    Action: actions.length === 1 ? (actions[0] ?? '*') : actions,
    ...(target === null ? {} : { Resource: target }),
  };
  const policy = compilePolicy({ Version: '2012-10-17', Statement: [addition] });
  const attached: AttachedPolicy = { id: null, name: 'addition', attachedTo: at, policy };
  const verb = effect === 'Allow' ? 'allow' : 'deny';
  const what = `${actions.join(', ')}${target === null || target === '*' ? '' : ` on ${target}`}`;
  return {
    narrowerThan,
    change: {
      kind: 'ADD',
      by,
      layer,
      level,
      at: level === null ? null : at,
      statement: null,
      addition,
      brought: null,
      text: `${makerText(by, request)} can ${verb} ${what} in ${placeText(layer, by, at, isTrust)}`,
    },
    apply: (input) => ({ ...input, layers: withPolicy(input.layers, place, attached) }),
  };
}

/** An ARN as a Resource that stands for itself alone. */
function literal(arn: string): string {
  return arn === '*' ? arn : arn.replaceAll(/[*?$]/g, (special) => `\${${special}}`);
}

function isOld({ policy }: AttachedPolicy): boolean {
  return 'statements' in policy && !policy.hasVariables;
}

function isRole(text: string): boolean {
  const arn = parseArn(text);
  return arn?.service === 'iam' && arn.resource.startsWith('role/');
}
