import type { Tag } from '../iam/snapshot.js';
import type { Json } from '../lib/json.js';
import type { SessionFacts } from '../policy/model.js';
import { fault } from './fault.js';
import { booleanOf, fieldsOf, listOf, objectOf, optional, step, textOf } from '../lib/fields.js';

/** What a case says of the caller's session. */
export type ReadSession = SessionFacts;

/** How a case says that the session has nothing of a kind. */
export const NO_SESSION = {
  sourceIdentity: null,
  tags: [],
  transitiveTagKeys: [],
  chained: false,
  mfa: false,
  provider: null,
};

/**
 * `request.session`: `name`, `tags` (an object, or a list of `{key, value}`), `transitiveTagKeys`, `sourceIdentity`, `chained`, `mfa`,
 * `provider`. Errors: CASE_MALFORMED.
 */
export function readSession(value: Json | undefined, pointer: string): ReadSession {
  if (value === undefined || value === null) return {};
  const fields = fieldsOf(value, pointer);
  const name = optional(fields, 'name', textOf);
  const tags = optional(fields, 'tags', readTags);
  const transitiveTagKeys = optional(fields, 'transitiveTagKeys', (list, at) => listOf(list, at, textOf));
  const sourceIdentity = nullable(fields.take('sourceIdentity'), `${pointer}/sourceIdentity`);
  const chained = optional(fields, 'chained', booleanOf);
  const mfa = optional(fields, 'mfa', booleanOf);
  const provider = nullable(fields.take('provider'), `${pointer}/provider`);
  fields.end();
  const missing = transitiveTagKeys?.findIndex((key) => !hasTag(tags ?? [], key)) ?? -1;
  if (missing >= 0) {
    throw fault(
      'CASE_CONTRADICTORY',
      `${pointer}/transitiveTagKeys/${missing}`,
      'a transitive key is the key of a tag',
    );
  }
  return {
    ...(name === undefined ? {} : { name }),
    ...(tags === undefined ? {} : { tags }),
    ...(transitiveTagKeys === undefined ? {} : { transitiveTagKeys }),
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    ...(chained === undefined ? {} : { chained }),
    ...(mfa === undefined ? {} : { mfa }),
    ...(provider === undefined ? {} : { provider }),
  };
}

function nullable(value: Json | undefined, pointer: string): string | null | undefined {
  return value === undefined || value === null ? value : textOf(value, pointer);
}

function readTags(value: Json, pointer: string): readonly Tag[] {
  const tags = Array.isArray(value)
    ? listOf(value, pointer, (each, at) => {
        const fields = fieldsOf(each, at);
        const tag = {
          key: textOf(fields.take('key'), `${at}/key`),
          value: tagValue(fields.take('value'), `${at}/value`),
        };
        fields.end();
        return tag;
      })
    : Object.entries(objectOf(value, pointer)).map(([key, found]) => ({
        key,
        value: tagValue(found, pointer + step(key)),
      }));
  const twice = tags.find(
    (tag, index) => tags.findIndex(({ key }) => key.toLowerCase() === tag.key.toLowerCase()) < index,
  );
  if (twice !== undefined) throw fault('CASE_MALFORMED', pointer, 'a tag key is given twice; tag keys ignore case');
  return tags;
}

/** The value of a tag may be empty. */
function tagValue(value: Json | undefined, pointer: string): string {
  if (typeof value === 'string') return value;
  throw fault('CASE_MALFORMED', pointer, 'a text is expected here');
}

function hasTag(tags: readonly Tag[], key: string): boolean {
  return tags.some((tag) => tag.key.toLowerCase() === key.toLowerCase());
}
