import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import { becomesByCenter } from './becomeByCenter.js';
import { administeredBy } from './center.js';
import type { Conjunction } from './conjoin.js';
import { newRole } from './control.js';
import { controlByCenter } from './controlByCenter.js';
import type { AddEdge, Asking } from './edgesOut.js';
import { allowEverything, viewWith } from './hypothesis.js';
import { requestsOf } from './requests.js';
import type { Technique } from './technique.js';

/**
 * From control of an account that administers IAM Identity Center to control of the other accounts and to the roles of permission sets: asked
 * for a role of the account that may do everything, each once, by the technique that asks the least.
 */
export function leadThroughCenter({ world, holdings }: Asking, { accountId }: NodeOf<'Account'>, add: AddEdge): void {
  if (administeredBy(world.view, world.center, accountId).length === 0) return;
  const actor = newRole(world.view, accountId);
  const view = viewWith(world.view, { holder: actor.id, attachments: [allowEverything(actor.id)], nodes: [actor] });
  const acting = {
    actor,
    view,
    world,
    holdings,
    requests: requestsOf(view, actor, { isStart: false }),
    isForOthers: false,
  };
  const techniques = holdings.possible(view, actor);
  const there = controlByCenter(acting, techniques);
  const ends = [
    ...there.control
      .filter(({ account }) => account !== accountId)
      .map((one) => ({ ...one, to: nodeId.accountControl(one.account) })),
    ...[...becomesByCenter(acting, techniques), ...there.become].map((one) => ({ ...one, to: one.target.id })),
  ];
  const best = new Map<string, { readonly technique: Technique; readonly conjunction: Conjunction }>();
  for (const one of ends) {
    const known = best.get(one.to);
    if (known === undefined || (known.conjunction.decision !== 'ALLOWED' && one.conjunction.decision === 'ALLOWED'))
      best.set(one.to, one);
  }
  for (const [to, { technique, conjunction }] of best) {
    const [action = ''] = technique.steps.flatMap(({ actions }) => actions);
    add('CAN_ADMINISTER', nodeId.accountControl(accountId), to, { rule: 'account-control', action, ...conjunction });
  }
}
