import { usersOfWhom } from '../credentials.js';
import { stated } from '../found.js';
import type { FindingRule } from '../rule.js';

export const userWithoutMfa = Object.freeze<FindingRule>({
  id: 'user-without-mfa',
  title: 'User with a password and without MFA',
  severities: ['MEDIUM'],
  why: 'A password alone is guessed, found in another breach, or typed into a page that only looks like the console. With a second factor none of these is enough.',
  remediation:
    'Let the user register a passkey, security key or authenticator, and deny what is not needed for that without MFA; or take the password away and let people sign in through IAM Identity Center.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html',
  reads: ['credential reports'],
  find: async (scene) => {
    const { holders, gaps } = await usersOfWhom(
      scene,
      'passwords and MFA',
      ({ passwordEnabled, mfaEnabled }) =>
        passwordEnabled === false || (passwordEnabled === true && mfaEnabled !== null),
    );
    const findings = holders
      .filter(({ credentials }) => credentials.passwordEnabled === true && credentials.mfaEnabled === false)
      .map(({ node }) =>
        stated(node, '', 'MEDIUM', `User ${node.name} signs in to the console with a password alone.`),
      );
    return { findings, gaps };
  },
});
