import type { GraphNode } from '../../graph/nodes.js';
import type { Found } from './rule.js';
import type { Severity } from './severity.js';

/** Something found that no decision of the engine is behind. */
export function stated(subject: GraphNode, about: string, severity: Severity, text: string): Found {
  return { subject, about, severity, text, evidence: null, path: null, remedies: null };
}
