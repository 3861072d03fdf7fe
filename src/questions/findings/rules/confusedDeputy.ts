import { serviceReach, serviceReachText } from '../../../derive/confusedDeputy.js';
import { groupBy } from '../../../derive/groupBy.js';
import { gapsThatCouldAdd } from '../../completeness.js';
import { needsText } from '../../needsText.js';
import { proveRow } from '../../exposure/proveRow.js';
import { entriesOf } from '../entries.js';
import { entered } from '../found.js';
import { openings } from '../openings.js';
import { openText } from '../openness.js';
import { resourcesNotCollected } from '../resourcesNotCollected.js';
import type { Found, FindingRule } from '../rule.js';
import type { Scene } from '../scene.js';

export const confusedDeputy = Object.freeze<FindingRule>({
  id: 'confused-deputy',
  title: 'Open to every customer of a service',
  severities: ['HIGH', 'MEDIUM'],
  why: 'A service acts for all its customers under one name. Where a policy lets it in and does not say for whom, any other account of AWS can have the service do the same to your resource, on its behalf.',
  remediation:
    'Add a condition on aws:SourceArn or aws:SourceAccount with your own resource or account, or on aws:SourceOrgID with your organisation, to the statement that names the service.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  reads: ['resource policies', 'trust policies', 'control policies'],
  find: async (scene) => {
    const { rows, gaps } = await scene.once(openings);
    const open = rows.filter(({ principal }) => principal.label === 'Service');
    const groups = groupBy(open, ({ resource, principal }) => JSON.stringify([resource.id, principal.id]));
    const ofResources = [...groups.values()].flatMap((own): readonly Found[] => {
      const [first] = own;
      if (first === undefined) return [];
      const {
        resource: subject,
        principal,
        reach,
        cell: { decision },
      } = first;
      const { needs, evidence } = proveRow(first);
      const what = `${principal.name} can do ${openText(own)}.`;
      const words = reach === null ? what : `${what} ${serviceReachText(reach, principal.name)}`;
      return [
        {
          subject,
          about: principal.name,
          severity: decision === 'ALLOWED' ? 'HIGH' : 'MEDIUM',
          text: needs === null ? words : `${words} ${needsText(needs)}`,
          evidence,
          path: null,
          remedies: null,
        },
      ];
    });
    const hiding = gapsThatCouldAdd(await scene.reader.gaps(scene.call), null);
    return {
      findings: [...ofResources, ...(await rolesTakenUnpassed(scene))],
      gaps: [...gaps, ...(await resourcesNotCollected(scene)), ...hiding],
    };
  },
});

/** Roles of services that take a role without asking whether its owner passed it. */
async function rolesTakenUnpassed(scene: Scene): Promise<readonly Found[]> {
  const entries = await entriesOf(scene, await scene.list('Service'), ['CAN_ASSUME']);
  return entries.flatMap((entry) => {
    const { role, principal } = entry;
    const enters = role.isServiceLinked ? ('SERVICE_LINKED_ROLE' as const) : ('ROLE' as const);
    const reach = serviceReach({ service: principal.name, enters }, entry);
    if (reach?.kind !== 'EVERY_CUSTOMER') return [];
    const text = `${principal.name} can enter role ${role.name}. ${serviceReachText(reach, principal.name)}`;
    const severity = entry.decision === 'ALLOWED' ? ('HIGH' as const) : ('MEDIUM' as const);
    return [entered(scene, entry, { about: principal.name, severity, text })];
  });
}
