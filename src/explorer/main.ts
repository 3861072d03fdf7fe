import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { asRecord, askServer, keepToken, readToken } from './askServer.js';
import { makeEditors } from './editors.js';
import { byId, element } from './elements.js';
import { readFacts } from './facts.js';
import { QUESTIONS } from './questions.js';
import type { Facts, Question } from './questions/question.js';
import { clearAnswer, showAnswer, showProblem, showRunning } from './showAnswer.js';
import { showSchema } from './showSchema.js';

const runButton = byId('run', HTMLButtonElement);
const menu = byId('questions', HTMLElement);
const editors = makeEditors({
  query: byId('query', HTMLElement),
  variables: byId('variables', HTMLElement),
  onRun: () => void run(),
});
let facts: Facts | null = null;
let running: AbortController | null = null;

/** Runs what stands in the editors; while it runs, the same button cancels it. */
async function run(): Promise<void> {
  running?.abort();
  let variables: unknown;
  try {
    variables = JSON.parse(editors.variables().trim() || '{}');
  } catch (error) {
    showProblem('The variables are not JSON', error instanceof Error ? error.message : '');
    return;
  }
  const mine = new AbortController();
  running = mine;
  runButton.dataset['running'] = '';
  runButton.firstChild?.replaceWith('Cancel ');
  showRunning();
  try {
    const answer = await askServer({ query: editors.query(), variables, signal: mine.signal });
    if (running === mine) showAnswer(answer);
  } catch (error) {
    if (running !== mine) return;
    if (mine.signal.aborted) clearAnswer('Cancelled.');
    else showProblem('The server is not reached', error instanceof Error ? error.message : '');
  } finally {
    if (running === mine) {
      running = null;
      delete runButton.dataset['running'];
      runButton.firstChild?.replaceWith('Run ');
    }
  }
}

function choose(question: Question, button: HTMLElement): void {
  for (const other of menu.querySelectorAll('[aria-current]')) other.removeAttribute('aria-current');
  button.setAttribute('aria-current', 'true');
  editors.show(question.query, facts === null ? '{}' : JSON.stringify(question.variables(facts), null, 2));
  void run();
}

function fillMenu(): void {
  const buttons = QUESTIONS.map((question, index) => {
    const button = element(
      'button',
      { class: 'question', type: 'button' },
      element('strong', {}, question.title, element('kbd', {}, `Alt ${index + 1}`)),
      element('span', {}, question.text),
    );
    button.addEventListener('click', () => choose(question, button));
    return button;
  });
  menu.replaceChildren(...buttons);
  document.addEventListener('keydown', (event) => {
    const button =
      event.altKey && !event.ctrlKey && /^Digit[1-9]$/u.test(event.code)
        ? buttons[Number(event.code.slice(5)) - 1]
        : undefined;
    if (button === undefined) return;
    event.preventDefault();
    button.click();
  });
}

function wireTabs(): void {
  const names = ['questions', 'schema'];
  for (const name of names) {
    byId(`tab-${name}`, HTMLButtonElement).addEventListener('click', () => {
      for (const other of names) {
        byId(other, HTMLElement).hidden = other !== name;
        byId(`tab-${other}`, HTMLButtonElement).setAttribute('aria-selected', String(other === name));
      }
    });
  }
}

/** Reads schema, generation and facts, and runs the first question. */
async function load(): Promise<void> {
  const introspection = await askServer({ query: getIntrospectionQuery() });
  const code = introspection.errors[0]?.extensions?.code;
  if (code === 'UNAUTHENTICATED') {
    clearAnswer('This server asks for its bearer token. Enter it above; it is kept in this tab alone.');
    byId('token', HTMLInputElement).focus();
    return;
  }
  if (introspection.errors.length > 0) {
    showAnswer(introspection);
    return;
  }
  const schema = buildClientSchema(introspection.data as IntrospectionQuery);
  editors.useSchema(schema);
  byId('schema', HTMLElement).replaceChildren(showSchema(schema));
  facts = await readFacts();
  await showGeneration();
  const first = menu.querySelector('button');
  if (first instanceof HTMLElement) first.click();
  editors.focus();
}

async function showGeneration(): Promise<void> {
  const { data } = await askServer({ query: '{ generation { id createdAt completeness { status gapCount } } }' });
  const generation = asRecord(asRecord(data)['generation']);
  const place = byId('generation', HTMLElement);
  if (typeof generation['id'] !== 'string') {
    place.textContent = 'nothing is loaded yet';
    return;
  }
  const gaps = Number(asRecord(generation['completeness'])['gapCount']);
  const made =
    typeof generation['createdAt'] === 'string' ? generation['createdAt'].slice(0, 16).replace('T', ' ') : '';
  place.replaceChildren(
    'generation ',
    element('b', { title: generation['id'] }, generation['id'].slice(0, 12)),
    ` of ${made} UTC · ${gaps === 0 ? 'complete' : `${gaps} ${gaps === 1 ? 'gap' : 'gaps'}`}`,
  );
}

function wireToken(): void {
  if (document.documentElement.dataset['token'] !== 'needed') return;
  const field = byId('token', HTMLInputElement);
  byId('token-field', HTMLLabelElement).hidden = false;
  field.value = readToken();
  field.addEventListener('change', () => {
    keepToken(field.value.trim());
    start();
  });
}

function start(): void {
  load().catch((error: unknown) => {
    showProblem('The server is not reached', error instanceof Error ? error.message : '');
  });
}

fillMenu();
wireTabs();
wireToken();
runButton.addEventListener('click', () => {
  if (running === null) void run();
  else running.abort();
});
start();
