import type { ControlPolicy, PolicyText } from '../../iam/snapshot.js';
import { compareCodePoints } from '../../lib/codePoints.js';
import {
  type Item,
  placeOf,
  placeOfField,
  readOptionalBoolean,
  readOptionalItem,
  readOptionalText,
  readText,
  valueOf,
} from '../fields.js';
import type { Draft } from './draft.js';
import { type OrganizationAnswers, unwrap } from './organizationAnswers.js';

type Kind = ControlPolicy['kind'];

const KINDS = { SERVICE_CONTROL_POLICY: 'SERVICE_CONTROL', RESOURCE_CONTROL_POLICY: 'RESOURCE_CONTROL' } as const;
type PolicyType = keyof typeof KINDS;

/** SCPs and RCPs in force, and for each type why it is unknown what binds; null where it is known. */
export interface ControlPolicies {
  readonly policies: readonly ControlPolicy[];
  readonly whyUnknown: Readonly<Record<Kind, string | null>>;
}

/**
 * SCPs and RCPs with their documents and targets. Policies of a type that is not enabled at the root bind nobody and are left out.
 * Errors: DUMP_MALFORMED, POLICY_MALFORMED.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_enable-disable.html
 */
export function readControlPolicies(
  answers: OrganizationAnswers,
  organization: Item,
  account: string,
  draft: Draft,
): ControlPolicies {
  const enabled = enabledTypes(answers, organization);
  const listed = new Set(answers.keyed('ListPolicies').map(({ key }) => key));
  const targets = readTargets(answers);
  // Everything that can be refused as a whole is read before anything is counted.
  const summaries = {
    SERVICE_CONTROL_POLICY: summariesOf('SERVICE_CONTROL_POLICY', answers),
    RESOURCE_CONTROL_POLICY: summariesOf('RESOURCE_CONTROL_POLICY', answers),
  };
  const whyUnknown: Record<Kind, string | null> = { SERVICE_CONTROL: null, RESOURCE_CONTROL: null };
  const policies: ControlPolicy[] = [];
  for (const type of ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const) {
    if (enabled !== null && !enabled.has(type)) continue;
    const withoutTargets = summaries[type].filter(({ id }) => !targets.has(id)).map(({ id }) => id);
    draft.ledger.countRead('ControlPolicy', summaries[type].length);
    const readable = summaries[type].flatMap(
      (summary) => readPolicy(summary, KINDS[type], targets.get(summary.id) ?? [], account, draft) ?? [],
    );
    policies.push(...readable);
    if (!listed.has(type)) whyUnknown[KINDS[type]] = 'they were not listed';
    else if (withoutTargets.length > 0) {
      whyUnknown[KINDS[type]] = `the targets of ${withoutTargets.join(', ')} were not listed`;
    } else if (readable.length < summaries[type].length) whyUnknown[KINDS[type]] = 'one of them was left out';
  }
  draft.ledger.countStored('ControlPolicy', policies.length);
  return { policies: policies.toSorted((left, right) => compareCodePoints(left.id, right.id)), whyUnknown };
}

/** Null where the policy is broken and may be left out. */
function readPolicy(
  { id, summary, answer }: Summary,
  kind: Kind,
  targets: readonly string[],
  account: string,
  draft: Draft,
): readonly ControlPolicy[] | null {
  const part = { kind: 'ControlPolicy', account, subject: id, mayHide: true, mayOverstate: true } as const;
  return draft.ledger.attempt(part, () => {
    const arn = readText(summary, 'Arn');
    const name = readOptionalText(summary, 'Name') ?? id;
    const awsManaged = readOptionalBoolean(summary, 'AwsManaged') ?? false;
    return [{ id, arn, name, kind, awsManaged, targets, ...readContent(answer, summary, arn, kind, account, draft) }];
  });
}

/** Types enabled at the roots; null when that was not collected. */
function enabledTypes(answers: OrganizationAnswers, organization: Item): ReadonlySet<string> | null {
  if (readOptionalText(organization, 'FeatureSet') === 'CONSOLIDATED_BILLING') return new Set();
  const roots = answers.list('ListRoots', 'Roots').filter((root) => valueOf(root, 'PolicyTypes') !== undefined);
  if (roots.length === 0) return null;
  const types = roots.flatMap((root) =>
    answers.entries(
      { ...placeOfField(root, 'PolicyTypes'), value: valueOf(root, 'PolicyTypes') ?? null },
      'PolicyTypes',
    ),
  );
  return new Set(
    types
      .filter((type) => readOptionalText(type, 'Status') !== 'PENDING_DISABLE')
      .map((type) => readText(type, 'Type')),
  );
}

interface Summary {
  readonly id: string;
  readonly summary: Item;
  /** Answer of DescribePolicy, null when it is not there. */
  readonly answer: Item | null;
}

/** Policies of a type, listed or described. */
function summariesOf(type: PolicyType, answers: OrganizationAnswers): readonly Summary[] {
  const described = new Map(
    answers.keyed('DescribePolicy').map(({ key, element }) => [key, unwrap(element, 'Policy')]),
  );
  const found = new Map<string, Summary>();
  for (const { key, element } of answers.keyed('ListPolicies')) {
    if (key !== type) continue;
    for (const summary of answers.entries(element, 'Policies')) {
      const id = readText(summary, 'Id');
      found.set(id, { id, summary, answer: described.get(id) ?? null });
    }
  }
  for (const [id, answer] of described) {
    const summary = readOptionalItem(answer, 'PolicySummary');
    if (found.has(id) || summary === null || readOptionalText(summary, 'Type') !== type) continue;
    found.set(id, { id, summary, answer });
  }
  return [...found.values()];
}

function readTargets(answers: OrganizationAnswers): ReadonlyMap<string, readonly string[]> {
  return new Map(
    answers.keyed('ListTargetsForPolicy').map(({ key, element }) => {
      const ids = answers.entries(element, 'Targets').map((target) => readText(target, 'TargetId'));
      return [key, [...new Set(ids)].toSorted(compareCodePoints)];
    }),
  );
}

function readContent(
  answer: Item | null,
  summary: Item,
  arn: string,
  kind: Kind,
  account: string,
  draft: Draft,
): PolicyText {
  const content = answer === null ? undefined : valueOf(answer, 'Content');
  if (answer !== null && content !== undefined) {
    const use = kind === 'SERVICE_CONTROL' ? 'SCP' : 'RCP';
    return draft.documents.read(content, use, placeOfField(answer, 'Content'), () => ({ account, subject: arn }));
  }
  draft.ledger.gap({
    kind: 'POLICY_DOCUMENT_MISSING',
    account,
    subject: arn,
    mayHide: true,
    mayOverstate: true,
    text: `organization.json lists the policy ${arn}, but DescribePolicy does not have its contents.`,
  });
  return { document: null, place: placeOf(summary) };
}
