"""What runs with a role: Lambda, EC2, Auto Scaling, ECS. Neither code nor user data nor environment variables are kept."""
from typing import Any, Dict

from aws_calls import Call
from kinds import Kind

FUNCTION = ('--function-name', '{FunctionName}')
TASK = ('--task-definition', '{it}', '--include', 'TAGS')
SERVICE = ('--cluster', '{parent}', '--services', '{it}', '--include', 'TAGS')
CLUSTERS = Call('ecs', 'list-clusters', at='clusterArns')
SERVICES = Call('ecs', 'list-services', ('--cluster', '{it}'), at='serviceArns')


def function_url(_: Dict[str, Any], url: Any) -> Any:
    return url and {'url': url['FunctionUrl'], 'authType': url['AuthType']}


def profile_of(instance: Dict[str, Any]) -> Any:
    """By name where that is all that is told; the name is looked up later."""
    profile = instance.get('IamInstanceProfile') or {}
    return profile.get('Arn') or profile.get('Name')


def template_of(group: Dict[str, Any]) -> Any:
    mixed = ((group.get('MixedInstancesPolicy') or {}).get('LaunchTemplate') or {}).get('LaunchTemplateSpecification')
    template = (group.get('LaunchTemplate') or mixed or {}).get('LaunchTemplateId')
    return template and 'arn:{partition}:ec2:{region}:{account}:launch-template/'.format_map(group) + template


KINDS = (
    Kind(
        type='AWS::Lambda::Function',
        listed=(Call('lambda', 'list-functions', at='Functions'),),
        arn='{FunctionArn}',
        policy=Call('lambda', 'get-policy', FUNCTION, at='Policy', none=('ResourceNotFoundException',)),
        tags=Call('lambda', 'list-tags', ('--resource', '{FunctionArn}'), at='Tags'),
        fields={
            'roleArn': 'Role',
            'kmsKeyArn': 'KMSKeyArn',
            'functionUrl': (
                Call('lambda', 'get-function-url-config', FUNCTION, none=('ResourceNotFoundException',)), function_url,
            ),
        },
    ),
    Kind(
        type='AWS::EC2::Instance',
        listed=(Call('ec2', 'describe-instances', at='Reservations[].Instances[]'),),
        arn='arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}',
        tags='Tags',
        fields={
            'instanceProfileArn': profile_of,
            'state': 'State.Name',
            'publicIp': lambda instance: bool(instance.get('PublicIpAddress')),
        },
    ),
    Kind(
        type='AWS::EC2::LaunchTemplate',
        listed=(Call('ec2', 'describe-launch-templates', at='LaunchTemplates'),),
        details=Call(
            'ec2', 'describe-launch-template-versions',
            ('--launch-template-id', '{LaunchTemplateId}', '--versions', '$Default'), at='LaunchTemplateVersions[0].LaunchTemplateData',
        ),
        arn='arn:{partition}:ec2:{region}:{account}:launch-template/{LaunchTemplateId}',
        tags='Tags',
        fields={'instanceProfileArn': profile_of},
    ),
    Kind(
        type='AWS::EC2::VPCEndpoint',
        listed=(Call('ec2', 'describe-vpc-endpoints', at='VpcEndpoints'),),
        arn='arn:{partition}:ec2:{region}:{account}:vpc-endpoint/{VpcEndpointId}',
        policy='PolicyDocument',
        tags='Tags',
        fields={'serviceName': 'ServiceName', 'vpcId': 'VpcId'},
    ),
    Kind(
        type='AWS::AutoScaling::AutoScalingGroup',
        listed=(Call('autoscaling', 'describe-auto-scaling-groups', at='AutoScalingGroups'),),
        arn='{AutoScalingGroupARN}',
        tags='Tags',
        fields={'launchTemplateArn': template_of},
    ),
    Kind(type='AWS::ECS::Cluster', listed=(CLUSTERS,), arn='{it}'),
    Kind(
        type='AWS::ECS::Service',
        listed=(CLUSTERS, SERVICES),
        details=Call('ecs', 'describe-services', SERVICE, at='services[0]'),
        arn='{it}',
        tags='tags',
        fields={'clusterArn': 'clusterArn', 'taskDefinitionArn': 'taskDefinition', 'executeCommandEnabled': 'enableExecuteCommand'},
    ),
    # The newest of each family, and those that services run.
    *(
        Kind(
            type='AWS::ECS::TaskDefinition',
            listed=listed,
            details=Call('ecs', 'describe-task-definition', TASK),
            arn='{taskDefinition[taskDefinitionArn]}',
            tags='tags',
            fields={
                'roleArn': 'taskDefinition.taskRoleArn',
                'executionRoleArn': 'taskDefinition.executionRoleArn',
                'launchTypes': 'taskDefinition.compatibilities',
            },
        )
        for listed in (
            (Call('ecs', 'list-task-definition-families', ('--status', 'ACTIVE'), at='families'),),
            (CLUSTERS, SERVICES, Call('ecs', 'describe-services', SERVICE, at='services[].taskDefinition')),
        )
    ),
)
