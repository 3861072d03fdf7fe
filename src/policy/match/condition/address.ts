import { type BaseOperator, matchNothing, type ValueMatcher } from './base.js';
import { rememberLast } from './lastRead.js';

/**
 * IPv4 and IPv6, single addresses and CIDR ranges; an address without a prefix length is itself alone.
 * A request that states a range matches where the whole of it lies inside.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export const ADDRESS_OPERATORS: readonly BaseOperator[] = [
  { name: 'IpAddress', family: 'ADDRESS', isNegated: false, compile },
  { name: 'NotIpAddress', family: 'ADDRESS', isNegated: true, compile },
];

/** Addresses from first to last, of one version. */
export interface AddressRange {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** An address or a CIDR, or null. Bits beyond the prefix length are ignored. */
export function parseAddressRange(text: string): AddressRange | null {
  const match = /^([0-9A-Fa-f.:]{2,45})(?:\/(\d{1,3}))?$/.exec(text);
  if (match === null) return null;
  const address = match[1] ?? '';
  const version = address.includes(':') ? 6 : 4;
  const bits = version === 6 ? 128 : 32;
  const value = version === 6 ? parseV6(address) : parseV4(address);
  const prefix = match[2] === undefined ? bits : Number(match[2]);
  if (value === null || prefix > bits) return null;
  const size = 1n << BigInt(bits - prefix);
  const first = value - (value % size);
  return { version, first, last: first + size - 1n };
}

/** An address as text. IPv6 is written with all eight groups. */
export function formatAddress(version: 4 | 6, value: bigint): string {
  const groups = version === 6 ? 8 : 4;
  const bits = version === 6 ? 16n : 8n;
  const texts = Array.from({ length: groups }, (_, index) => {
    const group = (value >> (bits * BigInt(groups - 1 - index))) & ((1n << bits) - 1n);
    return group.toString(version === 6 ? 16 : 10);
  });
  return texts.join(version === 6 ? ':' : '.');
}

function parseV4(text: string): bigint | null {
  const value = readV4(text);
  return value === null ? null : BigInt(value);
}

/** Four numbers of up to three digits, as one number. */
function readV4(text: string): number | null {
  let value = 0;
  let part = 0;
  let digits = 0;
  let dots = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit >= 0 && digit <= 9 && digits < 3) {
      part = part * 10 + digit;
      digits++;
    } else if (digit === DOT - ZERO && digits > 0 && part <= 255 && dots < 3) {
      value = value * 256 + part;
      part = 0;
      digits = 0;
      dots++;
    } else return null;
  }
  return dots === 3 && digits > 0 && part <= 255 ? value * 256 + part : null;
}

const ZERO = 48;
const DOT = 46;

function parseV6(text: string): bigint | null {
  const sides = text.split('::');
  if (sides.length > 2) return null;
  const head = groupsOf(sides[0] ?? '');
  const tail = sides.length === 2 ? groupsOf(sides[1] ?? '') : [];
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (sides.length === 2 ? missing < 1 : missing !== 0) return null;
  return [...head, ...Array<number>(missing).fill(0), ...tail].reduce(
    (value, group) => value * 65536n + BigInt(group),
    0n,
  );
}

function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (part.includes('.') && index === parts.length - 1) {
      const v4 = parseV4(part);
      if (v4 === null) return null;
      groups.push(Number(v4 >> 16n), Number(v4 & 0xffffn));
    } else if (/^[0-9A-Fa-f]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return null;
  }
  return groups;
}

/** A range whose ends are compared as numbers: BigInt is slow, and IPv6 alone needs it. */
interface ComparableRange {
  readonly version: 4 | 6;
  readonly first: bigint | number;
  readonly last: bigint | number;
}

function comparable(text: string): ComparableRange | null {
  const address = readV4(text);
  if (address !== null) return { version: 4, first: address, last: address };
  const range = parseAddressRange(text);
  if (range === null || range.version === 6) return range;
  return { version: 4, first: Number(range.first), last: Number(range.last) };
}

const readRequested = rememberLast(comparable);

function compile(text: string): ValueMatcher {
  const range = comparable(text);
  if (range === null) return matchNothing;
  return (requested) => {
    const asked = readRequested(requested);
    return asked?.version === range.version && asked.first >= range.first && asked.last <= range.last;
  };
}
