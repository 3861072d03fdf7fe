#!/usr/bin/env python3
"""Writes what AWS says about IAM Identity Center, with the credentials and the AWS CLI of the environment. Changes nothing.

    identity_center.py ACCOUNT PARTITION OUT BOOKS

OUT is identity-center.json of the dump, not written where there is no instance; BOOKS gets {"resources", "policies", "collection"},
as collect.py writes them. Ask with the credentials of the management account or of a delegated administrator of IAM Identity Center.
"""
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, List, Set

from aws_calls import Aws, Call, Refused, jobs
from collect import HOME, regions_of

INSTANCE = ('--instance-arn', '{InstanceArn}')
SET = (*INSTANCE, '--permission-set-arn', '{set}')
STORE = ('--identity-store-id', '{IdentityStoreId}')

INSTANCES = Call('sso-admin', 'list-instances', at='Instances', otherwise=[])
SETS = Call('sso-admin', 'list-permission-sets', INSTANCE, at='PermissionSets', otherwise=[])
DESCRIBED = Call('sso-admin', 'describe-permission-set', SET, at='PermissionSet')
POLICIES = {
    'InlinePolicy': Call('sso-admin', 'get-inline-policy-for-permission-set', SET, at='InlinePolicy', otherwise=''),
    'AttachedManagedPolicies': Call('sso-admin', 'list-managed-policies-in-permission-set', SET, at='AttachedManagedPolicies', otherwise=[]),
    'CustomerManagedPolicyReferences': Call(
        'sso-admin', 'list-customer-managed-policy-references-in-permission-set', SET, at='CustomerManagedPolicyReferences', otherwise=[]
    ),
    'PermissionsBoundary': Call(
        'sso-admin', 'get-permissions-boundary-for-permission-set', SET, at='PermissionsBoundary', none=('ResourceNotFoundException',)
    ),
}
ACCOUNTS = Call('sso-admin', 'list-accounts-for-provisioned-permission-set', SET, at='AccountIds', otherwise=[])
ASSIGNMENTS = Call('sso-admin', 'list-account-assignments', (*SET, '--account-id', '{account}'), at='AccountAssignments', otherwise=[])
USERS = Call('identitystore', 'list-users', STORE, at='Users', otherwise=[])
GROUPS = Call('identitystore', 'list-groups', STORE, at='Groups', otherwise=[])
MEMBERSHIPS = Call('identitystore', 'list-group-memberships', (*STORE, '--group-id', '{GroupId}'), at='GroupMemberships', otherwise=[])


class Collector:
    """Asks in the Region of one instance after another, and remembers which lists AWS did not give whole."""

    def __init__(self, aws: Aws, pool: ThreadPoolExecutor) -> None:
        self.aws = aws
        self.pool = pool
        self.incomplete: Set[str] = set()

    def ask(self, name: str, call: Call, about: Dict[str, Any]) -> Any:
        """The answer; what holds when there is none where AWS refuses, and then the list `name` is not whole."""
        try:
            return self.aws.ask(call, about['region'], about)
        except Refused:
            self.incomplete.add(name)
            return call.otherwise

    def each(self, make: Callable[[Any], Iterable[Any]], some: Iterable[Any]) -> List[Any]:
        return [one for several in self.pool.map(make, some) for one in several]

    def set_of(self, about: Dict[str, Any]) -> List[Dict[str, Any]]:
        described = self.ask('PermissionSets', DESCRIBED, about)
        if described is None:
            return []
        policies = {name: self.ask('PermissionSets', call, about) for name, call in POLICIES.items()}
        return [{**described, **{name: value for name, value in policies.items() if value}}]

    def assignments_of(self, about: Dict[str, Any]) -> List[Dict[str, Any]]:
        accounts = self.ask('AccountAssignments', ACCOUNTS, about)
        return [one for account in accounts for one in self.ask('AccountAssignments', ASSIGNMENTS, {**about, 'account': account})]

    def instance(self, about: Dict[str, Any]) -> Dict[str, List[Any]]:
        sets = [{**about, 'set': arn} for arn in self.ask('PermissionSets', SETS, about)]
        groups = self.ask('Groups', GROUPS, about)
        members = lambda group: self.ask('GroupMemberships', MEMBERSHIPS, {**about, **group})
        return {
            'PermissionSets': self.each(self.set_of, sets),
            'AccountAssignments': self.each(self.assignments_of, sets),
            'Users': self.ask('Users', USERS, about),
            'Groups': groups,
            'GroupMemberships': self.each(members, groups),
        }


def collect(aws: Aws) -> Dict[str, Any]:
    wanted = os.environ.get('REGIONS', '').split()
    with ThreadPoolExecutor(jobs()) as pool:
        collector = Collector(aws, pool)
        listed = lambda region: [{**one, 'region': region} for one in collector.ask('Instances', INSTANCES, {'region': region})]
        found = {each['InstanceArn']: each for each in collector.each(listed, regions_of(aws, wanted, INSTANCES))}
        whole: Dict[str, List[Any]] = {}
        for _, about in sorted(found.items()):
            for name, entries in collector.instance(about).items():
                whole.setdefault(name, []).extend(entries)
    instances = [{name: value for name, value in about.items() if name != 'region'} for _, about in sorted(found.items())]
    return {'Instances': instances, **whole, 'Incomplete': sorted(collector.incomplete - {'Instances'})}


def main(account: str, partition: str, out: str, books: str) -> None:
    os.environ.setdefault('AWS_REGION', HOME.get(partition, 'us-east-1'))
    os.environ.setdefault('AWS_DEFAULT_REGION', os.environ['AWS_REGION'])
    aws = Aws(account)
    collected = collect(aws)
    if collected['Instances']:
        Path(out).write_text(json.dumps(collected, indent=2) + '\n', encoding='utf-8')
    Path(books).write_text(json.dumps({'resources': [], 'policies': [], 'collection': aws.collection()}), encoding='utf-8')
    print(f"  {len(collected['Instances'])} instances of IAM Identity Center", file=sys.stderr)


if __name__ == '__main__':
    main(*sys.argv[1:])
