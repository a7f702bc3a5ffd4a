"""One piece of evidence: releasing it, putting it right, forgetting it, and adding a past success."""

from dataclasses import replace
from typing import Any

import pytest
from werkzeug.test import TestResponse

from skill.alexa.authority import Authority
from skill.conversation.topics.note import is_undecided
from skill.efficacy.attribution import Cause
from skill.efficacy.domain import Domain, Plan, after
from skill.efficacy.evidence import Evidence, Kind, Outcome
from skill.efficacy.ladder import Challenge, Ladder, next_challenge
from skill.ledger.protocol import Change, Ledger
from skill.web.page.pieces import key_text
from skill.web.page.words import LONGEST_WORDS
from tests.patience import patient
from tests.stage import NINE, Clock, service
from tests.web.page.browsing import Form, Reader, form_in, key, sign_in, win


@pytest.fixture
def reader(ledger: Ledger, clock: Clock, authority: Authority, user: str) -> Reader:
    """Somebody on their page, on each of the ledgers."""
    account = user.encode().hex().rjust(32, "0")[-32:]
    return sign_in(service(ledger, clock, authority), ledger, account=account)


def form(reader: Reader, evidence: Evidence, action: str = "/evidence/piece") -> Form:
    """Return a form of the page that shows a piece."""
    return reader.form("/evidence/piece", action, key=key_text(evidence.key))


def correct(reader: Reader, evidence: Evidence, **answers: str) -> TestResponse:
    """Put answers of a piece right."""
    return reader.send(form(reader, evidence), **answers)


def stored(reader: Reader, evidence: Evidence) -> Evidence:
    """Return a piece as it is stored now."""
    found = reader.piece(evidence)
    assert found is not None
    return found


def test_a_note_is_released_and_withheld(reader: Reader) -> None:
    note = Evidence(key(1), Kind.NOTE, note="I looked up", closed=True)
    reader.keep(note)
    for wanted, is_read in (("yes", True), ("no", False)):
        answer = reader.send(form(reader, note, "/evidence/release"), read=wanted)
        assert answer.status_code == 303
        assert stored(reader, note).read_back is is_read
    assert reader.send(form(reader, note, "/evidence/release"), read="maybe").status_code == 400


def test_what_is_not_a_note_is_not_released(reader: Reader) -> None:
    note, miss = Evidence(key(1), Kind.NOTE, note="I looked up", closed=True), win(2, outcome=Outcome.NO)
    reader.keep(note, miss)
    answer = reader.send(form(reader, note, "/evidence/release"), read="yes", key=key_text(miss.key))
    assert answer.status_code == 400
    assert stored(reader, miss).read_back is None


def test_words_are_put_right_and_it_says_when(reader: Reader) -> None:
    piece = win(1, shows="I can wait", plan="I wait")
    reader.keep(piece)
    answer = correct(reader, piece, worked="I  paused\r\nfirst")
    assert answer.status_code == 303
    assert "paused" not in answer.location
    now = stored(reader, piece)
    assert (now.worked, now.shows, now.plan, now.edited_at) == ("I paused first", "I can wait", "I wait", NINE)
    assert "Put right on May 4, 2026." in reader.get("/evidence/piece", key=key_text(piece.key))


def test_a_season_is_shown_in_words_and_stays_a_season(reader: Reader) -> None:
    piece = Evidence(key(1), Kind.PAST, worked="I sang", happened="2025-SP", closed=True)
    reader.keep(piece)
    page = reader.get("/evidence/piece", key=key_text(piece.key))
    assert 'value="spring 2025"' in page
    assert "2025-SP" not in page
    assert correct(reader, piece, worked="I sang alone").status_code == 303
    assert stored(reader, piece).happened == "2025-SP"
    assert correct(reader, piece, happened="summer 2024").status_code == 303
    assert stored(reader, piece).happened == "2024-SU"


def test_a_form_that_changes_nothing_marks_nothing(reader: Reader) -> None:
    piece = win(1)
    reader.keep(piece)
    assert correct(reader, piece).status_code == 303
    assert (stored(reader, piece).edited_at, stored(reader, piece).version) == (None, 1)


def test_a_plan_that_is_put_right_is_the_next_one(reader: Reader) -> None:
    piece = win(1, plan="I wait")
    reader.keep(piece, domains=(after(Domain("first", name="talk"), piece),))
    correct(reader, piece, plan="I wait two breaths")
    assert reader.record().domain.plan == Plan("I wait two breaths", "e1")
    correct(reader, piece, plan="")
    assert reader.record().domain.plan is None
    assert stored(reader, piece).plan is None


def test_an_outcome_that_is_put_right_moves_the_ladder(reader: Reader) -> None:
    steps = (Challenge("c1", "two people"), Challenge("c2", "five people"))
    piece = win(1, challenge="c1")
    reader.keep(piece, domains=(after(Domain("first", name="talk", ladder=Ladder(steps)), piece),))
    correct(reader, piece, outcome="no")
    assert next_challenge(reader.record().domain.ladder) == steps[0]
    assert stored(reader, piece).outcome is Outcome.NO
    assert correct(reader, piece, outcome="splendid").status_code == 400


