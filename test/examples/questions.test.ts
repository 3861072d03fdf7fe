import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraph, type PermissionGraph } from '../../src/index.js';

const questions = new URL('../../examples/questions/', import.meta.url);
const names = readdirSync(questions)
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => file.slice(0, -'.graphql'.length))
  .toSorted();
const read = (name: string): string => readFileSync(new URL(name, questions), 'utf8');
const readJson = (name: string): Record<string, unknown> => JSON.parse(read(name)) as Record<string, unknown>;

describe('the questions about the example organisation', () => {
  let graph: PermissionGraph;
  beforeAll(async () => {
    graph = await openGraph({ dumps: [fileURLToPath(new URL('../../examples/organization', import.meta.url))] });
  });
  afterAll(() => graph.close());

  it('are twenty-eight', () => expect(names).toHaveLength(28));

  it.each(names)('%s', async (name) => {
    const answer = await graph.graphql({ query: read(`${name}.graphql`), variables: readJson(`${name}.json`) });
    expect(answer.errors).toBeUndefined();
    const data: unknown = JSON.parse(JSON.stringify(answer.data));
    expect(data).toEqual(readJson(`expected/${name}.json`));
  });
});
