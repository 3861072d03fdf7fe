import { nodeId } from '../../graph/ids.js';
import { parseArn } from '../../iam/arn.js';
import { dependentsOf } from '../dependents.js';
import type { PolicyView } from '../view.js';
import type { AskedOn, DecidedRequest, Requests } from './requests.js';
import type { Stranger } from './world.js';

/** Using the key with which what is read is encrypted; null where that is denied. */
export function readsThrough(
  { actor, view, requests }: { readonly actor: Stranger; readonly view: PolicyView; readonly requests: Requests },
  action: string,
  resource: AskedOn,
): readonly DecidedRequest[] | null {
  const keys = dependentsOf(view, { from: actor, action, resource }, new Map()).filter((one) =>
    one.action.startsWith('kms:'),
  );
  const found = keys.map(({ action: use, resources: [arn = ''], context }) => {
    const { account = null, region = null } = parseArn(arn) ?? {};
    return requests(use, { arn, account, node: view.node(nodeId.arn(arn)), region }, Object.fromEntries(context));
  });
  return found.some(({ judgement }) => judgement.decision === 'DENIED') ? null : found;
}
