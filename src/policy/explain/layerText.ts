import type { LayerKind, LayerOutcome, StatementReference } from '../../iam/decision.js';
import type { LayerSaid } from '../decide/layer.js';
import { conditionText } from './needText.js';

const NAMES: Readonly<Record<LayerKind, string>> = {
  IDENTITY: 'identity policy',
  RESOURCE: 'resource policy',
  BOUNDARY: 'permissions boundary',
  SESSION: 'session policy',
  SCP: 'SCP',
  RCP: 'RCP',
  ENDPOINT: 'endpoint policy',
  ACL: 'access control list',
  PUBLIC_ACCESS_BLOCK: 'public access block',
  KMS_GRANT: 'key grant',
};

/** A role has one trust policy, and AWS gives it no name. */
const TRUST_POLICY = 'trust policy';

/** What a layer is called: a role's resource policy is its trust policy. */
function nameOf(kind: LayerKind, isTrust: boolean): string {
  return kind === 'RESOURCE' && isTrust ? TRUST_POLICY : NAMES[kind];
}

/** One sentence about a layer, without an end mark. `action` as the request names it. */
export function layerText(
  said: LayerSaid,
  outcome: LayerOutcome,
  statements: readonly StatementReference[],
  about: { readonly action: string; readonly isTrust: boolean },
): string {
  const name = nameOf(said.kind, about.isTrust);
  const place = said.at === null ? '' : ` on ${said.at.replace(':', ' ')}`;
  const [first] = statements;
  switch (outcome) {
    case 'NOT_ATTACHED':
      if (said.kind === 'RESOURCE') return `the resource has no ${name}`;
      return `no ${name} is attached${place}`;
    case 'EXEMPT':
      return `${said.reason ?? `the ${name} does not bind this caller`}${place}`;
    case 'UNKNOWN':
      return `a document of the ${name}${place} was not collected`;
    case 'SILENT':
      if (said.reason !== null) return said.reason;
      return `no ${name}${place} allows ${about.action}`;
    case 'EXPLICIT_DENY':
      return first === undefined
        ? `the ${name}${place} denies it`
        : `the ${name}${statementText(first, place, about.action)}`;
    case 'ALLOWED':
      if (said.status === 'GIVEN') return said.reason ?? `the ${name} is taken to allow it`;
      return first === undefined
        ? `the ${name}${place} stops nothing`
        : `the ${name}${statementText(first, place, about.action)}`;
    case 'CONDITIONAL':
      return first === undefined
        ? `the ${name}${place} allows it under conditions`
        : `the ${name}${statementText(first, place, about.action)}`;
  }
}

/** What follows the name of the layer: `` `deny-outside` on unit ou-1 denies sts:AssumeRole when … `` */
function statementText(statement: StatementReference, place: string, action: string): string {
  const verb = statement.effect === 'ALLOW' ? 'allows' : 'denies';
  const sid = statement.sid === null ? '' : `, statement \`${statement.sid}\`,`;
  const named = statement.matchedPrincipal;
  const to = named === null ? '' : ` to ${named === '*' ? 'everybody' : `\`${named}\``}`;
  const conditions = statement.conditions.map(({ key, operator, values }) =>
    conditionText(key, operator, values, false),
  );
  const when = conditions.length === 0 ? '' : ` when ${conditions.join(' and ')}`;
  const name = statement.policyName === TRUST_POLICY ? '' : ` \`${statement.policyName}\``;
  return `${name}${place}${sid} ${verb} ${action}${to}${when}`;
}
