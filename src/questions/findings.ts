import type { Ask } from './ask.js';
import { badInput } from './badInput.js';
import { completenessOf, type Completeness } from './completeness.js';
import { cursorScope } from './cursor.js';
import { type Finding, findingOf } from './findings/finding.js';
import { foundIn } from './findings/foundIn.js';
import { parseFindingId } from './findings/findingId.js';
import { type IdleSuppression, idleSuppressions } from './findings/idleSuppressions.js';
import type { FindingRule } from './findings/rule.js';
import { FINDING_RULES } from './findings/rules/index.js';
import { SEVERITIES, type Severity } from './findings/severity.js';
import { cutPage, pageSize, type Page, type PageArguments } from './page.js';

/** Narrows findings; all that is given must hold. */
export interface FindingFilter {
  readonly rules?: readonly string[] | null;
  readonly severities?: readonly Severity[] | null;
  /** Of the subject. */
  readonly accounts?: readonly string[] | null;
  readonly includeSuppressed?: boolean | null;
}

export interface FindingConnection extends Page<Finding> {
  readonly totalCount: number;
  /** By severity, worst first, of what passes the filter, severities aside. */
  readonly counts: readonly { readonly name: Severity; readonly count: number }[];
  readonly completeness: Completeness;
  /** Whatever else the filter asks for, of the rules that were asked. */
  readonly idleSuppressions: readonly IdleSuppression[];
}

/** What should be acted on, worst first. Errors: BAD_USER_INPUT naming the argument. */
export async function findings(
  ask: Ask,
  args: PageArguments & { readonly where?: FindingFilter | null },
): Promise<FindingConnection> {
  pageSize(args.first, 50);
  const { where } = args;
  const reader = await ask.reader();
  const rules = rulesOf(where?.rules);
  const found = await foundIn(ask, reader, rules);
  const { accounts, severities } = where ?? {};
  const isAbout = (account: string | null): boolean => !accounts || (account !== null && accounts.includes(account));
  const passing = found.findings
    .filter(({ subject }) => isAbout(subject.account))
    .map((one) => findingOf(ask, one))
    .filter(({ suppression }) => suppression === null || where?.includeSuppressed === true);
  const rows = passing.filter(({ severity }) => !severities || severities.includes(severity));
  const scope = cursorScope(reader, { name: 'findings', parent: null, args: { where } });
  return {
    ...cutPage(rows, ({ findingId }) => findingId, scope, { ...args, standard: 50 }),
    totalCount: rows.length,
    counts: SEVERITIES.map((name) => ({ name, count: passing.filter(({ severity }) => severity === name).length })),
    completeness: completenessOf(found.gaps.filter(({ account }) => account === null || isAbout(account))),
    idleSuppressions: idleSuppressions(found.findings, rules, ask.findings.suppressions, ask.now()),
  };
}

/** The finding with this id, or null where it does not hold. A suppressed one is shown with its suppression. */
export async function finding(ask: Ask, id: string): Promise<Finding | null> {
  const key = parseFindingId(id);
  const rule = FINDING_RULES.find((one) => one.id === key?.rule);
  if (rule === undefined) return null;
  const { findings: all } = await foundIn(ask, await ask.reader(), [rule]);
  const found = all.find((one) => one.id === id);
  return found === undefined ? null : findingOf(ask, found);
}

function rulesOf(ids: readonly string[] | null | undefined): readonly FindingRule[] {
  if (!ids) return FINDING_RULES;
  const unknown = ids.find((id) => !FINDING_RULES.some((rule) => rule.id === id));
  if (unknown !== undefined) {
    const known = FINDING_RULES.map(({ id }) => id).join(', ');
    throw badInput('where.rules', `no rule is called so; these are: ${known}`);
  }
  return FINDING_RULES.filter(({ id }) => ids.includes(id));
}
