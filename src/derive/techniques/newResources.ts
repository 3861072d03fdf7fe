import { shippedActions } from '../../shippedActions.js';
import type { NodeOf } from '../../graph/nodes.js';
import { recall } from '../../policy/recall.js';

/** A name that no policy says: what is decided of it is decided of whatever no policy singles out. */
const UNNAMED = 'what-no-policy-names';

/** How a part of an ARN that the form leaves open is filled: by any name that the actor chooses, or by one that no policy says. */
export type Naming = 'CHOSEN' | 'UNNAMED';

/** What an action is called on when the thing is of the account and is not there yet, or is any of its kind. */
export interface OpenResource {
  readonly arn: string;
  readonly isPattern: boolean;
}

/**
 * One resource for each type that the action cannot do without; where it can do without all of them, one of the first type. `*` for an
 * action that takes none. `known`: further parts of the forms, by name.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function openResources(
  action: string,
  { accountId, partition }: NodeOf<'Account'>,
  region: string,
  naming: Naming,
  known: Readonly<Record<string, string>> = {},
): readonly OpenResource[] {
  const parts = { Partition: partition, Region: region, Account: accountId, ...known };
  const name = [action, naming, ...Object.values(parts), ...Object.keys(known)].join(' ');
  return recall(made, name, () => fillForms(action, naming, parts));
}

/** The same where it is said in which forms the action is asked, in place of those that AWS documents. */
export function resourcesOf(
  forms: readonly string[],
  { accountId, partition }: NodeOf<'Account'>,
  region: string,
): readonly OpenResource[] {
  const parts = { Partition: partition, Region: region, Account: accountId };
  return forms.map((form) => {
    const arn = fillForm(form, parts);
    return { arn, isPattern: arn.includes('*') };
  });
}

/** A form of an ARN with the parts that are known, and the others as they are. */
export function fillForm(form: string, parts: Readonly<Record<string, string>>): string {
  return form.replaceAll(/\$\{([A-Za-z]+)\}/gu, (whole, name: string) => parts[name] ?? whole);
}

const made = new Map<string, readonly OpenResource[]>();

function fillForms(action: string, naming: Naming, parts: Readonly<Record<string, string>>): readonly OpenResource[] {
  const types = shippedActions().find(action)?.resources ?? [];
  const required = types.filter(({ isRequired }) => isRequired);
  const asked = required.length > 0 ? required : types.slice(0, 1);
  if (asked.length === 0) return [{ arn: '*', isPattern: false }];
  return asked.flatMap(({ arns }) => {
    const [form] = arns;
    if (form === undefined) return [];
    const open = naming === 'CHOSEN' ? '*' : UNNAMED;
    const arn = form.replaceAll(/\$\{([A-Za-z]+)\}/gu, (_whole, name: string) => parts[name] ?? open);
    return [{ arn, isPattern: arn.includes('*') }];
  });
}
