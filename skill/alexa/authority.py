"""The local authority: the simulator signs requests with it, as Alexa does, for a service without a skill id.

It is created on first use. `authority.pem` holds the signer's certificate and the root that issued it, `authority.key`
the signer's key. The root's key is discarded, so no other certificate can be issued. An authority that has expired, or
comes from an older release and lacks the key usage, is replaced; a service that trusts the old one must be restarted.
"""

import fcntl
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from skill.alexa.verification import SIGNER, CertificateSource
from skill.files import check_own, open_own, own_folder, write_own

LOCAL_SKILL_ID = "amzn1.ask.skill.ready-room-local"
LOCAL_CHAIN_URL = "https://s3.amazonaws.com/echo.api/ready-room-local.pem"
"""Has the form of Amazon's URLs, so that it passes the same checks; never fetched over the network."""
_VALID_FOR = timedelta(days=3650)
_CLOCKS_DIFFER = timedelta(days=1)
_KEY_BITS = 2048


@dataclass(frozen=True, slots=True)
class Authority:
    """The local authority's files."""

    chain: Path
    key: Path

    @property
    def root(self) -> x509.Certificate:
        """The certificate to trust."""
        return x509.load_pem_x509_certificates(self.chain.read_bytes())[-1]


def local_authority(home: Path, now: datetime | None = None) -> Authority:
    """Return the authority in a home folder, creating it if it is missing.

    Raises:
        OSError: The folder cannot be used, or it or one of its files is not this user's own.
    """
    authority = Authority(home / "authority.pem", home / "authority.key")
    own_folder(home)
    with os.fdopen(open_own(home / "authority.lock", os.O_WRONLY | os.O_CREAT), "wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two programs may start at the same time
        now = now or datetime.now(UTC)
        exist = [check_own(authority.chain), check_own(authority.key, is_secret=True)]
        if not (all(exist) and _is_current(authority, now)):
            _make(authority, now)
    return authority


class LocalCertificates:
    """Serves the local chain at its URL; fetches any other from the source behind it."""

    def __init__(self, authority: Authority, behind: CertificateSource) -> None:
        self._authority = authority
        self._behind = behind

    def fetch(self, url: str) -> bytes:
        """See `CertificateSource.fetch`."""
        return self._authority.chain.read_bytes() if url == LOCAL_CHAIN_URL else self._behind.fetch(url)


def _is_current(authority: Authority, now: datetime) -> bool:
    """Whether the signer's certificate has not expired and has the same key usage as Amazon's."""
    signer = x509.load_pem_x509_certificate(authority.chain.read_bytes())
    if signer.not_valid_after_utc <= now:
        return False
    try:
        return signer.extensions.get_extension_for_class(x509.KeyUsage).value == SIGNS_REQUESTS
    except x509.ExtensionNotFound:
        return False


def _make(authority: Authority, now: datetime) -> None:
    root_key, key = (rsa.generate_private_key(65537, _KEY_BITS) for _ in range(2))
    root_name, name = _name("Ready Room local authority"), _name(SIGNER)
    root = (
        _certificate(root_name, root_name, root_key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(SIGNS_CERTIFICATES, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    leaf = (
        _certificate(name, root_name, key.public_key(), now)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(SIGNER)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(SIGNS_REQUESTS, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    write_own(authority.key, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    write_own(authority.chain, leaf.public_bytes(Encoding.PEM) + root.public_bytes(Encoding.PEM))


def _usage(**uses: bool) -> x509.KeyUsage:
    """Return a key usage that allows only the given uses."""
    every = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    others = ("key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**{use: uses.get(use, False) for use in every + others})


SIGNS_CERTIFICATES = _usage(key_cert_sign=True)
SIGNS_REQUESTS = _usage(digital_signature=True, key_encipherment=True)
"""The same as in Amazon's own certificate."""


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _certificate(name: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey, now: datetime) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCKS_DIFFER)
        .not_valid_after(now + _VALID_FOR)
    )
