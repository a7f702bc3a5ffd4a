"""AWS's services that speak JSON: a call is a signed POST, and so is all that is needed of them here.

botocore finds the credentials and signs. Its clients are left out: they take twice the time of a call, 20 MB and a
tenth of a second at start (docs/decisions/0011).
"""

import io
import json
import logging
import re
from collections.abc import Mapping
from http.client import HTTPResponse
from socket import socket
from time import monotonic
from typing import Any

import certifi
import urllib3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import BotoCoreError
from urllib3.connection import HTTPConnection, HTTPSConnection

from skill.deadline import within
from skill.restoring import on_restore

_CONNECTIONS = 32
_OK = 200
_REGION = re.compile(r"(?!eusc-|[a-z]+-iso)[a-z]{2,}(-[a-z]+)+-\d+")
"""But for those whose addresses end otherwise."""
_log = logging.getLogger(__name__)


class NoWay(Exception):
    """There can be no call: no such region, or no credentials."""


class NoAnswer(Exception):
    """No answer came, or one that is not the service's."""


class Refused(Exception):
    """The service answered that it did not do it.

    Args:
        code: The service's name for why, for example `ThrottlingException`.
        status: The status of HTTP.
        told: All of the answer.
    """

    def __init__(self, code: str, status: int, told: Mapping[str, Any]) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.told = told


class Service:
    """One service in one region, over connections that are kept; threads may share it.

    Args:
        name: The service, as addresses and signatures have it: `dynamodb`.
        target: Its API, as `X-Amz-Target` has it: `DynamoDB_20120810`.
        region: The AWS region.
        endpoint: Where it is, if that is not where AWS has it.
        version: The version of JSON that it speaks: `1.0` or `1.1`.
        is_local: Whether it stands in for AWS on this machine: such a one asks for credentials but takes any.
        connect_seconds: How long a connection is waited for, with all that belongs to one; and then until a small
            request is sent.
        read_seconds: How long an answer is waited for, from its first byte to its last.

    Raises:
        NoWay: There can be no call.
    """

    def __init__(
        self,
        name: str,
        target: str,
        region: str,
        connect_seconds: float,
        read_seconds: float,
        *,
        endpoint: str | None = None,
        version: str = "1.0",
        is_local: bool = False,
    ) -> None:
        if not endpoint and not _REGION.fullmatch(region):
            raise NoWay(f"{region!r} is no region")
        self._name, self._target, self._region = name, target, region
        self._connect_seconds = connect_seconds
        self._url = f"{(endpoint or _address(name, region)).rstrip('/')}/"
        self._type = f"application/x-amz-json-{version}"
        self._is_local = is_local
        self._credentials = Credentials("local", "local") if is_local else _credentials()
        timeout = urllib3.Timeout(connect=connect_seconds, read=read_seconds)
        self._pools = urllib3.PoolManager(
            maxsize=_CONNECTIONS, timeout=timeout, retries=False, ca_certs=certifi.where()
        )
        try:
            self._pool = self._new_pool()
        except urllib3.exceptions.HTTPError as error:
            raise NoWay(f"{self._url} leads nowhere") from error
        on_restore(self.renew)

    def call(self, operation: str, request: Mapping[str, Any]) -> dict[str, Any]:
        """Call an operation, once.

        Args:
            operation: Its name in the API: `GetItem`.
            request: Its parameters, as JSON.

        Raises:
            Refused: The service did not do it.
            NoAnswer: It may have been done, or not.
        """
        body = json.dumps(request).encode()
        try:
            answer = self._pool.urlopen("POST", "/", body, self._signed(operation, body), redirect=False)
            told = json.loads(answer.data)
        except (urllib3.exceptions.HTTPError, BotoCoreError, TimeoutError, ValueError, RecursionError) as error:
            raise NoAnswer(f"no answer from {self._url}: {type(error).__name__}") from error
        if answer.status == _OK and isinstance(told, dict):
            return told
        raise _refusal(answer.status, told)

    def close(self) -> None:
        """Close the connections; another call opens new ones."""
        self._pools.clear()
        self._pool = self._new_pool()

    def renew(self) -> None:
        """Open new connections, with credentials that are found again; where none are found, keep those there are."""
        self.close()
        if self._is_local:
            return
        try:
            self._credentials = _credentials()
        except NoWay as error:
            _log.error("no new credentials: %s", type(error.__cause__ or error).__name__)

    def _frozen(self) -> Any:  # noqa: ANN401 - botocore has no types
        """Return the credentials as they are now; where they have to be renewed, in time."""
        is_renewing = getattr(self._credentials, "refresh_needed", bool)()
        get = self._credentials.get_frozen_credentials
        return within(self._connect_seconds, get) if is_renewing else get()

    def _new_pool(self) -> urllib3.HTTPConnectionPool:
        pool = self._pools.connection_from_url(self._url)
        pool.ConnectionCls = _Https if pool.scheme == "https" else _Http
        return pool

    def _signed(self, operation: str, body: bytes) -> dict[str, str]:
        """Return the headers of a call."""
        headers = {"Content-Type": self._type, "X-Amz-Target": f"{self._target}.{operation}"}
        request = AWSRequest("POST", self._url, headers, body)
        SigV4Auth(self._frozen(), self._name, self._region).add_auth(request)
        return dict(request.headers.items())


def _address(name: str, region: str) -> str:
    return f"https://{name}.{region}.amazonaws.com" + (".cn" if region.startswith("cn-") else "")


def _credentials() -> Any:  # noqa: ANN401 - botocore has no types
    """Find the credentials where every program of AWS's does; they renew themselves."""
    from botocore.session import get_session  # slow to import, and needed nowhere but on AWS

    try:
        found = get_session().get_credentials()
    except BotoCoreError as error:
        raise NoWay(str(error)) from error
    if found is None:
        raise NoWay("there are no AWS credentials")
    return found


def _refusal(status: int, told: object) -> Exception:
    """Read why it was not done: `{"__type": "…#ThrottlingException", …}`."""
    kind = told.get("__type") if isinstance(told, dict) else None
    if not isinstance(told, dict) or not isinstance(kind, str):
        return NoAnswer(f"HTTP {status}")
    return Refused(kind.rpartition("#")[2], status, told)


class _Reading(io.RawIOBase):
    """Reads from a socket for as long as its timeout is, in all: by itself it begins anew with every byte."""

    def __init__(self, sock: socket, file: io.BufferedReader) -> None:
        self._socket, self._file = sock, file  # the socket stays open for as long as its own file does
        self._until = monotonic() + (sock.gettimeout() or 0.0)

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - whatever can be written into
        """Read what there is.

        Raises:
            TimeoutError: Nothing came, or not all of it in time.
        """
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError
        self._socket.settimeout(left)
        return self._socket.recv_into(buffer)

    def close(self) -> None:
        """Let the socket be closed."""
        self._file.close()
        super().close()


class _Response(HTTPResponse):
    def __init__(self, sock: socket, *how: Any, **more: Any) -> None:  # noqa: ANN401 - the library's own
        super().__init__(sock, *how, **more)
        self.fp = io.BufferedReader(_Reading(sock, self.fp))


class _Http(HTTPConnection):
    response_class = _Response

    def connect(self) -> None:
        """Connect in time, however long it takes to look up a name."""
        within(self.timeout or 0.0, super().connect)


class _Https(HTTPSConnection):
    response_class = _Response

    def connect(self) -> None:
        """Connect in time, however long it takes to look up a name and to agree on a key."""
        within(self.timeout or 0.0, super().connect)
