import { EDGE_KINDS } from '../graph/edges.js';
import { parseArn } from '../iam/arn.js';
import type { Gap } from '../iam/snapshot.js';
import type { Ask } from './ask.js';
import { wantsDenied } from './assumptionFilter.js';
import {
  answerAssumptions,
  assumptionRows,
  nearMissRows,
  type AssumptionArguments,
  type AssumptionConnection,
} from './assumptions.js';
import { gapsThatCouldAdd, unknownArn } from './completeness.js';
import { refuseContradictionsOfCaller } from './contradictions.js';
import { readGiven } from './given.js';
import { candidatesFrom } from './nearMisses.js';
import { pageSize } from './page.js';
import { resolvePrincipal } from './resolveArn.js';

/** Which roles a principal can enter directly. A principal that the graph lacks gives no rows, and a gap; `anonymous` enters no role. */
export async function rolesAssumableBy(
  ask: Ask,
  args: AssumptionArguments & { readonly principal: string },
): Promise<AssumptionConnection> {
  pageSize(args.first, 50);
  const stated = readGiven(args.given);
  const call = ask.question();
  const reader = await ask.reader();
  const principal = await resolvePrincipal(reader, args.principal, 'principal', call);
  const common = { name: 'rolesAssumableBy', subject: args.principal, side: 'role', args, call } as const;
  const all = await reader.gaps(call);
  if (principal === null) {
    const gaps = args.principal === 'anonymous' ? [] : unknownPrincipal(all, args.principal);
    return answerAssumptions(reader, { ...common, rows: [], gaps });
  }
  refuseContradictionsOfCaller(stated, principal);
  const [edges = []] = await reader.edgesFrom([principal.id], EDGE_KINDS, call);
  const rows = await assumptionRows(reader, edges, stated, call);
  const near = wantsDenied(args.where)
    ? await nearMissRows(reader, await candidatesFrom(reader, principal, call), rows, stated, call)
    : [];
  // A role anywhere may trust the principal, so whatever hides roles could add a row; a root user enters none.
  const gaps = principal.label === 'RootUser' ? [] : gapsThatCouldAdd(all, null);
  return answerAssumptions(reader, { ...common, rows: [...rows, ...near], gaps });
}

function unknownPrincipal(all: readonly Gap[], text: string): readonly Gap[] {
  const account = parseArn(text)?.account ?? '';
  const hidden = gapsThatCouldAdd(all, new Set([account])).filter((gap) => gap.account === account && account !== '');
  return [unknownArn(text), ...hidden];
}
