import { open } from 'node:fs/promises';
import type { z } from 'zod';
import { PART_NAMES, type GraphPart, type PartName } from '../graph/parts.js';
import { measureJson } from '../lib/measureJson.js';
import { assembleGraph } from './assembleGraph.js';
import { BACKUP_LIMITS, FORMAT, FORMAT_VERSION, looksExported } from './format.js';
import { readLines, type ReadLinesOptions } from './readLines.js';
import { refusal } from './refusal.js';
import { HEADER_SHAPE, PART_SHAPES, TRAILER_SHAPE } from './shapes.js';
import type { GenerationRecord, Graph } from '../graph/graph.js';
import type { Json } from '../lib/json.js';

/** How an exported file is read. */
export interface ReadBackupOptions extends Omit<ReadLinesOptions, 'limits'> {
  /** Whether the engine can read a policy document. */
  readonly isDocument: (document: Json) => boolean;
  readonly limits?: ReadLinesOptions['limits'];
}

/** A line of the file as data. */
interface Line {
  readonly number: number;
  readonly value: unknown;
}

/**
 * The graph of an exported file, all of it looked at: the checksum of the whole first, then each line.
 * Errors: FILE_NOT_FOUND, EXPORT_DAMAGED, EXPORT_UNSUPPORTED, EXPORT_TOO_LARGE, EXPORT_MALFORMED; the signal's reason.
 */
export async function readBackup(file: string, options: ReadBackupOptions): Promise<Graph> {
  const { limits = BACKUP_LIMITS, isDocument } = options;
  const lines = readLines(file, { ...options, limits });
  const assembly = assembleGraph();
  const counts = Object.fromEntries(PART_NAMES.map((name) => [name, 0])) as Record<PartName, number>;
  let generation: GenerationRecord | null = null;
  let graph: Graph | null = null;
  let stage = 0;
  let number = 0;
  for await (const text of lines) {
    number++;
    const line: Line = { number, value: parseLine(file, number, text, limits.depth) };
    if (generation === null) {
      generation = readHeader(file, line);
      continue;
    }
    if (graph !== null) throw refusal('EXPORT_MALFORMED', file, `line ${number} comes after the end`);
    if (!Array.isArray(line.value)) {
      readTrailer(file, line, counts);
      const finished = assembly.finish(generation);
      if ('reason' in finished) throw refusal('EXPORT_MALFORMED', file, `line ${number} ${finished.reason}`);
      graph = finished;
      continue;
    }
    const part = readPart(file, line);
    if (PART_NAMES.indexOf(part[0]) < stage)
      throw refusal('EXPORT_MALFORMED', file, `line ${number} stands too late: every ${part[0]} stands before it`);
    stage = PART_NAMES.indexOf(part[0]);
    if (part[0] === 'document' && !isDocument(part[2]))
      throw refusal('EXPORT_MALFORMED', file, `line ${number} has a document that is no policy`, '/2');
    counts[part[0]]++;
    const fault = assembly.add(part);
    if (fault !== null) throw refusal('EXPORT_MALFORMED', file, `line ${number} ${fault.reason}`, fault.pointer);
  }
  if (graph === null) throw refusal('EXPORT_MALFORMED', file, 'the file has no last line with counts');
  return graph;
}

/** Whether a path is an export and no dump. False where it cannot be read: who reads the dump says so. */
export async function isBackup(path: string): Promise<boolean> {
  try {
    const handle = await open(path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
      return bytesRead === 2 && looksExported(buffer);
    } finally {
      await handle.close();
    }
  } catch {
    return false;
  }
}

function parseLine(file: string, number: number, text: string, depth: number): unknown {
  if (measureJson(text, depth).tooDeepAt >= 0)
    throw refusal('EXPORT_TOO_LARGE', file, `line ${number} is nested more than ${depth} levels deep`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refusal('EXPORT_MALFORMED', file, `line ${number} is not JSON`);
  }
  if (/__proto__|\\u005f/iu.test(text) && holdsPrototypeKey(value))
    throw refusal('EXPORT_MALFORMED', file, `line ${number} has a key \`__proto__\``);
  return value;
}

function holdsPrototypeKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(holdsPrototypeKey);
}

function readHeader(file: string, line: Line): GenerationRecord {
  const { value } = line;
  const isObject = typeof value === 'object' && value !== null;
  if (!isObject || !('format' in value) || value.format !== FORMAT)
    throw refusal('EXPORT_MALFORMED', file, 'line 1 does not say that this is an export of Permgraph');
  if (!('version' in value) || value.version !== FORMAT_VERSION)
    throw refusal(
      'EXPORT_UNSUPPORTED',
      file,
      `the export is not of version ${FORMAT_VERSION} of the format`,
      '/version',
    );
  return read(file, line, HEADER_SHAPE).generation;
}

function readTrailer(file: string, line: Line, counts: Readonly<Record<PartName, number>>): void {
  const { end } = read(file, line, TRAILER_SHAPE);
  const wrong = PART_NAMES.find((name) => end[name] !== counts[name]);
  if (wrong === undefined) return;
  const reason = `line ${line.number} counts ${end[wrong]} of ${wrong}, and there are ${counts[wrong]}`;
  throw refusal('EXPORT_MALFORMED', file, reason, `/end/${wrong}`);
}

function readPart(file: string, line: Line): GraphPart {
  const name = (line.value as readonly unknown[])[0];
  const known = PART_NAMES.find((each) => each === name);
  if (known === undefined)
    throw refusal('EXPORT_MALFORMED', file, `line ${line.number} begins with no name of a part`, '/0');
  return read<GraphPart>(file, line, PART_SHAPES[known]);
}

/** The value as it stands, its keys in their order, once its shape is right. */
function read<T>(file: string, { number, value }: Line, shape: z.ZodType<T>): T {
  const { error } = shape.safeParse(value);
  const [issue] = error?.issues ?? [];
  if (issue === undefined) return value as T;
  const pointer = issue.path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  throw refusal('EXPORT_MALFORMED', file, `line ${number} has a wrong shape: ${issue.message}`, pointer);
}
