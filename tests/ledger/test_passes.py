"""Codes and sessions on every ledger: a code is used once, a session ends, and neither is part of the record."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from skill.deadline import Deadline
from skill.efficacy.evidence import Evidence, Key, Kind
from skill.efficacy.performer import PageAccess, Performer
from skill.ledger.access import code_for
from skill.ledger.passes import CODE_STAYS, SESSION_STAYS, PageCode, PageSession
from skill.ledger.protocol import NOTHING, Change, Conflict, Ledger, StoredRecord
from skill.ledger.sqlite import SqliteLedger
from tests.patience import patient

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def code(account: str) -> PageCode:
    """A code that was never saved."""
    return code_of(account)


def code_of(account: str) -> PageCode:
    """Return an account's code that was never saved."""
    handle = code_for(account, b"a key")[:5]
    return PageCode(handle, "a hash", account, "main", "a lock", "en-GB", NOON + CODE_STAYS)


def session(account: str, id_: str = "one", performer: str = "main") -> PageSession:
    """Return a session that was never saved."""
    return PageSession(id_, account, performer, "a lock", "en-GB", NOON + SESSION_STAYS)


def give(ledger: Ledger, code: PageCode) -> PageCode:
    """Save a new code together with the performer whose page it opens; return it as it was read."""
    known = ledger.performer(code.account, code.performer, patient())
    access = replace(known, page=PageAccess(code.lock, code.handle))
    ledger.save(code.account, Change(access, code=code), NOON, patient())
    read = ledger.page_code(code.handle, patient())
    assert read is not None
    return read


def begin(ledger: Ledger, code: PageCode, begun: PageSession) -> PageSession:
    """Give a code, use it, and return the session as it was read."""
    ledger.begin_session(give(ledger, code), begun, NOON, patient())
    read = ledger.page_session(begun.account, begun.performer, begun.id, patient())
    assert read is not None
    return read


def test_a_change_that_gives_a_code_is_one(code: PageCode) -> None:
    assert Change(code=code)
    assert not NOTHING


def test_what_was_never_saved_is_not_there(ledger: Ledger, account: str, code: PageCode, soon: Deadline) -> None:
    assert ledger.page_code(code.handle, soon) is None
    assert ledger.page_session(account, "main", "one", soon) is None
    ledger.end_session(session(account), soon)


def test_a_code_comes_back_whole_and_no_other_finds_it(ledger: Ledger, code: PageCode, soon: Deadline) -> None:
    assert give(ledger, code) == replace(code, version=1)
    assert ledger.performer(code.account, "main", soon).page == PageAccess("a lock", code.handle)
    assert ledger.page_code(code.handle.lower(), soon) is None
    assert ledger.page_code("", soon) is None


def test_a_code_and_its_performer_are_saved_both_or_neither(ledger: Ledger, code: PageCode, soon: Deadline) -> None:
    give(ledger, code)
    another = replace(code, handle=code.handle[::-1] + "X")
    with pytest.raises(Conflict):
        ledger.save(code.account, Change(Performer("main"), code=another), NOON, soon)
    assert ledger.page_code(another.handle, soon) is None
    known = ledger.performer(code.account, "main", soon)
    with pytest.raises(Conflict):
        ledger.save(code.account, Change(replace(known, page=None), code=code), NOON, soon)
    assert ledger.performer(code.account, "main", soon) == known


def test_a_code_that_is_given_again_is_a_conflict(ledger: Ledger, code: PageCode, soon: Deadline) -> None:
    give(ledger, code)
    with pytest.raises(Conflict):
        ledger.save(code.account, Change(code=code), NOON, soon)


def test_each_try_counts_once(ledger: Ledger, code: PageCode, soon: Deadline) -> None:
    read = give(ledger, code)
    ledger.save_code(replace(read, tries=1), NOON, soon)
    with pytest.raises(Conflict):
        ledger.save_code(replace(read, tries=1), NOON, soon)
    assert ledger.page_code(code.handle, soon) == replace(code, tries=1, version=2)


