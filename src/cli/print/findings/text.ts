import { formatCompleteness } from '../completeness.js';
import { indent, printable } from '../table.js';
import { type FindingAnswer, type FindingsAnswer, idleText, subjectOf } from './answer.js';

/** Findings for people: how many there are, then by rule why it matters and what to do, and each with what it is about. */
export function formatFindings({ findings, counts, completeness, idleSuppressions }: FindingsAnswer): string {
  const some = counts.filter(({ count }) => count > 0);
  const head =
    findings.length === 0 ? 'Nothing was found.' : some.map(({ name, count }) => `${count} ${name}`).join(', ');
  const idle = idleSuppressions.map((one) => `- ${printable(idleText(one))}`).join('\n');
  return [head, ...groupsOf(findings).map(formatGroup), idle, formatCompleteness(completeness)]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Findings of one rule that matter alike stand together already. */
function groupsOf(findings: readonly FindingAnswer[]): readonly (readonly FindingAnswer[])[] {
  const groups: FindingAnswer[][] = [];
  for (const finding of findings) {
    const last = groups.at(-1);
    const [first] = last ?? [];
    if (first?.rule === finding.rule && first.severity === finding.severity) last?.push(finding);
    else groups.push([finding]);
  }
  return groups;
}

function formatGroup(group: readonly FindingAnswer[]): string {
  const [first] = group;
  if (first === undefined) return '';
  const { severity, title, why, remediation, reference, rule } = first;
  const lines = [`Why: ${why}`, `What to do: ${remediation}`, `See: ${reference}`, ...group.map(formatFinding)];
  return `${severity}  ${title} (${rule})\n${indent(lines.join('\n'), 2)}`;
}

function formatFinding(finding: FindingAnswer): string {
  const { text, path, evidence, remedies } = finding;
  const lines = [
    printable(text),
    ...(path === null ? [] : [`Path: ${printable(path.text)}`]),
    ...(path === null && evidence !== null ? [`Because: ${printable(evidence.because)}`] : []),
    ...remedies.map((remedy) => `Verified remedy: ${printable(remedy.text)}`),
    ...suppressionLines(finding),
  ];
  return `- ${printable(subjectOf(finding))}\n${indent(lines.join('\n'), 4)}`;
}

function suppressionLines({ suppression, expiredSuppression }: FindingAnswer): readonly string[] {
  if (suppression !== null) {
    const end = suppression.until === null ? '' : ` until ${suppression.until}`;
    return [`Suppressed${end}: ${printable(suppression.reason)}`];
  }
  if (expiredSuppression === null) return [];
  return [`Its suppression ended ${expiredSuppression.until ?? ''}: ${printable(expiredSuppression.reason)}`];
}
