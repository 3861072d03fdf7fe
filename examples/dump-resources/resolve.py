"""Puts ARNs in place of names: AWS lets a resource name its key, role or instance profile in more than one way."""
import json
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, List, Optional, Tuple

Resource = Dict[str, Any]


def resolve_keys(resources: Iterable[Resource], aliases: Dict[str, List[Dict[str, Any]]], account: str, partition: str) -> None:
    """`kmsKeyArn` may be an ARN, an id or an alias. `aliases`: those of each Region. What is not found is left out.

    A key that AWS manages keeps its alias, which tells that it is one: no other account can use it.

    https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id"""
    by_alias = {
        alias['AliasArn']: f"arn:{partition}:kms:{region}:{account}:key/{alias['TargetKeyId']}"
        for region, some in aliases.items()
        for alias in some
        if 'TargetKeyId' in alias
    }
    managed = {key: alias for alias, key in by_alias.items() if ':alias/aws/' in alias}
    for resource in resources:
        key = resource.pop('kmsKeyArn', None)
        if not key:
            continue
        region = resource.get('region') or resource['arn'].split(':')[3]
        at = f'arn:{partition}:kms:{region}:{account}:'
        arn = key if key.startswith('arn:') else at + (key if key.startswith('alias/') else f'key/{key}')
        is_managed = ':alias/aws/' in arn
        found = managed.get(arn, arn) if is_managed or ':alias/' not in arn else by_alias.get(arn)
        if found:
            resource['kmsKeyArn'] = found


def name_keys(resources: Iterable[Resource], aliases: Dict[str, List[Dict[str, Any]]]) -> None:
    """Keys are called by their alias, the first where they have several."""
    names: Dict[Tuple[str, str], str] = {}
    for region, some in aliases.items():
        for alias in sorted(some, key=lambda each: each['AliasName']):
            names.setdefault((region, alias.get('TargetKeyId', '')), alias['AliasName'])
    for resource in resources:
        if resource['type'] == 'AWS::KMS::Key':
            _, _, _, region, _, key = resource['arn'].split(':')
            name = names.get((region, key.split('/')[-1]))
            if name:
                resource['name'] = name


def resolve_identities(resources: Iterable[Resource], folder: Path, account: str, partition: str) -> None:
    """Roles and instance profiles that are told by name, by the listing of the account; without one, they are taken to have no path."""
    roles, profiles = identities(folder / 'authorization-details.json')
    for resource in resources:
        for field, kind, known in (('roleArn', 'role', roles), ('instanceProfileArn', 'instance-profile', profiles)):
            name = resource.get(field)
            if name and not name.startswith('arn:'):
                resource[field] = known.get(name) or f'arn:{partition}:iam::{account}:{kind}/{name}'


def identities(path: Path) -> Tuple[Dict[str, str], Dict[str, str]]:
    if not path.exists():
        return {}, {}
    details = json.loads(path.read_text(encoding='utf-8'))
    listed = details.get('RoleDetailList', [])
    profiles = [profile for role in listed for profile in role.get('InstanceProfileList', [])]
    return (
        {role['RoleName']: role['Arn'] for role in listed},
        {profile['InstanceProfileName']: profile['Arn'] for profile in profiles},
    )
