import { type BaseOperator, matchNothing, type ValueMatcher } from './base.js';
import { rememberLast } from './lastRead.js';
import { parseNumber } from './number.js';

/**
 * ISO 8601 dates (the W3C forms) and epoch seconds, interchangeably.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 * @see https://www.w3.org/TR/NOTE-datetime
 */
export const DATE_OPERATORS: readonly BaseOperator[] = [
  date('DateEquals', (requested, value) => requested === value),
  { ...date('DateNotEquals', (requested, value) => requested === value), isNegated: true },
  date('DateLessThan', (requested, value) => requested < value),
  date('DateLessThanEquals', (requested, value) => requested <= value),
  date('DateGreaterThan', (requested, value) => requested > value),
  date('DateGreaterThanEquals', (requested, value) => requested >= value),
];

const FORM = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/;

/** Milliseconds since 1970-01-01T00:00:00Z, or null. Four digits are a year, longer numbers are epoch seconds. */
export function parseDate(text: string): number | null {
  const parts = FORM.exec(text);
  if (parts === null) {
    const seconds = parseNumber(text);
    return seconds === null ? null : seconds * 1000;
  }
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] =
    parts;
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3);
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`);
  if (Number.isNaN(at) || new Date(at).getUTCDate() !== Number(day)) return null;
  return at - zoneMinutes(zone) * 60_000;
}

function zoneMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith('-') ? -minutes : minutes;
}

const readRequested = rememberLast(parseDate);

function date(name: string, compare: (requested: number, value: number) => boolean): BaseOperator {
  return { name, family: 'DATE', isNegated: false, compile };

  function compile(text: string): ValueMatcher {
    const value = parseDate(text);
    if (value === null) return matchNothing;
    return (requested) => {
      const at = readRequested(requested);
      return at !== null && compare(at, value);
    };
  }
}
