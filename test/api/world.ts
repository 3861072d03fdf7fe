import type { Graph } from '../../src/graph/graph.js';
import type { GraphNode } from '../../src/graph/nodes.js';
import { nodeId } from '../../src/graph/ids.js';
import { CALLER, TARGET } from '../../src/graph/references.js';
import {
  accountNode,
  accountPrincipalNode,
  anyoneNode,
  federatedNode,
  groupNode,
  policyNode,
  roleNode,
  serviceNode,
  sketchGraph,
  unitNode,
  userNode,
} from '../support/graphs.js';

export const DEV = '111111111111';
export const PROD = '222222222222';
export const VENDOR = '999999999999';
export const ALICE = `arn:aws:iam::${DEV}:user/alice`;
export const DEPLOY = `arn:aws:iam::${DEV}:role/deploy`;
export const ADMIN = `arn:aws:iam::${PROD}:role/admin`;

const MFA_NEEDS = {
  truncated: false,
  alternatives: [
    {
      unread: [],
      all: [
        {
          kind: 'CONTEXT',
          key: 'aws:MultiFactorAuthPresent',
          operator: 'Bool',
          isNegated: false,
          values: ['true'],
          hop: null,
          statement: null,
        },
      ],
    },
  ],
} as const;

const trustOfDeploy: GraphNode = {
  label: 'Policy',
  id: nodeId.trustPolicy(DEPLOY),
  arn: null,
  name: 'deploy',
  account: DEV,
  kind: 'TRUST',
  ownerId: DEPLOY,
  versionId: null,
  documentKey: 't1',
  isSubstitute: false,
};

/** What the trust of a role says of whoever enters it; the ends are references, as derive writes them. */
const TRUSTED = {
  because: `The trust policy of ${TARGET} names ${CALLER}.`,
  layers: [
    {
      kind: 'RESOURCE',
      outcome: 'ALLOWED',
      isDecisive: true,
      at: null,
      text: `The trust policy allows ${CALLER}.`,
      statements: [
        {
          effect: 'ALLOW',
          policy: nodeId.trustPolicy(TARGET),
          policyName: 'trust policy',
          attachedTo: TARGET,
          sid: null,
          index: 0,
          pointer: '/Statement/0',
          matchedAction: 'sts:AssumeRole',
          matchedResource: null,
          matchedPrincipal: CALLER,
          conditions: [],
        },
      ],
    },
  ],
} as const;

const organization: GraphNode = {
  label: 'Organization',
  id: nodeId.organization('o-example'),
  arn: `arn:aws:organizations::${PROD}:organization/o-example`,
  name: 'o-example',
  account: null,
  organizationId: 'o-example',
  managementAccount: PROD,
};

/** Two accounts of an organisation and a vendor: alice becomes deploy, deploy becomes admin; a service, a workflow and the vendor get in too. */
export function world(id = 'g1'): Graph {
  const inOrganization = {
    organizationId: 'o-example',
    parentId: nodeId.unit('r-root'),
    organizationPath: 'o-example/r-root/',
  };
  return sketchGraph({
    id,
    nodes: [
      organization,
      unitNode('o-example', 'r-root', null),
      accountNode(DEV, inOrganization),
      accountNode(PROD, { ...inOrganization, isManagement: true }),
      accountNode(VENDOR, { isCollected: false }),
      userNode(DEV, 'alice', [{ key: 'team', value: 'web' }]),
      userNode(DEV, 'bob'),
      groupNode(DEV, 'developers'),
      roleNode(DEV, 'deploy'),
      roleNode(PROD, 'admin'),
      roleNode(PROD, 'lambda'),
      serviceNode('lambda.amazonaws.com'),
      federatedNode('workflow', 'workflow of example.com'),
      accountPrincipalNode(VENDOR),
      anyoneNode(),
      policyNode(DEV, 'assume', 'd1'),
      trustOfDeploy,
    ],
    relations: [
      { kind: 'CONTAINS', from: 'organization:o-example', to: 'unit:r-root' },
      { kind: 'CONTAINS', from: 'unit:r-root', to: `account:${DEV}` },
      { kind: 'CONTAINS', from: 'unit:r-root', to: `account:${PROD}` },
      { kind: 'MEMBER_OF', from: 'alice', to: 'developers' },
      { kind: 'MEMBER_OF', from: 'bob', to: 'developers' },
      { kind: 'HAS_POLICY', from: 'developers', to: 'assume', use: 'PERMISSIONS' },
      { kind: 'TRUSTS', from: DEPLOY, to: 'alice', statement: 0 },
      { kind: 'TRUSTS', from: DEPLOY, to: 'bob', statement: 0 },
      { kind: 'TRUSTS', from: 'admin', to: DEPLOY, statement: 0 },
      { kind: 'TRUSTS', from: 'admin', to: `account-principal:${VENDOR}`, statement: 0 },
    ],
    documents: {
      t1: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { AWS: [`arn:aws:iam::${DEV}:user/alice`, `arn:aws:iam::${DEV}:user/bob`] },
          },
        ],
      },
      d1: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }] },
    },
    edges: [
      { from: 'alice', to: DEPLOY, gaps: [0], evidence: TRUSTED },
      { from: DEPLOY, to: 'admin' },
      { from: `account-principal:${VENDOR}`, to: 'admin', decision: 'CONDITIONAL', needs: MFA_NEEDS },
      { from: 'lambda.amazonaws.com', to: 'lambda' },
      {
        kind: 'CAN_FEDERATE',
        from: 'federated:workflow',
        to: DEPLOY,
        action: 'sts:AssumeRoleWithWebIdentity',
      },
    ],
    gaps: [
      {
        kind: 'LISTING_INCOMPLETE',
        account: DEV,
        subject: DEV,
        mayHide: true,
        mayOverstate: false,
        text: 'The listing of the development account was cut off.',
      },
    ],
  });
}
