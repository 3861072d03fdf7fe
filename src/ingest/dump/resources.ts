import { resourceName } from '../../iam/arn.js';
import type { Tag } from '../../iam/snapshot.js';
import type { Json } from '../../lib/json.js';
import type { Place } from '../../lib/errors.js';
import { type Item, listElements, malformed, placeOf, readOptionalText, readTags, toItem, valueOf } from '../fields.js';
import { describePlace, refusal } from '../refusal.js';
import { isObject } from '../text/readJson.js';
import type { Draft } from './draft.js';
import { readResourceIdentity } from './resourceFields.js';
import { checkSettings } from './resourceSettings.js';
import type { JsonObject } from '../../lib/json.js';

/** A resource as `resources.json` states it. */
export interface StatedResource {
  readonly arn: string;
  readonly type: string;
  readonly account: string;
  readonly name: string;
  readonly region: string | null;
  readonly tags: readonly Tag[];
  readonly properties: JsonObject;
  readonly place: Place;
}

const OWN_FIELDS = new Set(['arn', 'type', 'account', 'name', 'region', 'tags']);

/** resources.json: what is known of each resource; fields without a meaning here are kept. Errors: DUMP_MALFORMED, DUMP_CONFLICT, DUMP_WARNING when strict. */
export function readResources(value: Json, file: string, draft: Draft): void {
  const elements = listElements(value, file, '', 'resources.json');
  draft.ledger.countRead('Resource', elements.length);
  for (const element of elements) {
    const subject = `${file}#${element.pointer}`;
    const part = { kind: 'Resource', account: null, subject, mayHide: true, mayOverstate: true } as const;
    draft.ledger.attempt(part, () => {
      const item = toItem(element, 'PASCAL', 'resources.json');
      const resource = readResource(item);
      const before = draft.resources.get(resource.arn);
      if (before !== undefined) {
        throw refusal(
          'DUMP_CONFLICT',
          resource.place,
          `${resource.arn} stands twice, at first in ${describePlace(before.place)}`,
        );
      }
      checkSettings(item, resource.type, draft.ledger);
      draft.resources.set(resource.arn, resource);
      draft.ledger.countStored('Resource');
    });
  }
}

function readResource(item: Item): StatedResource {
  const { arn, parts, type, account } = readResourceIdentity(item);
  return {
    arn,
    type,
    account,
    name: readOptionalText(item, 'name') ?? resourceName(parts.resource.slice(parts.resource.lastIndexOf(':') + 1)),
    region: readOptionalText(item, 'region') ?? (parts.region === '' ? null : parts.region),
    tags: readAnyTags(item),
    properties: Object.fromEntries(Object.entries(item.raw).filter(([key]) => !OWN_FIELDS.has(key))),
    place: placeOf(item),
  };
}

/** Tags as lists of AWS's (`Key`, or `key` as some services write it), or as an object from key to value. Errors: DUMP_MALFORMED. */
function readAnyTags(item: Item): readonly Tag[] {
  const value = valueOf(item, 'tags');
  if (!isObject(value)) {
    const isLower =
      Array.isArray(value) && value.some((tag) => isObject(tag as Json) && Object.hasOwn(tag as object, 'key'));
    return isLower ? readTags({ ...item, style: 'CAMEL' }, 'Tags') : readTags(item, 'tags');
  }
  return Object.entries(value).map(([key, text]) => {
    if (typeof text !== 'string') throw malformed(item, 'tags', `the value of the tag ${key} is no text`);
    return { key, value: text };
  });
}
