import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import { becomesByCenter } from './becomeByCenter.js';
import type { Conjunction } from './conjoin.js';
import { newRole } from './control.js';
import { controlByCenter } from './controlByCenter.js';
import type { AddEdge, Asking } from './edgesOut.js';
import { allowEverything, viewWith } from './hypothesis.js';
import { gainsByLifting, type Lifted } from './lifting.js';
import { requestsOf } from './requests.js';
import type { Acting } from './takeSteps.js';
import type { Technique } from './technique.js';

/**
 * From control of an account to other accounts: by IAM Identity Center to control of them and to the roles of permission sets, where the account
 * administers it; by changing what the organisation's policies keep from roles that admit the account. Asked for a role of the account that
 * may do everything, each once, by the technique that asks the least.
 */
export function leadToOthers({ world, holdings }: Asking, { accountId }: NodeOf<'Account'>, add: AddEdge): void {
  const actor = newRole(world.view, accountId);
  const view = viewWith(world.view, { holder: actor.id, attachments: [allowEverything(actor.id)], nodes: [actor] });
  const requests = requestsOf(view, actor, { isStart: false });
  const acting: Acting = { actor, view, world, holdings, requests, isForOthers: false };
  const techniques = holdings.possible(view, actor);
  const there = controlByCenter(acting, techniques, 'OF_ALL');
  const lifted = liftEach(acting, techniques, [
    accountId,
    ...there.control.filter(isSure).map(({ account }) => account),
  ]);
  const ends = [
    ...[...there.control, ...lifted.flatMap(({ control }) => control)]
      .filter(({ account }) => account !== accountId)
      .map((one) => ({ ...one, to: nodeId.accountControl(one.account) })),
    ...[...becomesByCenter(acting, techniques), ...there.become, ...lifted.flatMap(({ become }) => become)].map(
      (one) => ({
        ...one,
        to: one.target.id,
      }),
    ),
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

/** One technique after the other, none of accounts that are controlled by then. */
function liftEach(acting: Acting, techniques: readonly Technique[], controlled: readonly string[]): readonly Lifted[] {
  const controls = new Set(controlled);
  return techniques.map((technique) => {
    const lifted = gainsByLifting(acting, [technique], { found: [], controls });
    for (const { account } of lifted.control.filter(isSure)) controls.add(account);
    return lifted;
  });
}

function isSure({ conjunction }: { readonly conjunction: Conjunction }): boolean {
  return conjunction.decision === 'ALLOWED';
}
