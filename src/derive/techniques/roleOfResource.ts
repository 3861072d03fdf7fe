import { nodeId } from '../../graph/ids.js';
import type { NodeOf } from '../../graph/nodes.js';
import { textOf } from '../../lib/fields.js';
import { settingOf, valueOf } from '../service/settings.js';
import type { PolicyView } from '../view.js';

/** The role with which a resource acts: stated itself, of its instance profile, or of the task that it runs. */
export function roleOfResource(view: PolicyView, node: NodeOf<'Resource'>): NodeOf<'Role'> | null {
  const stated = (of: NodeOf<'Resource'>, name: string): string | undefined =>
    valueOf(settingOf(of.properties, name, textOf));
  const roleNamed = (arn: string | undefined): NodeOf<'Role'> | null => {
    const role = arn === undefined ? null : view.node(nodeId.arn(arn));
    return role?.label === 'Role' ? role : null;
  };
  const direct = roleNamed(stated(node, 'roleArn'));
  if (direct !== null) return direct;
  const profileArn = stated(node, 'instanceProfileArn');
  const profile = profileArn === undefined ? null : view.node(nodeId.arn(profileArn));
  if (profile?.label === 'InstanceProfile') return profile.roleId === null ? null : roleNamed(profile.roleId);
  if (profile?.label === 'Resource') return roleNamed(stated(profile, 'roleArn'));
  const taskArn = stated(node, 'taskDefinitionArn');
  const task = taskArn === undefined ? null : view.node(nodeId.arn(taskArn));
  return task?.label === 'Resource' ? roleNamed(stated(task, 'roleArn')) : null;
}
