"""What deploys or runs jobs with a role: CloudFormation, CodeBuild, Step Functions, Glue, SageMaker. Neither parameters nor environment variables are kept."""
from typing import Any, Dict

from aws_calls import Call
from kinds import Kind

STACK_SET = ('--stack-set-name', '{StackSetName}')


def execution_role(stack_set: Dict[str, Any]) -> Any:
    """By name, in whichever account a stack is made; the one of this account is looked up later."""
    return stack_set.get('ExecutionRoleName')


def loaded(about: Dict[str, Any], location: Any) -> Any:
    """The ARN of an object that is named by a URI of S3, or as bucket/key; None where it names none."""
    path = str(location or '').split('s3://')[-1]
    return [f"arn:{about['partition']}:s3:::{path}"] if '/' in path.strip('/') else None


def script_of(job: Dict[str, Any]) -> Any:
    """https://docs.aws.amazon.com/glue/latest/webapi/API_JobCommand.html"""
    return loaded(job, (job.get('Command') or {}).get('ScriptLocation'))


def source_of(project: Dict[str, Any]) -> Any:
    """https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectSource.html"""
    source = project.get('source') or {}
    return loaded(project, source.get('location')) if source.get('type') == 'S3' else None


def has_instances(_: Dict[str, Any], instances: Any) -> bool:
    return bool(instances)


KINDS = (
    Kind(
        type='AWS::CloudFormation::Stack',
        listed=(Call('cloudformation', 'describe-stacks', at='Stacks'),),
        arn='{StackId}',
        tags='Tags',
        fields={'roleArn': 'RoleARN', 'status': 'StackStatus'},
    ),
    Kind(
        type='AWS::CloudFormation::StackSet',
        listed=(Call('cloudformation', 'list-stack-sets', ('--status', 'ACTIVE'), at='Summaries'),),
        details=Call('cloudformation', 'describe-stack-set', STACK_SET, at='StackSet'),
        arn='{StackSetARN}',
        tags='Tags',
        fields={
            'administrationRoleArn': 'AdministrationRoleARN',
            'roleArn': execution_role,
            'hasInstances': (Call('cloudformation', 'list-stack-instances', STACK_SET, at='Summaries'), has_instances),
        },
    ),
    Kind(
        type='AWS::CodeBuild::Project',
        listed=(Call('codebuild', 'list-projects', at='projects'),),
        details=Call('codebuild', 'batch-get-projects', ('--names', '{it}'), at='projects[0]'),
        arn='arn:{partition}:codebuild:{region}:{account}:project/{it}',
        tags='tags',
        fields={
            'roleArn': 'serviceRole',
            'kmsKeyArn': 'encryptionKey',
            'loadsFrom': source_of,
            # A batch is built with a role of its own.
            'buildBatches': lambda project: bool((project.get('buildBatchConfig') or {}).get('serviceRole')),
        },
    ),
    Kind(
        type='AWS::StepFunctions::StateMachine',
        listed=(Call('stepfunctions', 'list-state-machines', at='stateMachines'),),
        details=Call('stepfunctions', 'describe-state-machine', ('--state-machine-arn', '{stateMachineArn}')),
        arn='{stateMachineArn}',
        tags=Call('stepfunctions', 'list-tags-for-resource', ('--resource-arn', '{stateMachineArn}'), at='tags'),
        fields={'roleArn': 'roleArn'},
    ),
    Kind(
        type='AWS::Glue::Job',
        listed=(Call('glue', 'get-jobs', at='Jobs'),),
        arn='arn:{partition}:glue:{region}:{account}:job/{Name}',
        tags=Call('glue', 'get-tags', ('--resource-arn', '{arn}'), at='Tags'),
        fields={'roleArn': 'Role', 'loadsFrom': script_of},
    ),
    Kind(
        type='AWS::SageMaker::NotebookInstance',
        listed=(Call('sagemaker', 'list-notebook-instances', at='NotebookInstances'),),
        details=Call('sagemaker', 'describe-notebook-instance', ('--notebook-instance-name', '{NotebookInstanceName}')),
        arn='{NotebookInstanceArn}',
        tags=Call('sagemaker', 'list-tags', ('--resource-arn', '{NotebookInstanceArn}'), at='Tags'),
        fields={'roleArn': 'RoleArn', 'kmsKeyArn': 'KmsKeyId'},
    ),
)
