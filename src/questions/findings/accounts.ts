import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import type { Gap } from '../../iam/snapshot.js';
import { type Belonging, belongingOf } from '../belonging.js';
import type { Scene } from './scene.js';

/** Accounts of the graph by number. */
export async function accountsById(scene: Scene): Promise<ReadonlyMap<string, NodeOf<'Account'>>> {
  return new Map((await scene.list('Account')).map((account) => [account.accountId, account]));
}

/** Tells whose an account is, by its number. */
export async function belongings(scene: Scene): Promise<(account: string) => Belonging> {
  const accounts = await scene.once(accountsById);
  const knowsOrganizations = (await scene.list('Organization')).length > 0;
  return (id) => belongingOf(accounts.get(id) ?? null, knowsOrganizations);
}

/** That an account may be ours as well. */
export function belongingUnknown(account: string): Gap {
  return {
    kind: 'ORGANIZATION_NOT_COLLECTED',
    account: null,
    subject: account,
    mayHide: false,
    mayOverstate: true,
    text: `No organisation was collected: whether account ${account} is of the same one is unknown.`,
  };
}

/** Tells whether an account is production, as the config has it. */
export async function productions(scene: Scene): Promise<(account: string | null) => boolean> {
  const { accounts: listed, organizationalUnits, unitNames, tags } = scene.config.production;
  const accounts = await scene.once(accountsById);
  const units = new Map((await scene.list('OrganizationalUnit')).map((unit) => [unit.id, unit]));
  const names = new Set(unitNames.map(lower));
  const ids = new Set(organizationalUnits.map((id) => nodeId.unit(id)));
  const isUnder = (parent: string | null): boolean => {
    const above = new Set<string>();
    for (let id = parent; id !== null && !above.has(id); id = units.get(id)?.parentId ?? null) {
      above.add(id);
      if (ids.has(id) || names.has(lower(units.get(id)?.name ?? ''))) return true;
    }
    return false;
  };
  const isTagged = (account: NodeOf<'Account'>): boolean =>
    account.tags.some(({ key, value }) =>
      tags.some((tag) => lower(tag.key) === lower(key) && tag.values.some((one) => lower(one) === lower(value))),
    );
  const found = new Set(listed);
  for (const account of accounts.values()) {
    if (isUnder(account.parentId) || isTagged(account)) found.add(account.accountId);
  }
  return (account) => account !== null && found.has(account);
}

function lower(text: string): string {
  return text.toLowerCase();
}
