import { groupBy } from '../../../derive/groupBy.js';
import { gapsThatCouldAdd } from '../../completeness.js';
import { productions } from '../accounts.js';
import { entriesInto, strongestFirst } from '../entries.js';
import { entered } from '../found.js';
import { pathFromAfar } from '../pathFromAfar.js';
import type { FindingRule } from '../rule.js';

export const productionEntered = Object.freeze<FindingRule>({
  id: 'production-entered',
  title: 'Path from another account into production',
  severities: ['HIGH', 'MEDIUM'],
  why: 'Whoever gets hold of an account that is not production, where more people have more rights, is one step from what you sell.',
  remediation:
    'Narrow the trust to the one role that has to get in, and that role to what it does there; ask for MFA where people enter. List accounts that are meant to get in under `production.enteredFrom` of the config file.',
  reference:
    'https://docs.aws.amazon.com/whitepapers/latest/organizing-your-aws-environment/organizing-your-aws-environment.html',
  reads: ['trust policies', 'control policies', 'CAN_ASSUME'],
  find: async (scene) => {
    const isProduction = await scene.once(productions);
    const meant = new Set([
      ...scene.config.production.enteredFrom,
      ...scene.config.vendors.map(({ account }) => account),
    ]);
    const roles = (await scene.list('Role')).filter(
      ({ account, isServiceLinked, isIdentityCenter }) =>
        isProduction(account) && !isServiceLinked && !isIdentityCenter,
    );
    const isFromElsewhere = (account: string | null): boolean =>
      account !== null && !isProduction(account) && !meant.has(account);
    const entries = await entriesInto(scene, roles, ['CAN_ASSUME'], ({ label, account }) =>
      label === 'Service' || label === 'FederatedIdentity' ? false : label === 'Anyone' || isFromElsewhere(account),
    );
    const findings = [...groupBy(entries, ({ role }) => role).values()].flatMap((own) => {
      const [entry] = strongestFirst(own);
      if (entry === undefined) return [];
      const accounts = [...new Set(own.map(({ principal }) => principal.account ?? 'anywhere'))].sort();
      const shown = accounts.length > 3 ? `${accounts.length} accounts` : accounts.join(', ');
      const who = own.length === 1 ? '1 principal' : `${own.length} principals`;
      const text = `Role ${entry.role.name} of production account ${entry.role.account ?? ''} can be entered by ${who} of ${shown}.`;
      const severity = entry.decision === 'ALLOWED' ? ('HIGH' as const) : ('MEDIUM' as const);
      const found = entered(scene, entry, { about: '', severity, text });
      return [{ ...found, path: () => pathFromAfar(scene, entry, isFromElsewhere) }];
    });
    const hiding = gapsThatCouldAdd(await scene.reader.gaps(scene.call), null);
    return { findings, gaps: [...new Set(entries.flatMap(({ gaps }) => gaps)), ...hiding] };
  },
});