def test_a_note_that_was_told_with_odd_spaces_stays_as_it_is(reader: Reader) -> None:
    note = Evidence(key(1), Kind.NOTE, note="I  looked\x85up", read_back=True, closed=True)
    reader.keep(note)
    assert correct(reader, note).status_code == 303
    assert stored(reader, note) == replace(note, version=1)


def test_a_note_with_other_words_is_released_anew(reader: Reader) -> None:
    note = Evidence(key(1), Kind.NOTE, note="I looked up", read_back=True, closed=True)
    reader.keep(note)
    correct(reader, note, note="I looked up twice")
    assert (stored(reader, note).note, stored(reader, note).read_back) == ("I looked up twice", None)


def test_a_note_with_other_words_waits_for_a_decision_also_if_that_was_skipped(reader: Reader) -> None:
    note = Evidence(key(1), Kind.NOTE, note="I looked up", skipped=frozenset({"read_back"}), closed=True)
    reader.keep(note)
    correct(reader, note, note="I looked up twice")
    assert is_undecided(stored(reader, note))


def test_an_answer_that_is_given_was_not_skipped(reader: Reader) -> None:
    piece = win(1, skipped=frozenset({"shows", "plan"}))
    reader.keep(piece)
    correct(reader, piece, shows="I can wait")
    assert (stored(reader, piece).shows, stored(reader, piece).skipped) == ("I can wait", frozenset({"plan"}))


def test_luck_is_no_deed_when_it_is_put_in(reader: Reader) -> None:
    piece = win(1, shows="I can wait")
    reader.keep(piece)
    correct(reader, piece, shows="I was just lucky")
    assert stored(reader, piece).capability is None


def test_a_piece_without_answers_is_offered_to_be_forgotten(reader: Reader) -> None:
    note = Evidence(key(1), Kind.NOTE, note="I looked up", closed=True)
    reader.keep(note)
    answer = correct(reader, note, note=" ")
    assert answer.status_code == 303
    asked = reader.client.get(answer.location).text
    assert "nothing would be left of it" in asked
    assert stored(reader, note).note == "I looked up"
    assert reader.send(form_in(asked, "/evidence/forget")).status_code == 303
    assert reader.piece(note) is None


def test_a_piece_is_forgotten_with_its_plan_and_its_result(reader: Reader) -> None:
    domain = Domain("first", name="talk", ladder=Ladder((Challenge("c1", "two people"),)))
    piece = win(1, plan="I wait", certainty=6, challenge="c1")
    reader.keep(piece, domains=(after(domain, piece),))
    asked = reader.form("/evidence/forget", "/evidence/forget", key=key_text(piece.key))
    assert reader.send(asked).status_code == 303
    assert reader.piece(piece) is None
    assert reader.record().domain == domain
    assert reader.send(asked).status_code == 303


def test_a_private_piece_can_only_be_forgotten(reader: Reader) -> None:
    private = Evidence(key(1), Kind.PRIVATE, note="words that nobody sees", closed=True)
    reader.keep(private)
    for page in ("/evidence/piece", "/evidence/forget"):
        assert "nobody sees" not in reader.get(page, key=key_text(private.key))
    reader.send(reader.form("/evidence/forget", "/evidence/forget", key=key_text(private.key)))
    assert reader.piece(private) is None


def test_two_changes_of_one_answer_are_both_shown(reader: Reader) -> None:
    piece = win(1, shows="I can wait")
    reader.keep(piece)
    opened = form(reader, piece)
    correct(reader, piece, worked="I looked up")
    answer = reader.send(opened, worked="I <paused>", shows="I can stand still")
    assert answer.status_code == 409
    assert "I looked up" in answer.text
    assert "I &lt;paused&gt;" in answer.text
    assert "stand still" not in answer.text.split("<form")[0]
    assert (stored(reader, piece).worked, stored(reader, piece).shows) == ("I looked up", "I can wait")
    assert reader.client.post(opened.action, data=form_in(answer.text, "/evidence/piece").fields).status_code == 303
    assert (stored(reader, piece).worked, stored(reader, piece).shows) == ("I <paused>", "I can stand still")


def test_changes_of_different_answers_both_stay(reader: Reader) -> None:
    piece = win(1, shows="I can wait")
    reader.keep(piece)
    opened = form(reader, piece)
    correct(reader, piece, worked="I looked up")
    assert reader.send(opened, shows="I can stand still").status_code == 303
    assert (stored(reader, piece).worked, stored(reader, piece).shows) == ("I looked up", "I can stand still")


def test_an_answer_that_is_not_asked_for_anymore_is_shown_and_kept_if_they_want(reader: Reader) -> None:
    piece = win(1, worked="I was just lucky", cause=Cause.LUCK)
    reader.keep(piece)
    opened = form(reader, piece)
    assert "own_part" in opened.fields
    correct(reader, piece, worked="I counted the bars")
    answer = reader.send(opened, own_part="I had practised")
    assert answer.status_code == 409
    assert "I had practised" in answer.text
    assert stored(reader, piece).own_part is None
    assert reader.send(form_in(answer.text, "/evidence/piece")).status_code == 303
    assert (stored(reader, piece).worked, stored(reader, piece).own_part) == ("I counted the bars", "I had practised")


