import { CALLER, CALLER_ACCOUNT, TARGET, TARGET_ACCOUNT } from '../graph/references.js';
import type { Evidence, Judgement, Layer, LayerKind, Needs, StatementReference } from '../iam/decision.js';
import type { AssumptionPair } from './assume.js';

/**
 * The judgement with the ends of the pair written as references, so that one record serves every pair of which the same was concluded.
 * Only what a statement names is written so, and there only what the classes of pairs take account of: a condition's values are the policy's
 * own words, whoever asks. `namesEveryone`: the trust policy takes in everyone, and is not shared between accounts.
 */
export function shareJudgement(
  judgement: Judgement,
  pair: Pick<AssumptionPair, 'from' | 'to'>,
  options: { readonly namesEveryone: boolean },
): Judgement {
  const share = makeSharer(pair, options.namesEveryone);
  const { evidence, of } = shareEvidence(judgement.evidence, share);
  return { ...judgement, needs: judgement.needs === null ? null : shareNeeds(judgement.needs, of), evidence };
}

type Share = (kind: LayerKind, statement: StatementReference) => StatementReference;

function makeSharer({ from, to }: Pick<AssumptionPair, 'from' | 'to'>, namesEveryone: boolean): Share {
  const caller = from.arn ?? from.id;
  const target = to.arn ?? to.id;
  const resource = (kind: LayerKind, text: string | null): string | null => {
    if (text === null) return null;
    const whole = replaceWhole(text, target, TARGET);
    return kind === 'IDENTITY' || kind === 'BOUNDARY' ? inAccount(whole, from.account, CALLER_ACCOUNT) : whole;
  };
  const principal = (kind: LayerKind, text: string | null): string | null => {
    if (text === null || kind !== 'RESOURCE') return text;
    const whole = replaceWhole(text, caller, CALLER);
    return namesEveryone ? whole : inAccount(whole, to.account, TARGET_ACCOUNT);
  };
  return (kind, statement) => {
    const matchedResource = resource(kind, statement.matchedResource);
    const matchedPrincipal = principal(kind, statement.matchedPrincipal);
    const isSame = matchedResource === statement.matchedResource && matchedPrincipal === statement.matchedPrincipal;
    return isSame ? statement : { ...statement, matchedResource, matchedPrincipal };
  };
}

function inAccount(text: string, account: string | null, reference: string): string {
  return account === null || !text.includes(account) ? text : text.replaceAll(`:${account}:`, `:${reference}:`);
}

/** Replaces the name where it stands alone, not as the beginning of a longer one. */
function replaceWhole(text: string, name: string, reference: string): string {
  if (text === name) return reference;
  let at = text.indexOf(name);
  if (at < 0) return text;
  let result = '';
  let last = 0;
  while (at >= 0) {
    const end = at + name.length;
    if (!/^(?:[\w+=@/*?-]|[.,]\w)/.test(text.slice(end, end + 2))) {
      result += text.slice(last, at) + reference;
      last = end;
    }
    at = text.indexOf(name, end);
  }
  return result + text.slice(last);
}

/** `of` gives what a statement of the evidence was written as. */
function shareEvidence(
  evidence: Evidence,
  share: Share,
): { readonly evidence: Evidence; readonly of: (statement: StatementReference) => StatementReference } {
  const written = new Map<string, StatementReference>();
  let { because } = evidence;
  const layers = evidence.layers.map((layer): Layer => {
    const shared = shareLayer(layer, share, written);
    // The sentence on the whole repeats those of layers but for their first letter and end mark.
    if (shared.text !== layer.text) because = because.replace(layer.text.slice(1, -1), () => shared.text.slice(1, -1));
    return shared;
  });
  const isSame = layers.every((layer, index) => layer === evidence.layers[index]);
  return {
    evidence: isSame ? evidence : { because, layers },
    of: (statement) => written.get(keyOf(statement)) ?? statement,
  };
}

function shareLayer(layer: Layer, share: Share, written: Map<string, StatementReference>): Layer {
  let { text } = layer;
  const statements = layer.statements.map((statement, index) => {
    const shared = share(layer.kind, statement);
    if (shared === statement) return statement;
    written.set(keyOf(statement), shared);
    const named = statement.matchedPrincipal;
    // The sentence on a layer is of its first statement.
    if (index === 0 && named !== null)
      text = text.replace(` to \`${named}\``, () => ` to \`${shared.matchedPrincipal ?? ''}\``);
    return shared;
  });
  const isSame = statements.every((statement, index) => statement === layer.statements[index]);
  return isSame ? layer : { ...layer, text, statements };
}

function keyOf({ policy, attachedTo, index }: StatementReference): string {
  return `${policy ?? ''} ${attachedTo ?? ''} ${index}`;
}

function shareNeeds(needs: Needs, of: (statement: StatementReference) => StatementReference): Needs {
  const isWritten = needs.alternatives.some(({ all }) =>
    all.some(({ statement }) => statement !== null && of(statement) !== statement),
  );
  if (!isWritten) return needs;
  return {
    ...needs,
    alternatives: needs.alternatives.map(({ all, unread }) => ({
      unread,
      all: all.map((need) => (need.statement === null ? need : { ...need, statement: of(need.statement) })),
    })),
  };
}
