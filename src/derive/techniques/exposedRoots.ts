import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import { parseArn } from '../../iam/arn.js';
import type { PolicyView } from '../view.js';
import { askAdministrator } from './administrator.js';
import { conclude } from './control.js';
import type { GainedThere } from './bestGained.js';
import { requestsOf } from './requests.js';
import { type AnyActing, takeSteps } from './takeSteps.js';
import { exposingTo } from './targets.js';
import type { Technique } from './technique.js';

/**
 * Control of the accounts whose root users have access keys in resources that the actor can read: a root user may do everything that control
 * policies leave, which in a member account may be less than an administrator does.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html
 */
export function controlByExposedRoots(acting: AnyActing, techniques: readonly Technique[]): GainedThere['control'] {
  const { actor, view, isForOthers } = acting;
  return techniques.flatMap((technique) => {
    const { target } = technique;
    if (target.kind !== 'EXPOSED') return [];
    return exposingTo(acting, target.type).flatMap(({ resource, of }) =>
      rootsAmong(view, of).flatMap((root): GainedThere['control'] => {
        const account = root.account ?? '';
        if (isForOthers && account === actor.account) return [];
        const steps = takeSteps(acting, technique, { target: root, resource });
        if (steps === null) return [];
        const asked = askAdministrator(view, root, requestsOf(view, root, { isStart: false }));
        const gained = conclude(steps, technique, asked);
        return gained === null ? [] : [{ ...gained, account }];
      }),
    );
  });
}

/** The root users of collected accounts among ARNs. */
export function rootsAmong(view: PolicyView, arns: readonly string[]): readonly NodeOf<'RootUser'>[] {
  return arns.flatMap((text) => {
    const arn = parseArn(text);
    if (arn?.service !== 'iam' || arn.resource !== 'root' || view.account(arn.account)?.isCollected !== true) return [];
    const node = view.node(nodeId.rootUser(arn.account));
    return node?.label === 'RootUser' ? [node] : [];
  });
}
