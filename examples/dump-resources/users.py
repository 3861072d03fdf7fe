"""What the credential report tells of users, asked user by user where there is no report."""
from typing import Any, Dict

from aws_calls import Call
from kinds import Kind

USER = ('--user-name', '{UserName}')


def is_there(_: Dict[str, Any], answer: Any) -> bool:
    return bool(answer)


def count(_: Dict[str, Any], answer: Any) -> int:
    return len(answer or [])


KINDS = (
    Kind(
        type='AWS::IAM::User',
        listed=(Call('iam', 'list-users', at='Users'),),
        arn='{Arn}',
        fields={
            'loginProfile': (Call('iam', 'get-login-profile', USER, at='LoginProfile', none=('NoSuchEntity',)), is_there),
            'accessKeys': (Call('iam', 'list-access-keys', USER, at='AccessKeyMetadata'), count),
            'mfa': (Call('iam', 'list-mfa-devices', USER, at='MFADevices'), is_there),
        },
        is_global=True,
    ),
)
