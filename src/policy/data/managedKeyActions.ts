/** Actions for which a service uses the key of KMS that a resource is encrypted with, where its page tells who can use the one that AWS manages. */
interface ManagedKeyActions {
  /** As CloudFormation names what is encrypted. */
  readonly type: string;
  readonly source: string;
  readonly actions: readonly string[];
  /** Whether everything of the type is encrypted with some key of KMS. */
  readonly isAlways: boolean;
}

/** What nobody of another account can do to a resource that is encrypted with the key that AWS manages. */
export const MANAGED_KEY_ACTIONS: readonly ManagedKeyActions[] = [
  {
    type: 'AWS::SecretsManager::Secret',
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html',
    actions: ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
    isAlways: true,
  },
  {
    type: 'AWS::SQS::Queue',
    source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html',
    actions: ['sqs:ReceiveMessage', 'sqs:SendMessage'],
    isAlways: false,
  },
];

const BY_ACTION: ReadonlyMap<string, ManagedKeyActions> = new Map(
  MANAGED_KEY_ACTIONS.flatMap((one) => one.actions.map((action) => [action.toLowerCase(), one] as const)),
);

/** What is known of the key that an action, given in lower case, uses; undefined where nothing is. */
export function managedKeyOf(action: string): ManagedKeyActions | undefined {
  return BY_ACTION.get(action);
}
