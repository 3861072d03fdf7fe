"""Runs the AWS CLI and keeps the books of it: what was asked, and what AWS refused."""
import json
import os
import re
import subprocess
import threading
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Dict, List, Optional, Tuple

ERROR_CODE = re.compile(r'An error occurred \(([^)]+)\)')


@dataclass(frozen=True)
class Call:
    """One command of the AWS CLI, `aws SERVICE COMMAND ARGUMENTS`, whose arguments may hold `{fields}` of what it is about."""

    service: str
    command: str
    arguments: Tuple[str, ...] = ()
    # Where in the answer stands what is asked for, by the path of `find`; all of it when empty.
    at: str = ''
    # Errors by which AWS says that there is none, and what holds then.
    none: Tuple[str, ...] = ()
    otherwise: Any = None


class Refused(Exception):
    """AWS did not answer. The books have it."""


def find(value: Any, path: str) -> Any:
    """What stands under a path of names; `name[]` goes through a list, `name[0]` to its first. None where there is nothing."""
    if not path:
        return value
    step, _, rest = path.partition('.')
    name = step.split('[')[0]
    inner = value.get(name) if isinstance(value, dict) else None
    if step.endswith('[]'):
        found = [find(each, rest) for each in inner or []]
        flat = [each for several in found for each in several] if '[]' in rest else found
        return [each for each in flat if each is not None]
    if step.endswith('[0]'):
        inner = inner[0] if inner else None
    return find(inner, rest)


class Aws:
    """The AWS CLI with the credentials of the environment, as one account."""

    def __init__(self, account: str) -> None:
        self.account = account
        self._lock = threading.Lock()
        self._answered: Dict[Tuple[str, ...], Any] = {}
        self._books: Dict[Tuple[str, ...], Dict[str, str]] = {}

    def ask(self, call: Call, region: Optional[str], about: Dict[str, Any], resource: Optional[str] = None) -> Any:
        """The answer to a call, or what the call says holds when there is none. Raises Refused.

        A call that is the same as one before is not made again."""
        arguments = [argument.format_map(about) for argument in call.arguments]
        command = [os.environ.get('AWS_COMMAND', 'aws'), call.service, call.command, *arguments, *(['--region', region] if region else [])]
        with self._lock:
            known = self._answered.get(tuple(command))
        if known is None:
            known = self._run(command, call.none)
            with self._lock:
                self._answered[tuple(command)] = known
        answer, error = known
        if error:
            self._record(call, region, resource, 'DENIED', error)
            raise Refused(error)
        self._record(call, region, None, 'OK', None)
        found = find(answer, call.at) if answer is not None else None
        return call.otherwise if found is None else found

    def _run(self, command: List[str], none: Tuple[str, ...]) -> Tuple[Any, Optional[str]]:
        try:
            done = subprocess.run(
                [*command, '--cli-connect-timeout', '20'],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=900, check=False,
            )
        except subprocess.TimeoutExpired:
            return None, 'no answer within 15 minutes'
        error = ' '.join(done.stderr.decode('utf-8', 'replace').split())[:500]
        if done.returncode == 0:
            text = done.stdout.decode('utf-8').strip()
            return (json.loads(text) if text else None), None
        code = ERROR_CODE.search(error)
        if code and code.group(1) in none:
            return None, None
        return None, error or f'the AWS CLI ended with {done.returncode}'

    def fail(self, call: Call, region: Optional[str], error: str) -> None:
        """Writes down that an answer could not be understood, in place of that it came."""
        with self._lock:
            self._books.pop(book_key(call, region, 'OK', None), None)
        self._record(call, region, None, 'DENIED', error)

    def leave_out(self, call: Call, region: str, error: str) -> None:
        """Writes down that a call was not made in a Region."""
        self._record(call, region, None, 'SKIPPED', error)

    def _record(self, call: Call, region: Optional[str], resource: Optional[str], status: str, error: Optional[str]) -> None:
        """Calls that went well are one row for each Region, those that were refused one for each resource."""
        row = {
            'account': self.account,
            **({'region': region} if region else {}),
            'service': service_of(call),
            'call': api_name(call.command),
            **({'resource': resource} if resource else {}),
            'at': datetime.now(timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ'),
            'status': status,
            **({'error': error} if error else {}),
        }
        with self._lock:
            self._books.setdefault(book_key(call, region, status, resource), row)

    def collection(self) -> List[Dict[str, str]]:
        """Rows of collection.json."""
        return [row for _, row in sorted(self._books.items(), key=lambda entry: entry[0])]


def service_of(call: Call) -> str:
    return 's3' if call.service == 's3api' else call.service


def book_key(call: Call, region: Optional[str], status: str, resource: Optional[str]) -> Tuple[str, ...]:
    return service_of(call), api_name(call.command), region or '', status, resource or ''


def api_name(command: str) -> str:
    """`get-bucket-policy` as the API names it: GetBucketPolicy."""
    return ''.join(part[:1].upper() + part[1:] for part in command.split('-'))


def jobs() -> int:
    """How many calls are made at a time."""
    return max(1, int(os.environ.get('JOBS', '8')))
