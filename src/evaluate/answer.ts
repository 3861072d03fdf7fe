import type {
  ConditionCheck,
  Decision,
  Denial,
  Effect,
  Judgement,
  LayerKind,
  LayerOutcome,
  Need,
  StatementReference,
} from '../iam/decision.js';
import type { Json } from '../lib/json.js';
import { grantPlace } from '../policy/service/keyGrantPolicy.js';
import type { CaseErrorCode } from './fault.js';

/** The answer to one case, in its stable form. */
export type CaseAnswer = DecidedCase | RefusedCase;

/** A case that was decided. */
export interface DecidedCase {
  /** As the case has it; null where it has none. */
  readonly id: Json;
  readonly decision: Decision;
  /** Only when DENIED. */
  readonly denial?: Denial;
  /** Only when CONDITIONAL. */
  readonly needs?: CaseNeeds;
  /** What decided first. */
  readonly layers: readonly CaseLayer[];
  readonly because: string;
  /** Stated keys that AWS does not send with such a request, and which therefore count for nothing; left out when there are none. */
  readonly ignoredContext?: readonly string[];
}

/** A case that cannot be read. */
export interface RefusedCase {
  readonly id: Json;
  readonly error: { readonly code: CaseErrorCode; readonly message: string; readonly pointer: string };
}

/** Minimal alternatives, any one of which suffices. */
export interface CaseNeeds {
  readonly alternatives: readonly {
    readonly all: readonly CaseNeed[];
    /** What else has to be so and cannot be told from the case, in words; left out where there is nothing. */
    readonly unread?: readonly string[];
  }[];
  readonly truncated: boolean;
}

/** A need without the hop of a path; `statement` is the pointer to the statement that asks for it. */
export type CaseNeed = Omit<Need, 'hop' | 'statement'> & { readonly statement: string | null };

/** What one layer says; SCPs and RCPs have one for each level. */
export interface CaseLayer {
  readonly kind: LayerKind;
  readonly outcome: LayerOutcome;
  readonly statements: readonly CaseStatement[];
  /** Without it the decision would be another. */
  readonly isDecisive: boolean;
  /** Index of the SCP or RCP level; left out for the other kinds. */
  readonly level?: number;
  readonly text: string;
}

/** A statement of a layer that is about the request. */
export interface CaseStatement {
  readonly effect: Effect;
  /** `identity[0]`, `scp[1][0]`. */
  readonly policy: string;
  readonly sid: string | null;
  readonly index: number;
  /** JSON pointer in the case. */
  readonly pointer: string;
  readonly matchedAction: string | null;
  readonly matchedResource: string | null;
  readonly matchedPrincipal: string | null;
  readonly conditions: readonly ConditionCheck[];
}

/** The answer that a judgement makes. */
export function answerOf(id: Json, judgement: Judgement, ignored: readonly string[]): DecidedCase {
  const { decision, denial, needs, evidence } = judgement;
  return {
    id,
    decision,
    ...(denial === null ? {} : { denial }),
    ...(needs === null
      ? {}
      : {
          needs: {
            alternatives: needs.alternatives.map(({ all, unread }) => ({
              all: all.map(needOf),
              ...(unread.length === 0 ? {} : { unread: unread.map(({ text }) => text) }),
            })),
            truncated: needs.truncated,
          },
        }),
    layers: evidence.layers.map(({ kind, outcome, statements, isDecisive, at, text }) => ({
      kind,
      outcome,
      statements: statements.map(statementOf),
      isDecisive,
      ...(at === null ? {} : { level: Number(at.slice('level:'.length)) }),
      text,
    })),
    because: evidence.because,
    ...(ignored.length === 0 ? {} : { ignoredContext: ignored }),
  };
}

function needOf({ kind, key, operator, isNegated, values, statement }: Need): CaseNeed {
  return { kind, key, operator, isNegated, values, statement: statement === null ? null : pointerOf(statement) };
}

function statementOf(reference: StatementReference): CaseStatement {
  const { effect, policyName, sid, index, matchedAction, matchedResource, matchedPrincipal, conditions } = reference;
  return {
    effect,
    policy: policyName,
    sid,
    index,
    pointer: pointerOf(reference),
    matchedAction,
    matchedResource,
    matchedPrincipal,
    conditions,
  };
}

/** What a setting grants is named by its place among the settings. */
function pointerOf(statement: StatementReference): string {
  const { policy, pointer } = statement;
  return policy?.startsWith('/settings/') === true ? `${policy}/${grantPlace(statement)}` : `${policy ?? ''}${pointer}`;
}