def test_a_session_takes_the_place_of_its_code(ledger: Ledger, account: str, code: PageCode, soon: Deadline) -> None:
    assert begin(ledger, code, session(account)) == replace(session(account), version=1)
    assert ledger.page_code(code.handle, soon) is None


def test_a_code_is_used_once(ledger: Ledger, account: str, code: PageCode, soon: Deadline) -> None:
    read = give(ledger, code)
    ledger.begin_session(read, session(account), NOON, soon)
    with pytest.raises(Conflict):
        ledger.begin_session(read, session(account, "two"), NOON, soon)
    assert ledger.page_session(account, "main", "two", soon) is None
    with pytest.raises(Conflict):
        ledger.save_code(replace(read, tries=1), NOON, soon)


def test_a_code_that_was_tried_meanwhile_begins_nothing(
    ledger: Ledger, account: str, code: PageCode, soon: Deadline
) -> None:
    read = give(ledger, code)
    ledger.save_code(replace(read, tries=1), NOON, soon)
    with pytest.raises(Conflict):
        ledger.begin_session(read, session(account), NOON, soon)
    assert ledger.page_session(account, "main", "one", soon) is None
    assert ledger.page_code(code.handle, soon) is not None


def test_of_several_who_use_a_code_at_once_one_is_let_in(ledger: Ledger, account: str, code: PageCode) -> None:
    read, together = give(ledger, code), Barrier(6)

    def use(number: int) -> bool:
        together.wait()
        try:
            ledger.begin_session(read, session(account, f"s{number}"), NOON, patient())
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        used = list(pool.map(use, range(6)))
    assert used.count(True) == 1
    begun = [ledger.page_session(account, "main", f"s{number}", patient()) is not None for number in range(6)]
    assert begun == used


def test_a_session_is_its_performers_and_its_accounts(
    ledger: Ledger, account: str, code: PageCode, soon: Deadline
) -> None:
    begin(ledger, code, session(account))
    for whose in ((account, "ana"), (f"{account}x", "main"), ("codes", "main")):
        assert ledger.page_session(*whose, "one", soon) is None
    assert ledger.page_session(account, "main", "on", soon) is None


def test_a_session_that_ended_is_gone_and_others_go_on(
    ledger: Ledger, account: str, code: PageCode, soon: Deadline
) -> None:
    begun = begin(ledger, code, session(account))
    begin(ledger, replace(code, handle=code.handle + "Y"), session(account, "two"))
    ledger.end_session(begun, soon)
    ledger.end_session(begun, soon)
    assert ledger.page_session(account, "main", "one", soon) is None
    assert ledger.page_session(account, "main", "two", soon) is not None


@pytest.fixture
def full(ledger: Ledger, account: str, code: PageCode) -> Ledger:
    """A ledger with two performers, evidence of each, and a session of each."""
    for number, performer in enumerate(("main", "ana")):
        piece = Evidence(Key(performer, "first", NOON, "e"), Kind.NOTE, note="I looked up")
        ledger.save(account, Change(Performer(performer), (piece,)), NOON, patient())
        one = replace(code, handle=f"{code.handle}{number}", performer=performer)
        begin(ledger, one, session(account, performer=performer))
    return ledger


def test_no_session_and_no_code_is_part_of_what_is_stored(
    full: Ledger, account: str, code: PageCode, soon: Deadline
) -> None:
    give(full, code)
    stored = list(full.everything(account, soon))
    assert [record.sort[:2] for record in stored] == ["P#", "P#", "E#", "E#"]
    assert not any("a hash" in record.body for record in stored)


def test_what_is_put_back_lets_nobody_in(full: Ledger, account: str, soon: Deadline) -> None:
    stored = list(full.everything(account, soon))
    full.erase(account, soon)
    full.put_back(account, stored, soon)
    assert list(full.everything(account, soon)) == stored
    assert full.page_session(account, "main", "one", soon) is None


def test_erasing_an_account_ends_all_of_its_sessions(full: Ledger, account: str, soon: Deadline) -> None:
    other = f"{account}-2"
    begin(full, code_of(other), session(other))
    full.erase(account, soon)
    assert full.page_session(account, "main", "one", soon) is None
    assert full.page_session(account, "ana", "one", soon) is None
    assert full.page_session(other, "main", "one", soon) is not None


