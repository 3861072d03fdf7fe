import { FINDING_RULES } from '../../../questions/findings/rules/index.js';
import type { FindingRule } from '../../../questions/findings/rule.js';
import { versionText } from '../../version.js';
import { type FindingAnswer, type FindingsAnswer, idleText, subjectOf } from './answer.js';

const LEVELS = { CRITICAL: 'error', HIGH: 'error', MEDIUM: 'warning', LOW: 'note', INFORMATIONAL: 'note' } as const;

/** The score that GitHub sorts by. */
const SCORES = { CRITICAL: '9.5', HIGH: '8.0', MEDIUM: '5.5', LOW: '3.0', INFORMATIONAL: '0.5' } as const;

/**
 * Findings as SARIF 2.1.0: a run with all rules, a result each, paths as code flows; what is missing and suppressions
 * that leave nothing out as notifications.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function formatSarif({ findings, completeness, idleSuppressions }: FindingsAnswer): string {
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Permgraph', version: versionText(), rules: FINDING_RULES.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: completeness.gaps.map(({ kind, text, mayHide }) => ({
              level: mayHide ? 'warning' : 'note',
              message: messageOf(text),
              properties: { kind },
            })),
            toolConfigurationNotifications: idleSuppressions.map((one) => ({
              level: 'note',
              message: messageOf(idleText(one)),
            })),
          },
        ],
        results: findings.map(resultOf),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

function ruleOf({ id, title, why, remediation, reference, severities }: FindingRule): object {
  const [severity = 'MEDIUM'] = severities;
  return {
    id,
    name: id.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: why },
    help: { text: remediation },
    helpUri: reference,
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { 'security-severity': SCORES[severity], tags: ['security', 'aws', 'iam'] },
  };
}

function resultOf(finding: FindingAnswer): object {
  const { id, rule, severity, text, evidence, path, suppression, firstSeenAt } = finding;
  const because = path === null && evidence !== null ? ` ${evidence.because}` : '';
  return {
    ruleId: rule,
    ruleIndex: FINDING_RULES.findIndex((one) => one.id === rule),
    level: LEVELS[severity],
    message: messageOf(`${text}${because}`),
    locations: [locationOf(finding.subject)],
    partialFingerprints: { 'permgraphFindingId/v1': id },
    ...(path === null ? {} : { codeFlows: [flowOf(path)] }),
    suppressions:
      suppression === null
        ? []
        : [
            {
              kind: 'external',
              status: 'accepted',
              justification: suppression.reason,
              ...(suppression.until === null ? {} : { properties: { until: suppression.until } }),
            },
          ],
    properties: { severity, subject: subjectOf(finding), firstSeenAt },
  };
}

/**
 * A text that is nothing but a text: names of the dump stand in it, and `[text](target)` would be a link, `{0}` a placeholder.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html (messages with placeholders, messages with embedded links)
 */
function messageOf(text: string): { readonly text: string } {
  return {
    text: wellFormed(text)
      .replaceAll('](', '] (')
      .replaceAll(/\{(\d+)\}/gu, '{{$1}}'),
  };
}

/** Half a surrogate pair, which a name of a dump may have, is no text that can be encoded. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}

/** A result stands at what it is about. Viewers of code want a file: the account and ARN stand for one. */
function locationOf(entity: FindingAnswer['subject'], message?: string): object {
  const name = entity.arn ?? entity.name;
  const path = ['aws', entity.account?.accountId ?? 'none', ...name.split(/[/:]/)].filter((part) => part !== '');
  return {
    physicalLocation: {
      artifactLocation: { uri: path.map((part) => encodeURIComponent(wellFormed(part))).join('/') },
      region: { startLine: 1 },
    },
    logicalLocations: [{ name: entity.name, fullyQualifiedName: name, kind: entity.__typename }],
    ...(message === undefined ? {} : { message: messageOf(message) }),
  };
}

function flowOf({ text, hops }: NonNullable<FindingAnswer['path']>): object {
  const [first] = hops;
  const start = first === undefined ? [] : [{ location: locationOf(first.from, 'starts here') }];
  const steps = hops.map(({ kind, action, to, evidence }) => ({
    location: locationOf(to, `${action ?? kind}: ${evidence.because}`),
  }));
  return { message: messageOf(text), threadFlows: [{ locations: [...start, ...steps] }] };
}
