"""KMS, Secrets Manager, SQS, SNS and EventBridge. Of secrets, nothing but who may read them: get-secret-value is never called."""
from aws_calls import Call
from kinds import Kind

QUEUE = ('--queue-url', '{it}')
TOPIC = ('--topic-arn', '{TopicArn}')

# Names of keys of KMS, by which other resources may call theirs.
ALIASES = Call('kms', 'list-aliases', at='Aliases')

KINDS = (
    Kind(
        type='AWS::KMS::Key',
        listed=(Call('kms', 'list-keys', at='Keys'),),
        arn='{KeyArn}',
        policy=Call('kms', 'get-key-policy', ('--key-id', '{KeyId}', '--policy-name', 'default'), at='Policy'),
        tags=Call('kms', 'list-resource-tags', ('--key-id', '{KeyId}'), at='Tags'),
        fields={'grants': Call('kms', 'list-grants', ('--key-id', '{KeyId}'), at='Grants', otherwise=[])},
    ),
    Kind(
        type='AWS::SecretsManager::Secret',
        listed=(Call('secretsmanager', 'list-secrets', at='SecretList'),),
        arn='{ARN}',
        policy=Call('secretsmanager', 'get-resource-policy', ('--secret-id', '{ARN}'), at='ResourcePolicy'),
        tags='Tags',
        # Without one it is the key that AWS manages for the service.
        # https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_SecretListEntry.html
        fields={'kmsKeyArn': lambda secret: secret.get('KmsKeyId') or 'alias/aws/secretsmanager'},
    ),
    Kind(
        type='AWS::SQS::Queue',
        listed=(Call('sqs', 'list-queues', at='QueueUrls'),),
        details=Call('sqs', 'get-queue-attributes', (*QUEUE, '--attribute-names', 'All'), at='Attributes'),
        arn='arn:{partition}:sqs:{region}:{account}:{last}',
        policy='Policy',
        tags=Call('sqs', 'list-queue-tags', QUEUE, at='Tags'),
        fields={'kmsKeyArn': 'KmsMasterKeyId'},
    ),
    Kind(
        type='AWS::SNS::Topic',
        listed=(Call('sns', 'list-topics', at='Topics'),),
        details=Call('sns', 'get-topic-attributes', TOPIC, at='Attributes'),
        arn='{TopicArn}',
        policy='Policy',
        tags=Call('sns', 'list-tags-for-resource', ('--resource-arn', '{TopicArn}'), at='Tags'),
        fields={'kmsKeyArn': 'KmsMasterKeyId'},
    ),
    Kind(
        type='AWS::Events::EventBus',
        listed=(Call('events', 'list-event-buses', at='EventBuses'),),
        arn='{Arn}',
        policy='Policy',
        tags=Call('events', 'list-tags-for-resource', ('--resource-arn', '{Arn}'), at='Tags'),
    ),
)
