import type { TechniqueCase } from '../../src/derive/techniques/technique.js';
import { nodeId } from '../../src/graph/ids.js';
import type { Json } from '../../src/lib/json.js';
import { type PrincipalSketch, policy, type SnapshotSketch } from './snapshots.js';

const ACCOUNT = '111122223333';

/**
 * What is so in a case beside the actor's policy, as a sketch of a snapshot. `actorKind` is USER where it is left out; `actor` says more of the
 * actor; `scp` is a statement list that binds the account; `to` is CONTROL or the id of a node, or else the role `target` or the user `victim`.
 */
type World = SnapshotSketch & {
  readonly actorKind?: 'USER' | 'ROLE';
  readonly actor?: Partial<PrincipalSketch>;
  readonly scp?: readonly Json[];
  readonly to?: string;
};

const FULL_ACCESS = policy({ Effect: 'Allow', Action: '*', Resource: '*' });

/** The snapshot of a case. */
export function drawCase({ policy: statements, world }: TechniqueCase): SnapshotSketch {
  const { actorKind = 'USER', actor = {}, scp, users = [], roles = [], ...rest } = world as World;
  const acting: PrincipalSketch = { account: ACCOUNT, name: 'actor', policies: [policy(...statements)], ...actor };
  const organization =
    scp === undefined
      ? {}
      : {
          organization: {
            management: '999900001111',
            members: [ACCOUNT],
            scps: [
              { document: FULL_ACCESS, targets: ['r-root'] },
              { document: policy(...scp), targets: [ACCOUNT] },
            ],
          },
        };
  return {
    ...rest,
    ...organization,
    users: actorKind === 'USER' ? [acting, ...users] : users,
    roles: actorKind === 'ROLE' ? [acting, ...roles] : roles,
  };
}

/** Who acts in a case, and whom it may be about. */
export function endsOfCase({ world: said }: TechniqueCase): {
  readonly actor: string;
  readonly ends: readonly string[];
} {
  const world = said as World;
  const { path = '/', name = 'actor' } = world.actor ?? {};
  const named = ['role/target', 'role/aws-reserved/sso.amazonaws.com/target', 'user/victim'];
  return {
    actor: `arn:aws:iam::${ACCOUNT}:${world.actorKind === 'ROLE' ? 'role' : 'user'}${path}${name}`,
    ends:
      world.to === 'CONTROL'
        ? [nodeId.accountControl(ACCOUNT)]
        : world.to !== undefined
          ? [world.to]
          : named.map((name) => `arn:aws:iam::${ACCOUNT}:${name}`),
  };
}
