"""What a kind of resource is made of: which calls list it, describe it and read its policy, and which fields are kept."""
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, Optional, Tuple, Union

from aws_calls import Call

# A field is the path where it stands in what was listed and described, what a function makes of these, a call of its own, or what a
# function makes of these and of the answer.
Fields = Dict[str, Any]
Field = Union[str, Callable[[Fields], Any], Call, Tuple[Call, Callable[[Fields, Any], Any]]]


@dataclass(frozen=True)
class Kind:
    """One type of resource. Nothing but what stands here goes into the dump: no values of secrets, no code, no environment variables."""

    type: str
    # Each call is made for every entry of the one before, which it knows as {parent}; an entry that is plain text is {it}.
    listed: Tuple[Call, ...]
    # As text with {fields}, from what was listed or, where it stands nowhere else, described.
    arn: str
    # Adds its answer to the fields of the entry.
    details: Optional[Call] = None
    # A path into the details (into what was listed where there are none), or a call.
    policy: Union[str, Call, None] = None
    tags: Union[str, Call, None] = None
    fields: Dict[str, Field] = field(default_factory=dict)
    # Asked once for the account, in no Region of its own.
    is_global: bool = False
    # The Region in which the calls about one resource are made, where that is not the one in which it was listed.
    region: Optional[Callable[[Fields], Optional[str]]] = None
