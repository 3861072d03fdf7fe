import { asRecord } from './askServer.js';
import { element } from './elements.js';

/** Levels that stand open at first. */
const OPEN_LEVELS = 5;
/** Words of the contract that have a colour. */
const COLOURED = /^(?:ALLOWED|CONDITIONAL|DENIED|COMPLETE|PARTIAL)$/u;
/** Fields that say in one line what an object is, the most telling first. */
const TELLING = ['text', 'because', 'title', 'kind', 'arn', 'count'];

/** An answer as a tree whose branches open and close. Rows of a list stand closed, each with a line of what it holds. */
export function showJson(value: unknown): HTMLElement {
  const fields = Object.entries(asRecord(value));
  return element('div', { class: 'json' }, ...fields.map(([name, inner]) => branch(name, inner, 0, true)));
}

function branch(key: string | null, value: unknown, level: number, isOpen: boolean): HTMLElement {
  const label = key === null ? [] : [element('span', { class: 'key' }, key)];
  if (typeof value !== 'object' || value === null) return element('div', { class: 'leaf' }, ...label, leaf(value));
  const entries = Object.entries(value);
  const isList = Array.isArray(value);
  if (entries.length === 0) return element('div', { class: 'leaf' }, ...label, leaf(isList ? '[]' : '{}'));
  const count = isList ? [element('span', { class: 'count' }, `${entries.length}`)] : [];
  const details = element(
    'details',
    isOpen && level < OPEN_LEVELS ? { open: '' } : {},
    element('summary', {}, ...label, ...count, ...(isList ? [] : gist(value))),
  );
  const areOpen = !isList || entries.length === 1;
  let isFilled = false;
  const fill = (): void => {
    if (isFilled || !details.open) return;
    isFilled = true;
    details.append(
      element('div', {}, ...entries.map(([name, inner]) => branch(isList ? null : name, inner, level + 1, areOpen))),
    );
  };
  fill();
  details.addEventListener('toggle', fill);
  return details;
}

/** What an object holds, in one line: its decision, who it is about, and its most telling text. */
function gist(value: object): readonly HTMLElement[] {
  const fields = asRecord(value);
  const parts: HTMLElement[] = [];
  const decision = fields['decision'];
  if (typeof decision === 'string') parts.push(leaf(decision));
  const who = whoOf(fields);
  if (who !== '') parts.push(element('span', { class: 'who' }, who));
  const told = toldBy(fields);
  if (told !== '') parts.push(element('span', { class: 'told' }, shorten(told)));
  return parts.length === 0
    ? [element('span', { class: 'told' }, '…')]
    : [element('span', { class: 'gist' }, ...parts)];
}

/** What an access needs says more than why it is there. */
function toldBy(fields: Readonly<Record<string, unknown>>): string {
  const needs = asRecord(fields['needs'])['text'];
  if (typeof needs === 'string' && typeof fields['text'] !== 'string') return needs;
  const found = TELLING.map((name) => fields[name] ?? asRecord(fields['evidence'])[name]).find(
    (told) => typeof told === 'string' || typeof told === 'number',
  );
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}

function whoOf(fields: Readonly<Record<string, unknown>>): string {
  const subject = asRecord(fields['principal'] ?? fields['role']);
  if (typeof subject['name'] === 'string') return withAccount(subject);
  const [from, to] = [asRecord(fields['from']), asRecord(fields['to'])];
  if (typeof from['name'] === 'string' && typeof to['name'] === 'string') return `${from['name']} → ${to['name']}`;
  return typeof fields['name'] === 'string' ? withAccount(fields) : '';
}

function withAccount(entity: Readonly<Record<string, unknown>>): string {
  const account = asRecord(entity['account'])['name'];
  return typeof account === 'string' ? `${String(entity['name'])} (${account})` : String(entity['name']);
}

function shorten(text: string): string {
  return text.length > 400 ? `${text.slice(0, 399)}…` : text;
}

function leaf(value: unknown): HTMLElement {
  if (value === null) return element('span', { class: 'null' }, 'null');
  if (typeof value === 'string') {
    return element('span', { class: COLOURED.test(value) ? value : 'text' }, value);
  }
  return element('span', { class: typeof value === 'number' ? 'number' : 'boolean' }, JSON.stringify(value));
}
