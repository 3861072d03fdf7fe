import { type Arn, parseArn } from '../iam/arn.js';

/** Where the policy that bears on a part of a resource stands, as the resource part of an ARN of the same service; null: no rule here. */
type Rule = (resource: string) => string | null;

/** What a pattern's first group holds. */
const within =
  (pattern: RegExp, above: (found: string) => string = (found) => found): Rule =>
  (resource) => {
    const found = pattern.exec(resource)?.[1];
    return found === undefined ? null : above(found);
  };

/**
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 * @see https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html
 * @see https://docs.aws.amazon.com/glue/latest/dg/glue-resource-policies.html
 */
const RULES: Readonly<Record<string, readonly Rule[]>> = {
  s3: [within(/^(accesspoint\/[^/]+)\/object\//u), within(/^(?!accesspoint\/)([^/]+)\//u)],
  dynamodb: [within(/^(table\/[^/]+)\/index\//u)],
  lambda: [within(/^(function:[^:]+):/u)],
  es: [within(/^(domain\/[^/]+)\//u)],
  glue: [within(/^(database|table|userDefinedFunction)\//u, () => 'catalog')],
};

/**
 * The ARNs of resources whose policies may bear on requests for this one, where those are others, best first: of an object its bucket or
 * access point, of an index its table, of a version or alias its function, of an index of OpenSearch its domain, of what is in the Glue
 * catalog the catalog, of a method its REST API. Empty where the resource has none above it.
 */
export function policyBearersOf(text: string): readonly string[] {
  const arn = parseArn(text);
  if (arn === null) return [];
  const { partition, service, region, account, resource } = arn;
  if (service === 'execute-api') return ofApi(arn);
  for (const rule of RULES[service] ?? []) {
    const above = rule(resource);
    if (above !== null) return [`arn:${partition}:${service}:${region}:${account}:${above}`];
  }
  return [];
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html */
function ofApi({ partition, region, account, resource }: Arn): readonly string[] {
  const [api = ''] = resource.split('/');
  const own = `arn:${partition}:execute-api:${region}:${account}:${api}`;
  const managed = [`/restapis/${api}`, `/apis/${api}`].map((path) => `arn:${partition}:apigateway:${region}::${path}`);
  return [...(resource === api ? [] : [own]), ...managed];
}

/**
 * Whether a policy of its own bears on this resource besides that of the one above it: versions and aliases of a function have one each.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export function hasPolicyBesides(text: string): boolean {
  const arn = parseArn(text);
  return arn?.service === 'lambda' && /^function:[^:]+:/u.test(arn.resource);
}
