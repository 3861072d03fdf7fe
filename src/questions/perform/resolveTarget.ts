import type { Call, GraphReader } from '../../graph/store.js';
import { KnownError } from '../../lib/errors.js';
import { badInput } from '../badInput.js';
import { resolveMembers } from '../reach/members.js';
import type { AskedToPerform } from './performers.js';

/** An action on a resource, as the end of a path. */
export interface ResourceEnd {
  readonly arn: string;
  readonly action: string;
}

/**
 * What an end of a path asks to do. A pattern of actions, or of what lies in one resource, asks for some of it. Errors: BAD_USER_INPUT naming
 * the field.
 */
export async function resolveTarget(
  reader: GraphReader,
  { arn, action }: ResourceEnd,
  call: Call,
): Promise<AskedToPerform> {
  const asked = { action, resource: arn };
  const { members, gaps } = await resolveMembers(reader, asked, call).catch((error: unknown) => {
    throw underTarget(error);
  });
  const resources = new Set(members.map(({ resource }) => resource.arn));
  if (resources.size === 1) return { ...asked, members, gaps };
  throw badInput('to.resource.arn', `means ${resources.size} resources, and a path ends in one: name one of them`);
}

/** The same fault, of the field of this question. */
function underTarget(error: unknown): unknown {
  if (!(error instanceof KnownError)) return error;
  const { argument } = error.details;
  if (argument !== 'action' && argument !== 'resource') return error;
  const field = argument === 'action' ? 'to.resource.action' : 'to.resource.arn';
  return badInput(field, error.message.slice(`${argument}: `.length));
}
