import type { Json, JsonObject } from '../../lib/json.js';
import type { ActionTable } from '../actions.js';
import { matchGlob, parseGlob } from '../match/condition/index.js';
import { type DocumentProblem, gatherInto, type Problems, quote } from './problem.js';

/**
 * What AWS stores in a document though it can never match, as far as the table of actions tells: actions that no service has, and resources
 * beside an action that takes none. Warnings alone; documents in a wrong shape are `checkDocument`'s business. In the order of the document.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function checkActions(document: Json, table: ActionTable): readonly DocumentProblem[] {
  const found: DocumentProblem[] = [];
  const problems = gatherInto(found);
  const statements = isObject(document) ? own(document, 'Statement') : undefined;
  const isList = Array.isArray(statements);
  for (const [index, statement] of listOf(statements).entries()) {
    if (isObject(statement)) checkStatement(statement, isList ? `/Statement/${index}` : '/Statement', table, problems);
  }
  return found;
}

function checkStatement(statement: JsonObject, pointer: string, table: ActionTable, problems: Problems): void {
  for (const name of ['Action', 'NotAction']) {
    const value = own(statement, name);
    for (const [index, text] of listOf(value).entries()) {
      if (typeof text !== 'string') continue;
      const at = `${pointer}/${name}${Array.isArray(value) ? `/${index}` : ''}`;
      const reason = whyUnknown(text, table);
      if (reason !== null) problems.warn(at, 'UNKNOWN_ACTION', reason, 'Correct its spelling, or remove it.');
      else if (name === 'Action' && lacksEverything(statement) && takesNoResource(text, table)) {
        const why = `${quote(text)} is asked of no resource, so that only \`*\` matches it`;
        problems.warn(at, 'TAKES_NO_RESOURCE', why, 'Move it to a statement with Resource `*`.');
      }
    }
  }
}

function whyUnknown(text: string, table: ActionTable): string | null {
  const colon = text.indexOf(':');
  const prefix = text.slice(0, Math.max(0, colon));
  if (prefix === '' || /[*?]/u.test(prefix)) return null;
  if (!table.knowsService(prefix)) return `no service has the prefix ${quote(prefix)} as of ${table.asOf}`;
  if (table.find(text) !== null) return null;
  const name = text.slice(colon + 1);
  const pattern = parseGlob(name, { wildcards: true, ignoresCase: true });
  const isKnown = /[*?]/u.test(name) && table.actionsOf(prefix).some((action) => matchGlob(pattern, action));
  return isKnown ? null : `the service has no action ${quote(text)} as of ${table.asOf}`;
}

function takesNoResource(text: string, table: ActionTable): boolean {
  return table.find(text)?.resources.length === 0;
}

/** Whether a statement names resources, and `*` is not among them. */
function lacksEverything(statement: JsonObject): boolean {
  const resources = listOf(own(statement, 'Resource'));
  return resources.length > 0 && !resources.includes('*');
}

function listOf(value: Json | undefined): readonly Json[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly Json[]) : [value];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
