import type { GraphNode } from '../../graph/nodes.js';
import { needsText } from '../needsText.js';
import { entryPath, type Entry } from './entries.js';
import type { Found } from './rule.js';
import type { Scene } from './scene.js';
import type { Severity } from './severity.js';
import { trustRemedies } from './trustRemedies.js';

/** Something found that no decision of the engine is behind. */
export function stated(subject: GraphNode, about: string, severity: Severity, text: string): Found {
  return { subject, about, severity, text, evidence: null, path: null, remedies: null };
}

/** That somebody enters a role: the entry proves it. What it needs is told behind the text. */
export function entered(
  scene: Scene,
  entry: Entry,
  { about, severity, text }: { readonly about: string; readonly severity: Severity; readonly text: string },
): Found {
  const { role, needs, evidence } = entry;
  return {
    subject: role,
    about,
    severity,
    text: needs === null ? text : `${text} ${needsText(needs)}`,
    evidence,
    path: () => entryPath(scene, entry),
    remedies: () => trustRemedies(scene, entry),
  };
}
