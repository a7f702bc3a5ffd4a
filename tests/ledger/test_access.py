"""Who is let in: a code lasts ten minutes, five tries and one use; a session until it ends or its lock is changed."""

import hmac
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier, local
from typing import Any, cast

import pytest

from skill.deadline import Deadline
from skill.efficacy.performer import PageAccess, Performer
from skill.ledger.access import (
    HALF,
    LETTERS,
    MOST_TRIES,
    code_for,
    find_session,
    lock_for,
    new_code,
    redeem,
    spaced,
    typed,
)
from skill.ledger.passes import CODE_STAYS, SESSION_STAYS, PageCode, PageSession
from skill.ledger.protocol import Change, Ledger
from tests.patience import patient

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
KEY = b"a key for tests only"
A_SECOND = timedelta(seconds=1)


@pytest.fixture
def account(user: str) -> str:
    """An account that no other test uses."""
    return f"account-of-{user}"


def give(ledger: Ledger, account: str, request: str = "r", performer: str = "main", at: datetime = NOON) -> str:
    """Give a code as the skill does; return it."""
    known = ledger.performer(account, performer, patient())
    code = code_for(f"{request} of {account}", KEY)
    lock = known.page.lock if known.page else lock_for(request, KEY)
    known = replace(known, page=PageAccess(lock, code[:HALF]))
    ledger.save(account, Change(known, code=new_code(code, account, known, "en-GB", at)), at, patient())
    return code


def let_in(ledger: Ledger, code: str, at: datetime = NOON) -> tuple[str, PageSession]:
    """Use a code that has to work."""
    found = redeem(ledger, code, at, patient())
    assert found is not None
    return found


def wrong(code: str, number: int = 1) -> str:
    """Return a code whose first half is right."""
    half = "".join(LETTERS[(LETTERS.index(letter) + number) % len(LETTERS)] for letter in code[HALF:])
    return code[:HALF] + half


def is_in(ledger: Ledger, token: str, session: PageSession, at: datetime = NOON) -> bool:
    """Whether a token lets somebody in."""
    return find_session(ledger, session.account, session.performer, token, at, patient()) is not None


def test_a_code_is_the_requests_and_another_of_another_request_or_key() -> None:
    assert code_for("r", KEY) == code_for("r", KEY)
    codes = {code_for(f"r{number}", key) for number in range(500) for key in (KEY, b"another key")}
    assert len(codes) == 1_000
    assert all(len(code) == 2 * HALF and set(code) <= set(LETTERS) for code in codes)
    assert {code[:HALF] for code in codes} & {code[HALF:] for code in codes} == set(), "the halves differ"
    assert set("".join(codes)) == set(LETTERS)


def test_a_lock_is_the_requests_and_has_nothing_of_its_code() -> None:
    locks = {lock_for(f"r{number}", KEY) for number in range(500)}
    assert len(locks) == 500
    assert lock_for("r", KEY) == lock_for("r", KEY) != lock_for("r", b"another key")
    assert all(len(lock) == 16 for lock in locks)


@pytest.mark.parametrize(
    "text", ["BCDFG-23456", "bcdfg-23456", " bcd fg 234 56 ", "b.c.d.f.g.2.3.4.5.6", "BCDFG\u2009·\u00a023456\n"]
)
def test_a_code_may_be_typed_in_any_case_and_with_any_spaces(text: str) -> None:
    assert typed(text) == "BCDFG23456"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "BCDFG",
        "BCDFG234567",
        "BCDFG2345O",
        "BCDFG23451",
        "BCDFG2345A",
        "\uff22CDFG23456",
        "BCDFG2345\u0663",
        "\x00" * 10,
        "BCDFG23456" * 1_000,
        "BCDFG2345ß",
        "\ud800" * 10,
    ],
)
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    assert typed(text) is None


def test_a_code_is_shown_in_halves_and_typed_so() -> None:
    code = code_for("r", KEY)
    assert typed(spaced(code)) == code


def test_a_code_lets_in_once(ledger: Ledger, account: str) -> None:
    code = give(ledger, account)
    token, session = let_in(ledger, code)
    assert is_in(ledger, token, session)
    assert (session.account, session.performer, session.locale) == (account, "main", "en-GB")
    assert redeem(ledger, code, NOON, patient()) is None


def test_a_token_is_new_each_time_and_is_not_stored(ledger: Ledger, account: str) -> None:
    tokens = [let_in(ledger, give(ledger, account, f"r{number}"))[0] for number in range(3)]
    assert len(set(tokens)) == 3
    session = find_session(ledger, account, "main", tokens[0], NOON, patient())
    assert session is not None
    assert tokens[0] not in repr(session)


def test_a_code_lasts_ten_minutes(ledger: Ledger, account: str) -> None:
    assert redeem(ledger, give(ledger, account), NOON + CODE_STAYS, patient()) is None
    assert redeem(ledger, give(ledger, account, "r2"), NOON + CODE_STAYS - A_SECOND, patient()) is not None
    assert timedelta(minutes=10) == CODE_STAYS


