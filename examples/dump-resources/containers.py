"""EKS: clusters with their access entries, pod identity associations and node groups. Nothing is asked of the clusters themselves."""
from typing import Any, Dict

from aws_calls import Call
from kinds import Kind

CLUSTERS = Call('eks', 'list-clusters', at='clusters')
OF_CLUSTER = ('--cluster-name', '{it}')
ENTRY = ('--cluster-name', '{parent}', '--principal-arn', '{it}')
ASSOCIATION = ('--cluster-name', '{clusterName}', '--association-id', '{associationId}')


def cluster_of(part: Dict[str, Any]) -> str:
    return 'arn:{partition}:eks:{region}:{account}:cluster/'.format_map(part) + (part.get('clusterName') or part['parent'])


KINDS = (
    Kind(
        type='AWS::EKS::Cluster',
        listed=(CLUSTERS,),
        details=Call('eks', 'describe-cluster', ('--name', '{it}'), at='cluster'),
        arn='arn:{partition}:eks:{region}:{account}:cluster/{it}',
        tags='tags',
        fields={'authenticationMode': 'accessConfig.authenticationMode', 'oidcIssuer': 'identity.oidc.issuer'},
    ),
    Kind(
        type='AWS::EKS::AccessEntry',
        listed=(CLUSTERS, Call('eks', 'list-access-entries', OF_CLUSTER, at='accessEntries', none=('InvalidRequestException',))),
        details=Call('eks', 'describe-access-entry', ENTRY, at='accessEntry'),
        arn='{accessEntryArn}',
        fields={
            'clusterArn': cluster_of,
            'principalArn': 'it',
            'kubernetesGroups': 'kubernetesGroups',
            'policies': Call('eks', 'list-associated-access-policies', ENTRY, at='associatedAccessPolicies', otherwise=[]),
        },
    ),
    Kind(
        type='AWS::EKS::PodIdentityAssociation',
        listed=(CLUSTERS, Call('eks', 'list-pod-identity-associations', OF_CLUSTER, at='associations')),
        details=Call('eks', 'describe-pod-identity-association', ASSOCIATION, at='association'),
        arn='{associationArn}',
        fields={'clusterArn': cluster_of, 'namespace': 'namespace', 'roleArn': 'roleArn'},
    ),
    Kind(
        type='AWS::EKS::Nodegroup',
        listed=(CLUSTERS, Call('eks', 'list-nodegroups', OF_CLUSTER, at='nodegroups')),
        details=Call('eks', 'describe-nodegroup', ('--cluster-name', '{parent}', '--nodegroup-name', '{it}'), at='nodegroup'),
        arn='{nodegroupArn}',
        tags='tags',
        fields={'clusterArn': cluster_of, 'roleArn': 'nodeRole'},
    ),
)
