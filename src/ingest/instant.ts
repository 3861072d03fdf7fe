/** Earliest and latest instant that AWS data can hold: 1970 to 9999. */
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
/** Numbers above this are milliseconds: as seconds they would lie past the year 5000. */
const FIRST_MILLISECONDS = 100_000_000_000;

const WRITTEN =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;

/** What the CLI and most SDKs write today, for most of the calendar: no need to compute anything. */
const USUAL =
  /^(?:19[7-9]\d|2\d{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|\+00:00)$/;

/**
 * An instant as the AWS CLI, the SDKs or the API write it (ISO 8601, `2019-08-16 17:27:59+00:00`, epoch seconds or milliseconds) as
 * RFC 3339 in UTC; null when it cannot be read. Without an offset it is UTC, as AWS means it.
 */
export function readInstant(value: unknown): string | null {
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string') return null;
  if (USUAL.test(value)) return `${value.slice(0, 19)}Z`;
  const text = value.trim();
  if (/^\d{9,14}(\.\d+)?$/.test(text)) return fromEpoch(Number(text));
  const match = WRITTEN.exec(text);
  if (match === null) return null;
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] =
    match;
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3);
  const offset = /^(?:Z|UTC|GMT)$/i.test(zone) ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}${offset}`);
  if (Number.isNaN(time) || !isDayOfMonth(Number(year), Number(month), Number(day))) return null;
  return fromMilliseconds(time);
}

/** `Date.parse` takes 30 February for 1 March in some forms. */
function isDayOfMonth(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function fromEpoch(value: number): string | null {
  return fromMilliseconds(Math.abs(value) >= FIRST_MILLISECONDS ? value : value * 1000);
}

function fromMilliseconds(time: number): string | null {
  if (!Number.isFinite(time) || time < 0 || time > LATEST) return null;
  return new Date(time).toISOString().replace('.000Z', 'Z');
}
