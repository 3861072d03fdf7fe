import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { linter, lintKeymap } from '@codemirror/lint';
import { EditorState, Prec, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { graphql, updateSchema } from 'cm6-graphql';
import type { GraphQLSchema } from 'graphql';

const theme = EditorView.theme(
  {
    '&': { color: '#dfe6ee', backgroundColor: '#10141a' },
    '.cm-gutters': { backgroundColor: '#10141a', color: '#5d6b7e', border: 'none' },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: '#171d26' },
    '.cm-content': { caretColor: '#6cb6ff' },
    '.cm-cursor': { borderLeftColor: '#6cb6ff' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
      backgroundColor: '#2b4361',
    },
    '.cm-tooltip': { backgroundColor: '#1e2530', border: '1px solid #2b3442', color: '#dfe6ee', maxWidth: '480px' },
    '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: '#2b4361', color: '#ffffff' },
  },
  { dark: true },
);

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.definitionKeyword], color: '#d2a8ff' },
  { tag: [tags.propertyName, tags.attributeName], color: '#9ecbff' },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: '#f0c674' },
  { tag: [tags.typeName, tags.atom], color: '#7ee2a8' },
  { tag: tags.string, color: '#a5d6ff' },
  { tag: [tags.number, tags.bool, tags.null], color: '#6cb6ff' },
  { tag: tags.comment, color: '#7d8b9d' },
  { tag: tags.punctuation, color: '#93a1b3' },
]);

const lintJson = jsonParseLinter();

/** No variables at all are none, not a fault. */
function lintVariables(view: EditorView): ReturnType<typeof lintJson> {
  return view.state.doc.toString().trim() === '' ? [] : lintJson(view);
}

/** The two editors of the page. */
export interface Editors {
  readonly query: () => string;
  readonly variables: () => string;
  readonly show: (query: string, variables: string) => void;
  /** Completion and lint follow this schema from now on. */
  readonly useSchema: (schema: GraphQLSchema) => void;
  readonly focus: () => void;
}

/** Makes the editors. `onRun` is called on Ctrl+Enter or Cmd+Enter. */
export function makeEditors(options: {
  readonly query: HTMLElement;
  readonly variables: HTMLElement;
  readonly onRun: () => void;
}): Editors {
  const run = Prec.highest(
    keymap.of([
      {
        key: 'Mod-Enter',
        run: () => {
          options.onRun();
          return true;
        },
      },
    ]),
  );
  const query = editor(options.query, 'GraphQL operation', [run, graphql()]);
  const variables = editor(options.variables, 'Variables as JSON', [run, json(), linter(lintVariables)]);
  return {
    query: () => query.state.doc.toString(),
    variables: () => variables.state.doc.toString(),
    show: (queryText, variablesText) => {
      replace(query, queryText);
      replace(variables, variablesText);
    },
    useSchema: (schema) => updateSchema(query, schema),
    focus: () => query.focus(),
  };
}

function editor(parent: HTMLElement, label: string, extensions: readonly Extension[]): EditorView {
  return new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        ...extensions,
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        autocompletion(),
        highlightActiveLine(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label }),
        keymap.of([
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          ...completionKeymap,
          ...lintKeymap,
          indentWithTab,
        ]),
        theme,
        syntaxHighlighting(colours),
      ],
    }),
  });
}

function replace(view: EditorView, text: string): void {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}
