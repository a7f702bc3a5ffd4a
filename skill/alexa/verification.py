"""Whether a request is Alexa's and meant for this skill: signature, certificate, time and skill id, on the raw bytes.

After Amazon's rules for skills hosted as web services. There is no switch that turns this off.
"""

import base64
import binascii
import json
import posixpath
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

SIGNER = "echo-api.amazon.com"
_HOST, _PATH, _PORT = "s3.amazonaws.com", "/echo.api/", 443
REQUEST_TOLERANCE = timedelta(seconds=150)
EVENT_TOLERANCE = timedelta(hours=1)
_EVENT = "AlexaSkillEvent."
_CHAINS_KEPT = 16
_DEEPEST = 32
"""Levels of a request's JSON; Alexa's have about ten."""


class Rejected(Exception):
    """A request is not verifiably Alexa's, or not meant for this skill. The reason is for the log only."""


class CertificateSource(Protocol):
    """Where certificate chains come from."""

    def fetch(self, url: str) -> bytes:
        """Return the PEM chain at a verified URL, the leaf first.

        Raises:
            Rejected: There is none to be had.
        """
        ...


@dataclass(frozen=True, slots=True)
class _Signer:
    """A signer whose chain was verified, and the time during which every certificate of it is valid."""

    key: RSAPublicKey
    not_before: datetime
    not_after: datetime

    def is_valid(self, now: datetime) -> bool:
        return self.not_before <= now <= self.not_after


class Verifier:
    """Verifies requests for one skill.

    Args:
        skill_id: The skill's application id.
        roots: The trusted root certificates.
        certificates: Where chains come from.
        clock: The time, UTC.
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
        self._certificates = certificates
        self._clock = clock
        self._signers: OrderedDict[str, _Signer] = OrderedDict()
        self._lock = Lock()

    def verify(self, chain_url: str, signature: str, body: bytes) -> dict[str, Any]:
        """Return the request that the body is.

        Args:
            chain_url: The header SignatureCertChainUrl.
            signature: The header Signature-256.
            body: The raw bytes.

        Raises:
            Rejected: It is not to be trusted, or no request.
        """
        signer = self._signer(certificate_url(chain_url))
        try:
            signer.key.verify(base64.b64decode(signature, validate=True), body, PKCS1v15(), SHA256())
        except (InvalidSignature, binascii.Error, ValueError) as error:
            raise Rejected("signature") from error
        envelope = _parse(body)
        self._check_time(envelope["request"])
        self._check_skill(envelope)
        return envelope

    def _signer(self, url: str) -> _Signer:
        with self._lock:
            known = self._signers.get(url)
        if known is None or not known.is_valid(self._clock()):
            known = self._verified(self._certificates.fetch(url))
            self._remember(url, known)
        return known

    def _verified(self, pem: bytes) -> _Signer:
        try:
            leaf, *others = x509.load_pem_x509_certificates(pem)
            policy = PolicyBuilder().store(self._store).time(self._clock())
            chain = policy.build_server_verifier(x509.DNSName(SIGNER)).verify(leaf, others)
        except (ValueError, VerificationError) as error:
            raise Rejected("certificate chain") from error
        key = leaf.public_key()
        if not isinstance(key, RSAPublicKey):
            raise Rejected("certificate key")
        begins = max(certificate.not_valid_before_utc for certificate in chain)
        ends = min(certificate.not_valid_after_utc for certificate in chain)
        return _Signer(key, begins, ends)

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
    """Return a chain's URL, normalised, if it is one of Amazon's.

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


def timestamp(request: Mapping[str, Any]) -> datetime:
    """Return when a request was made, UTC.

    Raises:
        Rejected: It does not say, or not as Alexa does.
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
    """Turn away NaN and Infinity, which Python reads and JSON does not know."""
    raise ValueError(name)


def _is_within(value: Any, levels: int) -> bool:  # noqa: ANN401 - JSON
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(_is_within(child, levels - 1) for child in children)


def at(value: Any, *path: str) -> Any:  # noqa: ANN401 - JSON
    """Return what stands at a path in JSON; `None` when nothing does."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
