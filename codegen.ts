import type { CodegenConfig } from '@graphql-codegen/cli';

const graph = '../../src/graph/nodes.js';
const questions = '../../src/questions';

/** The SDL type of a node stands for the graph's node of the same label. */
const node = (label: string) => `${graph}#NodeOf<'${label}'>`;

const LABELS = [
  'Organization',
  'OrganizationalUnit',
  'Account',
  'RootUser',
  'User',
  'Group',
  'Role',
  'Service',
  'FederatedIdentity',
  'AccountPrincipal',
  'Anyone',
  'IdentityProvider',
  'Person',
  'DirectoryGroup',
  'PermissionSet',
  'AccountControl',
  'InstanceProfile',
  'Policy',
];

const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  generates: {
    'resolvers/generated/types.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        contextType: '../context.js#Context',
        avoidOptionals: { resolvers: true, query: true, field: true },
        enumType: 'string-literal',
        enumsAsTypes: true,
        immutableTypes: true,
        useTypeImports: true,
        defaultScalarType: 'unknown',
        scalars: {
          ID: 'string',
          Arn: 'string',
          AccountId: 'string',
          DateTime: 'string',
          Proof: '../../src/lib/json.js#Json',
          ResourceProperties: '../../src/lib/json.js#Json',
          PolicyDocument: '../../src/lib/json.js#Json',
          PolicyStatement: '../../src/lib/json.js#Json',
        },
        mappers: {
          ...Object.fromEntries(LABELS.map((label) => [label, node(label)])),
          Node: `${questions}/node.js#AnyNode`,
          Resource: node('Resource'),
          ...Object.fromEntries(['OtherResource', 'Bucket', 'Key', 'Function'].map((type) => [type, node('Resource')])),
          AclGrant: '../../src/iam/settings/accessControlList.js#AclGrant as AclGrantSource',
          KeyGrant: '../../src/iam/settings/keyGrants.js#KeyGrant as KeyGrantSource',
          PublicAccessBlock: '../../src/iam/settings/publicAccess.js#Switches',
          Entity: `${graph}#GraphNode`,
          Principal: `${graph}#PrincipalOrPerson`,
          PolicyAttachment: '../../src/graph/store.js#Attachment',
          Generation: '../../src/graph/store.js#GenerationInfo',
          Completeness: `${questions}/completeness.js#Completeness as CompletenessSource`,
          Gap: '../../src/iam/snapshot.js#Gap as GapSource',
          Technique: '../../src/derive/techniques/technique.js#Technique as TechniqueSource',
          GraphEdge: '../../src/graph/edges.js#DerivedEdge',
          Assumption: `${questions}/assumption.js#Assumption as AssumptionSource`,
          Needs: '../../src/iam/decision.js#Needs as NeedsSource',
          NeedSet: '../../src/iam/decision.js#NeedSet as NeedSetSource',
          Need: '../../src/iam/decision.js#Need as NeedSource',
          Evidence: '../../src/iam/decision.js#Evidence as EvidenceSource',
          Layer: '../../src/iam/decision.js#Layer as LayerSource',
          StatementReference: `${questions}/statement.js#ShownStatement`,
          Path: `${questions}/path.js#Path as PathSource`,
          PathConnection: `${questions}/paths.js#PathConnection as PathConnectionSource`,
          Hop: `${questions}/path.js#Hop as HopSource`,
          Remedy: `${questions}/remedy.js#ShownRemedy`,
          AccessDecisionSummary: `${questions}/dependentActions.js#DependentAction`,
          AccessDecision: `${questions}/accessDecision.js#AccessDecision as AccessDecisionSource`,
          Access: `${questions}/reach/accessPage.js#Access as AccessSource`,
          ChokePoints: `${questions}/choke/chokePoints.js#ChokePoints as ChokePointsSource`,
          Cut: `${questions}/choke/chokePoints.js#Cut as CutSource`,
          BlastRadius: `${questions}/radius/blastRadius.js#BlastRadius as BlastRadiusSource`,
          CrossAccountAccess: `${questions}/shownPair.js#CrossAccountAccess as CrossAccountAccessSource`,
          Finding: `${questions}/findings/finding.js#Finding as FindingSource`,
          Permission: `${questions}/whatCan.js#Permission as PermissionSource`,
        },
      },
    },
  },
};

export default config;
