import { printable } from './table.js';

interface StatementAnswer {
  readonly effect: string;
  readonly policyName: string;
  readonly sid: string | null;
  readonly index: number;
  readonly pointer: string;
}

interface LayerAnswer {
  readonly kind: string;
  readonly outcome: string;
  readonly isDecisive: boolean;
  readonly at: { readonly name: string } | null;
  readonly text: string;
  readonly statements: readonly StatementAnswer[];
}

/** Evidence as the commands ask for it. */
export interface EvidenceAnswer {
  readonly because: string;
  readonly layers: readonly LayerAnswer[];
}

/** Fields of evidence, for the commands' operations. */
export const EVIDENCE_FIELDS = `because layers {
  kind outcome isDecisive text at { id name }
  statements { effect policyName sid index pointer attachedTo { id name } statement }
}`;

/** What decided, then the statements of the layers without which it would be another decision, for people. */
export function formatEvidence(evidence: EvidenceAnswer): string {
  const lines = [printable(evidence.because)];
  for (const layer of evidence.layers.filter(({ isDecisive }) => isDecisive)) {
    const place = layer.at === null ? '' : ` on ${printable(layer.at.name)}`;
    for (const statement of layer.statements) {
      const name = statement.sid === null ? `statement ${statement.index}` : `statement ${printable(statement.sid)}`;
      lines.push(
        `${layer.kind}${place} ${layer.outcome}: ${statement.effect} by ${name} of ${printable(statement.policyName)} (${statement.pointer})`,
      );
    }
  }
  return lines.join('\n');
}
