/** The CLI keeps S3's calls under `s3api`; service names come with or without their other spellings. */
const SPELLINGS: Readonly<Record<string, string>> = {
  s3api: 's3',
  elasticfilesystem: 'efs',
  es: 'opensearch',
  states: 'stepfunctions',
  sfn: 'stepfunctions',
};

/** Calls by CloudFormation's type: the service as the AWS CLI names it, then the calls in lower case without dashes. */
export type CallsByType = Readonly<Record<string, { readonly service: string; readonly calls: readonly string[] }>>;

/** Types of resource that a call is of; `service` and `call` in any of AWS's spellings (`GetBucketPolicy`, `get-bucket-policy`). */
export function typesOfCall(table: CallsByType, service: string, call: string): readonly string[] {
  const asked = SPELLINGS[service.toLowerCase()] ?? service.toLowerCase();
  const made = call.replaceAll('-', '').toLowerCase();
  return Object.entries(table)
    .filter(([, known]) => known.service === asked && known.calls.includes(made))
    .map(([type]) => type);
}
