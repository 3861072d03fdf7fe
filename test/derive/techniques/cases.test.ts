import { describe, expect, it } from 'vitest';
import { deriveGraph } from '../../../src/derive/deriveGraph.js';
import { shippedTechniques } from '../../../src/derive/techniques/shipped.js';
import type { Technique, TechniqueCase } from '../../../src/derive/techniques/technique.js';
import { nodeId } from '../../../src/graph/ids.js';
import type { Json } from '../../../src/lib/json.js';
import { type PrincipalSketch, policy, sketchSnapshot, type SnapshotSketch } from '../../support/snapshots.js';
import { expandEdges } from '../expandEdges.js';

const ACCOUNT = '111122223333';

/**
 * What is so in a case beside the actor's policy, as a sketch of a snapshot. `actorKind` is USER where it is left out; `actor` says more of the
 * actor; `scp` is a statement list that binds the account; `to` is CONTROL, or else the role `target` or the user `victim`.
 */
type World = SnapshotSketch & {
  readonly actorKind?: 'USER' | 'ROLE';
  readonly actor?: Partial<PrincipalSketch>;
  readonly scp?: readonly Json[];
  readonly to?: 'CONTROL';
};

const FULL_ACCESS = policy({ Effect: 'Allow', Action: '*', Resource: '*' });

function draw({ policy: statements, world }: TechniqueCase): SnapshotSketch {
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

/** The decision of the technique's edge from the actor to whom the case is about. */
async function decide(technique: Technique, one: TechniqueCase): Promise<string> {
  const world = one.world as World;
  const graph = await deriveGraph(sketchSnapshot(draw(one)), {
    createdAt: '2026-01-01T00:00:00Z',
    signal: new AbortController().signal,
  });
  const actor = `arn:aws:iam::${ACCOUNT}:${world.actorKind === 'ROLE' ? 'role' : 'user'}/actor`;
  const ends =
    world.to === 'CONTROL'
      ? [nodeId.accountControl(ACCOUNT)]
      : ['role/target', 'role/aws-reserved/sso.amazonaws.com/target', 'user/victim'].map(
          (name) => `arn:aws:iam::${ACCOUNT}:${name}`,
        );
  const found = expandEdges(graph).find(
    ({ kind, from, to, conclusion }) =>
      kind === 'CAN_ESCALATE' && from.id === actor && ends.includes(to.id) && conclusion.technique === technique.id,
  );
  return found?.conclusion.decision ?? 'DENIED';
}

describe.each(shippedTechniques().map((technique) => [technique.id, technique] as const))('%s', (_id, technique) => {
  it.each(technique.cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    expect(await decide(technique, one)).toBe(one.expect);
  });
});
