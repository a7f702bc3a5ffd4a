"""Verifies that a request is Alexa's and meant for this skill: signature, certificate, time and skill id.

This follows Amazon's rules for skills hosted as web services, works on the raw bytes, and cannot be switched off. The
cheapest checks come first, so that nothing is fetched for a request that would be rejected anyway.
"""

import base64
import binascii
import json
import posixpath
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import BoundedSemaphore, Lock
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from skill.limits import EVENT_TOLERANCE, REQUEST_TOLERANCE

SIGNER = "echo-api.amazon.com"
_HOST, _PATH, _PORT = "s3.amazonaws.com", "/echo.api/", 443
_EVENT = "AlexaSkillEvent."
_CHAINS_KEPT = 16
_SHORTEST_KEY = 2048
"""Bits of an RSA key."""
_SIGNATURE_BYTES = range(_SHORTEST_KEY // 8, 1024 + 1)
FOUND_KEPT, FAILURE_KEPT = timedelta(seconds=60), timedelta(seconds=30)
"""How long the result of a fetch is reused: a chain, and a failure."""
_ADDRESSES_KEPT = 32
FETCHES_AT_ONCE, WAITING_AT_ONCE = 4, 16
"""Together fewer than a process has threads, so that fetches always leave some for turns."""
WAIT_SECONDS = 3.0
"""How long a request waits for another request's fetch."""
_DEEPEST = 32
"""Levels of nesting in a request's JSON; Alexa's have about ten."""


class Rejected(Exception):
    """A request is not verifiably Alexa's, or not meant for this skill. The reason is only for the log."""


class CertificateSource(Protocol):
    """A source of certificate chains."""

    def fetch(self, url: str) -> bytes:
        """Return the PEM chain at a verified URL, the leaf first.

        Raises:
            Rejected: The chain cannot be fetched.
        """
        ...


class ChainCache:
    """Limits fetching from a source to one fetch per URL at a time, and to few URLs at once.

    The result, a chain or a failure, is reused for a short while.

    Args:
        source: The source of the chains.
        clock: Returns the current time, UTC.
        wait_seconds: How long a request waits for another request's fetch.
    """

    def __init__(
        self, source: CertificateSource, clock: Callable[[], datetime], wait_seconds: float = WAIT_SECONDS
    ) -> None:
        self._source = source
        self._clock = clock
        self._wait_seconds = wait_seconds
        self._fetches: OrderedDict[str, _Fetch] = OrderedDict()
        self._running = BoundedSemaphore(FETCHES_AT_ONCE)
        self._waiting = BoundedSemaphore(WAITING_AT_ONCE)
        self._lock = Lock()

    def fetch(self, url: str) -> bytes:
        """See `CertificateSource.fetch`.

        Raises:
            Rejected: The chain cannot be fetched, or too many fetches are running or waited for.
        """
        with self._lock:
            known = self._fetches.get(url)
            if known is not None and known.is_recent(self._clock()):
                fetch, is_new = known, False
            else:
                fetch, is_new = self._begin(url), True
        if is_new:
            self._run(url, fetch)
        return self._outcome(fetch)

    def _begin(self, url: str) -> "_Fetch":
        """Register a new fetch and return it. The caller holds the lock."""
        if not self._running.acquire(blocking=False):
            raise Rejected("certificate fetch: too many")
        fetch = self._fetches[url] = _Fetch(self._clock())
        self._fetches.move_to_end(url)
        while len(self._fetches) > _ADDRESSES_KEPT:
            self._fetches.popitem(last=False)
        return fetch

    def _run(self, url: str, fetch: "_Fetch") -> None:
        try:
            fetch.chain.set_result(self._source.fetch(url))
        except Exception as error:
            fetch.chain.set_exception(error)
        finally:
            self._running.release()

    def _outcome(self, fetch: "_Fetch") -> bytes:
        """Return the chain, waiting for its fetch if that is still running."""
        if fetch.chain.done():
            return fetch.result(0)
        if not self._waiting.acquire(blocking=False):
            raise Rejected("certificate fetch: too many")
        try:
            return fetch.result(self._wait_seconds)
        finally:
            self._waiting.release()


@dataclass(frozen=True, slots=True)
class _Fetch:
    """The fetch of a chain: when it began, and its result."""

    begun: datetime
    chain: "Future[bytes]" = field(default_factory=Future)

    def is_recent(self, now: datetime) -> bool:
        """Whether the result is to be reused instead of fetching again."""
        failed = self.chain.done() and self.chain.exception() is not None
        return timedelta(0) <= now - self.begun < (FAILURE_KEPT if failed else FOUND_KEPT)

    def result(self, seconds: float) -> bytes:
        """Return the chain, waiting at most `seconds`.

        Raises:
            Rejected: The fetch failed or took too long.
        """
        try:
            return self.chain.result(seconds)
        except (Rejected, TimeoutError) as error:
            raise Rejected("certificate fetch") from error


@dataclass(frozen=True, slots=True)
class _Signer:
    """A signer whose chain was verified, and the period in which all its certificates are valid."""

    key: RSAPublicKey
    chain: bytes
    not_before: datetime
    not_after: datetime

    def is_valid(self, now: datetime) -> bool:
        """Whether all certificates are valid."""
        return self.not_before <= now <= self.not_after

    def has_signed(self, signature: bytes, body: bytes) -> bool:
        """Whether a signature of this body is this signer's."""
        try:
            self.key.verify(signature, body, PKCS1v15(), SHA256())
        except InvalidSignature:
            return False
        return True


class Verifier:
    """Verifies requests for one skill.

    Args:
        skill_id: The skill's application id.
        roots: The trusted root certificates.
        certificates: The source of certificate chains.
        clock: Returns the current time, UTC.
    """

    def __init__(
        self,
        skill_id: str,
        roots: Sequence[x509.Certificate],
        certificates: CertificateSource,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._skill_id = skill_id
        self._store = Store(list(roots))
        self._chains = ChainCache(certificates, clock)
        self._clock = clock
        self._signers: OrderedDict[str, _Signer] = OrderedDict()
        self._lock = Lock()

    def verify(self, chain_url: str, signature: str, body: bytes) -> dict[str, Any]:
        """Return the request envelope in a body, once it is verified.

        Args:
            chain_url: The header SignatureCertChainUrl.
            signature: The header Signature-256.
            body: The raw bytes.

        Raises:
            Rejected: The request is malformed or not to be trusted.
        """
        url, signed = certificate_url(chain_url), _decoded(signature)
        envelope = _parse(body)
        self._check_time(envelope["request"])
        self._check_skill(envelope)
        self._check_signature(url, signed, body)
        return envelope

    def _check_signature(self, url: str, signature: bytes, body: bytes) -> None:
        signer = self._signer(url)
        if signer.has_signed(signature, body):
            return
        successor = self._successor(url, signer)
        if successor is None or not successor.has_signed(signature, body):
            raise Rejected("signature")

    def _signer(self, url: str) -> _Signer:
        with self._lock:
            known = self._signers.get(url)
        if known is None or not known.is_valid(self._clock()):
            known = self._verified(self._chains.fetch(url))
            self._remember(url, known)
        return known

    def _successor(self, url: str, signer: _Signer) -> _Signer | None:
        """Return the signer of the chain that has replaced a known one at its URL; `None` if none has."""
        try:
            chain = self._chains.fetch(url)
            if chain == signer.chain:
                return None
            successor = self._verified(chain)
        except Rejected:  # the known signer stays
            return None
        self._remember(url, successor)
        return successor

    def _verified(self, pem: bytes) -> _Signer:
        try:
            leaf, *others = x509.load_pem_x509_certificates(pem)
            policy = PolicyBuilder().store(self._store).time(self._clock())
            chain = policy.build_server_verifier(x509.DNSName(SIGNER)).verify(leaf, others)
        except (ValueError, VerificationError) as error:
            raise Rejected("certificate chain") from error
        key = leaf.public_key()
        if not isinstance(key, RSAPublicKey) or any(map(_is_short, chain[:-1])):  # the root is trusted regardless
            raise Rejected("certificate key")
        begins = max(certificate.not_valid_before_utc for certificate in chain)
        ends = min(certificate.not_valid_after_utc for certificate in chain)
        return _Signer(key, pem, begins, ends)

    def _remember(self, url: str, signer: _Signer) -> None:
        with self._lock:
            self._signers[url] = signer
            while len(self._signers) > _CHAINS_KEPT:
                self._signers.popitem(last=False)

    def _check_time(self, request: Mapping[str, Any]) -> None:
        tolerance = EVENT_TOLERANCE if str(request.get("type")).startswith(_EVENT) else REQUEST_TOLERANCE
        if abs(self._clock() - timestamp(request)) > tolerance:
            raise Rejected("timestamp")

    def _check_skill(self, envelope: Mapping[str, Any]) -> None:
        places = (envelope.get("session"), at(envelope, "context", "System"))
        ids = [at(place, "application", "applicationId") for place in places if isinstance(place, dict)]
        if not ids or any(one != self._skill_id for one in ids):
            raise Rejected("skill id")


def certificate_url(url: str) -> str:
    """Return a chain's URL in normalized form, if it is one of Amazon's.

    Raises:
        Rejected: It is not.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Rejected("certificate URL") from error
    path = posixpath.normpath(unquote(parts.path))
    is_amazons = (
        parts.scheme == "https"
        and parts.netloc.lower() in {_HOST, f"{_HOST}:{_PORT}"}
        and port in {None, _PORT}
        and path.startswith(_PATH)
        and url.isprintable()
        and not set(path) & set(" ,?#%")
    )
    if not is_amazons:
        raise Rejected("certificate URL")
    return f"https://{_HOST}{path}"


def _is_short(certificate: x509.Certificate) -> bool:
    """Whether a certificate has an RSA key that is too short to be safe."""
    key = certificate.public_key()
    return isinstance(key, RSAPublicKey) and key.key_size < _SHORTEST_KEY


def _decoded(signature: str) -> bytes:
    """Return a signature's bytes, if its form and length are possible."""
    try:
        signed = base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Rejected("signature") from error
    if len(signed) not in _SIGNATURE_BYTES:
        raise Rejected("signature")
    return signed


def timestamp(request: Mapping[str, Any]) -> datetime:
    """Return when a request was sent, UTC.

    Raises:
        Rejected: It has no timestamp, or not one of Alexa's form.
    """
    try:
        when = datetime.fromisoformat(request["timestamp"])
        if when.tzinfo is None:
            raise Rejected("timestamp")
        return when.astimezone(UTC)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise Rejected("timestamp") from error


def _parse(body: bytes) -> dict[str, Any]:
    try:
        envelope = json.loads(body, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Rejected("body") from error
    if not isinstance(envelope, dict) or not isinstance(at(envelope, "request", "type"), str):
        raise Rejected("body")
    if not _is_within(envelope, _DEEPEST):
        raise Rejected("body")
    return envelope


def _no_constant(name: str) -> None:
    """Reject NaN and Infinity, which Python's parser accepts but JSON does not allow."""
    raise ValueError(name)


def _is_within(value: Any, levels: int) -> bool:  # noqa: ANN401 - JSON
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(_is_within(child, levels - 1) for child in children)


def at(value: Any, *path: str) -> Any:  # noqa: ANN401 - JSON
    """Return the value at a path in JSON; `None` if there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
