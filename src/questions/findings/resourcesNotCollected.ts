import type { NodeOf } from '../../graph/nodes.js';
import type { Gap } from '../../iam/snapshot.js';
import type { Scene } from './scene.js';

/** Resources whose policies nobody asked for, and accounts of which no resources were collected. */
export async function resourcesNotCollected(scene: Scene): Promise<readonly Gap[]> {
  const resources = await scene.list('Resource');
  return notCollected(resources, await scene.list('Account'));
}

/** The same for resources and accounts that are at hand. */
export function notCollected(
  resources: readonly NodeOf<'Resource'>[],
  all: readonly NodeOf<'Account'>[],
): readonly Gap[] {
  const accounts = all.filter(({ isCollected }) => isCollected);
  const known = new Set(resources.map(({ account }) => account));
  const gap = (account: string | null, subject: string, text: string): Gap => ({
    kind: 'RESOURCE_POLICY_NOT_COLLECTED',
    account,
    subject,
    mayHide: true,
    mayOverstate: false,
    text,
  });
  return [
    ...accounts
      .filter(({ accountId }) => !known.has(accountId))
      .map(({ accountId }) =>
        gap(accountId, 'resources.json', `No resources of account ${accountId} were collected; it may have none.`),
      ),
    ...resources
      .filter(({ isPolicyCollected }) => !isPolicyCollected)
      .map(({ account, arn, name }) =>
        gap(account, arn ?? name, `The policy of ${arn ?? name} was not collected, if it has one.`),
      ),
  ];
}
