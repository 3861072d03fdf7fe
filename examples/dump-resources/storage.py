"""Where data lies: S3, DynamoDB, ECR, EFS."""
from typing import Any, Dict, Optional

from aws_calls import Call
from kinds import Kind

OFF = {name: False for name in ('BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets')}
BUCKET = ('--bucket', '{Name}')
POINT = ('--account-id', '{account}', '--name', '{Name}')


def bucket_region(bucket: Dict[str, Any]) -> Optional[str]:
    """https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html: null stands for us-east-1, EU for eu-west-1."""
    if 'LocationConstraint' not in bucket:
        return None
    location = bucket['LocationConstraint'] or 'us-east-1'
    return 'eu-west-1' if location == 'EU' else location


KINDS = (
    Kind(
        type='AWS::S3::AccountPublicAccessBlock',
        listed=(
            Call(
                's3control', 'get-public-access-block', ('--account-id', '{account}'), at='PublicAccessBlockConfiguration',
                none=('NoSuchPublicAccessBlockConfiguration',), otherwise=OFF,
            ),
        ),
        arn='arn:{partition}:s3:::account/{account}',
        fields={'publicAccessBlock': lambda block: {name: block.get(name, False) for name in OFF}},
        is_global=True,
    ),
    Kind(
        type='AWS::S3::Bucket',
        listed=(Call('s3api', 'list-buckets', at='Buckets'),),
        details=Call('s3api', 'get-bucket-location', BUCKET),
        arn='arn:{partition}:s3:::{Name}',
        policy=Call('s3api', 'get-bucket-policy', BUCKET, at='Policy', none=('NoSuchBucketPolicy',)),
        tags=Call('s3api', 'get-bucket-tagging', BUCKET, at='TagSet', none=('NoSuchTagSet',)),
        fields={
            'region': bucket_region,
            'acl': Call('s3api', 'get-bucket-acl', BUCKET),
            # Without the setting whoever writes an object owns it.
            # https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
            'objectOwnership': Call(
                's3api', 'get-bucket-ownership-controls', BUCKET, at='OwnershipControls.Rules[0].ObjectOwnership',
                none=('OwnershipControlsNotFoundError',), otherwise='ObjectWriter',
            ),
            'publicAccessBlock': Call(
                's3api', 'get-public-access-block', BUCKET, at='PublicAccessBlockConfiguration',
                none=('NoSuchPublicAccessBlockConfiguration',), otherwise=OFF,
            ),
            'kmsKeyArn': Call(
                's3api', 'get-bucket-encryption', BUCKET,
                at='ServerSideEncryptionConfiguration.Rules[0].ApplyServerSideEncryptionByDefault.KMSMasterKeyID',
                none=('ServerSideEncryptionConfigurationNotFoundError',),
            ),
        },
        is_global=True,
        region=bucket_region,
    ),
    Kind(
        type='AWS::S3::AccessPoint',
        listed=(Call('s3control', 'list-access-points', ('--account-id', '{account}'), at='AccessPointList'),),
        details=Call('s3control', 'get-access-point', POINT),
        arn='{AccessPointArn}',
        policy=Call('s3control', 'get-access-point-policy', POINT, at='Policy', none=('NoSuchAccessPointPolicy',)),
        fields={
            'bucket': 'Bucket',
            'bucketAccountId': 'BucketAccountId',
            'networkOrigin': 'NetworkOrigin',
            'publicAccessBlock': 'PublicAccessBlockConfiguration',
        },
    ),
    Kind(
        type='AWS::DynamoDB::Table',
        listed=(Call('dynamodb', 'list-tables', at='TableNames'),),
        details=Call('dynamodb', 'describe-table', ('--table-name', '{it}'), at='Table'),
        arn='arn:{partition}:dynamodb:{region}:{account}:table/{it}',
        policy=Call(
            'dynamodb', 'get-resource-policy', ('--resource-arn', '{arn}'), at='Policy', none=('PolicyNotFoundException',)
        ),
        tags=Call('dynamodb', 'list-tags-of-resource', ('--resource-arn', '{arn}'), at='Tags'),
        fields={'streamArn': 'LatestStreamArn', 'kmsKeyArn': 'SSEDescription.KMSMasterKeyArn'},
    ),
    Kind(
        type='AWS::ECR::Repository',
        listed=(Call('ecr', 'describe-repositories', at='repositories'),),
        arn='{repositoryArn}',
        policy=Call(
            'ecr', 'get-repository-policy', ('--repository-name', '{repositoryName}'), at='policyText',
            none=('RepositoryPolicyNotFoundException',),
        ),
        tags=Call('ecr', 'list-tags-for-resource', ('--resource-arn', '{arn}'), at='tags'),
        fields={'kmsKeyArn': 'encryptionConfiguration.kmsKey'},
    ),
    Kind(
        type='AWS::EFS::FileSystem',
        listed=(Call('efs', 'describe-file-systems', at='FileSystems'),),
        arn='{FileSystemArn}',
        policy=Call('efs', 'describe-file-system-policy', ('--file-system-id', '{FileSystemId}'), at='Policy', none=('PolicyNotFound',)),
        tags='Tags',
        fields={'kmsKeyArn': 'KmsKeyId'},
    ),
)
