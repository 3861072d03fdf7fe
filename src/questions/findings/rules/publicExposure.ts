import { groupBy } from '../../../derive/groupBy.js';
import { proveRow } from '../../exposure/proveRow.js';
import { openings } from '../openings.js';
import { isForEverybody, openText } from '../openness.js';
import { resourcesNotCollected } from '../resourcesNotCollected.js';
import { needsText } from '../../needsText.js';
import type { Found, FindingRule } from '../rule.js';

export const publicExposure = Object.freeze<FindingRule>({
  id: 'public-exposure',
  title: 'Resource open to everybody',
  severities: ['CRITICAL', 'HIGH'],
  why: 'Everybody on the internet, or at least everybody with an account of AWS, can do this to the resource. Such resources are looked for by machines, and found within minutes.',
  remediation:
    'Name in the policy who has to get in, or limit it to your organisation by aws:PrincipalOrgID. Turn S3 Block Public Access on for the whole account, and keep what is meant to be public in an account of its own. Suppress what is public on purpose.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-resources.html',
  reads: ['resource policies', 'control policies'],
  find: async (scene) => {
    const { rows, gaps } = await scene.once(openings);
    const open = rows.filter(({ principal, cell }) => principal.label === 'Anyone' && isForEverybody(cell));
    const findings = [...groupBy(open, ({ resource }) => resource.id).values()].flatMap((own): readonly Found[] => {
      const [first] = own;
      if (first === undefined) return [];
      const {
        resource: subject,
        cell: { decision },
      } = first;
      const { needs, evidence } = proveRow(first);
      const text = `Everybody can do ${openText(own)}.`;
      return [
        {
          subject,
          about: '',
          severity: decision === 'ALLOWED' ? 'CRITICAL' : 'HIGH',
          text: needs === null ? text : `${text} ${needsText(needs)}`,
          evidence,
          path: null,
          remedies: null,
        },
      ];
    });
    return { findings, gaps: [...gaps, ...(await resourcesNotCollected(scene))] };
  },
});
