"""Request verification: Alexa's requests are accepted, all others are rejected."""

import base64
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Semaphore
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA1, SHA256

from skill.alexa.certificates import AmazonCertificates, public_roots
from skill.alexa.verification import (
    FAILURE_KEPT,
    FETCHES_AT_ONCE,
    FOUND_KEPT,
    WAITING_AT_ONCE,
    ChainCache,
    Rejected,
    Verifier,
    certificate_url,
)
from tests.authorities import CHAIN_URL, YEAR, Chains, TestAuthority

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
SKILL = "amzn1.ask.skill.test"
AMAZONS = Path(__file__).parent / "echo-api-2023.pem"
"""The chain that Amazon served in 2023, from its leaf to the roots."""


@pytest.fixture(scope="module")
def root() -> TestAuthority:
    """The trusted authority."""
    return TestAuthority.make("Trusted", NOW)


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    """The signer's key."""
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture
def chains(root: TestAuthority, key: rsa.RSAPrivateKey) -> Chains:
    """The source that has the signer's chain."""
    return Chains(leaf=root.issue(key, NOW - YEAR, NOW + timedelta(days=30)))


@pytest.fixture
def verifier(root: TestAuthority, chains: Chains) -> Verifier:
    """A verifier that trusts the authority."""
    return Verifier(SKILL, [root.root], chains, lambda: NOW)


def envelope(**changes: Any) -> dict[str, Any]:
    """Return an envelope as Alexa sends it, with changes to its inner request."""
    application = {"applicationId": SKILL}
    request = {"type": "LaunchRequest", "requestId": "r1", "timestamp": "2026-05-04T12:00:00Z", "locale": "en-US"}
    system = {"application": application, "user": {"userId": "u1"}}
    return {
        "version": "1.0",
        "session": {"new": True, "sessionId": "s1", "application": application, "user": {"userId": "u1"}},
        "context": {"System": system},
        "request": request | changes,
    }


def sign(key: rsa.RSAPrivateKey, body: bytes, *, sha1: bool = False) -> str:
    """Sign a body as Alexa does."""
    return base64.b64encode(key.sign(body, PKCS1v15(), SHA1() if sha1 else SHA256())).decode()  # noqa: S303 - the old algorithm


Verify = Callable[..., dict[str, Any]]


@pytest.fixture
def verify(verifier: Verifier, key: rsa.RSAPrivateKey) -> Verify:
    """Sign and verify a request."""

    def verify_(request: object = None, url: str = CHAIN_URL) -> dict[str, Any]:
        body = json.dumps(envelope() if request is None else request).encode()
        return verifier.verify(url, sign(key, body), body)

    return verify_


def test_a_signed_request_gets_through_as_it_is(verify: Verify) -> None:
    assert verify() == envelope()


@pytest.mark.parametrize(
    "url",
    [
        "https://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com:443/echo.api/echo-api-cert.pem",
        "https://S3.AmazonAWS.com/echo.api/echo-api-cert.pem",
        "HTTPS://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/../echo.api/echo-api-cert.pem",
    ],
)
def test_a_chain_of_amazons_is_looked_up_at_its_normal_url(url: str) -> None:
    assert certificate_url(url) == "https://s3.amazonaws.com/echo.api/echo-api-cert.pem"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "echo-api-cert.pem",
        "http://s3.amazonaws.com/echo.api/x.pem",
        "https://notamazon.com/echo.api/x.pem",
        "https://s3.amazonaws.com.evil.com/echo.api/x.pem",
        "https://s3.amazonaws.com@evil.com/echo.api/x.pem",
        "https://user@s3.amazonaws.com/echo.api/x.pem",
        "https://s3.amazonaws.com:8443/echo.api/x.pem",
        "https://s3.amazonaws.com:nonsense/echo.api/x.pem",
        "https://s3.amazonaws.com/EcHo.aPi/x.pem",
        "https://s3.amazonaws.com/invalid.path/x.pem",
        "https://s3.amazonaws.com/echo.api/../x.pem",
        "https://s3.amazonaws.com/echo.api/%2e%2e/x.pem",
        "https://s3.amazonaws.com/echo.api/..%2fx.pem",
        "https://s3.amazonaws.com/echo.apix/x.pem",
        "https://s3.amazonaws.com/echo.api/x.pem,https://s3.amazonaws.com/echo.api/y.pem",
        "https://s3.amazonaws.com/echo.api/x\n.pem",
        "https://[s3.amazonaws.com/echo.api/x.pem",
    ],
)
def test_any_other_url_is_turned_away_and_never_fetched(url: str, verify: Verify, chains: Chains) -> None:
    with pytest.raises(Rejected):
        verify(url=url)
    assert chains.asked == []


