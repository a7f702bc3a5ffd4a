"""What every ledger does: the same tests on SQLite and on DynamoDB."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from skill.deadline import Deadline
from skill.efficacy.domain import Domain, Plan
from skill.efficacy.evidence import Difficulty, Evidence, Key, Kind, Outcome
from skill.efficacy.ladder import Challenge, Draft, Place, Result, Step
from skill.efficacy.ladder import Ladder as Ladder_
from skill.efficacy.others import Encouragement, RoleModel
from skill.efficacy.performer import Performer, WarmUp, Zone
from skill.efficacy.schedule import ScheduledDate
from skill.ledger.keys import parse_evidence_key, shelf_key
from skill.ledger.protocol import NOTHING, Change, Conflict, Ledger, StoredRecord, Unreadable
from skill.ledger.records import encode
from skill.ledger.sqlite import SqliteLedger
from skill.trace import tracing
from tests.patience import patient

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def told(number: int = 0, *, domain: str = "first", performer: str = "main") -> Evidence:
    """Return a win, given `number` minutes after noon."""
    key = Key(performer, domain, NOON + timedelta(minutes=number), f"e{number}")
    return Evidence(key, Kind.DEBRIEF, outcome=Outcome.YES, worked=f"deed {number}")


def saved(one: Evidence) -> Evidence:
    """Return a piece of evidence as it is after one more save."""
    return replace(one, version=one.version + 1)


def keep(ledger: Ledger, account: str, *evidence: Evidence, performer: Performer | None = None) -> None:
    """Save something now."""
    ledger.save(account, Change(performer, evidence), NOON, patient())


def test_whoever_was_never_saved_is_new(ledger: Ledger, account: str, soon: Deadline) -> None:
    assert ledger.performer(account, "main", soon) == Performer("main")
    assert ledger.evidence(account, told().key, soon) is None
    assert list(ledger.latest(account, "main", "first", 5, soon)) == []
    assert list(ledger.shelf(account, "main", "first", 5, soon)) == []


def test_several_performers_come_back_together_in_order(ledger: Ledger, account: str, soon: Deadline) -> None:
    for id_ in ("main", "ana"):
        keep(ledger, account, performer=Performer(id_, voice_id=id_))
    found = ledger.performers(account, ("ana", "nobody", "main"), soon)
    assert [(one.id, one.voice_id, one.version) for one in found] == [
        ("ana", "ana", 1),
        ("nobody", None, 0),
        ("main", "main", 1),
    ]


def test_what_was_saved_comes_back_whole(ledger: Ledger, account: str, soon: Deadline) -> None:
    domain = Domain(
        "first",
        goal="speak to ten people",
        name="talk",
        plans=(Plan("pause first", "e1"),),
        ladder=Ladder_(
            (Challenge("c1", "speak to two people", "I look up", 7, "a rehearsal"),),
            results=(Result("e1", "c1", Outcome.YES, Difficulty.HARD),),
        ),
        draft=Draft("r2", Place.HARDER, (Step("speak to four people"),)),
        date=ScheduledDate("r3", "2026-05-08", "15:00", zone="America/New_York", remind=True, reminder="token"),
        models=(RoleModel("r4", "a colleague", started="read from notes", did="rehearsed"),),
        encouragements=(Encouragement("r5", "my teacher", "your opening held", "the rehearsal"),),
        created_at=NOON,
    )
    performer = Performer(
        domains=(domain,),
        warm_up=WarmUp(NOON, "first", "r1", 120, read_ids=("e1", "e2")),
        zone=Zone("America/New_York", NOON),
    )
    evidence = replace(
        told(1), difficulty=Difficulty.HARD, certainty=7, shows='I can & "do" <it> 🎻', skipped=frozenset({"plan"})
    )
    keep(ledger, account, evidence, performer=performer)
    assert ledger.performer(account, "main", soon) == replace(performer, version=1)
    assert ledger.evidence(account, evidence.key, soon) == saved(evidence)


@pytest.mark.parametrize(
    "words", ["'); DROP TABLE records; --", '{"S": "x"}, "sort": "P#main"', "#body :body", "a\x00b", "E#main#first#"]
)
def test_no_words_are_taken_for_a_command(words: str, ledger: Ledger, account: str, soon: Deadline) -> None:
    account = f"{account} {words}"
    one, performer = replace(told(), worked=words), Performer(domains=(Domain("first", goal=words, name=words),))
    keep(ledger, account, one, performer=performer)
    assert list(ledger.latest(account, "main", "first", 5, soon)) == [saved(one)]
    assert ledger.performer(account, "main", soon).domains == performer.domains
    assert len(list(ledger.everything(account, soon))) == 2


def test_evidence_is_latest_first_page_by_page(ledger: Ledger, account: str, soon: Deadline) -> None:
    pieces = [told(number) for number in range(7)]
    for piece in pieces:
        keep(ledger, account, piece)
    first = list(ledger.latest(account, "main", "first", 3, soon))
    second = list(ledger.latest(account, "main", "first", 9, soon, before=first[-1].key))
    assert [*first, *second] == [saved(piece) for piece in reversed(pieces)]


def test_the_earliest_evidence_of_a_domain_is_read_without_the_rest(
    ledger: Ledger, account: str, soon: Deadline
) -> None:
    pieces = [told(number) for number in range(5)]
    for piece in pieces:
        keep(ledger, account, piece)
    assert list(ledger.earliest(account, "main", "first", 2, soon)) == [saved(piece) for piece in pieces[:2]]
    assert list(ledger.earliest(account, "main", "second", 2, soon)) == []


def test_the_shelf_holds_only_what_may_be_read_the_hardest_for_longest(
    ledger: Ledger, account: str, soon: Deadline
) -> None:
    hard = replace(told(1), difficulty=Difficulty.HARD)
    easy, miss = replace(told(2), difficulty=Difficulty.EASY), replace(told(3), outcome=Outcome.NO)
    note = Evidence(told(4).key, Kind.NOTE, note="I smiled")
    keep(ledger, account, hard, easy, miss, note)
    assert list(ledger.shelf(account, "main", "first", 9, soon)) == [saved(hard), saved(easy)]
    keep(ledger, account, replace(saved(note), read_back=True))
    assert note.key in [evidence.key for evidence in ledger.shelf(account, "main", "first", 9, soon)]
    keep(ledger, account, replace(saved(hard), outcome=Outcome.NO))
    assert hard.key not in [evidence.key for evidence in ledger.shelf(account, "main", "first", 9, soon)]


def test_domains_performers_and_accounts_are_kept_apart(ledger: Ledger, account: str, soon: Deadline) -> None:
    keep(ledger, account, told(1), told(2, domain="first2"), told(3, performer="main2"))
    keep(ledger, f"{account}2", told(4))
    assert [one.key.id for one in ledger.latest(account, "main", "first", 9, soon)] == ["e1"]
    assert [one.key.id for one in ledger.shelf(account, "main", "first", 9, soon)] == ["e1"]
    assert [one.key.id for one in ledger.latest(account, "main2", "first", 9, soon)] == ["e3"]


def test_new_evidence_that_is_there_already_as_it_is_to_be_is_no_conflict(
    ledger: Ledger, account: str, soon: Deadline
) -> None:
    keep(ledger, account, told(1))
    keep(ledger, account, told(1))
    assert ledger.evidence(account, told(1).key, soon) == saved(told(1))


def test_new_evidence_that_is_there_already_with_other_words_is_a_conflict_and_stays_as_it_is(
    ledger: Ledger, account: str, soon: Deadline
) -> None:
    keep(ledger, account, told(1))
    keep(ledger, account, replace(saved(told(1)), plan="pause first"))
    with pytest.raises(Conflict):
        keep(ledger, account, told(1))
    found = ledger.evidence(account, told(1).key, soon)
    assert found is not None
    assert (found.plan, found.version) == ("pause first", 2)


def test_a_record_that_cannot_be_read_is_out_of_reach_and_left_as_it_is(
    ledger: Ledger, account: str, soon: Deadline, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("sqlite", "dynamodb"):  # as if written by another release
        monkeypatch.setattr(
            f"skill.ledger.{module}.encode", lambda _record: '{"schema":2,"kind":"sonnet","zone":"Mars"}'
        )
    keep(ledger, account, told(1), performer=Performer())
    monkeypatch.undo()
    with pytest.raises(Unreadable):
        ledger.performer(account, "main", soon)
    with pytest.raises(Unreadable):
        ledger.evidence(account, told(1).key, soon)
    assert list(ledger.latest(account, "main", "first", 9, soon)) == []
    keep(ledger, account, told(2))
    assert [one.key.id for one in ledger.latest(account, "main", "first", 9, soon)] == ["e2"]


def test_an_older_version_is_a_conflict_and_changes_nothing(ledger: Ledger, account: str, soon: Deadline) -> None:
    keep(ledger, account, told(1), performer=Performer())
    keep(
        ledger,
        account,
        replace(saved(told(1)), plan="pause first"),
        performer=replace(Performer(), version=1, active="x"),
    )
    with pytest.raises(Conflict):
        keep(ledger, account, replace(saved(told(1)), plan="rush"))
    with pytest.raises(Conflict):
        keep(ledger, account, performer=Performer(active="y"))
    with pytest.raises(Conflict):
        keep(ledger, account, told(2), performer=replace(Performer(), version=1, active="y"))
    with pytest.raises(Conflict):  # the new evidence is stored already, but something else is not: decide again
        keep(ledger, account, told(1), performer=replace(Performer(), version=2, active="z"))
    assert ledger.performer(account, "main", soon).active == "x"
    assert ledger.evidence(account, told(2).key, soon) is None


def test_forgetting_takes_a_piece_and_what_goes_with_it_at_once(ledger: Ledger, account: str, soon: Deadline) -> None:
    keep(ledger, account, told(1), told(2), performer=Performer())
    change = Change(replace(Performer(), version=1, active="x"), forget=(told(1).key,))
    ledger.save(account, change, NOON, soon)
    assert [one.key.id for one in ledger.latest(account, "main", "first", 9, soon)] == ["e2"]
    assert ledger.performer(account, "main", soon).active == "x"
    ledger.save(account, Change(forget=(told(1).key,)), NOON, soon)  # a second time is not an error


def test_nothing_to_keep_is_nothing_to_do(ledger: Ledger, account: str, soon: Deadline) -> None:
    assert not NOTHING
    ledger.save(account, NOTHING, NOON, soon)
    assert list(ledger.latest(account, "main", "first", 9, soon)) == []


def test_one_performer_is_erased_and_another_stays(ledger: Ledger, account: str, soon: Deadline) -> None:
    keep(ledger, account, told(1), told(2, performer="main2"), performer=Performer())
    keep(ledger, account, performer=Performer("main2"))
    ledger.save(account, Change(erase="main"), NOON, soon)
    assert ledger.performer(account, "main", soon).version == 0
    assert list(ledger.latest(account, "main", "first", 9, soon)) == []
    assert len(ledger.latest(account, "main2", "first", 9, soon)) == 1
    assert ledger.performer(account, "main2", soon).version == 1


def test_an_account_is_erased_but_for_what_was_written_later(ledger: Ledger, account: str, soon: Deadline) -> None:
    keep(ledger, account, *(told(number) for number in range(60)), performer=Performer())
    ledger.save(account, Change(evidence=(told(99),)), NOON + timedelta(hours=1), soon)
    keep(ledger, f"{account}2", told(1))
    ledger.erase(account, soon, until=NOON)
    assert [one.key.id for one in ledger.latest(account, "main", "first", 9, soon)] == ["e99"]
    assert ledger.performer(account, "main", soon).version == 0
    assert len(ledger.latest(f"{account}2", "main", "first", 9, soon)) == 1
    ledger.erase(account, soon)
    assert list(ledger.latest(account, "main", "first", 9, soon)) == []


def test_more_than_a_megabyte_of_evidence_is_read_and_erased(ledger: Ledger, account: str, soon: Deadline) -> None:
    """DynamoDB ends a page at 1 MB."""
    for number in range(6):
        keep(ledger, account, replace(told(number), worked="word " * 36_000))
    assert len(ledger.latest(account, "main", "first", 9, soon)) == 6
    assert len(ledger.shelf(account, "main", "first", 9, soon)) == 6
    ledger.save(account, Change(erase="main"), NOON, soon)
    assert list(ledger.latest(account, "main", "first", 9, soon)) == []


def test_everything_is_given_as_it_is_kept_the_states_first(ledger: Ledger, account: str, soon: Deadline) -> None:
    assert list(ledger.everything(account, soon)) == []
    keep(ledger, account, told(1), told(2), replace(told(3), outcome=Outcome.NO), performer=Performer())
    keep(ledger, account, saved(told(1)), told(4, performer="ana"), performer=Performer("ana"))
    keep(ledger, f"{account}2", told(5))
    found = list(ledger.everything(account, soon))
    assert [one.sort[:8] for one in found] == ["P#main", "P#ana", *["E#main#f"] * 3, "E#ana#fi"]
    assert [(one.version, one.shelf is None) for one in found] == [
        *((1, True), (1, True)),
        *((1, True), (1, False), (2, False), (1, False)),
    ]
    assert {one.written for one in found} == {"2026-05-04T12:00:00Z"}
    first = found[4]
    assert (parse_evidence_key(first.sort), first.shelf) == (told(1).key, shelf_key(told(1)))
    assert first.body == encode(told(1))


def test_everything_holds_what_this_release_cannot_read(
    ledger: Ledger, account: str, soon: Deadline, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("sqlite", "dynamodb"):
        monkeypatch.setattr(f"skill.ledger.{module}.encode", lambda _record: '{"schema":2,"kind":"sonnet"}')
    keep(ledger, account, told(1))
    assert [one.body for one in ledger.everything(account, soon)] == ['{"schema":2,"kind":"sonnet"}']


def test_everything_is_read_as_it_is_asked_for(ledger: Ledger, account: str, soon: Deadline) -> None:
    """If the caller stops in the middle, nothing is left open."""
    for number in range(12):
        keep(ledger, account, replace(told(number), worked="word " * 36_000))
    with tracing() as calls:
        records = ledger.everything(account, soon)
        assert "#e11" in next(records).sort
        assert len(calls) == 1, "the pages after the first were read before they were asked for"
        assert len(list(records)) == 11
        assert len(calls) == (1 if isinstance(ledger, SqliteLedger) else 2)
    next(ledger.everything(account, soon))
    ledger.erase(account, soon)
    assert list(ledger.everything(account, soon)) == []


def test_many_at_once_lose_nothing(ledger: Ledger, account: str, soon: Deadline) -> None:
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda number: keep(ledger, account, told(number)), range(80)))
    assert len(ledger.latest(account, "main", "first", 200, soon)) == 80


def test_of_many_that_change_the_same_record_one_wins_at_a_time(ledger: Ledger, account: str, soon: Deadline) -> None:
    """Whoever meets a conflict reads again, and in the end everything is there."""

    def add(number: int) -> None:
        for _ in range(100):
            performer = ledger.performer(account, "main", patient())
            try:
                keep(ledger, account, performer=performer.with_domain(Domain(f"d{number}", name=f"domain {number}")))
            except Conflict:
                continue
            return

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(16)))
    assert {domain.id for domain in ledger.performer(account, "main", soon).domains} == {f"d{n}" for n in range(16)}


def test_it_says_whether_it_answers(ledger: Ledger, soon: Deadline) -> None:
    check: Callable[[Deadline], None] = ledger.check
    check(soon)


def test_what_everything_gave_is_put_back_as_it_was(ledger: Ledger, account: str, soon: Deadline) -> None:
    keep(ledger, account, *(told(number) for number in range(30)), performer=Performer())
    keep(ledger, account, replace(told(3), version=1, plan="pause first"))
    before = list(ledger.everything(account, soon))
    ledger.erase(account, soon)
    ledger.put_back(account, before, soon)
    assert list(ledger.everything(account, soon)) == before
    assert {one.version for one in before} == {1, 2}


def test_nothing_is_put_back_over_what_is_there(ledger: Ledger, account: str, soon: Deadline) -> None:
    keep(ledger, account, told(1))
    before = list(ledger.everything(account, soon))
    with pytest.raises(Conflict):
        ledger.put_back(account, [StoredRecord("P#main", None, 1, "2026-05-04T12:00:00Z", "{}")], soon)
    assert list(ledger.everything(account, soon)) == before


def test_a_ledger_has_the_mark_of_the_key_that_it_was_first_opened_with(ledger: Ledger, soon: Deadline) -> None:
    first = ledger.made_with(None, soon) or ledger.made_with("the first", soon)
    assert ledger.made_with("another", soon) == first
    assert ledger.made_with(None, soon) == first


def test_of_several_that_are_the_first_one_gives_the_mark(ledger: Ledger, soon: Deadline) -> None:
    with ThreadPoolExecutor(8) as pool:
        marks = set(pool.map(lambda number: ledger.made_with(f"mark {number}", soon), range(8)))
    assert len(marks) == 1


def test_asking_whether_it_can_save_keeps_nothing(ledger: Ledger, account: str, soon: Deadline) -> None:
    keep(ledger, account, told(1))
    before = list(ledger.everything(account, soon))
    for _ in range(3):
        ledger.check(soon, to_save=True)
    assert list(ledger.everything(account, soon)) == before
    assert list(ledger.everything("check", soon)) == []
