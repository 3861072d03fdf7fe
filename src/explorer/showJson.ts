import { element } from './elements.js';

/** Levels that stand open at first. */
const OPEN_LEVELS = 5;
/** Fields that say in a closed row what it holds. */
const TELLING = ['text', 'name', 'because', 'decision', 'kind', 'id'];

/** A JSON value as a tree whose branches open and close. */
export function showJson(value: unknown): HTMLElement {
  return element('div', { class: 'json' }, branch(null, value, 0));
}

function branch(key: string | null, value: unknown, level: number): HTMLElement {
  const label = key === null ? [] : [element('span', { class: 'key' }, key)];
  if (typeof value !== 'object' || value === null) return element('div', { class: 'leaf' }, ...label, leaf(value));
  const entries = Object.entries(value);
  const isList = Array.isArray(value);
  if (entries.length === 0) return element('div', { class: 'leaf' }, ...label, isList ? '[]' : '{}');
  const count = isList ? `[${entries.length}]` : `{${entries.length}}`;
  const details = element(
    'details',
    level < OPEN_LEVELS ? { open: '' } : {},
    element('summary', {}, ...label, element('span', { class: 'count' }, count), ...gist(value, isList)),
  );
  let filled = false;
  const fill = (): void => {
    if (filled || !details.open) return;
    filled = true;
    details.append(element('div', {}, ...entries.map(([name, inner]) => branch(name, inner, level + 1))));
  };
  fill();
  details.addEventListener('toggle', fill);
  return details;
}

function gist(value: object, isList: boolean): readonly Node[] {
  if (isList) return [];
  const found = TELLING.map((name) => Object.entries(value).find(([key]) => key === name)?.[1] as unknown).find(
    (told) => typeof told === 'string',
  );
  return typeof found === 'string'
    ? [document.createTextNode(' '), element('span', { class: 'count' }, shorten(found))]
    : [];
}

function shorten(text: string): string {
  return text.length > 90 ? `${text.slice(0, 89)}…` : text;
}

function leaf(value: unknown): HTMLElement {
  if (value === null) return element('span', { class: 'null' }, 'null');
  if (typeof value === 'string') {
    const word = /^(?:ALLOWED|CONDITIONAL|DENIED|COMPLETE|PARTIAL)$/u.test(value) ? value : 'text';
    return element('span', { class: word }, value);
  }
  return element('span', { class: typeof value === 'number' ? 'number' : 'boolean' }, JSON.stringify(value));
}