def test_five_wrong_second_halves_are_the_end_of_a_code(ledger: Ledger, account: str) -> None:
    code = give(ledger, account)
    for number in range(1, MOST_TRIES):
        assert redeem(ledger, wrong(code, number), NOON, patient()) is None
    assert redeem(ledger, code, NOON, patient()) is not None, "the fifth is the last"
    code = give(ledger, account, "r2")
    for number in range(1, MOST_TRIES + 1):
        assert redeem(ledger, wrong(code, number), NOON, patient()) is None
    assert redeem(ledger, code, NOON, patient()) is None
    spent = ledger.page_code(code[:HALF], patient())
    assert spent is not None
    assert spent.tries == MOST_TRIES


class Slow:
    """A ledger of which everybody has read a code before anybody goes on."""

    def __init__(self, ledger: Ledger, parties: int) -> None:
        self._ledger, self._together, self._seen = ledger, Barrier(parties), local()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)

    def page_code(self, handle: str, deadline: Deadline) -> PageCode | None:
        found = self._ledger.page_code(handle, deadline)
        if not getattr(self._seen, "is_on", False):
            self._seen.is_on = True
            self._together.wait()
        return found


def test_many_who_guess_at_once_have_five_tries_together(
    ledger: Ledger, account: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, slow = give(ledger, account), cast(Ledger, Slow(ledger, 12))
    compared: list[str] = []

    def compare(one: str, other: str) -> bool:
        compared.append(other)
        return one == other

    monkeypatch.setattr(hmac, "compare_digest", compare)
    with ThreadPoolExecutor(12) as pool:
        guesses = [pool.submit(redeem, slow, wrong(code, number), NOON, patient()) for number in range(1, 13)]
    assert [one.result() for one in guesses] == [None] * 12
    assert len(compared) == MOST_TRIES
    assert redeem(ledger, code, NOON, patient()) is None


def test_two_who_use_a_code_at_once_begin_one_session(ledger: Ledger, account: str) -> None:
    code, together = give(ledger, account), Barrier(4)

    def use(_: int) -> tuple[str, PageSession] | None:
        together.wait()
        return redeem(ledger, code, NOON, patient())

    with ThreadPoolExecutor(4) as pool:
        used: Sequence[tuple[str, PageSession] | None] = list(pool.map(use, range(4)))
    (found,) = (one for one in used if one is not None)
    assert is_in(ledger, *found)


def test_a_new_code_makes_the_older_one_useless_and_ends_no_session(ledger: Ledger, account: str) -> None:
    older = give(ledger, account)
    newer = give(ledger, account, "r2")
    assert redeem(ledger, older, NOON, patient()) is None
    found = let_in(ledger, newer)
    give(ledger, account, "r3")
    assert is_in(ledger, *found)


def test_another_lock_ends_every_session_and_the_code(ledger: Ledger, account: str) -> None:
    found = [let_in(ledger, give(ledger, account, f"r{number}")) for number in range(2)]
    code = give(ledger, account, "r2")
    known = ledger.performer(account, "main", patient())
    ledger.save(account, Change(replace(known, page=None)), NOON, patient())
    assert not any(is_in(ledger, *one) for one in found)
    assert redeem(ledger, code, NOON, patient()) is None
    again = let_in(ledger, give(ledger, account, "r3"))
    assert is_in(ledger, *again)
    assert not any(is_in(ledger, *one) for one in found), "they stay ended"


def test_whoever_is_erased_lets_nobody_in_and_a_record_begun_again_does_not(ledger: Ledger, account: str) -> None:
    found = let_in(ledger, give(ledger, account))
    code = give(ledger, account, "r2")
    ledger.save(account, Change(erase="main"), NOON, patient())
    assert not is_in(ledger, *found)
    assert redeem(ledger, code, NOON, patient()) is None
    ledger.save(account, Change(Performer("main")), NOON, patient())
    assert not is_in(ledger, *found)
    assert redeem(ledger, code, NOON, patient()) is None


def test_a_session_lasts_thirty_days(ledger: Ledger, account: str) -> None:
    found = let_in(ledger, give(ledger, account))
    assert is_in(ledger, *found, NOON + SESSION_STAYS - A_SECOND)
    assert not is_in(ledger, *found, NOON + SESSION_STAYS)
    assert timedelta(days=30) == SESSION_STAYS


def test_a_token_is_its_performers_and_its_accounts(ledger: Ledger, account: str) -> None:
    token, session = let_in(ledger, give(ledger, account))
    let_in(ledger, give(ledger, account, "r2", "ana"))
    for other in (replace(session, performer="ana"), replace(session, account=f"{account}2")):
        assert not is_in(ledger, token, other)
    for odd in ("", session.id, f"{token}x", token.swapcase()):
        assert not is_in(ledger, odd, session)
