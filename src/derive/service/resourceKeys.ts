import type { AccessAsked } from '../access.js';
import { propertiesOf, settingOf, valueOf } from './settings.js';
import { fieldsOf, textOf } from '../../lib/fields.js';
import type { Json } from '../../lib/json.js';

/** Values of context keys that follow from settings of a resource, by lower-case key. */
export type ResourceKeys = ReadonlyMap<string, string>;

/**
 * Context keys that follow from settings of the resource, in lower case.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
export function resourceKeys({ action, resource: { node } }: AccessAsked): ResourceKeys {
  if (action.toLowerCase() !== 'lambda:invokefunctionurl') return NONE;
  const authType = valueOf(settingOf(propertiesOf(node, 'AWS::Lambda::Function'), 'functionUrl', readAuthType));
  return authType === undefined ? NONE : new Map([['lambda:functionurlauthtype', authType]]);
}

const NONE: ResourceKeys = new Map();

function readAuthType(value: Json, pointer: string): string {
  return textOf(fieldsOf(value, pointer).take('authType'), `${pointer}/authType`);
}
