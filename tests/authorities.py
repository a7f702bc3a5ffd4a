"""Certificate authorities made for the tests: Amazon's kind of chain, and every kind that is not."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from simulator.signing import Signer
from skill.alexa.authority import SIGNS_CERTIFICATES, SIGNS_REQUESTS
from skill.alexa.verification import SIGNER

CHAIN_URL = "https://s3.amazonaws.com/echo.api/echo-api-cert-test.pem"
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class TestAuthority:
    """A root and what it issues."""

    __test__ = False
    key: rsa.RSAPrivateKey
    root: x509.Certificate
    above: bytes = b""
    """The certificates between this one, which is then no root, and the root."""

    @classmethod
    def make(cls, name: str, now: datetime) -> "TestAuthority":
        """Make a root."""
        key = rsa.generate_private_key(65537, 2048)
        subject = _name(name)
        root = (
            _builder(subject, subject, key.public_key(), now - YEAR, now + YEAR)
            .add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
            .add_extension(SIGNS_CERTIFICATES, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .sign(key, hashes.SHA256())
        )
        return cls(key, root)

    def below(self, name: str, now: datetime, bits: int = 2048) -> "TestAuthority":
        """Make an authority between this one and the signers."""
        key = rsa.generate_private_key(65537, bits)
        certificate = (
            _builder(_name(name), self.root.subject, key.public_key(), now - YEAR, now + YEAR)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(SIGNS_CERTIFICATES, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        return TestAuthority(key, certificate, self.root.public_bytes(Encoding.PEM))

    def issue(
        self,
        key: "rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey",
        begins: datetime,
        ends: datetime,
        san: str | None = SIGNER,
        usage: x509.KeyUsage | None = SIGNS_REQUESTS,
    ) -> bytes:
        """Issue a signer's certificate; gives the chain in PEM, the leaf first."""
        builder = _builder(_name(SIGNER), self.root.subject, key.public_key(), begins, ends)
        if san:
            builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(san)]), critical=False)
        if usage:
            builder = builder.add_extension(usage, critical=True)
        leaf = (
            builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        return leaf.public_bytes(Encoding.PEM) + self.root.public_bytes(Encoding.PEM) + self.above


class Chains:
    """A certificate source that knows some chains and counts how often it is asked."""

    def __init__(self, **chains: bytes) -> None:
        self.chains = {CHAIN_URL: chains["leaf"]} if "leaf" in chains else dict(chains)
        self.asked: list[str] = []

    def fetch(self, url: str) -> bytes:
        """See `CertificateSource.fetch`."""
        from skill.alexa.verification import Rejected

        self.asked.append(url)
        if url not in self.chains:
            raise Rejected("certificate fetch")
        return self.chains[url]


def signer(key: rsa.RSAPrivateKey) -> Signer:
    """Return what signs with a key, as Alexa does."""
    return Signer(key, CHAIN_URL)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _builder(
    name: x509.Name,
    issuer: x509.Name,
    key: "rsa.RSAPublicKey | ec.EllipticCurvePublicKey",
    begins: datetime,
    ends: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
    )
