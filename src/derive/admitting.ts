import { PASS_ROLE } from '../policy/decide/passRole.js';
import { type CompiledPolicy, mayAllow, needsNoPermission } from '../policy/index.js';
import type { Caller, SessionFacts } from '../policy/model.js';
import { type AccessAsked, entryOf } from './access.js';
import { isPolicyRead } from './accessGaps.js';
import { callerFacts } from './facts.js';
import { federatedUsersOf } from './federatedUser.js';
import { behindAccessPoint, ownPolicy, serviceFacts, type UnknownSetting } from './service/index.js';
import type { PolicyView } from './view.js';

/** The policies by which a resource itself admits whoever asks: its own, and those that its settings amount to. */
export function policiesAdmitting(view: PolicyView, asked: AccessAsked): readonly CompiledPolicy[] {
  const { rules } = serviceFacts(view, asked);
  return [ownPolicy(view, asked).attached, rules.acl, rules.keyGrants].flatMap((attached) =>
    attached === null || attached === undefined || 'text' in attached.policy ? [] : [attached.policy],
  );
}

/**
 * Whether a resource of another account may admit who asks, by what is known of it or by what was not collected. Where it may not, the request
 * is DENIED whatever else is so, and what was not collected bears on it as on every other request of theirs that it refuses so.
 */
export function mayAdmit(view: PolicyView, asked: AccessAsked, session: SessionFacts | null): boolean {
  const { from, action, resource } = asked;
  const { account, node } = resource;
  if (account === null || node === null || (from !== 'ANONYMOUS' && from.account === account)) return true;
  if (entryOf(action, node) !== null || action.toLowerCase() === PASS_ROLE || needsNoPermission(action)) return true;
  if (behindAccessPoint(asked) !== null || !isPolicyRead(asked)) return true;
  if (from !== 'ANONYMOUS' && federatedUsersOf(view, asked).some((one) => one.account === from.account)) return true;
  const { rules, objectOwner, unknown } = serviceFacts(view, asked);
  if (objectOwner !== undefined || unknown.some(mayGiveMore)) return true;
  const caller: Caller = from === 'ANONYMOUS' ? { kind: 'ANONYMOUS' } : callerFacts(view, from, session, []);
  return [ownPolicy(view, asked).attached, rules.acl, rules.keyGrants].some(
    (attached) =>
      attached !== null &&
      attached !== undefined &&
      ('text' in attached.policy || mayAllow(attached.policy, caller, action, resource)),
  );
}

function mayGiveMore({ alternatives }: UnknownSetting): boolean {
  return alternatives.some(({ gives }) => gives === 'MORE');
}
