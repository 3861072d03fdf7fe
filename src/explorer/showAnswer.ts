import type { AnswerError, ServerAnswer } from './askServer.js';
import { byId, element } from './elements.js';
import { showJson } from './showJson.js';

const result = byId('result', HTMLElement);
const status = byId('status', HTMLElement);
const copy = byId('copy', HTMLButtonElement);

let whole = '';
copy.addEventListener('click', () => {
  navigator.clipboard.writeText(whole).then(
    () => say('copied', ''),
    () => say('the browser does not let this page copy', 'bad'),
  );
});

/** Shows errors first, then the data. */
export function showAnswer(answer: ServerAnswer): void {
  whole = JSON.stringify(answer.whole, null, 2);
  copy.hidden = false;
  const shown: HTMLElement[] = answer.errors.map(problem);
  if (answer.data !== null) shown.push(showJson(answer.data));
  result.replaceChildren(...shown);
  result.scrollTop = 0;
  const facts = [`${answer.milliseconds.toFixed(0)} ms`];
  if (answer.errors.length > 0)
    facts.unshift(`${answer.errors.length} ${answer.errors.length === 1 ? 'error' : 'errors'}`);
  if (typeof answer.extensions['cost'] === 'number') facts.push(`cost ${answer.extensions['cost']}`);
  const isPartial = whole.includes('"status": "PARTIAL"');
  if (isPartial) facts.push('partial: see the gaps');
  say(facts.join(' · '), answer.errors.length > 0 ? 'bad' : isPartial ? 'partial' : 'good');
}

/** Shows that an operation is under way, with the last answer still to be read. */
export function showRunning(): void {
  say('running…', 'running');
}

/** Shows what went wrong before an answer came. */
export function showProblem(title: string, detail: string): void {
  copy.hidden = true;
  result.replaceChildren(element('div', { class: 'problem', role: 'alert' }, title, element('small', {}, detail)));
  say('failed', 'bad');
}

/** Takes the answer away. */
export function clearAnswer(hint: string): void {
  copy.hidden = true;
  result.replaceChildren(element('p', { class: 'hint' }, hint));
  say('', '');
}

function problem(error: AnswerError): HTMLElement {
  const where = [
    error.path === undefined ? '' : `at ${error.path.join('.')}`,
    error.extensions?.requestId === undefined ? '' : `request ${error.extensions.requestId}`,
  ].filter((text) => text !== '');
  return element(
    'div',
    { class: 'problem', role: 'alert' },
    element('code', {}, error.extensions?.code ?? 'ERROR'),
    error.message,
    ...(where.length === 0 ? [] : [element('small', {}, where.join(' · '))]),
  );
}

function say(text: string, state: string): void {
  status.textContent = text;
  status.dataset['state'] = state;
}