def test_an_account_that_is_erased_up_to_a_time_keeps_the_sessions_that_began_later(
    ledger: Ledger, account: str, code: PageCode, soon: Deadline
) -> None:
    begin(ledger, code, session(account))
    later = give(ledger, replace(code, handle=code.handle + "Y"))
    ledger.begin_session(later, session(account, "two"), NOON + timedelta(hours=1), soon)
    ledger.erase(account, soon, until=NOON + timedelta(minutes=1))
    assert ledger.page_session(account, "main", "one", soon) is None
    assert ledger.page_session(account, "main", "two", soon) is not None


def test_erasing_a_performer_ends_their_sessions_only(full: Ledger, account: str, soon: Deadline) -> None:
    full.save(account, Change(erase="main"), NOON, soon)
    assert full.page_session(account, "main", "one", soon) is None
    assert full.page_session(account, "ana", "one", soon) is not None


def test_a_performer_whose_name_begins_alike_is_another(ledger: Ledger, account: str, soon: Deadline) -> None:
    begin(ledger, code_of(account), session(account))
    longer = replace(code_of(account), handle=code_of(account).handle + "Z", performer="main2")
    begin(ledger, longer, session(account, performer="main2"))
    ledger.save(account, Change(erase="main"), NOON, soon)
    assert ledger.page_session(account, "main2", "one", soon) is not None


def test_a_performer_who_was_saved_before_there_was_a_page_has_none_and_keeps_everything(
    ledger: Ledger, account: str, code: PageCode, soon: Deadline
) -> None:
    body = '{"schema":1,"id":"main","voice":"v","of a newer release":[1]}'
    ledger.put_back(account, [StoredRecord("P#main", None, 7, "2026-01-01T00:00:00Z", body)], soon)
    known = ledger.performer(account, "main", soon)
    assert (known.page, known.version) == (None, 7)
    give(ledger, code)
    again = ledger.performer(account, "main", soon)
    assert again == replace(known, page=PageAccess("a lock", code.handle), version=8)
    assert again.extra == {"of a newer release": [1]}


def test_a_newer_releases_words_in_a_code_are_written_back(
    ledger: Ledger, account: str, code: PageCode, soon: Deadline
) -> None:
    read = give(ledger, replace(code, extra={"new": 1}))
    ledger.save_code(replace(read, tries=2), NOON, soon)
    known = ledger.page_code(code.handle, soon)
    assert known is not None
    assert known.extra == {"new": 1}
    ledger.begin_session(known, replace(session(account), extra={"new": 2}), NOON, soon)
    begun = ledger.page_session(account, "main", "one", soon)
    assert begun is not None
    assert begun.extra == {"new": 2}


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
def test_in_a_file_what_has_ended_goes_with_the_next_of_its_kind(
    ledger: SqliteLedger, account: str, code: PageCode, soon: Deadline
) -> None:
    """DynamoDB deletes such items by itself."""
    old = replace(code, handle="OLD")
    give(ledger, old)
    begun = begin(ledger, code, session(account))
    later = NOON + SESSION_STAYS + timedelta(seconds=1)
    new = replace(code, handle="NEW")
    known = ledger.performer(account, "main", soon)
    ledger.save(account, Change(replace(known, page=PageAccess("a lock", "NEW")), code=new), later, soon)
    assert ledger.page_code("OLD", soon) is None
    read = ledger.page_code("NEW", soon)
    assert read is not None
    ledger.begin_session(read, session(account, "two"), later, soon)
    assert ledger.page_session(account, "main", begun.id, soon) is None
    assert ledger.page_session(account, "main", "two", soon) is not None


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
def test_in_a_file_the_codes_of_an_account_go_with_it(
    ledger: SqliteLedger, account: str, code: PageCode, soon: Deadline
) -> None:
    give(ledger, code)
    give(ledger, code_of(f"{account}-2"))
    ledger.erase(account, soon)
    assert ledger.page_code(code.handle, soon) is None
    assert ledger.page_code(code_of(f"{account}-2").handle, soon) is not None
