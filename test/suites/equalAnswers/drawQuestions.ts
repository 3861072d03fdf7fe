import { readFileSync } from 'node:fs';
import { getNamedType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { wholeSelection } from './wholeSelection.js';
import type { FillBlank } from './subject.js';

/** An operation over one field of Query, with its variables but `first` and `after`. */
export interface DrawnQuestion {
  readonly name: string;
  readonly field: string;
  /** The operation with everything selected, and with the least that shows which rows there are. */
  readonly whole: string;
  readonly brief: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether it is turned by cursors, is cut by `first` alone, or is one answer. */
  readonly pages: 'CURSORS' | 'FIRST' | 'ONE';
}

interface Listed {
  readonly arguments?: Readonly<Record<string, unknown>>;
  /** How often it is drawn, with other blanks; 1 when left out. */
  readonly times?: number;
  /** The generation to ask @at. */
  readonly at?: string;
}

/** Every question of the API, by field of Query. A test holds it to the SDL. */
export const LISTED = JSON.parse(readFileSync('test/cases/equal/questions.json', 'utf8')) as Readonly<
  Record<string, readonly Listed[]>
>;

/** How many objects deep answers are compared. */
const DEPTH = 2;

/** The questions of the list about one graph, blanks filled; each once, where not every drawing is wanted. */
export function drawQuestions(
  schema: GraphQLSchema,
  fill: FillBlank,
  drawings: 'EVERY' | 'ONE' = 'EVERY',
): readonly DrawnQuestion[] {
  const fields = schema.getQueryType()?.getFields() ?? {};
  return Object.entries(LISTED).flatMap(([name, list]) => {
    const field = fields[name];
    if (field === undefined) throw new Error(`questions.json asks for ${name}, which the SDL does not have`);
    return list.flatMap((listed) =>
      Array.from({ length: drawings === 'ONE' ? 1 : (listed.times ?? 1) }, () => draw({ schema, field, listed }, fill)),
    );
  });
}

function draw(
  {
    schema,
    field,
    listed,
  }: { readonly schema: GraphQLSchema; readonly field: GraphQLField<unknown, unknown>; readonly listed: Listed },
  fill: FillBlank,
): DrawnQuestion {
  const given = fillIn(listed.arguments ?? {}, fill) as Readonly<Record<string, unknown>>;
  const generation = listed.at === undefined ? null : (fillIn(listed.at, fill) as string);
  const known = new Set(field.args.map((argument) => argument.name));
  const paging = ['first', 'after'].filter((name) => known.has(name));
  const used = field.args.filter(({ name }) => Object.hasOwn(given, name) || paging.includes(name));
  for (const name of Object.keys(given)) {
    if (!known.has(name)) throw new Error(`questions.json gives ${field.name} an argument ${name}`);
  }
  const declared = [
    ...used.map(({ name, type }) => `$${name}: ${String(type)}`),
    ...(generation === null ? [] : ['$at: ID!']),
  ];
  const passed = used.map(({ name }) => `${name}: $${name}`);
  const head = `query${declared.length === 0 ? '' : ` (${declared.join(', ')})`}${generation === null ? '' : ' @at(generation: $at)'}`;
  const call = `${field.name}${passed.length === 0 ? '' : `(${passed.join(', ')})`}`;
  const type = getNamedType(field.type);
  const text = (depth: number): string => `${head} { ${call} { ${wholeSelection(schema, type, depth)} } }`;
  return {
    name: `${field.name} ${JSON.stringify(given)}${generation === null ? '' : ` @at ${generation}`}`,
    field: field.name,
    whole: text(DEPTH),
    brief: text(0),
    variables: { ...given, ...(generation === null ? {} : { at: generation }) },
    pages: paging.includes('after') ? 'CURSORS' : paging.length > 0 ? 'FIRST' : 'ONE',
  };
}

function fillIn(value: unknown, fill: FillBlank): unknown {
  if (typeof value === 'string') return /^<.+>$/u.test(value) ? fill(value.slice(1, -1)) : value;
  if (Array.isArray(value)) return value.map((item) => fillIn(item, fill));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fillIn(part, fill)]));
}
