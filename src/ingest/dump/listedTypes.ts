import { compareCodePoints } from '../../lib/codePoints.js';
import { type CallsByType, typesOfCall } from './callNames.js';
import type { Draft } from './draft.js';

/**
 * The calls that list all resources of a type, for the types that techniques look for in an account. An answered call tells an account without
 * such a resource from one in which nobody looked. Queues (`lambda-002`) are not among them: one of another account serves as well.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-cross-account-example.html
 */
const LISTING_CALLS: CallsByType = {
  'AWS::CloudFormation::StackSet': { service: 'cloudformation', calls: ['liststacksets'] },
  'AWS::EC2::LaunchTemplate': { service: 'ec2', calls: ['describelaunchtemplates'] },
  'AWS::ECS::Cluster': { service: 'ecs', calls: ['listclusters'] },
  'AWS::EKS::Cluster': { service: 'eks', calls: ['listclusters'] },
  'AWS::Glue::Job': { service: 'glue', calls: ['getjobs', 'listjobs'] },
  'AWS::IAM::SAMLProvider': { service: 'iam', calls: ['listsamlproviders'] },
  'AWS::Lambda::Function': { service: 'lambda', calls: ['listfunctions'] },
  'AWS::StepFunctions::StateMachine': { service: 'stepfunctions', calls: ['liststatemachines'] },
};

/** IAM answers for all regions at once, wherever it is asked. */
const GLOBAL: ReadonlySet<string> = new Set(['AWS::IAM::SAMLProvider']);

/**
 * Types of which all resources of an account were listed, sorted. A call without a region is one for the whole account; otherwise each region
 * that collection.json names for the account has to have been asked. One that was refused anywhere leaves it open. Resources stand in
 * `resources.json`: without any, none was written down.
 */
export function listedTypes(draft: Draft, account: string): readonly string[] {
  const looked = draft.callsMade.filter((call) => call.account === account);
  const refused = draft.callsUnanswered.filter((call) => call.account === account);
  const regions = draft.regionsNamed.get(account) ?? new Set();
  const listed = Object.keys(LISTING_CALLS).filter((type) => {
    const isOf = ({ service, call }: { readonly service: string; readonly call: string }): boolean =>
      typesOfCall(LISTING_CALLS, service, call).includes(type);
    const answered = looked.filter(isOf);
    const asked = new Set(answered.map(({ region }) => region));
    if (answered.length === 0 || refused.some(isOf)) return false;
    if (GLOBAL.has(type)) return true;
    return draft.resources.size > 0 && (asked.has(null) || [...regions].every((region) => asked.has(region)));
  });
  return listed.toSorted(compareCodePoints);
}
