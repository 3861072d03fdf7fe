import { administrators, foundOfAdministrator } from '../administrators.js';
import { peopleWhoAdminister, usersOfWhom } from '../credentials.js';
import type { FindingRule } from '../rule.js';
import { wayGaps } from '../ways.js';

export const administratorWithoutMfa = Object.freeze<FindingRule>({
  id: 'administrator-without-mfa',
  title: 'Administrator without MFA',
  severities: ['HIGH', 'MEDIUM'],
  why: 'A password that is guessed, found in another breach or typed into the wrong page is all that stands between a stranger and everything in the account.',
  remediation:
    'Let the user register a passkey or security key today, and ask for MFA in the policies that let it administer; or take its password away.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#enable-mfa-for-privileged-users',
  reads: ['credential reports', 'CAN_ADMINISTER'],
  find: async (scene) => {
    const { holders, gaps } = await usersOfWhom(
      scene,
      'passwords and MFA',
      ({ passwordEnabled, mfaEnabled }) =>
        passwordEnabled === false || (passwordEnabled === true && mfaEnabled !== null),
    );
    const known = await scene.once(administrators);
    const ways = holders.flatMap(({ node, credentials: { passwordEnabled, mfaEnabled } }) => {
      const way = known.get(node.id);
      return way !== undefined && passwordEnabled === true && mfaEnabled === false ? [way] : [];
    });
    const findings = ways.map((way) => {
      const text = `User ${way.from.name} can do everything in account ${way.from.account ?? ''}, and signs in with a password alone.`;
      const severity = way.edge.conclusion.decision === 'ALLOWED' ? ('HIGH' as const) : ('MEDIUM' as const);
      return foundOfAdministrator(scene, way, { about: '', severity, text });
    });
    const roles = [...known.values()].flatMap(({ from }) => (from.label === 'Role' ? [from] : []));
    const people = await peopleWhoAdminister(scene, roles);
    const all = await scene.reader.gaps(scene.call);
    return { findings, gaps: [...gaps, ...people, ...ways.flatMap((way) => wayGaps(way, all))] };
  },
});
