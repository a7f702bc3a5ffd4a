"""Signs requests the way Alexa does, with the local authority's key."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs request bodies.

    Args:
        key: The signer's key.
        chain_url: The URL that the requests name for the certificate chain.
    """

    key: RSAPrivateKey
    chain_url: str

    @classmethod
    def load(cls, file: Path, chain_url: str) -> "Signer":
        """Read a signer's key from a PEM file."""
        key = load_pem_private_key(file.read_bytes(), password=None)
        if not isinstance(key, RSAPrivateKey):
            raise ValueError(f"{file} doesn't hold an RSA key")
        return cls(key, chain_url)

    def headers(self, body: bytes) -> Mapping[str, str]:
        """Return the headers that Alexa sends with a body."""
        signature = base64.b64encode(self.key.sign(body, PKCS1v15(), SHA256())).decode()
        return {
            "Content-Type": "application/json; charset=utf-8",
            "SignatureCertChainUrl": self.chain_url,
            "Signature-256": signature,
        }
