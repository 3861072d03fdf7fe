import { groupBy } from '../../../derive/groupBy.js';
import { gapsThatCouldAdd } from '../../completeness.js';
import { fetchCompiled } from '../../fetchCompiled.js';
import { stated } from '../found.js';
import type { FindingRule } from '../rule.js';

export const trustDeleted = Object.freeze<FindingRule>({
  id: 'trust-deleted',
  title: 'Policy that names a deleted user or role',
  severities: ['LOW'],
  why: 'Where a user or role that a policy names is deleted, AWS shows its unique id instead. Nobody has that id any more, not even a new user of the same name: the statement does nothing, hides what the policy is for, and whoever saves the policy again has to guess what stood there.',
  remediation:
    'Take the statement out, or name whom it should admit now. A role that nobody else enters can be deleted.',
  reference:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles',
  reads: ['trust policies', 'resource policies'],
  find: async (scene) => {
    const { reader, call } = scene;
    const [users, roles, policies] = await Promise.all([scene.list('User'), scene.list('Role'), scene.list('Policy')]);
    const alive = new Set([...users, ...roles].flatMap(({ uniqueId }) => uniqueId ?? []));
    const owned = policies.filter(({ kind }) => kind === 'TRUST' || kind === 'RESOURCE');
    const compiled = await fetchCompiled(
      reader,
      owned.map(({ id }) => id),
      call,
    );
    const named = owned.flatMap((policy) =>
      (compiled.get(policy.id)?.statements ?? []).flatMap(({ effect, principals }) =>
        effect === 'ALLOW' && principals !== null && !principals.isNot
          ? principals.elements.flatMap(({ kind, value }) =>
              kind === 'DELETED' && !alive.has(value) ? [{ owner: policy.ownerId ?? policy.id, value }] : [],
            )
          : [],
      ),
    );
    const ids = [...new Set(named.map(({ owner }) => owner))];
    const owners = new Map((await reader.nodes(ids, call)).flatMap((node) => (node === null ? [] : [[node.id, node]])));
    const findings = [...groupBy(named, ({ owner, value }) => JSON.stringify([owner, value])).values()].flatMap(
      ([first]) => {
        const owner = owners.get(first?.owner ?? '');
        if (first === undefined || owner === undefined) return [];
        const what = owner.label === 'Role' ? `The trust policy of role ${owner.name}` : `The policy of ${owner.name}`;
        return [stated(owner, first.value, 'LOW', `${what} admits ${first.value}, a user or role that was deleted.`)];
      },
    );
    const missing = owned.filter(({ documentKey }) => documentKey === null).map(({ id }) => id);
    const all = await reader.gaps(call);
    const unread = all.filter(({ subject }) => subject !== null && missing.includes(subject));
    return { findings, gaps: [...unread, ...gapsThatCouldAdd(all, null)] };
  },
});
