"""Makes entries of resources.json and resource-policies.json of what the calls of a kind answer."""
from dataclasses import dataclass
from typing import Any, Dict, List, Optional

from aws_calls import Aws, Call, Refused, find
from kinds import Fields, Kind

# What every call may name besides the fields of what it is about.
Place = Dict[str, Optional[str]]


@dataclass(frozen=True)
class Entry:
    """Something that was listed, with all that is known of it by then."""

    kind: Kind
    region: Optional[str]
    about: Fields


@dataclass(frozen=True)
class Made:
    """An entry of resources.json and, where the policy is known or known to be none, one of resource-policies.json."""

    resource: Dict[str, Any]
    policy: Optional[Dict[str, Any]]


def list_entries(aws: Aws, kind: Kind, place: Place) -> List[Entry]:
    """What the chain of listings of a kind gives in one Region. A call that is refused ends its part of the chain."""
    region = place['region']
    found: List[Fields] = [dict(place)]
    for call in kind.listed:
        found = [
            {**named(each), **place, 'parent': about.get('it')} for about in found for each in listed(aws, call, region, about)
        ]
    return [Entry(kind, region, about) for about in found]


def listed(aws: Aws, call: Call, region: Optional[str], about: Fields) -> List[Any]:
    try:
        answer = aws.ask(call, region, about)
    except Refused:
        return []
    return answer if isinstance(answer, list) else [] if answer is None else [answer]


def named(entry: Any) -> Fields:
    if isinstance(entry, dict):
        return dict(entry)
    return {'it': entry, 'last': entry.split('/')[-1]}


def make(aws: Aws, entry: Entry) -> Optional[Made]:
    """None where so much was refused that not even the ARN is known. What cannot be understood is written down as refused."""
    try:
        return make_understood(aws, entry)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        aws.fail(entry.kind.listed[-1], entry.region, f'a resource of type {entry.kind.type} could not be understood: {error!r}')
        return None


def make_understood(aws: Aws, entry: Entry) -> Optional[Made]:
    kind, about = entry.kind, dict(entry.about)
    arn = formatted(kind.arn, about)
    details = None if kind.details is None else ask(aws, kind.details, entry.region, about, arn)
    if isinstance(details, Answer) and isinstance(details.value, dict):
        about = {**details.value, **about}
    is_described = kind.details is None or details is not None
    arn = arn or formatted(kind.arn, about)
    if arn is None:
        return None
    about['arn'] = arn
    region = kind.region(about) if kind.region else entry.region

    def value_of(wanted: Any) -> Optional[Answer]:
        if isinstance(wanted, str):
            return Answer(find(about, wanted)) if is_described else None
        if isinstance(wanted, Call):
            return ask(aws, wanted, region, about, arn)
        if isinstance(wanted, tuple):
            answer = ask(aws, wanted[0], region, about, arn)
            return answer and Answer(wanted[1](about, answer.value))
        return Answer(wanted(about))

    common = {'arn': arn, 'type': kind.type, 'account': aws.account}
    tags = value_of(kind.tags) if kind.tags else None
    fields = {name: value_of(wanted) for name, wanted in kind.fields.items()}
    resource = {
        **common,
        **({'tags': tags_of(tags.value)} if tags and tags.value else {}),
        **{name: answer.value for name, answer in fields.items() if answer and answer.value is not None},
    }
    policy = value_of(kind.policy) if kind.policy else None
    return Made(resource, {**common, 'policy': policy.value or None} if policy else None)


@dataclass(frozen=True)
class Answer:
    """An answer, which may be that there is none."""

    value: Any


def ask(aws: Aws, call: Call, region: Optional[str], about: Fields, arn: Optional[str]) -> Optional[Answer]:
    try:
        return Answer(aws.ask(call, region, about, arn))
    except Refused:
        return None


def formatted(template: str, about: Fields) -> Optional[str]:
    try:
        return template.format_map(about)
    except KeyError:
        return None


def tags_of(value: Any) -> Dict[str, str]:
    """Tags in any of the forms in which services list them."""
    if isinstance(value, dict):
        return value
    pairs = [{name.lower(): text for name, text in tag.items()} for tag in value or []]
    return {pair.get('key', pair.get('tagkey', '')): pair.get('value', pair.get('tagvalue', '')) for pair in pairs}