@pytest.mark.parametrize("san", ["echo-api.amazon.com.evil.com", "api.amazon.com", None])
def test_a_chain_for_another_name_is_turned_away(
    san: str | None, verify: Verify, chains: Chains, root: TestAuthority, key: rsa.RSAPrivateKey
) -> None:
    chains.chains[CHAIN_URL] = root.issue(key, NOW - YEAR, NOW + YEAR / 2, san)
    with pytest.raises(Rejected, match="chain"):
        verify()


@pytest.mark.parametrize(("begins", "ends"), [(-300, -1), (1, 300)])
def test_a_chain_that_is_expired_or_not_yet_valid_is_turned_away(
    begins: int, ends: int, verify: Verify, chains: Chains, root: TestAuthority, key: rsa.RSAPrivateKey
) -> None:
    chains.chains[CHAIN_URL] = root.issue(key, NOW + timedelta(days=begins), NOW + timedelta(days=ends))
    with pytest.raises(Rejected, match="chain"):
        verify()


def test_a_chain_of_another_authority_is_turned_away(verify: Verify, chains: Chains, key: rsa.RSAPrivateKey) -> None:
    chains.chains[CHAIN_URL] = TestAuthority.make("Trusted", NOW).issue(key, NOW - YEAR, NOW + YEAR / 2)
    with pytest.raises(Rejected, match="chain"):
        verify()