def test_the_same_change_twice_is_no_clash(reader: Reader) -> None:
    piece = win(1)
    reader.keep(piece)
    opened = form(reader, piece)
    assert [reader.send(opened, worked="I paused").status_code for _ in range(2)] == [303, 303]
    assert (stored(reader, piece).worked, stored(reader, piece).version) == ("I paused", 2)


def test_a_piece_that_is_gone_is_not_found(reader: Reader) -> None:
    piece = win(1)
    reader.keep(piece)
    opened = form(reader, piece)
    reader.ledger.save(reader.account, Change(forget=(piece.key,)), NINE, patient())
    assert reader.send(opened, worked="I paused").status_code == 404


def test_an_answer_that_is_too_long_changes_nothing(reader: Reader) -> None:
    piece = win(1)
    reader.keep(piece)
    answer = correct(reader, piece, worked="x" * (LONGEST_WORDS + 1))
    assert answer.status_code == 422
    assert "longer than I can keep" in answer.text
    assert stored(reader, piece) == replace(piece, version=1)


def test_words_of_danger_are_kept_private_and_get_the_line(reader: Reader) -> None:
    piece = win(1)
    reader.keep(piece)
    answer = correct(reader, piece, worked="I want to kill myself")
    assert answer.status_code == 303
    assert "988" in reader.client.get(answer.location).text
    assert stored(reader, piece).worked == "I did deed 1"
    latest = reader.ledger.latest(reader.account, "main", "first", 5, patient())
    assert [(one.kind, one.note) for one in latest if one.key != piece.key] == [(Kind.PRIVATE, "I want to kill myself")]


def test_words_about_health_leave_the_holds_out_and_are_not_kept(reader: Reader) -> None:
    piece = win(1)
    reader.keep(piece)
    answer = correct(reader, piece, worked="I am pregnant")
    assert "Breath holds are left out" in reader.client.get(answer.location).text
    assert reader.record().preferences.holds is False
    assert stored(reader, piece).worked == "I did deed 1"


def past(reader: Reader, **answers: str) -> TestResponse:
    """Add a past success."""
    return reader.send(reader.form("/evidence/past", "/evidence/past"), **answers)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("May 2025", "2025-05"),
        ("Spring 2025", "2025-SP"),
        ("the 1990s", "199X"),
        ("2024", "2024"),
        ("2025-05", "2025-05"),
        ("when I was at school",) * 2,
        ("", None),
    ],
)
def test_a_past_success_is_added_as_by_voice(reader: Reader, told: str, kept: str | None) -> None:
    answer = past(reader, worked="I sang alone", shows="I can hold a note", happened=told)
    assert answer.status_code == 303
    (new,) = reader.ledger.latest(reader.account, "main", "first", 5, patient())
    want: dict[str, Any] = {"worked": "I sang alone", "shows": "I can hold a note", "happened": kept, "closed": True}
    assert new == Evidence(new.key, Kind.PAST, version=1, **want)


def test_a_form_that_is_sent_twice_adds_one(reader: Reader) -> None:
    opened = reader.form("/evidence/past", "/evidence/past")
    assert [reader.send(opened, worked="I sang").status_code for _ in range(3)] == [303] * 3
    assert len(reader.ledger.latest(reader.account, "main", "first", 5, patient())) == 1


def test_a_form_that_is_sent_again_with_other_words_adds_those_too(reader: Reader) -> None:
    opened = reader.form("/evidence/past", "/evidence/past")
    for words in ("I sang", "I danced"):
        assert reader.send(opened, worked=words).status_code == 303
    kept = reader.ledger.latest(reader.account, "main", "first", 5, patient())
    assert {one.worked for one in kept} == {"I sang", "I danced"}


@pytest.mark.parametrize(
    "answers",
    [
        {"worked": " "},
        {"worked": "I sang", "happened": "2025-13"},
        {"worked": "I sang", "happened": "2099-01-01"},
        {"worked": "I sang", "happened": "on a day " * 20},
        {"worked": "x" * (LONGEST_WORDS + 1)},
    ],
)
def test_a_past_success_that_cannot_be_is_not_added(reader: Reader, answers: dict[str, str]) -> None:
    answer = past(reader, **answers)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert reader.ledger.latest(reader.account, "main", "first", 5, patient()) == []


def test_it_says_what_is_forgotten_with_a_piece(reader: Reader) -> None:
    plain, full = win(1), win(2, plan="I wait", certainty=7, challenge="c1")
    reader.keep(plain, full)
    pages = [reader.get("/evidence/forget", key=key_text(one.key)) for one in (plain, full)]
    for what in ("Its plan goes", "Its rating goes", "Its result on your ladder goes"):
        assert [what in page for page in pages] == [False, True]


def test_a_form_without_its_token_changes_nothing(reader: Reader) -> None:
    piece = win(1)
    reader.keep(piece)
    assert correct(reader, piece, worked="I paused", csrf="other").status_code == 403
    assert stored(reader, piece).worked == "I did deed 1"
