import { rootsOfWhom } from '../credentials.js';
import { stated } from '../found.js';
import type { FindingRule } from '../rule.js';
import { accountsById } from '../accounts.js';

export const rootWithoutMfa = Object.freeze<FindingRule>({
  id: 'root-without-mfa',
  title: 'Root user without MFA',
  severities: ['CRITICAL', 'HIGH'],
  why: 'The password of the root user can be reset by whoever reads the mail of the account, and then nothing in the account stops them. In the management account SCPs do not bind it either.',
  remediation:
    'Register at least one passkey or security key for the root user; in a member account rather delete its password and use root tasks.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html',
  reads: ['credential reports'],
  find: async (scene) => {
    const { holders, gaps } = await rootsOfWhom(
      scene,
      'MFA',
      ({ passwordEnabled, mfaEnabled }) => passwordEnabled === false || mfaEnabled !== null,
    );
    const accounts = await scene.once(accountsById);
    // A report that says nothing of the root user's password is one of before 2024: every root user had one.
    const findings = holders
      .filter(({ credentials }) => credentials.passwordEnabled !== false && credentials.mfaEnabled === false)
      .map(({ node }) => {
        const account = accounts.get(node.account ?? '');
        const isMember = account !== undefined && account.organizationId !== null && !account.isManagement;
        const text = `The root user of account ${node.account ?? ''} signs in without a second factor.`;
        return stated(node, '', isMember ? 'HIGH' : 'CRITICAL', text);
      });
    return { findings, gaps };
  },
});
