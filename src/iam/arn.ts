/** The six parts of an ARN, as written. `resource` may hold further `:` and `/`. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/**
 * Splits an ARN, or gives null when the text is none.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function parseArn(text: string): Arn | null {
  if (!text.startsWith('arn:')) return null;
  const [, partition = '', service = '', region = '', account = ''] = text.split(':', 5);
  const before = 'arn:::::'.length + partition.length + service.length + region.length + account.length;
  const resource = text.slice(before);
  if (partition === '' || service === '' || resource === '') return null;
  return { partition, service, region, account, resource };
}

/** Whether the text is an account number: twelve digits. */
export function isAccountId(text: string): boolean {
  return /^[0-9]{12}$/.test(text);
}

/** The last segment of an IAM resource: `role/path/Name` gives `Name`. */
export function resourceName(resource: string): string {
  return resource.slice(resource.lastIndexOf('/') + 1);
}

/** The path of an IAM resource: `role/a/b/Name` gives `/a/b/`. */
export function resourcePath(resource: string): string {
  const first = resource.indexOf('/');
  return first < 0 ? '/' : resource.slice(first, resource.lastIndexOf('/') + 1);
}
