import { always, facts, type KeyFacts, NOT_OF_USERS, OF_IDENTITIES, OF_SERVICES, OF_SESSIONS } from './keyFacts.js';

const GLOBAL = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html';

/**
 * Actions whose requests do not tell whose the resource is.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount
 */
const OWNERLESS: readonly string[] = [
  'auditmanager:updateassessmentframeworkshare',
  'detective:acceptinvitation',
  'ds:acceptshareddirectory',
  'ebs',
  'ec2:accepttransitgatewaypeeringattachment',
  'ec2:acceptvpcendpointconnections',
  'ec2:acceptvpcpeeringconnection',
  'ec2:createtransitgatewaypeeringattachment',
  'ec2:createvpcendpoint',
  'ec2:createvpcpeeringconnection',
  'guardduty:acceptadministratorinvitation',
  'macie2:acceptinvitation',
  'es:acceptinboundconnection',
  'route53:associatevpcwithhostedzone',
  'route53:createvpcassociationauthorization',
  'securityhub:acceptadministratorinvitation',
];

/** Every global key that AWS documents, those of one service that requests to others carry included. */
export const GLOBAL_KEYS: readonly KeyFacts[] = [
  facts('aws:PrincipalArn', 'CALLER', `${GLOBAL}#condition-keys-principalarn`, always(OF_IDENTITIES)),
  // Unsigned requests carry it too. Of services and of users of providers the page tells no value.
  facts(
    'aws:PrincipalAccount',
    'CALLER',
    `${GLOBAL}#condition-keys-principalaccount`,
    always({ SERVICE: 'SOMETIMES', FEDERATED: 'SOMETIMES' }),
  ),
  facts('aws:PrincipalOrgID', 'CALLER', `${GLOBAL}#condition-keys-principalorgid`, { byCaller: OF_IDENTITIES }),
  facts('aws:PrincipalOrgPaths', 'CALLER', `${GLOBAL}#condition-keys-principalorgpaths`, {
    isMultivalued: true,
    byCaller: OF_IDENTITIES,
  }),
  facts('aws:PrincipalTag/', 'CALLER', `${GLOBAL}#condition-keys-principaltag`, { byCaller: OF_SESSIONS }),
  facts(
    'aws:PrincipalType',
    'CALLER',
    `${GLOBAL}#condition-keys-principaltype`,
    always({ SERVICE: 'SOMETIMES', FEDERATED: 'SOMETIMES' }),
  ),
  facts('aws:PrincipalIsAWSService', 'CALLER', `${GLOBAL}#condition-keys-principalisawsservice`, {
    ...always({ FEDERATED: 'NEVER', ANONYMOUS: 'NEVER' }),
    type: 'BOOL',
  }),
  facts('aws:PrincipalServiceName', 'CALLER', `${GLOBAL}#condition-keys-principalservicename`, {
    byCaller: { ...OF_SERVICES, SERVICE: 'ALWAYS' },
  }),
  facts('aws:PrincipalServiceNamesList', 'CALLER', `${GLOBAL}#condition-keys-principalservicenameslist`, {
    isMultivalued: true,
    byCaller: { ...OF_SERVICES, SERVICE: 'ALWAYS' },
  }),
  facts(
    'aws:userid',
    'CALLER',
    `${GLOBAL}#condition-keys-userid`,
    always({ SERVICE: 'SOMETIMES', FEDERATED: 'SOMETIMES' }),
  ),
  facts('aws:username', 'CALLER', `${GLOBAL}#condition-keys-username`, {
    byCaller: { ...OF_SESSIONS, ROLE: 'NEVER', USER: 'ALWAYS' },
  }),
  facts('aws:MultiFactorAuthPresent', 'CALLER', `${GLOBAL}#condition-keys-multifactorauthpresent`, {
    type: 'BOOL',
    byCaller: { ...OF_IDENTITIES, ROLE: 'NEVER' },
  }),
  facts('aws:MultiFactorAuthAge', 'CALLER', `${GLOBAL}#condition-keys-multifactorauthage`, {
    type: 'NUMERIC',
    byCaller: { ...OF_IDENTITIES, ROLE: 'NEVER' },
  }),
  facts('aws:TokenIssueTime', 'CALLER', `${GLOBAL}#condition-keys-tokenissuetime`, {
    type: 'DATE',
    byCaller: { ...OF_IDENTITIES, ROLE: 'ALWAYS' },
  }),
  facts('aws:FederatedProvider', 'CALLER', `${GLOBAL}#condition-keys-federatedprovider`, { byCaller: NOT_OF_USERS }),
  facts('aws:SourceIdentity', 'CALLER', `${GLOBAL}#condition-keys-sourceidentity`, { byCaller: OF_SESSIONS }),
  facts('aws:ChatbotSourceArn', 'CALLER', `${GLOBAL}#condition-keys-chatbotsourcearn`, { byCaller: NOT_OF_USERS }),
  facts('aws:Ec2InstanceSourceVpc', 'CALLER', `${GLOBAL}#condition-keys-ec2instancesourcevpc`, {
    byCaller: NOT_OF_USERS,
  }),
  facts('aws:Ec2InstanceSourcePrivateIPv4', 'CALLER', `${GLOBAL}#condition-keys-ec2instancesourceprivateip4`, {
    type: 'ADDRESS',
    byCaller: NOT_OF_USERS,
  }),
  facts('ec2:SourceInstanceARN', 'CALLER', `${GLOBAL}#condition-keys-ec2-source-instance-arn`, {
    byCaller: NOT_OF_USERS,
  }),
  facts('glue:RoleAssumedBy', 'CALLER', `${GLOBAL}#condition-keys-glue-role-assumed-by`, { byCaller: NOT_OF_USERS }),
  facts('glue:CredentialIssuingService', 'CALLER', `${GLOBAL}#condition-keys-glue-credential-issuing`, {
    byCaller: NOT_OF_USERS,
  }),
  facts('lambda:SourceFunctionArn', 'CALLER', `${GLOBAL}#condition-keys-lambda-source-function-arn`, {
    byCaller: NOT_OF_USERS,
  }),
  facts('ssm:SourceInstanceArn', 'CALLER', `${GLOBAL}#condition-keys-ssm-source-instance-arn`, {
    byCaller: NOT_OF_USERS,
  }),
  facts('ec2:RoleDelivery', 'CALLER', `${GLOBAL}#condition-keys-ec2-role-delivery`, {
    type: 'NUMERIC',
    byCaller: NOT_OF_USERS,
  }),
  facts('identitystore:UserId', 'CALLER', `${GLOBAL}#condition-keys-identity-store-user-id`, {
    byCaller: NOT_OF_USERS,
  }),
  facts('aws:AssumedRoot', 'CALLER', `${GLOBAL}#condition-keys-assumedroot`, {
    type: 'BOOL',
    byCaller: { USER: 'NEVER', ROLE: 'NEVER' },
  }),
  facts('aws:SourceIp', 'CALL', `${GLOBAL}#condition-keys-sourceip`, { type: 'ADDRESS' }),
  facts('aws:VpcSourceIp', 'CALL', `${GLOBAL}#condition-keys-vpcsourceip`, { type: 'ADDRESS' }),
  facts('aws:SourceVpc', 'CALL', `${GLOBAL}#condition-keys-sourcevpc`),
  facts('aws:SourceVpcArn', 'CALL', `${GLOBAL}#condition-keys-sourcevpcarn`),
  facts('aws:SourceVpce', 'CALL', `${GLOBAL}#condition-keys-sourcevpce`),
  facts('aws:VpceAccount', 'CALL', `${GLOBAL}#condition-keys-vpceaccount`),
  facts('aws:VpceOrgID', 'CALL', `${GLOBAL}#condition-keys-vpceorgid`),
  facts('aws:VpceOrgPaths', 'CALL', `${GLOBAL}#condition-keys-vpceorgpaths`, { isMultivalued: true }),
  facts('aws:ViaAWSService', 'CALL', `${GLOBAL}#condition-keys-viaawsservice`, {
    ...always(),
    type: 'BOOL',
    notOf: ['ec2', 'glue', 'lakeformation', 'opsworks'],
  }),
  facts('aws:ViaAWSMCPService', 'CALL', GLOBAL, { type: 'BOOL', byCaller: OF_IDENTITIES }),
  facts('aws:CalledViaAWSMCP', 'CALL', GLOBAL, { byCaller: OF_IDENTITIES }),
  facts('aws:CalledVia', 'CALL', `${GLOBAL}#condition-keys-calledvia`, {
    isMultivalued: true,
    byCaller: OF_IDENTITIES,
  }),
  facts('aws:CalledViaFirst', 'CALL', `${GLOBAL}#condition-keys-calledviafirst`, { byCaller: OF_IDENTITIES }),
  facts('aws:CalledViaLast', 'CALL', `${GLOBAL}#condition-keys-calledvialast`, { byCaller: OF_IDENTITIES }),
  facts('aws:CurrentTime', 'CALL', `${GLOBAL}#condition-keys-currenttime`, { ...always(), type: 'DATE' }),
  facts('aws:EpochTime', 'CALL', `${GLOBAL}#condition-keys-epochtime`, { ...always(), type: 'DATE' }),
  facts('aws:SecureTransport', 'CALL', `${GLOBAL}#condition-keys-securetransport`, { ...always(), type: 'BOOL' }),
  facts('aws:RequestedRegion', 'CALL', `${GLOBAL}#condition-keys-requestedregion`, always()),
  // The page says always, and that the header is the caller's own: one that leaves it out is not said to be refused.
  facts('aws:UserAgent', 'CALL', `${GLOBAL}#condition-keys-useragent`),
  facts('aws:referer', 'CALL', `${GLOBAL}#condition-keys-referer`),
  facts('aws:SourceArn', 'CALL', `${GLOBAL}#condition-keys-sourcearn`, {
    byCaller: { USER: 'NEVER', ROLE: 'NEVER', ROOT: 'NEVER', FEDERATED: 'NEVER' },
  }),
  facts('aws:SourceAccount', 'CALL', `${GLOBAL}#condition-keys-sourceaccount`, {
    byCaller: { USER: 'NEVER', ROLE: 'NEVER', ROOT: 'NEVER', FEDERATED: 'NEVER' },
  }),
  facts('aws:SourceOwner', 'CALL', GLOBAL, {
    byCaller: { USER: 'NEVER', ROLE: 'NEVER', ROOT: 'NEVER', FEDERATED: 'NEVER' },
  }),
  facts('aws:SourceOrgID', 'CALL', `${GLOBAL}#condition-keys-sourceorgid`, { byCaller: OF_SERVICES }),
  facts('aws:SourceOrgPaths', 'CALL', `${GLOBAL}#condition-keys-sourceorgpaths`, {
    isMultivalued: true,
    byCaller: OF_SERVICES,
  }),
  facts('aws:IsMcpServiceAction', 'CALL', GLOBAL, { type: 'BOOL' }),
  facts('aws:RequestTag/', 'PARAMETER', `${GLOBAL}#condition-keys-requesttag`),
  facts('aws:TagKeys', 'PARAMETER', `${GLOBAL}#condition-keys-tagkeys`, { isMultivalued: true }),
  facts('aws:ResourceAccount', 'RESOURCE', `${GLOBAL}#condition-keys-resourceaccount`, { neverOf: OWNERLESS }),
  facts('aws:ResourceOrgID', 'RESOURCE', `${GLOBAL}#condition-keys-resourceorgid`, { neverOf: OWNERLESS }),
  facts('aws:ResourceOrgPaths', 'RESOURCE', `${GLOBAL}#condition-keys-resourceorgpaths`, {
    isMultivalued: true,
    neverOf: OWNERLESS,
  }),
  facts('aws:ResourceTag/', 'RESOURCE', `${GLOBAL}#condition-keys-resourcetag`),
];
