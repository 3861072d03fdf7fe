import { belongingUnknown, productions } from '../accounts.js';
import { strangerWays } from '../byStranger.js';
import { gapsThatCouldAdd } from '../../completeness.js';
import { entered } from '../found.js';
import type { FindingRule } from '../rule.js';

export const trustOutside = Object.freeze<FindingRule>({
  id: 'trust-outside',
  title: 'Role open to outside the organisation',
  severities: ['CRITICAL', 'HIGH', 'MEDIUM'],
  why: 'Whoever runs the other account says who in it enters the role, and you never learn when somebody leaves there, or when that account is taken over. A role that trusts everybody is open to every account of AWS.',
  remediation:
    'Take the trust away if nobody remembers what it is for. Otherwise narrow it to one role of the other account, ask for an external id, and list the account under `vendors` of the config file.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-resources.html#access-analyzer-iam-role',
  reads: ['trust policies', 'control policies', 'CAN_ASSUME'],
  find: async (scene) => {
    const isProduction = await scene.once(productions);
    const vendors = new Set(scene.config.vendors.map(({ account }) => account));
    const ways = (await scene.once(strangerWays)).filter(({ from }) => from === null || !vendors.has(from.account));
    const findings = ways.map(({ from, entries: [entry] }) => {
      const { role, decision } = entry;
      if (from === null) {
        const severity = decision === 'ALLOWED' ? ('CRITICAL' as const) : ('HIGH' as const);
        return entered(scene, entry, { about: 'anyone', severity, text: `Everybody can enter role ${role.name}.` });
      }
      const whose = from.belonging === 'OUTSIDE' ? 'outside the organisation' : 'which was not collected';
      const who = entry.principal.label === 'AccountPrincipal' ? '' : ` (${entry.principal.arn ?? ''})`;
      const text = `Account ${from.account}, ${whose}, can enter role ${role.name}${who}.`;
      return entered(scene, entry, {
        about: from.account,
        severity: isProduction(role.account) ? 'HIGH' : 'MEDIUM',
        text,
      });
    });
    const unknown = ways.flatMap(({ from }) => (from?.belonging === 'UNKNOWN' ? [belongingUnknown(from.account)] : []));
    const hiding = gapsThatCouldAdd(await scene.reader.gaps(scene.call), null);
    return { findings, gaps: [...unknown, ...ways.flatMap(({ entries: [{ gaps }] }) => gaps), ...hiding] };
  },
});
