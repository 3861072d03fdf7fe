import type { PolicyText } from '../../iam/snapshot.js';
import { KnownError, type Place } from '../../lib/errors.js';
import type { Json } from '../../lib/json.js';
import { type Item, listElements, placeOf, placeOfField, toItem, valueOf } from '../fields.js';
import { describePlace, refusal } from '../refusal.js';
import type { Draft } from './draft.js';
import { readResourceIdentity } from './resourceFields.js';

/** A resource's policy as `resource-policies.json` states it. */
export interface StatedPolicy {
  readonly arn: string;
  readonly type: string;
  readonly account: string;
  /** Null where the entry says that there is none, or where the document cannot be read. */
  readonly policy: PolicyText | null;
  readonly isReadable: boolean;
  readonly place: Place;
}

/**
 * resource-policies.json. A document that cannot be read is a gap on its resource and a warning, since services keep policies of forms of
 * their own; an entry that is none is refused as everywhere. Errors: DUMP_MALFORMED, DUMP_CONFLICT, DUMP_WARNING when strict.
 */
export function readResourcePolicies(value: Json, file: string, draft: Draft): void {
  const elements = listElements(value, file, '', 'resource-policies.json');
  draft.ledger.countRead('ResourcePolicy', elements.length);
  for (const element of elements) {
    const subject = `${file}#${element.pointer}`;
    const part = { kind: 'ResourcePolicy', account: null, subject, mayHide: true, mayOverstate: true } as const;
    draft.ledger.attempt(part, () => {
      const stated = readStated(toItem(element, 'PASCAL', 'resource-policies.json'), draft);
      const before = draft.resourcePolicies.get(stated.arn);
      if (before !== undefined) {
        throw refusal(
          'DUMP_CONFLICT',
          stated.place,
          `${stated.arn} stands twice, at first in ${describePlace(before.place)}`,
        );
      }
      draft.resourcePolicies.set(stated.arn, stated);
      if (stated.isReadable) draft.ledger.countStored('ResourcePolicy');
      else draft.ledger.countRefused('ResourcePolicy');
    });
  }
}

function readStated(item: Item, draft: Draft): StatedPolicy {
  const { arn, type, account } = readResourceIdentity(item);
  const value = valueOf(item, 'policy') ?? '';
  const common = { arn, type, account, place: placeOf(item) };
  if (value === '') return { ...common, policy: null, isReadable: true };
  const place = placeOfField(item, 'policy');
  const policy = readDocument(value, place, { arn, account }, draft);
  return { ...common, policy, isReadable: policy !== null };
}

function readDocument(
  value: Json,
  place: Place,
  of: { readonly arn: string; readonly account: string },
  { documents, ledger }: Draft,
): PolicyText | null {
  try {
    return documents.readOrRefuse(value, 'RESOURCE', place);
  } catch (error) {
    if (!(error instanceof KnownError) || error.code === 'DUMP_WARNING') throw error;
    const why = error.message.replace(/\.$/, '');
    ledger.countRefused('PolicyDocument');
    ledger.warn('POLICY_UNREADABLE', error.place ?? place, why);
    ledger.gap({
      kind: 'RESOURCE_POLICY_NOT_COLLECTED',
      account: of.account,
      subject: of.arn,
      mayHide: true,
      mayOverstate: true,
      text: `The resource policy of ${of.arn} could not be read: ${why}.`,
    });
    return null;
  }
}
