import { belongingUnknown } from '../accounts.js';
import { strangerWays } from '../byStranger.js';
import { gapsThatCouldAdd } from '../../completeness.js';
import type { Need } from '../../../iam/decision.js';
import type { Entry } from '../entries.js';
import { entered } from '../found.js';
import type { FindingRule } from '../rule.js';

const EXTERNAL_ID = 'sts:externalid';

export const vendorWithoutExternalId = Object.freeze<FindingRule>({
  id: 'vendor-without-external-id',
  title: 'Vendor lets itself in without an external id',
  severities: ['HIGH', 'MEDIUM'],
  why: 'A vendor enters the roles of all its customers from one account. Without an external id of your own, another of its customers can give it the ARN of your role and have it act on your account instead of theirs: the confused deputy.',
  remediation:
    'Ask the vendor for the external id that it made for you, and add the condition StringEquals on sts:ExternalId to the trust policy.',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
  reads: ['trust policies', 'CAN_ASSUME'],
  find: async (scene) => {
    const names = new Map(scene.config.vendors.map(({ account, name }) => [account, name]));
    const ways = (await scene.once(strangerWays)).flatMap(({ from, entries }) => {
      const entry = from === null ? undefined : entries.find(lacksExternalId);
      return from === null || entry === undefined ? [] : [{ from, entry }];
    });
    const findings = ways.map(({ from, entry }) => {
      const name = names.get(from.account);
      const who = name === undefined || name === from.account ? `Account ${from.account}` : `${name} (${from.account})`;
      const text = `${who} can enter role ${entry.role.name} without an external id.`;
      return entered(scene, entry, {
        about: from.account,
        severity: entry.decision === 'ALLOWED' ? 'HIGH' : 'MEDIUM',
        text,
      });
    });
    const unknown = ways.flatMap(({ from }) => (from.belonging === 'UNKNOWN' ? [belongingUnknown(from.account)] : []));
    const hiding = gapsThatCouldAdd(await scene.reader.gaps(scene.call), null);
    return { findings, gaps: [...unknown, ...ways.flatMap(({ entry }) => entry.gaps), ...hiding] };
  },
});

/** Whether some alternative of what it needs has no external id in it, or there may be one that is not shown. */
function lacksExternalId({ decision, needs }: Entry): boolean {
  if (decision === 'ALLOWED' || needs === null || needs.truncated) return true;
  return needs.alternatives.some(({ all }) => !all.some(asksForExternalId));
}

/** One that may be missing, or be any text but one, keeps nobody out. */
function asksForExternalId({ key, isNegated, operator, values }: Need): boolean {
  if (isNegated || key?.toLowerCase() !== EXTERNAL_ID) return false;
  return /^(?:ForAnyValue:)?String(?:Equals|EqualsIgnoreCase|Like)$/.test(operator) && !values.includes('*');
}
