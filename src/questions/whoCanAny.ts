import { nodeId } from '../graph/ids.js';
import type { Ask } from './ask.js';
import { pageSize } from './page.js';
import type { AccessConnection } from './reach/accessPage.js';
import { membersOfType } from './reach/members.js';
import { type AccessArguments, answerMembers } from './whoCan.js';

/** Who can do an action to some resource of a type in an account. Errors: BAD_USER_INPUT naming the argument. */
export async function whoCanAny(
  ask: Ask,
  args: AccessArguments & { readonly action: string; readonly type: string; readonly account: string },
): Promise<AccessConnection> {
  pageSize(args.first, 50);
  const call = ask.question();
  const reader = await ask.reader();
  const { action, type, account } = args;
  const [asked, [node = null]] = await Promise.all([
    membersOfType(reader, args, call),
    reader.nodes([nodeId.account(account)], call),
  ]);
  const subject = { ...asked, action, resource: `${type} ${account}`, node };
  return answerMembers(reader, subject, { args, name: 'whoCanAny' }, call);
}
