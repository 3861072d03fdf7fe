import { z } from 'zod';
import { EDGE_KINDS, RELATION_KINDS, type Conclusion } from '../graph/edges.js';
import { FORMAT } from './format.js';
import { NODE_SHAPES } from './nodeShapes.js';
import { claims, evidence, gap, text } from '../iam/shapes.js';
import type { GraphNode } from '../graph/nodes.js';
import type { GraphPart, PartName } from '../graph/parts.js';
import type { Json } from '../lib/json.js';

const place = z.number().int().min(0).max(0xffff_ffff);
const edgeKind = z.enum(EDGE_KINDS);

const conclusion: z.ZodType<Conclusion> = z.strictObject({
  action: text,
  decision: z.enum(['ALLOWED', 'CONDITIONAL']),
  needs: claims.nullable(),
  evidence,
  rule: text,
  technique: text.exactOptional(),
  gaps: z.array(place),
  taskPolicies: z.array(text).nullable(),
  holdsFirst: z.boolean(),
  holdsLater: z.boolean(),
});

const node = z.custom<GraphNode>().superRefine((value: unknown, context) => {
  const label = typeof value === 'object' && value !== null && 'label' in value ? value.label : undefined;
  if (typeof label !== 'string' || !Object.hasOwn(NODE_SHAPES, label)) {
    context.addIssue({ code: 'custom', path: ['label'], message: 'is no label of a node' });
    return;
  }
  const { error } = NODE_SHAPES[label as GraphNode['label']].safeParse(value);
  for (const issue of error?.issues ?? [])
    context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
});

/** The shape of a line by the name with which it begins. */
export const PART_SHAPES: {
  readonly [Name in PartName]: z.ZodType<Extract<GraphPart, readonly [Name, ...unknown[]]>>;
} = {
  node: z.tuple([z.literal('node'), node]),
  document: z.tuple([z.literal('document'), text.min(1), z.custom<Json>((value) => value !== undefined)]),
  gap: z.tuple([z.literal('gap'), gap]),
  conclusion: z.tuple([z.literal('conclusion'), conclusion]),
  relation: z.tuple([
    z.literal('relation'),
    place,
    z.enum(RELATION_KINDS),
    place,
    z.enum(['PERMISSIONS', 'BOUNDARY', 'CONTROL']).nullable(),
    place.nullable(),
  ]),
  edge: z.tuple([z.literal('edge'), place, place, edgeKind, place]),
  set: z.tuple([z.literal('set'), z.array(place)]),
  product: z.tuple([z.literal('product'), place, edgeKind, place, z.array(place)]),
};

const instant = z.iso.datetime({ offset: true });

/** The first line but for its version, which is looked at before. */
export const HEADER_SHAPE = z.strictObject({
  format: z.literal(FORMAT),
  version: z.number(),
  generation: z.strictObject({
    id: z.string().regex(/^[\x21-\x7e]{1,128}$/u, 'is no id of a generation'),
    createdAt: instant,
    collectedAt: instant.nullable(),
    rules: text,
    sources: z.array(text),
  }),
});

/** The last line. */
export const TRAILER_SHAPE = z.strictObject({
  end: z.strictObject({
    node: place,
    document: place,
    gap: place,
    conclusion: place,
    relation: place,
    edge: place,
    set: place,
    product: place,
  }),
});
