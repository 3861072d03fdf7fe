import { accountsById } from '../accounts.js';
import { rootsOfWhom } from '../credentials.js';
import { stated } from '../found.js';
import type { FindingRule } from '../rule.js';

export const rootCredentialsOfMember = Object.freeze<FindingRule>({
  id: 'root-credentials-of-member',
  title: 'Root credentials in a member account',
  severities: ['LOW'],
  why: 'A member account needs no root credentials: what only a root user can do, the management account or a delegated administrator does with a root task. Credentials that are not there cannot be stolen, and need no MFA device in a safe.',
  remediation:
    'Turn on centralised root access in the organisation, and delete the root password, keys and MFA device of the account with it.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html#id_root-user-access-management',
  reads: ['credential reports'],
  find: async (scene) => {
    const { holders, gaps } = await rootsOfWhom(
      scene,
      'password',
      ({ passwordEnabled, accessKeys }) => passwordEnabled !== null || (accessKeys ?? []).length > 0,
    );
    const accounts = await scene.once(accountsById);
    const isMember = (id: string | null): boolean => {
      const account = accounts.get(id ?? '');
      return account !== undefined && account.organizationId !== null && !account.isManagement;
    };
    const findings = holders
      .filter(
        ({ node, credentials: { passwordEnabled, accessKeys } }) =>
          isMember(node.account) && (passwordEnabled === true || (accessKeys ?? []).length > 0),
      )
      .map(({ node, credentials: { passwordEnabled, accessKeys } }) => {
        const has = [
          ...(passwordEnabled === true ? ['a password'] : []),
          ...(accessKeys?.length ? ['access keys'] : []),
        ];
        const text = `The root user of member account ${node.account ?? ''} has ${has.join(' and ')}.`;
        return stated(node, '', 'LOW', text);
      });
    return { findings, gaps: gaps.filter(({ account }) => isMember(account)) };
  },
});
