"""The local authority: made once, readable by its owner only, and of no use to anybody else."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from skill.alexa.authority import LOCAL_CHAIN_URL, LocalCertificates, local_authority
from skill.alexa.verification import Rejected, certificate_url
from skill.simulator.signing import Signer
from tests.stage import NoNetwork


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
    home.mkdir()
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
