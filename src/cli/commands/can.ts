import type { PermissionGraph } from '../../index.js';
import { ask } from '../ask.js';
import { expectDecision } from '../expect.js';
import { type GivenOptions, readGiven } from '../given.js';
import type { Outcome } from '../outcome.js';
import { COMPLETENESS_FIELDS, type CompletenessAnswer, formatCompleteness } from '../print/completeness.js';
import { EVIDENCE_FIELDS, type EvidenceAnswer, formatEvidence } from '../print/evidence.js';
import { indent, printable } from '../print/table.js';

/** Options of `permgraph can`. */
export interface CanOptions extends GivenOptions {
  readonly json?: boolean;
  readonly expect?: string;
  readonly allowPartial?: boolean;
  readonly resourceAccount?: string;
}

/** The request that is asked about. */
export interface CanArguments {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
}

interface RemedyAnswer {
  readonly text: string;
  readonly addition: unknown;
  readonly decision: string;
  readonly needs: { readonly text: string } | null;
  readonly with?: readonly RemedyAnswer[];
}

interface DependentAnswer {
  readonly action: string;
  readonly resource: string;
  readonly decision: string;
  readonly because: string;
}

interface Answer {
  readonly canPerform: {
    readonly decision: 'ALLOWED' | 'CONDITIONAL' | 'DENIED';
    readonly denial: string | null;
    readonly needs: { readonly text: string } | null;
    readonly evidence: EvidenceAnswer;
    readonly completeness: CompletenessAnswer;
    readonly dependentActions: readonly DependentAnswer[];
    readonly wouldTake: readonly RemedyAnswer[];
    readonly wouldTakeIsBounded: boolean;
  };
}

const REMEDY_FIELDS =
  'by layer at { id name } statement { policyName sid index pointer } addition decision needs { text } text';

const OPERATION = `query Can($request: AccessRequest!) {
  canPerform(request: $request) {
    decision
    denial
    needs { text truncated alternatives { all { kind key operator isNegated values text } unread { text } } }
    evidence { ${EVIDENCE_FIELDS} }
    completeness { ${COMPLETENESS_FIELDS} }
    dependentActions { action resource decision because isRequired }
    wouldTake { ${REMEDY_FIELDS} with { ${REMEDY_FIELDS} } }
    wouldTakeIsBounded
  }
}`;

/** Whether AWS would let one request pass, and what decided; or the answer as JSON. */
export async function can(
  graph: PermissionGraph,
  asked: CanArguments,
  options: CanOptions,
  signal: AbortSignal,
): Promise<Outcome> {
  const account = options.resourceAccount === undefined ? {} : { resourceAccount: options.resourceAccount };
  const request = { ...asked, ...account, given: readGiven(options) };
  const { canPerform: answer } = await ask<Answer>(graph, OPERATION, { request }, signal);
  const text = options.json === true ? JSON.stringify({ ...asked, ...answer }, null, 2) : format(asked, answer);
  if (options.expect === undefined) return { text, isMet: true, reason: '' };
  const allowPartial = options.allowPartial === true;
  return { text, ...expectDecision(options.expect, answer.decision, answer.completeness, { allowPartial }) };
}

function format(asked: CanArguments, answer: Answer['canPerform']): string {
  const { principal, action, resource } = asked;
  const parts = [`${answer.decision}  ${[principal, action, resource].map(printable).join('  ')}`];
  if (answer.needs !== null) parts.push(indent(printable(answer.needs.text), 2));
  parts.push(indent(formatEvidence(answer.evidence), 2));
  if (answer.dependentActions.length > 0) parts.push(formatDependents(answer.dependentActions));
  if (answer.wouldTake.length > 0 || answer.wouldTakeIsBounded) parts.push(formatRemedies(answer));
  const missing = formatCompleteness(answer.completeness);
  return [...parts, ...(missing === '' ? [] : [missing])].join('\n');
}

function formatDependents(dependents: readonly DependentAnswer[]): string {
  const lines = dependents.flatMap(({ action, resource, decision, because }) => [
    `- ${[decision, action, resource].map(printable).join('  ')}`,
    `    ${printable(because)}`,
  ]);
  return `It also needs:\n${indent(lines.join('\n'), 2)}`;
}

/** At most so many are shown to people. */
const SHOWN = 8;

function formatRemedies({ wouldTake, wouldTakeIsBounded, decision }: Answer['canPerform']): string {
  const lines = wouldTake.slice(0, SHOWN).flatMap((remedy) => {
    const steps = [remedy, ...(remedy.with ?? [])].flatMap(({ text, addition }, index) => [
      `${index === 0 ? '- ' : '  and '}${printable(text)}`,
      ...(addition === null ? [] : [`    ${printable(JSON.stringify(addition))}`]),
    ]);
    return [...steps, ...outcome(remedy)];
  });
  const more = wouldTake.length - SHOWN;
  if (more > 0) lines.push(`- and ${more} more; --json shows them`);
  if (wouldTakeIsBounded) lines.push('- The search was cut short: there may be other ways.');
  return `${decision === 'ALLOWED' ? 'What would stop it:' : 'What it would take:'}\n${indent(lines.join('\n'), 2)}`;
}

function outcome({ decision, needs }: RemedyAnswer): readonly string[] {
  if (decision === 'ALLOWED') return [];
  return [`    Then it is ${decision}.${needs === null ? '' : ` ${printable(needs.text)}`}`];
}
