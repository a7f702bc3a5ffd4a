"""Fetches Amazon's certificate chains over the network, with a timeout and a size limit."""

import warnings
from pathlib import Path

import certifi
import urllib3
from cryptography import x509
from cryptography.utils import CryptographyDeprecationWarning

from skill.alexa.verification import Rejected
from skill.deadline import within
from skill.restoring import in_copies

_LONGEST_SECONDS = 2.5
_TIMEOUT = urllib3.Timeout(connect=1.0, read=1.5)
_LARGEST = 64 * 1024
_OK = 200


def public_roots() -> list[x509.Certificate]:
    """Return the root certificates that the public web trusts."""
    with warnings.catch_warnings():  # one old root has a serial number that is no longer allowed
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        return x509.load_pem_x509_certificates(Path(certifi.where()).read_bytes())


class AmazonCertificates:
    """Fetches certificate chains from Amazon."""

    def __init__(self) -> None:
        self._pool = urllib3.PoolManager(ca_certs=certifi.where(), timeout=_TIMEOUT, retries=False)
        in_copies(self._pool.clear)

    def fetch(self, url: str) -> bytes:
        """See `CertificateSource.fetch`."""
        try:
            status, pem = within(_LONGEST_SECONDS, lambda: self._get(url))
        except (urllib3.exceptions.HTTPError, TimeoutError) as error:
            raise Rejected("certificate fetch") from error
        if status != _OK or len(pem) > _LARGEST:
            raise Rejected("certificate fetch")
        return pem

    def _get(self, url: str) -> tuple[int, bytes]:
        with self._pool.request("GET", url, redirect=False, preload_content=False) as answer:
            return answer.status, answer.read(_LARGEST + 1)
