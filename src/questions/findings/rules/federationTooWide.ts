import { gapsThatCouldAdd } from '../../completeness.js';
import { entriesOf } from '../entries.js';
import { federationWidth } from '../federationWidth.js';
import { entered } from '../found.js';
import type { FindingRule } from '../rule.js';

export const federationTooWide = Object.freeze<FindingRule>({
  id: 'federation-too-wide',
  title: 'Identity provider lets in too many',
  severities: ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'],
  why: 'A provider such as GitHub or Google vouches for everybody who uses it. Which of them enter the role, the conditions of its trust policy alone say: where they leave the subject open, strangers get in with an account that costs them nothing.',
  remediation:
    'Ask for the audience, and for the subject in full: one repository and branch or environment, one service account, one application. A wildcard may stand only behind what nobody else can have.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html',
  reads: ['trust policies', 'CAN_FEDERATE'],
  find: async (scene) => {
    const { reader, call } = scene;
    const wide = (await scene.list('FederatedIdentity')).flatMap((identity) => {
      const width = federationWidth(identity);
      return width === null ? [] : [{ identity, width }];
    });
    const widths = new Map(wide.map(({ identity, width }) => [identity.id, width]));
    const entries = await entriesOf(
      scene,
      wide.map(({ identity }) => identity),
      ['CAN_FEDERATE'],
    );
    const ids = [...new Set(entries.map(({ role }) => role.id))];
    const trusted = await reader.related(ids, 'TRUSTS', 'OUT', call);
    const trusts = new Map(ids.map((id, place) => [id, new Set(trusted[place])]));
    // An identity enters every role whose claims its own entail; each trust is told of for those whom it names itself.
    const own = entries.filter(({ role, principal }) => trusts.get(role.id)?.has(principal.id) === true);
    const findings = own.flatMap((entry) => {
      const width = widths.get(entry.principal.id);
      if (width === undefined) return [];
      const text = `Role ${entry.role.name} admits ${entry.principal.name}. ${width.text}`;
      return [entered(scene, entry, { about: entry.principal.id, severity: width.severity, text })];
    });
    const hiding = gapsThatCouldAdd(await reader.gaps(call), null);
    return { findings, gaps: [...new Set(own.flatMap(({ gaps }) => gaps)), ...hiding] };
  },
});
