"""A client for AWS's JSON services, in which a call is a signed POST; the skill needs nothing else.

botocore finds the credentials and signs. Its own clients are not used: they double the time of a call and take 20 MB
and a tenth of a second at startup (docs/decisions/0011).
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
"""Regions, except those whose hostnames end differently."""
_log = logging.getLogger(__name__)


class NoWay(Exception):
    """No call is possible: the region is unknown, or there are no credentials."""


class NoAnswer(Exception):
    """No answer came, or one that is not from the service."""


class Refused(Exception):
    """The service answered that it did not perform the operation.

    Args:
        code: The service's error name, for example `ThrottlingException`.
        status: The HTTP status.
        told: The whole answer.
    """

    def __init__(self, code: str, status: int, told: Mapping[str, Any]) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.told = told


class Service:
    """One service in one region, over persistent connections; threads may share it.

    Args:
        name: The service's name in hostnames and signatures: `dynamodb`.
        target: Its API's name in `X-Amz-Target`: `DynamoDB_20120810`.
        region: The AWS region.
        endpoint: Its URL, if that is not AWS's own.
        version: The version of its JSON protocol: `1.0` or `1.1`.
        is_local: Whether it is a stand-in for AWS on this machine, which requires credentials but accepts any.
        connect_seconds: How long to wait for a connection, name lookup and TLS included; and then for sending a small
            request.
        read_seconds: How long to wait for an answer, from its first byte to its last.

    Raises:
        NoWay: No call is possible.
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
            raise NoWay(f"{region!r} is not an AWS region")
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
            raise NoWay(f"{self._url} is not a usable URL") from error
        on_restore(self.renew)

    def call(self, operation: str, request: Mapping[str, Any]) -> dict[str, Any]:
        """Call an operation once and return its result.

        Args:
            operation: Its name in the API: `GetItem`.
            request: Its parameters, as JSON.

        Raises:
            Refused: The service did not perform it.
            NoAnswer: The service may have performed it or not.
        """
        body = json.dumps(request).encode()
        try:
            answer = self._pool.urlopen("POST", "/", body, self._signed(operation, body), redirect=False)
            result = json.loads(answer.data)
        except (urllib3.exceptions.HTTPError, BotoCoreError, TimeoutError, ValueError, RecursionError) as error:
            raise NoAnswer(f"no answer from {self._url}: {type(error).__name__}") from error
        if answer.status == _OK and isinstance(result, dict):
            return result
        raise _refusal(answer.status, result)

    def close(self) -> None:
        """Close the connections; the next call opens new ones."""
        self._pools.clear()
        self._pool = self._new_pool()

    def renew(self) -> None:
        """Open new connections and look up the credentials again; keep the old ones if none are found."""
        self.close()
        if self._is_local:
            return
        try:
            self._credentials = _credentials()
        except NoWay as error:
            _log.error("no new credentials: %s", type(error.__cause__ or error).__name__)

    def _frozen(self) -> Any:  # noqa: ANN401 - botocore has no types
        """Return the current credentials, waiting at most `connect_seconds` if they have to be refreshed."""
        is_renewing = getattr(self._credentials, "refresh_needed", bool)()
        get = self._credentials.get_frozen_credentials
        return within(self._connect_seconds, get) if is_renewing else get()

    def _new_pool(self) -> urllib3.HTTPConnectionPool:
        pool = self._pools.connection_from_url(self._url)
        pool.ConnectionCls = _Https if pool.scheme == "https" else _Http
        return pool

    def _signed(self, operation: str, body: bytes) -> dict[str, str]:
        """Return a call's headers, with its signature."""
        headers = {"Content-Type": self._type, "X-Amz-Target": f"{self._target}.{operation}"}
        request = AWSRequest("POST", self._url, headers, body)
        SigV4Auth(self._frozen(), self._name, self._region).add_auth(request)
        return dict(request.headers.items())


def _address(name: str, region: str) -> str:
    return f"https://{name}.{region}.amazonaws.com" + (".cn" if region.startswith("cn-") else "")


def _credentials() -> Any:  # noqa: ANN401 - botocore has no types
    """Find the credentials where every AWS program does; they refresh themselves."""
    from botocore.session import get_session  # slow to import, and needed only on AWS

    try:
        found = get_session().get_credentials()
    except BotoCoreError as error:
        raise NoWay(str(error)) from error
    if found is None:
        raise NoWay("there are no AWS credentials")
    return found


def _refusal(status: int, answer: object) -> Exception:
    """Return why an operation was not performed, from an answer such as `{"__type": "…#ThrottlingException", …}`."""
    kind = answer.get("__type") if isinstance(answer, dict) else None
    if not isinstance(answer, dict) or not isinstance(kind, str):
        return NoAnswer(f"HTTP {status}")
    return Refused(kind.rpartition("#")[2], status, answer)


class _Reading(io.RawIOBase):
    """Reads from a socket within its timeout in total; the socket itself restarts the timeout with every read."""

    def __init__(self, sock: socket, file: io.BufferedReader) -> None:
        self._socket, self._file = sock, file  # the socket stays open as long as its own file does
        self._until = monotonic() + (sock.gettimeout() or 0.0)

    def readable(self) -> bool:
        """Return `True`."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - any writable buffer
        """Read the bytes that are available.

        Raises:
            TimeoutError: The answer did not arrive, or not completely, in time.
        """
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError
        self._socket.settimeout(left)
        return self._socket.recv_into(buffer)

    def close(self) -> None:
        """Close this reader and the socket's file, so that the socket can close."""
        self._file.close()
        super().close()


class _Response(HTTPResponse):
    def __init__(self, sock: socket, *how: Any, **more: Any) -> None:  # noqa: ANN401 - http.client's signature
        super().__init__(sock, *how, **more)
        self.fp = io.BufferedReader(_Reading(sock, self.fp))


class _Http(HTTPConnection):
    response_class = _Response

    def connect(self) -> None:
        """Connect within the timeout, name lookup included."""
        within(self.timeout or 0.0, super().connect)


class _Https(HTTPSConnection):
    response_class = _Response

    def connect(self) -> None:
        """Connect within the timeout, name lookup and TLS handshake included."""
        within(self.timeout or 0.0, super().connect)
