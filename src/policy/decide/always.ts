import type { RequestContext } from '../context.js';
import { usesSession } from '../userSession.js';

/** In lower case. */
const WITHOUT_PERMISSION: ReadonlySet<string> = new Set(['sts:getcalleridentity', 'sts:getsessiontoken']);

/** R39: whether there are callers to whom no policy has to allow this action, in any case. */
export function needsNoPermission(action: string): boolean {
  return WITHOUT_PERMISSION.has(action.toLowerCase());
}

/**
 * R39: why a request is let through whatever policies say, as a sentence; null where policies decide.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 */
export function whyAlways({ request, action }: RequestContext): string | null {
  const { caller } = request;
  if (caller.kind === 'ANONYMOUS' || caller.kind === 'FEDERATED' || caller.kind === 'SERVICE') return null;
  if (action === 'sts:getcalleridentity') {
    return 'sts:GetCallerIdentity needs no permission and is returned even where a policy denies it';
  }
  const isLongTerm = caller.kind === 'USER' && !usesSession(request);
  if (action === 'sts:getsessiontoken' && (isLongTerm || caller.kind === 'ROOT')) {
    return 'sts:GetSessionToken needs no permission, and no policy controls it';
  }
  return null;
}
