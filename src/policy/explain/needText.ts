import type { Need, Needs } from '../../iam/decision.js';
import type { Gap } from '../../iam/snapshot.js';
import { type Operator, parseOperator } from '../match/condition/index.js';

/** Verbs by operator, without negation: how it reads, and how its opposite does. */
const VERBS: Readonly<Record<string, readonly [string, string]>> = {
  StringEquals: ['is', 'is not'],
  StringEqualsIgnoreCase: ['is, in any case of letters,', 'is not, in any case of letters,'],
  StringLike: ['is like', 'is not like'],
  ArnEquals: ['is', 'is not'],
  ArnLike: ['is like', 'is not like'],
  Bool: ['is', 'is not'],
  BinaryEquals: ['is', 'is not'],
  IpAddress: ['is in', 'is not in'],
  NumericEquals: ['is', 'is not'],
  NumericLessThan: ['is less than', 'is not less than'],
  NumericLessThanEquals: ['is at most', 'is not at most'],
  NumericGreaterThan: ['is more than', 'is not more than'],
  NumericGreaterThanEquals: ['is at least', 'is not at least'],
  DateEquals: ['is', 'is not'],
  DateLessThan: ['is before', 'is not before'],
  DateLessThanEquals: ['is at or before', 'is not at or before'],
  DateGreaterThan: ['is after', 'is not after'],
  DateGreaterThanEquals: ['is at or after', 'is not at or after'],
};

/**
 * What a key is about. In a forward access session a service calls on with the permissions of whoever called it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
 */
const NOTES: Readonly<Record<string, string>> = {
  'aws:multifactorauthpresent': 'MFA',
  'sts:externalid': 'external ID',
  'aws:sourceip': 'source address',
  ...Object.fromEntries(
    ['aws:viaawsservice', 'aws:calledvia', 'aws:calledviafirst', 'aws:calledvialast', 'kms:viaservice'].map((key) => [
      key,
      'forward access session',
    ]),
  ),
};

/** All needs as words, without an end mark: alternatives, then what each asks for. */
export function needsText(needs: Needs): string {
  const alternatives = needs.alternatives.map(({ all, unread }) => {
    const parts = [...all.map(needText), ...unread.map(unreadText)];
    return parts.length === 0 ? 'nothing' : parts.join(' and ');
  });
  const listed = alternatives.join('; or ');
  return needs.truncated ? `${listed}; or further alternatives` : listed;
}

/** What is missing is a document, which would have to say so, or something else that its sentence tells. */
function unreadText({ kind, subject, text }: Gap): string {
  if (kind === 'WORK_BUDGET_SPENT') return `something holds that is not told (${text.replace(/\.$/, '')})`;
  return `${subject ?? 'a document that was not collected'} lets it pass (not collected)`;
}

/** One need in plain words: `aws:MultiFactorAuthPresent is true (MFA)`. */
export function needText(need: Need): string {
  return `${contentText(need)}${need.hop === null ? '' : ` (hop ${need.hop})`}`;
}

function contentText(need: Need): string {
  const values = listText(need.values);
  if (need.kind === 'SESSION') return `the session is ${need.isNegated ? 'not ' : ''}named ${values}`;
  if (need.kind !== 'CONTEXT' || need.key === null) {
    return `the ${need.kind.toLowerCase()} is ${need.isNegated ? 'not ' : ''}${values}`;
  }
  return conditionText(need.key, need.operator, need.values, need.isNegated);
}

/** One condition in plain words. */
export function conditionText(
  key: string,
  operatorText: string,
  values: readonly string[],
  isNegated: boolean,
): string {
  const operator = parseOperator(operatorText);
  const note = NOTES[key.toLowerCase()];
  const named = note === undefined ? '' : ` (${note})`;
  if (operator === null) return `${isNegated ? 'not ' : ''}${key} ${operatorText} ${listText(values)}${named}`;
  if (operator.base.family === 'PRESENCE') return `${key} is ${presence(values, isNegated)}${named}`;
  if (
    operator.base.family === 'BOOL' &&
    isNegated &&
    values.length === 1 &&
    operator.set === null &&
    !operator.ifExists
  ) {
    return `${key} is absent or not ${values[0] ?? ''}${named}`;
  }
  return `${comparisonText(key, operator, values, isNegated)}${named}`;
}

function presence(values: readonly string[], isNegated: boolean): string {
  const meant = new Set(values.map((value) => (value.toLowerCase() === 'true') !== isNegated));
  if (meant.size > 1) return 'absent or present';
  return meant.has(true) ? 'absent' : 'present';
}

function comparisonText(key: string, operator: Operator, values: readonly string[], isNegated: boolean): string {
  const { base, set, ifExists } = operator;
  const positive = base.name.replace('Not', '');
  const [verb, opposite] = VERBS[positive] ?? [base.name, `not ${base.name}`];
  const list = values.length === 0 ? 'any of no values' : listText(values, base.family === 'BOOL');
  if (set === null) {
    const text = `${key} ${base.isNegated === isNegated ? verb : opposite} ${list}`;
    if (!ifExists) return isNegated && !base.isNegated ? `${text}, or is absent` : text;
    return isNegated ? `${key} is present and ${base.isNegated ? verb : opposite} ${list}` : `${text}, or is absent`;
  }
  const isSome = (set === 'ForAnyValue') !== isNegated;
  return `${isSome ? 'some value' : 'every value'} of ${key} ${base.isNegated === isNegated ? verb : opposite} ${list}`;
}

/** A `$` that is plain text, as under the older version of the language, is shown as it is written there. */
function listText(values: readonly string[], isBare = false): string {
  const shown = values.map((value) => (isBare ? value : JSON.stringify(value.replaceAll('${$}', '$'))));
  return shown.length < 3 ? shown.join(' or ') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1) ?? ''}`;
}
