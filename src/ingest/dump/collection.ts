import type { Gap } from '../../iam/snapshot.js';
import { isCallOfResources } from '../../iam/gapScope.js';
import type { Json } from '../../lib/json.js';
import { listElements, readOptionalInstant, readOptionalText, readText, toItem } from '../fields.js';
import type { Draft } from './draft.js';

/** A call that was not answered, in every region in which it was not. */
interface Unanswered {
  readonly account: string | null;
  readonly service: string;
  readonly call: string;
  readonly status: string;
  /** ARN of the resource that it was about, where it was about one. */
  readonly resource: string | null;
  readonly regions: Set<string>;
}

/** collection.json: which calls were made, when, and which were denied or left out. Errors: DUMP_MALFORMED. */
export function readCollection(value: Json, file: string, draft: Draft): void {
  const { ledger } = draft;
  const elements = listElements(value, file, '', 'collection.json');
  const unanswered = new Map<string, Unanswered>();
  ledger.countRead('CollectionRecord', elements.length);
  for (const element of elements) {
    const part = {
      kind: 'CollectionRecord',
      account: null,
      subject: `${file}#${element.pointer}`,
      mayHide: true,
      mayOverstate: true,
    } as const;
    ledger.attempt(part, () => {
      const item = toItem(element, 'PASCAL', 'collection.json');
      const account = readOptionalText(item, 'account');
      const service = readText(item, 'service');
      const call = readText(item, 'call');
      const region = readOptionalText(item, 'region');
      const resource = readOptionalText(item, 'resource');
      const status = readText(item, 'status');
      const at = readOptionalInstant(item, 'at', ledger);
      if (at !== null) draft.collectedAt.push(at);
      ledger.countStored('CollectionRecord');
      if (account !== null && region !== null) nameRegion(draft, account, region);
      if (status === 'OK') {
        if (account !== null) draft.callsMade.push({ account, service, call, region });
        return;
      }
      if (account !== null) draft.callsUnanswered.push({ account, service, call, region, resource });
      const key = JSON.stringify([account, service, call, status, resource]);
      const known = unanswered.get(key) ?? { account, service, call, status, resource, regions: new Set() };
      unanswered.set(key, known);
      if (region !== null) known.regions.add(region);
    });
  }
  for (const each of unanswered.values()) ledger.gap(gapOf(each));
}

function nameRegion({ regionsNamed }: Draft, account: string, region: string): void {
  const known = regionsNamed.get(account);
  if (known === undefined) regionsNamed.set(account, new Set([region]));
  else known.add(region);
}

/** Resources that were not listed can hide access alone; what was not told of one, or of identities, may forbid some as well. */
function gapOf({ account, service, call, status, resource, regions }: Unanswered): Gap {
  const what = service === '*' ? 'everything' : `${service}:${call}`;
  const why = status === 'DENIED' ? 'was denied' : status === 'SKIPPED' ? 'was left out' : `ended with ${status}`;
  const where = [...(account === null ? [] : [`account ${account}`]), ...[...regions].toSorted()].join(', ');
  const of = resource === null ? '' : ` of ${resource}`;
  return {
    kind: resource === null ? 'LISTING_INCOMPLETE' : 'RESOURCE_POLICY_NOT_COLLECTED',
    account,
    subject: resource ?? `${service}:${call}`,
    mayHide: true,
    mayOverstate: resource !== null || !isCallOfResources(service),
    text: `When the dump was collected, ${what}${of} ${why}${where === '' ? '' : ` in ${where}`}.`,
  };
}
