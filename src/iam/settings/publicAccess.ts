import { booleanOf, type Fields, fieldsOf, optional } from '../../lib/fields.js';
import type { Json } from '../../lib/json.js';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html */
const SWITCHES = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;

/** The four switches of S3's public access block; one left out is off. */
export type Switches = Readonly<Record<(typeof SWITCHES)[number], boolean>>;

/** Where the switches stand. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
const LEVELS = ['organization', 'account', 'bucket', 'accessPoint'] as const;

export type PublicAccessLevel = (typeof LEVELS)[number];

/** The switches of each level that is stated. */
export type PublicAccess = Readonly<Partial<Record<PublicAccessLevel, Switches>>>;

/** The four switches, which stand at `own` level, or one object of them for each level. Errors: Malformed. */
export function readPublicAccess(value: Json, pointer: string, own: PublicAccessLevel): PublicAccess {
  const fields = fieldsOf(value, pointer);
  const here = switchesIn(fields);
  const stated = LEVELS.flatMap((level) => {
    const switches = optional(fields, level, readSwitches);
    return switches === undefined ? [] : [[level, switches] as const];
  });
  fields.end();
  const byLevel = Object.fromEntries(stated);
  return here === null && stated.length > 0 ? byLevel : { [own]: here ?? OFF, ...byLevel };
}

const OFF: Switches = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};

function readSwitches(value: Json, pointer: string): Switches {
  const fields = fieldsOf(value, pointer);
  const switches = switchesIn(fields);
  fields.end();
  return switches ?? OFF;
}

/** Null where none of them is stated. */
function switchesIn(fields: Fields): Switches | null {
  const stated = SWITCHES.flatMap((name) => {
    const isOn = optional(fields, name, booleanOf);
    return isOn === undefined ? [] : [[name, isOn] as const];
  });
  return stated.length === 0 ? null : { ...OFF, ...Object.fromEntries(stated) };
}

/** Whether a switch is on: at any level is enough. */
export function isOn(access: PublicAccess, name: keyof Switches): boolean {
  return LEVELS.some((level) => access[level]?.[name] === true);
}
