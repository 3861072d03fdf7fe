import type { Random } from './random.js';
import type { Scalar } from './types.js';

/** Keys, what requests have of them and what policies write, by the kind of operator that compares them. */
const KEYS: Readonly<
  Record<
    string,
    { readonly family: string; readonly requested: readonly string[]; readonly written: readonly string[] }
  >
> = {
  'aws:UserAgent': {
    family: 'String',
    requested: ['curl', 'Curl', 'cur*', 'c?rl', '', 'naïve', '😀', 'ann'],
    written: [
      'curl',
      'CURL',
      'c*',
      'c?rl',
      'cur${*}',
      '?',
      '*',
      '',
      'na?ve',
      '${aws:username}',
      "${aws:username, 'curl'}",
      '${aws:TagKeys}',
      '$${$}{x}',
      'c*l*',
    ],
  },
  'aws:referer': {
    family: 'String',
    requested: ['team-a', 'team-b', 'a'],
    written: [
      'team-a',
      'team-?',
      '${aws:PrincipalTag/team}',
      'team-${aws:PrincipalTag/Team}',
      "${aws:PrincipalTag/none, 'team-b'}",
    ],
  },
  'aws:ResourceTag/team': {
    family: 'String',
    requested: ['a', 'b'],
    written: ['a', 'b', 'A', '${aws:PrincipalTag/team}'],
  },
  'aws:RequestTag/Team': { family: 'String', requested: ['a', 'b'], written: ['a', 'B', '?'] },
  'aws:RequestedRegion': {
    family: 'String',
    requested: ['eu-west-1', 'us-east-1'],
    written: ['eu-west-1', 'EU-WEST-1', 'eu-*', 'us-*-1'],
  },
  'aws:SourceVpce': { family: 'String', requested: ['vpce-1', 'vpce-2'], written: ['vpce-1', 'vpce-*'] },
  'aws:MultiFactorAuthAge': {
    family: 'Numeric',
    requested: ['0', '60', '60.0', '3600', 'x'],
    written: ['60', '3600', '-1', '6e1', 'x'],
  },
  'aws:CurrentTime': {
    family: 'Date',
    requested: ['2026-01-02T03:04:05Z', '2026-06-01T00:00:00Z'],
    written: ['2026-01-02T03:04:05Z', '2026-01-02T04:04:05+01:00', '1767323045', '2026', '2026-03-01', 'never'],
  },
  'aws:SecureTransport': {
    family: 'Bool',
    requested: ['true', 'false', 'True'],
    written: ['true', 'false', 'TRUE', 'maybe'],
  },
  'aws:SourceIp': {
    family: 'IpAddress',
    requested: ['10.0.0.7', '10.1.0.7', '2001:db8::1', '192.0.2.1'],
    written: ['10.0.0.0/8', '10.0.0.7', '10.0.0.0/24', '2001:db8::/32', '2001:0db8:0:0::1', '0.0.0.0/0', 'x'],
  },
  'example:Blob': { family: 'Binary', requested: ['aGk=', 'aGkh', 'aGk'], written: ['aGk=', 'aGkh', 'AAAA'] },
  'example:Arn': {
    family: 'Arn',
    requested: ['arn:aws:sns:eu-west-1:111111111111:topic', 'arn:aws:s3:::b/a:b', 'nothing'],
    written: [
      'arn:aws:sns:*:111111111111:*',
      'arn:aws:sns:eu-west-1:*:top?c',
      'arn:aws:s3:::b/*',
      'arn:aws:*',
      'arn:*:*:*:*:${aws:username}',
    ],
  },
  'aws:TagKeys': { family: 'String', requested: ['team', 'cost', 'Team', ''], written: ['team', 'cost', 't*', '*'] },
  'aws:CalledVia': {
    family: 'String',
    requested: ['athena.amazonaws.com', 'cloudformation.amazonaws.com'],
    written: ['athena.amazonaws.com', '*.amazonaws.com'],
  },
};

