"""The local authority: created once, readable only by its owner, and useless to anybody else."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from simulator.signing import Signer
from skill.alexa.authority import LOCAL_CHAIN_URL, Authority, LocalCertificates, local_authority
from skill.alexa.verification import Rejected, certificate_url
from tests.authorities import TestAuthority
from tests.stage import NoNetwork

AMAZONS = Path(__file__).parent / "echo-api-2023.pem"
BODY = json.dumps({"request": {"type": "LaunchRequest", "said": "naïvely"}}, ensure_ascii=False)


def test_it_is_made_once_also_when_two_are_the_first(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: local_authority(tmp_path / "home").chain.read_bytes(), range(4)))
    assert len(set(found)) == 1


def test_its_files_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    authority = local_authority(tmp_path)
    assert {file.stat().st_mode & 0o777 for file in (authority.chain, authority.key)} == {0o600}


def test_it_is_not_made_through_what_somebody_laid_in_its_way(tmp_path: Path) -> None:
    victim, home = tmp_path / "victim", tmp_path / "home"
    victim.write_text("mine")
    home.mkdir(mode=0o700)
    (home / "authority.key.new").symlink_to(victim)
    local_authority(home)
    assert victim.read_text() == "mine"
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "authority.lock").symlink_to(victim)
    with pytest.raises(OSError):
        local_authority(tmp_path / "other")
    assert victim.read_text() == "mine"


def test_its_key_signs_for_the_leaf_and_the_roots_key_is_gone(tmp_path: Path) -> None:
    authority = local_authority(tmp_path)
    leaf, root = x509.load_pem_x509_certificates(authority.chain.read_bytes())
    signer = Signer.load(authority.key, LOCAL_CHAIN_URL)
    assert isinstance(leaf.public_key(), RSAPublicKey)
    assert leaf.public_key() == signer.key.public_key()
    assert root.public_key() != signer.key.public_key()
    assert root == authority.root


def test_its_chain_is_known_by_a_url_of_amazons_form_and_any_other_is_looked_up(tmp_path: Path) -> None:
    certificates = LocalCertificates(local_authority(tmp_path), NoNetwork())
    assert certificate_url(LOCAL_CHAIN_URL) == LOCAL_CHAIN_URL
    assert b"BEGIN CERTIFICATE" in certificates.fetch(LOCAL_CHAIN_URL)
    with pytest.raises(Rejected):
        certificates.fetch("https://s3.amazonaws.com/echo.api/other.pem")


def usage(chain: bytes) -> tuple[bool, x509.KeyUsage]:
    """Return the key usage of a chain's leaf, and whether it is critical."""
    found = x509.load_pem_x509_certificate(chain).extensions.get_extension_for_class(x509.KeyUsage)
    return found.critical, found.value


def test_its_signer_may_be_used_for_what_amazons_may(tmp_path: Path) -> None:
    assert usage(local_authority(tmp_path).chain.read_bytes()) == usage(AMAZONS.read_bytes())


def amazons_verdict(authority: Authority, body: str = BODY, signed: str = BODY) -> str:
    """Return why Amazon's own verifier rejects a request that the simulator signed; empty if it does not."""
    headers = dict(Signer.load(authority.key, LOCAL_CHAIN_URL).headers(signed.encode()))
    given = json.dumps({"chain": authority.chain.read_text(), "headers": headers, "body": body})
    environment = {**os.environ, "SSL_CERT_FILE": str(authority.chain)}
    command = [sys.executable, "-m", "tests.alexa.amazons_verifier"]
    ran = subprocess.run(command, env=environment, input=given, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_amazons_own_verifier_takes_what_the_simulator_signs_and_nothing_else(tmp_path: Path) -> None:
    authority = local_authority(tmp_path)
    assert amazons_verdict(authority) == ""
    assert "Request body is not valid" in amazons_verdict(authority, body=BODY.replace("naïvely", "naively"))


def older(home: Path) -> Authority:
    """Create an authority as an older release did: its signer has no key usage."""
    now = datetime.now(UTC)
    home.mkdir(mode=0o700)
    made = Authority(home / "authority.pem", home / "authority.key")
    key = generate_private_key(65537, 2048)
    chain = TestAuthority.make("Ready Room local authority", now).issue(
        key, now - timedelta(days=1), now + timedelta(days=300), usage=None
    )
    made.chain.write_bytes(chain)
    made.key.touch(mode=0o600)
    made.key.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return made


def test_one_of_an_older_release_is_replaced_once(tmp_path: Path) -> None:
    old = older(tmp_path / "home")
    assert "not valid for the purpose of digital signature" in amazons_verdict(old)
    replaced = old.chain.read_bytes()
    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(lambda _: local_authority(tmp_path / "home").chain.read_bytes(), range(4)))
    assert len(found) == 1
    assert replaced not in found
    assert amazons_verdict(local_authority(tmp_path / "home")) == ""


def test_one_that_has_expired_is_replaced(tmp_path: Path) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=4_000)
    old = local_authority(tmp_path, long_ago).chain.read_bytes()
    assert local_authority(tmp_path, long_ago).chain.read_bytes() == old
    assert local_authority(tmp_path).chain.read_bytes() != old