@pytest.mark.parametrize("pem", [b"", b"nonsense", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_what_is_no_chain_is_turned_away(pem: bytes, verify: Verify, chains: Chains) -> None:
    chains.chains[CHAIN_URL] = pem
    with pytest.raises(Rejected, match="chain"):
        verify()


def test_a_key_of_another_kind_is_turned_away(verify: Verify, chains: Chains, root: TestAuthority) -> None:
    chains.chains[CHAIN_URL] = root.issue(ec.generate_private_key(ec.SECP256R1()), NOW - YEAR, NOW + YEAR / 2)
    with pytest.raises(Rejected, match="key"):
        verify()


def test_a_key_that_is_too_short_is_turned_away_wherever_it_is_in_the_chain(
    verify: Verify, chains: Chains, root: TestAuthority, key: rsa.RSAPrivateKey
) -> None:
    short = rsa.generate_private_key(65537, 1024)  # noqa: S505 - deliberately too short
    chains.chains[CHAIN_URL] = root.issue(short, NOW - YEAR, NOW + YEAR / 2)
    body = json.dumps(envelope()).encode()
    with pytest.raises(Rejected, match="certificate key"):
        Verifier(SKILL, [root.root], chains, lambda: NOW).verify(CHAIN_URL, sign(key, body), body)
    chains.chains[CHAIN_URL] = root.below("Short", NOW, 1024).issue(key, NOW - YEAR, NOW + YEAR / 2)
    with pytest.raises(Rejected, match=r"certificate (chain|key)"):
        verify()


def test_a_chain_with_an_authority_between_is_accepted(
    verify: Verify, chains: Chains, root: TestAuthority, key: rsa.RSAPrivateKey
) -> None:
    chains.chains[CHAIN_URL] = root.below("Between", NOW).issue(key, NOW - YEAR, NOW + YEAR / 2)
    assert verify()


def test_a_body_that_is_not_what_was_signed_is_turned_away(verifier: Verifier, key: rsa.RSAPrivateKey) -> None:
    body = json.dumps(envelope()).encode()
    reserialised = json.dumps(envelope(), separators=(",", ":")).encode()
    for other in (body.replace(b"u1", b"u2"), reserialised, body + b" "):
        with pytest.raises(Rejected, match="signature"):
            verifier.verify(CHAIN_URL, sign(key, body), other)
    with pytest.raises(Rejected, match="body"):
        verifier.verify(CHAIN_URL, sign(key, body), b"")


def test_a_signature_of_another_kind_or_key_is_turned_away(verifier: Verifier, key: rsa.RSAPrivateKey) -> None:
    body = json.dumps(envelope()).encode()
    others = rsa.generate_private_key(65537, 2048)
    for signature in (
        sign(key, body, sha1=True),
        sign(others, body),
        "",
        "not base64!",
        sign(key, body) + "\n",
        "AAAA",
    ):
        with pytest.raises(Rejected, match="signature"):
            verifier.verify(CHAIN_URL, signature, body)


@pytest.mark.parametrize("seconds", [-151, 151, -3_600, 86_400])
def test_a_request_of_another_time_is_turned_away(seconds: int, verify: Verify) -> None:
    when = (NOW + timedelta(seconds=seconds)).isoformat()
    with pytest.raises(Rejected, match="timestamp"):
        verify(envelope(timestamp=when))


@pytest.mark.parametrize("seconds", [-150, 150])
def test_a_request_may_be_two_and_a_half_minutes_off(seconds: int, verify: Verify) -> None:
    assert verify(envelope(timestamp=(NOW + timedelta(seconds=seconds)).isoformat()))


def test_a_skill_event_may_come_an_hour_late(verify: Verify) -> None:
    event = envelope(type="AlexaSkillEvent.SkillDisabled", timestamp=(NOW - timedelta(minutes=59)).isoformat())
    del event["session"]
    assert verify(event)
    event["request"]["timestamp"] = (NOW - timedelta(minutes=61)).isoformat()
    with pytest.raises(Rejected, match="timestamp"):
        verify(event)


@pytest.mark.parametrize(
    "when",
    [
        *(None, 1_777_896_000, "", "noon", "2026-05-04T12:00:00", "2026-13-04T12:00:00Z", {}),
        *("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"),
    ],
)
def test_a_time_that_is_none_is_turned_away(when: object, verify: Verify) -> None:
    with pytest.raises(Rejected, match="timestamp"):
        verify(envelope(timestamp=when))


def test_a_request_for_another_skill_is_turned_away(verify: Verify) -> None:
    other = {"applicationId": "amzn1.ask.skill.other"}
    in_session, in_system, in_neither = envelope(), envelope(), envelope()
    in_session["session"]["application"] = other
    in_system["context"]["System"]["application"] = other
    del in_neither["session"], in_neither["context"]
    missing = envelope()
    del missing["context"]["System"]["application"]
    for request in (in_session, in_system, in_neither, missing):
        with pytest.raises(Rejected, match="skill id"):
            verify(request)


@pytest.mark.parametrize(
    "body", [[], "text", 5, None, {}, {"request": None}, {"request": []}, {"request": {"type": 5}}]
)
def test_a_body_that_is_no_request_is_turned_away(body: object, verifier: Verifier, key: rsa.RSAPrivateKey) -> None:
    signed = json.dumps(body).encode()
    with pytest.raises(Rejected, match="body"):
        verifier.verify(CHAIN_URL, sign(key, signed), signed)


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{", b"\xff\xfe", b"[" * 100_000),
        b'{"request": {"type": "LaunchRequest"}, "x": NaN}',
        b'{"request": {"type": "LaunchRequest"}, "x": ' + b"[" * 40 + b"]" * 40 + b"}",
    ],
)
def test_a_body_that_is_no_json_is_turned_away(body: bytes, verifier: Verifier, key: rsa.RSAPrivateKey) -> None:
    with pytest.raises(Rejected, match="body"):
        verifier.verify(CHAIN_URL, sign(key, body), body)


def test_a_chain_is_fetched_once_and_again_when_it_has_expired(
    root: TestAuthority, chains: Chains, key: rsa.RSAPrivateKey
) -> None:
    now = [NOW]
    verifier = Verifier(SKILL, [root.root], chains, lambda: now[0])

    def send() -> None:
        body = json.dumps(envelope(timestamp=now[0].isoformat())).encode()
        verifier.verify(CHAIN_URL, sign(key, body), body)

    send()
    send()
    assert chains.asked == [CHAIN_URL]
    now[0] += timedelta(days=31)
    with pytest.raises(Rejected, match="chain"):
        send()
    chains.chains[CHAIN_URL] = root.issue(key, NOW, NOW + YEAR / 2)
    now[0] += FOUND_KEPT
    send()
    assert len(chains.asked) == 3


def test_no_more_than_a_few_chains_are_remembered(root: TestAuthority, chains: Chains, key: rsa.RSAPrivateKey) -> None:
    now = [NOW]
    verifier = Verifier(SKILL, [root.root], chains, lambda: now[0])
    body = json.dumps(envelope()).encode()
    urls = [f"{CHAIN_URL}{number}" for number in range(40)]
    for url in urls:
        chains.chains[url] = chains.chains[CHAIN_URL]
        verifier.verify(url, sign(key, body), body)
    chains.asked.clear()
    now[0] += FOUND_KEPT  # the fetched chain is forgotten; the verified signer is not
    verifier.verify(urls[-1], sign(key, body), body)
    assert chains.asked == []
    verifier.verify(urls[0], sign(key, body), body)
    assert chains.asked == [urls[0]]


@dataclass
class Sent:
    """A verifier whose clock can be advanced, and a source whose chains can be replaced.

    Args:
        root: The trusted authority.
        chains: The source of chains.
    """

    root: TestAuthority
    chains: Chains
    now: datetime = NOW

    def __post_init__(self) -> None:
        self.verifier = Verifier(SKILL, [self.root.root], self.chains, lambda: self.now)

    def send(self, key: rsa.RSAPrivateKey, **changes: Any) -> str:
        """Send a request signed with a key; return why it was rejected, empty if it was not."""
        body = json.dumps(envelope(**{"timestamp": self.now.isoformat()} | changes)).encode()
        try:
            self.verifier.verify(CHAIN_URL, sign(key, body), body)
        except Rejected as reason:
            return str(reason)
        return ""


@pytest.fixture
def sent(root: TestAuthority, chains: Chains) -> Sent:
    """Sends requests to a verifier."""
    return Sent(root, chains)


@pytest.fixture(scope="module")
def successor() -> rsa.RSAPrivateKey:
    """The key that replaces the signer's key."""
    return rsa.generate_private_key(65537, 2048)


def test_a_chain_that_was_replaced_at_its_address_is_fetched_again(
    sent: Sent, root: TestAuthority, key: rsa.RSAPrivateKey, successor: rsa.RSAPrivateKey
) -> None:
    assert sent.send(key) == ""
    sent.chains.chains[CHAIN_URL] = root.issue(successor, NOW - YEAR, NOW + YEAR / 2)
    sent.now += FOUND_KEPT
    assert [sent.send(successor) for _ in range(3)] == ["", "", ""]
    assert len(sent.chains.asked) == 2
    assert sent.send(key) == "signature", "the one that was replaced signs no more"


def test_forged_signatures_have_a_chain_fetched_once_a_minute_and_leave_the_signer_known(
    sent: Sent, key: rsa.RSAPrivateKey, successor: rsa.RSAPrivateKey
) -> None:
    assert sent.send(key) == ""
    for minute in range(1, 4):
        sent.now += FOUND_KEPT
        assert {sent.send(successor) for _ in range(50)} == {"signature"}
        assert len(sent.chains.asked) == 1 + minute
    assert sent.send(key) == ""


@pytest.mark.parametrize("what", ["missing", "of another authority", "nonsense"])
def test_a_signer_stays_known_when_its_address_gives_nothing_better(
    what: str, sent: Sent, key: rsa.RSAPrivateKey, successor: rsa.RSAPrivateKey
) -> None:
    assert sent.send(key) == ""
    if what == "missing":
        del sent.chains.chains[CHAIN_URL]
    else:
        other = TestAuthority.make("Trusted", NOW).issue(successor, NOW - YEAR, NOW + YEAR / 2)
        sent.chains.chains[CHAIN_URL] = other if what == "of another authority" else b"nonsense"
    sent.now += FOUND_KEPT
    assert sent.send(successor) == "signature"
    assert sent.send(key) == ""


@pytest.mark.parametrize(
    ("signature", "body", "reason"),
    [
        ("not base64!", json.dumps(envelope()).encode(), "signature"),
        ("AAAA", json.dumps(envelope()).encode(), "signature"),
        (None, b"{", "body"),
        (None, b'{"request": {"type": "LaunchRequest"}}', "timestamp"),
        (None, json.dumps(envelope(timestamp="2026-05-04T11:00:00Z")).encode(), "timestamp"),
        (None, json.dumps(envelope()).replace(SKILL, "amzn1.ask.skill.other").encode(), "skill id"),
    ],
)
def test_nothing_is_fetched_for_what_would_be_turned_away_in_any_case(
    signature: str | None, body: bytes, reason: str, sent: Sent, key: rsa.RSAPrivateKey
) -> None:
    with pytest.raises(Rejected, match=reason):
        sent.verifier.verify(CHAIN_URL, signature or sign(key, body), body)
    assert sent.chains.asked == []


def test_an_address_that_gave_none_is_not_asked_again_for_a_while(sent: Sent, key: rsa.RSAPrivateKey) -> None:
    there = sent.chains.chains.pop(CHAIN_URL)
    assert {sent.send(key) for _ in range(20)} == {"certificate fetch"}
    assert len(sent.chains.asked) == 1
    sent.chains.chains[CHAIN_URL] = there
    sent.now += FAILURE_KEPT
    assert sent.send(key) == ""
    assert len(sent.chains.asked) == 2


def test_a_chain_that_is_none_is_not_fetched_again_for_a_while(sent: Sent, key: rsa.RSAPrivateKey) -> None:
    sent.chains.chains[CHAIN_URL] = b"nonsense"
    assert {sent.send(key) for _ in range(20)} == {"certificate chain"}
    assert len(sent.chains.asked) == 1


def test_a_clock_that_is_put_back_keeps_no_address_from_being_asked(sent: Sent, key: rsa.RSAPrivateKey) -> None:
    there = sent.chains.chains.pop(CHAIN_URL)
    assert sent.send(key) == "certificate fetch"
    sent.chains.chains[CHAIN_URL] = there
    sent.now -= timedelta(hours=3)
    assert sent.send(key) == ""


class Held(Chains):
    """A source that answers once it is released."""

    def __init__(self) -> None:
        super().__init__()
        self.asks, self.go = Semaphore(0), Event()

    def fetch(self, url: str) -> bytes:
        self.asks.release()
        self.go.wait()
        return super().fetch(url)


@pytest.fixture
def held() -> Iterator[Held]:
    """A source that answers once it is released, at the latest after the test."""
    source = Held()
    yield source
    source.go.set()


def test_an_address_is_fetched_once_however_many_wait_for_it(held: Held) -> None:
    held.chains["a"] = b"a chain"
    cache = ChainCache(held, lambda: NOW)
    with ThreadPoolExecutor(WAITING_AT_ONCE) as pool:
        begun = [pool.submit(cache.fetch, "a") for _ in range(WAITING_AT_ONCE)]
        held.asks.acquire()
        held.go.set()
        assert {one.result() for one in begun} == {b"a chain"}
    assert held.asked == ["a"]


def test_nobody_waits_for_another_for_ever(held: Held) -> None:
    cache = ChainCache(held, lambda: NOW, wait_seconds=0.01)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(cache.fetch, "a")
        held.asks.acquire()
        with pytest.raises(Rejected, match="fetch"):
            cache.fetch("a")
        assert not first.done()
        held.go.set()


def test_no_more_than_a_few_addresses_are_fetched_at_once_and_others_are_turned_away(held: Held) -> None:
    """So strangers who name slow URLs leave threads for the turns."""
    cache = ChainCache(held, lambda: NOW)
    with ThreadPoolExecutor(FETCHES_AT_ONCE) as pool:
        for number in range(FETCHES_AT_ONCE):
            pool.submit(cache.fetch, str(number))
            held.asks.acquire()
        with pytest.raises(Rejected, match="too many"):
            cache.fetch("one more")
        held.go.set()
    held.chains["one more"] = b"a chain"
    assert cache.fetch("one more") == b"a chain", "and is not remembered for it"


def test_no_more_than_some_wait_and_others_are_turned_away(held: Held) -> None:
    cache = ChainCache(held, lambda: NOW)
    turned_away = Semaphore(0)

    def fetch() -> None:
        try:
            cache.fetch("a")
        except Rejected as reason:
            if "too many" in str(reason):
                turned_away.release()

    with ThreadPoolExecutor(1 + WAITING_AT_ONCE + 3) as pool:
        for _ in range(1 + WAITING_AT_ONCE + 3):
            pool.submit(fetch)
        for _ in range(3):
            turned_away.acquire()
        held.go.set()
    assert not turned_away.acquire(blocking=False)


def test_only_a_few_addresses_are_remembered(root: TestAuthority) -> None:
    source = Chains()
    cache = ChainCache(source, lambda: NOW)
    for number in range(1_000):
        with pytest.raises(Rejected):
            cache.fetch(str(number))
    assert len(cache._fetches) < 100


def test_amazons_own_chain_is_accepted_in_its_time_and_not_after() -> None:
    """The web's public roots are trusted; what is rejected is the signature, which only Amazon can make."""
    then = datetime(2023, 6, 1, tzinfo=UTC)
    for now, reason in ((then, "signature"), (then + YEAR, "chain"), (then - YEAR, "chain")):
        body = json.dumps(envelope(timestamp=now.isoformat())).encode()
        verifier = Verifier(SKILL, public_roots(), Chains(leaf=AMAZONS.read_bytes()), lambda now=now: now)  # type: ignore[misc]
        with pytest.raises(Rejected, match=reason):
            verifier.verify(CHAIN_URL, base64.b64encode(bytes(256)).decode(), body)


def test_where_no_chain_can_be_fetched_the_request_is_turned_away() -> None:
    with pytest.raises(Rejected, match="fetch"):
        AmazonCertificates().fetch("https://127.0.0.1:9/echo.api/x.pem")
