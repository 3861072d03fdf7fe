import { type Count, type DumpSummary, summarizeDump } from '../../ingest/summary.js';
import { readSnapshot } from '../../wire.js';
import { createProgress } from '../progress.js';
import { formatTable, printable } from '../print/table.js';

/** Options of `permgraph inspect`. */
export interface InspectOptions {
  readonly lenient?: boolean;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** What is in the dumps, for people or as JSON. */
export async function inspect(dumps: readonly string[], options: InspectOptions, signal: AbortSignal): Promise<string> {
  const progress = createProgress(process.stderr);
  const ingested = await readSnapshot({
    dumps,
    lenient: options.lenient === true,
    strict: options.strict === true,
    signal,
    onProgress: progress.update,
  }).finally(progress.end);
  const summary = summarizeDump(ingested);
  return options.json === true ? JSON.stringify(summary, null, 2) : formatSummary(summary);
}

const SHOWN_GAPS = 20;

function formatSummary(summary: DumpSummary): string {
  const parts = [
    `${summary.sources.map(printable).join(', ')}, collected ${summary.collectedAt ?? 'at an unknown time'}`,
    ...summary.organizations.map(
      (organization) =>
        `Organisation ${organization.id}: ${organization.accounts} accounts, ${organization.units} roots and units, ` +
        `${organization.scps ?? 'unknown'} SCPs, ${organization.rcps ?? 'unknown'} RCPs, managed by ${organization.managementAccount}`,
    ),
    formatTable(
      ['ACCOUNT', 'NAME', 'COLLECTED', 'USERS', 'GROUPS', 'ROLES'],
      summary.accounts.map((account) => [
        account.id,
        printable(account.name ?? ''),
        account.isCollected ? 'yes' : 'no',
        String(account.users),
        String(account.groups),
        String(account.roles),
      ]),
    ),
    formatCounts('What it holds:', summary.counts),
    `Books (read = stored + refused):\n${formatTable(
      ['KIND', 'READ', 'STORED', 'REFUSED'],
      summary.books.map((book) => [book.kind, String(book.read), String(book.stored), String(book.refused)]),
    )}`,
  ];
  if (summary.warnings.length > 0) {
    const lines = summary.warnings.map(
      (warning) => `  - ${printable(warning.text)} (${warning.place.file}#${printable(warning.place.pointer)})`,
    );
    parts.push(`Warnings:\n${lines.join('\n')}`);
  }
  if (summary.gaps.length > 0) {
    parts.push(formatCounts('Gaps:', summary.gapCounts));
    const lines = summary.gaps.slice(0, SHOWN_GAPS).map((gap) => `  - ${printable(gap.text)}`);
    if (summary.gaps.length > SHOWN_GAPS) {
      lines.push(`  - and ${summary.gaps.length - SHOWN_GAPS} more; --json shows them`);
    }
    parts.push(lines.join('\n'));
  }
  return parts.join('\n\n');
}

function formatCounts(head: string, counts: readonly Count[]): string {
  return `${head}\n${counts.map(({ name, count }) => `  ${count} ${name}`).join('\n')}`;
}
