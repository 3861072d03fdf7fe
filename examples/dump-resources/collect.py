#!/usr/bin/env python3
"""Writes what AWS says about the resources of one account, with the credentials and the AWS CLI of the environment. Changes nothing.

    collect.py ACCOUNT PARTITION FOLDER OUT

FOLDER is accounts/<id> of the dump; OUT gets {"resources", "policies", "collection"}, which dump-organization.sh puts together.
What is asked stands in the tables KINDS. REGIONS and JOBS are as in dump-organization.sh.
"""
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Dict, List, Optional

import compute
import containers
import deploying
import keys_and_messages
import storage
import users
from aws_calls import Aws, Call, Refused, jobs
from resolve import name_keys, resolve_identities, resolve_keys
from resources import Entry, list_entries, listed, make

# Those that are enabled for the account.
REGIONS = Call('ec2', 'describe-regions', at='Regions[].RegionName')
EVERY_CALL = Call('*', '*')
HOME = {'aws': 'us-east-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1'}


def regions_of(aws: Aws, wanted: List[str], call: Call) -> List[str]:
    """The Regions to ask in: those that are wanted, or else all that are enabled. Where the call is left out is written down."""
    try:
        enabled = sorted(aws.ask(REGIONS, None, {}))
    except Refused:
        enabled = []
        aws.leave_out(call, '*', 'which Regions are enabled is not known')
    for region in enabled:
        if wanted and region not in wanted:
            aws.leave_out(call, region, f"only these Regions were asked for: {' '.join(wanted)}")
    return wanted or enabled or [os.environ['AWS_REGION']]


def collect(account: str, partition: str, folder: Path) -> Dict[str, Any]:
    aws = Aws(account)
    regions = regions_of(aws, os.environ.get('REGIONS', '').split(), EVERY_CALL)
    has_report = (folder / 'credential-report.csv').exists()
    modules = [storage, keys_and_messages, compute, containers, deploying, *([] if has_report else [users])]
    asked = [
        (kind, {'account': account, 'partition': partition, 'region': region})
        for module in modules
        for kind in module.KINDS
        for region in ([None] if kind.is_global else regions)
    ]
    with ThreadPoolExecutor(jobs()) as pool:
        aliases = dict(zip(regions, pool.map(lambda region: listed(aws, keys_and_messages.ALIASES, region, {}), regions)))
        entries: List[Entry] = [entry for some in pool.map(lambda each: list_entries(aws, *each), asked) for entry in some]
        made = [each for each in pool.map(lambda entry: make(aws, entry), entries) if each]
    by_arn = {each.resource['arn']: each for each in made}
    resources = [each.resource for _, each in sorted(by_arn.items())]
    resolve_keys(resources, aliases, account, partition)
    name_keys(resources, aliases)
    resolve_identities(resources, folder, account, partition)
    policies = [each.policy for _, each in sorted(by_arn.items()) if each.policy]
    return {'resources': resources, 'policies': policies, 'collection': aws.collection()}


def main(account: str, partition: str, folder: str, out: str) -> None:
    os.environ.setdefault('AWS_REGION', HOME.get(partition, 'us-east-1'))
    os.environ.setdefault('AWS_DEFAULT_REGION', os.environ['AWS_REGION'])
    collected = collect(account, partition, Path(folder))
    Path(out).write_text(json.dumps(collected), encoding='utf-8')
    refused = sum(row['status'] == 'DENIED' for row in collected['collection'])
    print(f"  {len(collected['resources'])} resources, {refused} calls refused", file=sys.stderr)


if __name__ == '__main__':
    main(*sys.argv[1:])
