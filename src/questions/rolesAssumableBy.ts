import { ENTERING_KINDS } from '../graph/edges.js';
import type { PrincipalOrPerson } from '../graph/nodes.js';
import { parseArn } from '../iam/arn.js';
import type { Gap } from '../iam/snapshot.js';
import type { Ask } from './ask.js';
import type { AssumptionArguments } from './assumptionQuestion.js';
import { askAssumptions, type AssumptionConnection } from './assumptions.js';
import { gapsThatCouldAddEntrances, unknownArn } from './completeness.js';
import { refuseContradictionsOfCaller } from './contradictions.js';
import { assignedTo } from './assignedRows.js';
import { candidatesFrom } from './nearMisses.js';
import { resolvePrincipalOrPerson } from './resolveArn.js';

/** Which roles a principal can enter directly. A principal that the graph lacks gives no rows, and a gap; `anonymous` enters no role. */
export function rolesAssumableBy(
  ask: Ask,
  args: AssumptionArguments & { readonly principal: string },
): Promise<AssumptionConnection> {
  return askAssumptions<PrincipalOrPerson>(ask, args, {
    name: 'rolesAssumableBy',
    text: args.principal,
    side: 'role',
    resolve: async (reader, call) => resolvePrincipalOrPerson(reader, args.principal, 'principal', call),
    refuse: refuseContradictionsOfCaller,
    edges: async (reader, { id }, call) => (await reader.edgesFrom([id], ENTERING_KINDS, call))[0] ?? [],
    assigned: assignedTo,
    candidates: async (reader, principal, call) =>
      principal.label === 'Person' ? [] : candidatesFrom(reader, principal, call),
    gaps: async (reader, principal, call) => gapsOf(await reader.gaps(call), principal, args.principal),
  });
}

/** A role anywhere may trust the principal, so whatever hides roles could add a row; a root user enters none. */
function gapsOf(all: readonly Gap[], principal: PrincipalOrPerson | null, text: string): readonly Gap[] {
  if (principal !== null) return principal.label === 'RootUser' ? [] : gapsThatCouldAddEntrances(all, null);
  return text === 'anonymous' ? [] : unknownPrincipal(all, text);
}

function unknownPrincipal(all: readonly Gap[], text: string): readonly Gap[] {
  const account = parseArn(text)?.account ?? '';
  const hidden = gapsThatCouldAddEntrances(all, new Set([account])).filter(
    (gap) => gap.account === account && account !== '',
  );
  return [unknownArn(text), ...hidden];
}
