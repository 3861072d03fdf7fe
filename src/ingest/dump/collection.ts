import type { Json } from '../../lib/json.js';
import { listElements, readOptionalInstant, readOptionalText, readText, toItem } from '../fields.js';
import type { Draft } from './draft.js';

/** collection.json: which calls were made, when, and which were denied or left out. Errors: DUMP_MALFORMED. */
export function readCollection(value: Json, file: string, draft: Draft): void {
  const { ledger } = draft;
  const elements = listElements(value, file, '', 'collection.json');
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
      const status = readText(item, 'status');
      const at = readOptionalInstant(item, 'at', ledger);
      if (at !== null) draft.collectedAt.push(at);
      ledger.countStored('CollectionRecord');
      if (account !== null && region !== null) nameRegion(draft, account, region);
      if (status === 'OK') {
        if (account !== null) draft.callsMade.push({ account, service, call, region });
        return;
      }
      const why = status === 'DENIED' ? 'was denied' : status === 'SKIPPED' ? 'was left out' : `ended with ${status}`;
      ledger.gap({
        kind: 'LISTING_INCOMPLETE',
        account,
        subject: `${service}:${call}`,
        mayHide: true,
        mayOverstate: true,
        text: `When the dump was collected, ${service}:${call} ${why}${account === null ? '' : ` in account ${account}`}.`,
      });
    });
  }
}

function nameRegion({ regionsNamed }: Draft, account: string, region: string): void {
  const known = regionsNamed.get(account);
  if (known === undefined) regionsNamed.set(account, new Set([region]));
  else known.add(region);
}
