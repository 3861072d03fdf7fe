import { parseArn } from '../iam/arn.js';
import { derivedState } from './derivedKeys.js';
import type { KeyState } from './keyState.js';
import { factsOf, type KeyFacts, type Presence, presenceOf, providerOfKey } from './keys.js';
import { lowerCaseOf } from './lowerCase.js';
import { parseAddressRange } from './match/condition/address.js';
import { conditionHolds, parseOperator } from './match/condition/index.js';
import { ASKED_RESOURCE, membersOf } from './askedResource.js';
import { escapeText } from './match/variables.js';
import type { AccessRequest, Caller, KeyDomain, Literal } from './model.js';

/** What is known of the condition keys of one request. */
export interface RequestContext {
  readonly request: AccessRequest;
  /** In lower case. */
  readonly action: string;
  /** By lower-case key. */
  readonly stateOf: (key: string) => KeyState;
  readonly domainOf: (literal: Literal) => KeyDomain;
  /** Whether statements are to be named, for the evidence and the needs; the decision is the same without. */
  readonly isTold: boolean;
}

const OPEN_TO_ALL: KeyDomain = { mayBeAbsent: true, isMultivalued: false, constraints: [] };

/** The context of a request: what follows from it, then what is stated, then whether the rest is absent or open. */
export function contextOf(request: AccessRequest, telling: 'BARE' | 'TOLD' = 'BARE'): RequestContext {
  const action = lowerCaseOf(request.action);
  let states: Map<string, KeyState> | null = null;
  const stateOf = (key: string): KeyState => {
    let state = states?.get(key);
    if (state === undefined) (states ??= new Map()).set(key, (state = settle(key, action, request)));
    return state;
  };
  const domainOf = ({ atom }: Literal): KeyDomain => {
    if (atom.kind !== 'CONTEXT') return OPEN_TO_ALL;
    if (atom.key === ASKED_RESOURCE) return membersOf(request.resource.arn, request.resource.bounds);
    const state = stateOf(atom.key.toLowerCase());
    if (state.kind === 'OPEN') return state.domain;
    if (state.kind === 'ABSENT') return OPEN_TO_ALL;
    const values = state.values.map(escapeText);
    const constraint = constraintOn(atom.key, 'StringEquals', values);
    return { mayBeAbsent: false, isMultivalued: state.values.length > 1, constraints: [constraint] };
  };
  return { request, action, stateOf, domainOf, isTold: telling === 'TOLD' };
}

/** A constraint on every value of a key. */
export function constraintOn(key: string, operator: string, values: readonly string[], isNegated = false): Literal {
  return { atom: { kind: 'CONTEXT', key, operator, values, statement: null }, isNegated, hop: null };
}

function settle(key: string, action: string, request: AccessRequest): KeyState {
  const { caller, stated } = request;
  const known = factsOf(key);
  const presence = presenceOf(known, caller.kind, action);
  if (presence === 'NEVER') return ABSENT;
  const derived = derivedState(key, request) ?? providerState(key, known, caller);
  if (derived !== null && derived.kind !== 'OPEN') return derived;
  const domain = derived?.domain ?? domainFrom(known, presence);
  const values = stated.values.get(key);
  if (values !== undefined) return stateGiven(key, values, domain);
  if (domain.mayBeAbsent && (stated.absent.has(key) || stated.missing === 'ABSENT')) return ABSENT;
  return { kind: 'OPEN', domain };
}

const ABSENT: KeyState = { kind: 'ABSENT' };
const UNBOUND: KeyDomain['constraints'] = [];

/** What is documented of a key of which nothing follows from the request. */
function domainFrom(known: KeyFacts | null, presence: Presence): KeyDomain {
  const mayBeAbsent = presence !== 'ALWAYS';
  if (known === null) return { mayBeAbsent, isMultivalued: false, constraints: UNBOUND };
  return { mayBeAbsent, isMultivalued: known.isMultivalued, constraints: UNBOUND, type: known.type };
}

/**
 * What is stated stands as far as it can be so. An address range means some address in it: what one range of a policy only overlaps stays
 * open, whatever the operator.
 */
function stateGiven(key: string, values: readonly string[], domain: KeyDomain): KeyState {
  const [value = ''] = values;
  if (domain.type === 'ADDRESS' && values.length === 1 && value.includes('/') && parseAddressRange(value) !== null) {
    const constraint = constraintOn(key, 'IpAddress', values);
    return { kind: 'OPEN', domain: { ...domain, mayBeAbsent: false, constraints: [constraint] } };
  }
  const fits = domain.constraints.every((constraint) => values.every((each) => satisfies(constraint, [each])));
  if (!fits) return { kind: 'OPEN', domain };
  return values.length === 0 ? ABSENT : { kind: 'VALUES', values };
}

/** Callers that can be sessions of a provider's users. */
const MAY_BE_SESSIONS: ReadonlySet<Caller['kind']> = new Set(['ROLE', 'ACCOUNT', 'ANYONE', 'CANONICAL_USER']);

/** Keys of identity providers: a caller's own ones, narrowed by its claims; nobody has those of another provider. */
function providerState(key: string, known: KeyFacts | null, caller: Caller): KeyState | null {
  if (known !== null && known.origin !== 'PROVIDER') return null;
  const isSaml = key.startsWith('saml:');
  const provider = isSaml ? null : providerOfKey(key);
  if (!isSaml && provider === null) return null;
  if (MAY_BE_SESSIONS.has(caller.kind)) return null;
  if (caller.kind !== 'FEDERATED') return ABSENT;
  const isOwn = isSaml
    ? caller.protocol === 'SAML'
    : caller.protocol === 'OIDC' && provider === providerName(caller.provider);
  if (!isOwn) return ABSENT;
  const claims = caller.claims.filter(({ atom }) => atom.kind === 'CONTEXT' && atom.key.toLowerCase() === key);
  const field = key.slice(key.lastIndexOf(':') + 1);
  const isOfEveryToken = !isSaml && (field === 'sub' || field === 'aud');
  const isAlways = isOfEveryToken || presenceOf(known, caller.kind, '') === 'ALWAYS';
  return {
    kind: 'OPEN',
    domain: {
      mayBeAbsent: !isAlways && claims.every((claim) => satisfies(claim, null)),
      isMultivalued: (known?.isMultivalued ?? field === 'amr') && !claims.some(isOfOneValue),
      constraints: claims,
    },
  };
}

/** A claim that no key with several values meets: without a set operator, such values match nothing. */
function isOfOneValue({ atom, isNegated }: Literal): boolean {
  const operator = atom.kind === 'CONTEXT' ? parseOperator(atom.operator) : null;
  if (operator === null || operator.set !== null || operator.base.family === 'PRESENCE') return false;
  return operator.base.isNegated === isNegated;
}

/** As keys name it, in lower case: what stands behind `oidc-provider/` in the ARN, or the name itself. */
function providerName(provider: string): string {
  const arn = parseArn(provider);
  return (arn === null ? provider : arn.resource.slice(arn.resource.indexOf('/') + 1)).toLowerCase();
}

function satisfies({ atom, isNegated }: Literal, values: readonly string[] | null): boolean {
  if (atom.kind !== 'CONTEXT') return true;
  const operator = parseOperator(atom.operator);
  return operator === null || conditionHolds(operator, atom.values, values) !== isNegated;
}
