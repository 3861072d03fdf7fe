import type { AccessAsked } from '../access.js';
import type { PolicyView } from '../view.js';
import type { ServiceFacts } from './facts.js';
import { kmsFacts } from './kms.js';
import { managedKeyFacts } from './managedKeys.js';
import { s3Facts } from './s3.js';

export { behindAccessPoint } from './accessPoint.js';
export { bothConclusions } from './bothConclusions.js';
export type { ServiceFacts, ServiceTruth, UnknownSetting } from './facts.js';
export { ownPolicy, policyOf } from './ownPolicy.js';
export { type ResourceKeys, resourceKeys } from './resourceKeys.js';
export { trafficFilterText } from './trafficFilters.js';

/** What the service of the action decides besides policies, from what the graph states of the resource and its account. */
export function serviceFacts(view: PolicyView, asked: AccessAsked): ServiceFacts {
  const service = asked.action.slice(0, asked.action.indexOf(':')).toLowerCase();
  if (service === 's3') return s3Facts(view, asked);
  if (service === 'kms') return kmsFacts(asked);
  return managedKeyFacts(asked);
}
