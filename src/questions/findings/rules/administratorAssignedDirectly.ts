import { permissionSetOf } from '../../../derive/identityCenter.js';
import { needsText } from '../../needsText.js';
import { productions } from '../accounts.js';
import { administrators } from '../administrators.js';
import type { FindingRule, Found } from '../rule.js';
import { shortestWay, wayEvidence, wayGaps, wayNeeds, waysFrom } from '../ways.js';

export const administratorAssignedDirectly = Object.freeze<FindingRule>({
  id: 'administrator-assigned-directly',
  title: 'Administrator assigned directly, not through a group',
  severities: ['MEDIUM', 'LOW'],
  why: 'Who is in a group is looked at when somebody joins, moves or leaves. An assignment to one person stands beside that: it stays when the person gets other work, and whoever reviews the groups of administrators does not see it.',
  remediation:
    'Put the person into a group that is assigned the permission set, if it still needs it, and delete the assignment. Somebody for emergencies alone needs a suppression with its reason.',
  reference: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/assignusers.html',
  reads: ['IS_ASSIGNED', 'CAN_ADMINISTER'],
  find: async (scene) => {
    const isProduction = await scene.once(productions);
    const known = await scene.once(administrators);
    const assigned = await waysFrom(scene, await scene.list('Person'), ['IS_ASSIGNED']);
    const found = assigned.flatMap((way) => {
      const control = known.get(way.to.id);
      return control?.from.label === 'Role' ? [{ way, role: control.from, control }] : [];
    });
    const findings = found.map(({ way, role, control }): Found => {
      const account = role.account ?? '';
      const kind = isProduction(role.account) ? 'production account' : 'account';
      const text = `${way.from.name} is assigned the permission set ${permissionSetOf(role) ?? role.name} in ${kind} ${account} directly, not through a group, and can do everything there.`;
      const needs = wayNeeds(control);
      return {
        subject: way.from,
        about: role.id,
        severity: isProduction(role.account) ? 'MEDIUM' : 'LOW',
        text: needs === null ? text : `${text} ${needsText(needs)}`,
        evidence: wayEvidence(way),
        path: () => shortestWay(scene, { from: way.from.id, to: control.to.id }, ['IS_ASSIGNED', 'CAN_ADMINISTER']),
        remedies: null,
      };
    });
    const all = await scene.reader.gaps(scene.call);
    const unknown = all.filter(
      ({ kind, subject }) => kind === 'SERVICE_NOT_COVERED' && subject !== null && known.has(subject),
    );
    return { findings, gaps: [...unknown, ...found.flatMap(({ control }) => wayGaps(control, all))] };
  },
});