/** Keys that follow from the request, which only policies write. */
const DERIVED: Readonly<Record<string, { readonly family: string; readonly written: readonly string[] }>> = {
  'aws:PrincipalArn': {
    family: 'Arn',
    written: [
      'arn:aws:iam::111111111111:user/ann',
      'arn:aws:iam::111111111111:role/*',
      'arn:aws:iam::*:user/*',
      'arn:aws:sts::*:federated-user/*',
    ],
  },
  'aws:PrincipalAccount': { family: 'String', written: ['111111111111', '222222222222'] },
  'aws:PrincipalOrgID': { family: 'String', written: ['o-one', 'o-two'] },
  'aws:PrincipalOrgPaths': { family: 'String', written: ['o-one/*', 'o-one/r-1/ou-1/', 'o-two/*'] },
  'aws:PrincipalType': { family: 'String', written: ['User', 'AssumedRole', 'Account', 'FederatedUser', 'Anonymous'] },
  'aws:PrincipalIsAWSService': { family: 'Bool', written: ['true', 'false'] },
  'aws:PrincipalServiceName': { family: 'String', written: ['sns.amazonaws.com', '*'] },
  'aws:PrincipalTag/team': { family: 'String', written: ['a', 'b', '*'] },
  'aws:username': { family: 'String', written: ['ann', 'b*', 'Ann'] },
  'aws:ResourceAccount': { family: 'String', written: ['111111111111', '${aws:PrincipalAccount}'] },
  'aws:ResourceOrgID': { family: 'String', written: ['o-one', '${aws:PrincipalOrgID}'] },
  'aws:ViaAWSService': { family: 'Bool', written: ['true', 'false'] },
  'aws:SourceIdentity': { family: 'String', written: ['ann', 'b*'] },
};

const ENTRIES = Object.entries(KEYS);
const WRITABLE = [...ENTRIES, ...Object.entries(DERIVED)];

const MULTIVALUED = new Set(['aws:TagKeys', 'aws:CalledVia', 'aws:PrincipalOrgPaths']);

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  String: [
    'StringEquals',
    'StringNotEquals',
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    'StringLike',
    'StringNotLike',
  ],
  Numeric: [
    'NumericEquals',
    'NumericNotEquals',
    'NumericLessThan',
    'NumericLessThanEquals',
    'NumericGreaterThan',
    'NumericGreaterThanEquals',
  ],
  Date: [
    'DateEquals',
    'DateNotEquals',
    'DateLessThan',
    'DateLessThanEquals',
    'DateGreaterThan',
    'DateGreaterThanEquals',
  ],
  Bool: ['Bool'],
  IpAddress: ['IpAddress', 'NotIpAddress'],
  Binary: ['BinaryEquals'],
  Arn: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'],
};

/** Keys that AWS sends with every request, so that a request of which all is known has them. */
const ALWAYS = ['aws:CurrentTime', 'aws:SecureTransport', 'aws:RequestedRegion'];

/** Context of a request: some of the keys, in any case of letters. NOBODY: a service or an unsigned request. */
export function randomContext(
  random: Random,
  kind: 'USER' | 'OTHER' | 'NOBODY',
): Record<string, Scalar | readonly Scalar[]> {
  const context: Record<string, Scalar | readonly Scalar[]> = {};
  for (const [key, { requested }] of ENTRIES) {
    if (!ALWAYS.includes(key) && !random.chance(0.45)) continue;
    if (key === 'aws:MultiFactorAuthAge' && kind !== 'USER') continue;
    if (key === 'aws:CalledVia' && kind === 'NOBODY') continue;
    const name = random.chance(0.2) ? key.toLowerCase() : key;
    context[name] = MULTIVALUED.has(key)
      ? [...new Set(random.some(1, 3, () => random.pick(requested)))]
      : random.pick(requested);
  }
  return context;
}

/** A Condition block of one to three lines. */
export function randomCondition(random: Random): Record<string, Record<string, Scalar | readonly Scalar[]>> {
  const block: Record<string, Record<string, Scalar | readonly Scalar[]>> = {};
  for (let lines = 1 + random.below(2.3); lines >= 1; lines--) {
    const [key, { family, written }] = random.pick(WRITABLE);
    const operator = randomOperator(random, key, family);
    const values = operator === 'Null' ? ['true', 'false'] : written;
    const found = random.some(1, 3, () => random.pick(values));
    const name = random.chance(0.15) ? key.toUpperCase() : key;
    const single = found[0] ?? '';
    const scalar: Scalar = family === 'Bool' && /^(?:true|false)$/u.test(single) ? single === 'true' : single;
    block[operator] = { ...block[operator], [name]: found.length === 1 ? scalar : found };
  }
  return block;
}

function randomOperator(random: Random, key: string, family: string): string {
  if (random.chance(0.1)) return 'Null';
  const base = random.pick(OPERATORS[family] ?? ['StringEquals']);
  const isMany = MULTIVALUED.has(key);
  const set = isMany || random.chance(0.1) ? random.pick(['ForAllValues:', 'ForAnyValue:']) : '';
  return `${set}${base}${random.chance(0.2) ? 'IfExists' : ''}`;
}
