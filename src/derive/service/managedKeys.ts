import { isManagedKey } from '../../iam/settings/managedKey.js';
import { textOf } from '../../lib/fields.js';
import { managedKeyOf } from '../../policy/data/managedKeyActions.js';
import type { AccessAsked } from '../access.js';
import { NO_SERVICE, type ServiceFacts, type ServiceTruth } from './facts.js';
import { propertiesOf, settingOf } from './settings.js';

const MANAGED: ServiceTruth = { rules: { isUnderManagedKey: true }, objectOwner: undefined, made: new Map() };

/** Whether what the action uses is encrypted with a key that AWS manages, which is for the resource's own account. */
export function managedKeyFacts({ action, resource: { node } }: AccessAsked): ServiceFacts {
  const found = managedKeyOf(action.toLowerCase());
  if (found === undefined || node?.label !== 'Resource' || node.type !== found.type) return NO_SERVICE;
  const key = settingOf(propertiesOf(node, found.type), 'kmsKeyArn', textOf);
  if (key.kind === 'STATED') return isManagedKey(key.value) ? { ...MANAGED, unknown: [] } : NO_SERVICE;
  if (!found.isAlways) return NO_SERVICE;
  const subject = node.arn ?? node.id;
  const text = `The key that ${subject} is encrypted with was not collected; the one that AWS manages is for its own account alone.`;
  return { ...NO_SERVICE, unknown: [{ subject, text, alternatives: [{ gives: 'LESS', truth: () => MANAGED }] }] };
}
