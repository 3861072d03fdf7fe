import type { StoragePolicy } from '../../iam/snapshot.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import type { Json } from '../../lib/json.js';
import { malformed, readOptionalItem, readOptionalText, readText, valueOf, type Item } from '../fields.js';
import { isList, isObject } from '../text/readJson.js';
import { unwrap, type OrganizationAnswers } from './organizationAnswers.js';

/**
 * S3 policies of the organisation: what each assigns to S3's public access block, and to which root, unit or account it is attached. One
 * that assigns nothing is left out. Errors: DUMP_MALFORMED for contents that are no such policy.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_s3_syntax.html
 */
export function readStoragePolicies(answers: OrganizationAnswers): readonly StoragePolicy[] {
  const described = answers
    .keyed('DescribePolicy')
    .map(({ key, element }) => ({ id: key, answer: unwrap(element, 'Policy') }));
  const targets = new Map(answers.keyed('ListTargetsForPolicy').map(({ key, element }) => [key, element]));
  return described
    .flatMap(({ id, answer }) => {
      const summary = readOptionalItem(answer, 'PolicySummary');
      if (summary === null || readOptionalText(summary, 'Type') !== 'S3_POLICY') return [];
      const assigned = readAssigned(answer);
      const element = targets.get(id);
      if (assigned === null || element === undefined) return [];
      const attached = answers.entries(element, 'Targets').map((target) => readText(target, 'TargetId'));
      return attached.map((target): StoragePolicy => ({ target, ...assigned }));
    })
    .toSorted((left, right) => compareCodePoints(left.target, right.target));
}

function readAssigned(answer: Item): Omit<StoragePolicy, 'target'> | null {
  const attributes = fieldOf(contentOf(answer), 's3_attributes');
  const block = fieldOf(attributes ?? null, 'public_access_block_configuration');
  if (block === undefined) return null;
  const assigned = fieldOf(block, '@@assign');
  if (assigned !== 'all' && assigned !== 'none') {
    throw malformed(answer, 'Content', 'An S3 policy assigns "all" or "none" to public_access_block_configuration');
  }
  const allowed = fieldOf(block, '@@operators_allowed_for_child_policies');
  return { blocksPublicAccess: assigned === 'all', isFinal: isList(allowed) && allowed.includes('@@none') };
}

function contentOf(answer: Item): Json {
  const content = valueOf(answer, 'Content') ?? null;
  if (typeof content !== 'string') return content;
  try {
    return JSON.parse(content) as Json;
  } catch {
    throw malformed(answer, 'Content', 'The contents of the S3 policy are no JSON');
  }
}

function fieldOf(value: Json, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
