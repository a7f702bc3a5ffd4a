"""Words of danger and words about one's health, where an answer is typed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from werkzeug.test import TestResponse

from skill.alexa.authority import Authority
from skill.efficacy.breath import BreathingSession
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Kind
from skill.efficacy.ladder import Challenge, Ladder
from skill.languages import locales
from skill.ledger.protocol import Ledger, Unavailable
from skill.ledger.sqlite import SqliteLedger
from skill.web.page.words import LONGEST_WORDS
from tests.patience import patient
from tests.stage import NINE, Clock, service
from tests.web.page.browsing import ACCOUNT, Reader, sign_in, win

NUMBERS = {"en-US": "988", "en-CA": "988", "en-GB": "116 123", "en-AU": "13 11 14", "en-IN": "14416"}
DANGER = "I want to kill myself"
TALK = Domain("first", goal="talk to ten", ladder=Ladder((Challenge("c0", "talk to two"), Challenge("c1", "to ten"))))


@pytest.fixture
def ledger(tmp_path: Path) -> SqliteLedger:
    """A ledger in a file."""
    return SqliteLedger(tmp_path / "ledger.sqlite3")


@pytest.fixture
def reader(ledger: SqliteLedger, clock: Clock, authority: Authority) -> Reader:
    """Somebody with a ladder and a piece of evidence, on their page."""
    reader = sign_in(service(ledger, clock, authority), ledger)
    reader.keep(win(1), domains=(TALK,))
    return reader


def private(reader: Reader) -> list[str | None]:
    """Return the words that are kept private."""
    latest = reader.ledger.latest(ACCOUNT, "main", "first", 5, patient())
    return [one.note for one in latest if one.kind is Kind.PRIVATE]


def typed_everywhere(reader: Reader, words: str) -> Iterator[TestResponse]:
    """Type words into each field of the page that takes words, with something wrong in another field of its form."""
    too_long = "x" * (LONGEST_WORDS + 1)
    piece = reader.form("/evidence/piece", "/evidence/piece", key="first#2026-05-03T13:00:00Z#e1")
    for name, other in (("worked", "shows"), ("shows", "plan"), ("plan", "worked")):
        yield reader.send(piece, **{name: words, other: too_long})
    past = reader.form("/evidence/past", "/evidence/past")
    for name, rest in (("shows", {"worked": ""}), ("happened", {"worked": too_long}), ("worked", {"shows": too_long})):
        yield reader.send(past, **{name: words, **rest})
    yield reader.send(reader.form("/plan", "/plan"), plan=f"{words} {too_long}")
    yield reader.send(reader.form("/plan", "/plan/cue"), cue=words)
    make, change = reader.form("/ladder", "/ladder/make"), reader.form("/ladder", "/ladder/change")
    for name in ("what", "criterion", "support", "middle-what", "goal-support"):
        yield reader.send(make, **{"what": "", name: words, "certainty": "99"})
    for name in ("what", "criterion", "support"):
        yield reader.send(change, **{"what": "", name: words, "certainty": "99"})


def test_words_of_danger_come_before_all_else_in_every_form(reader: Reader) -> None:
    before = reader.record().domains
    answers = list(typed_everywhere(reader, DANGER))
    assert {answer.location for answer in answers} == {"/page/care/line"}
    assert private(reader)
    assert (reader.record().domains, reader.piece(win(1))) == (before, replace(win(1), version=1))


def test_words_of_a_step_that_were_stored_before_do_not_hold_its_form_up(reader: Reader) -> None:
    step = Challenge("c0", "talk about my heart condition")
    reader.keep(domains=(replace(TALK, ladder=Ladder((step,))),))
    opened = reader.form("/ladder", "/ladder/change")
    assert "done=page-done-step-changed" in reader.send(opened, criterion="I look up").location
    assert reader.record().domain.ladder.challenges == (replace(step, criterion="I look up"),)


@pytest.mark.parametrize("words", ["my chest hurts", "I'm dizzy"])
def test_a_symptom_gets_the_number_to_call_and_stops_the_breathing(reader: Reader, words: str) -> None:
    reader.keep(breathing=BreathingSession("token", 60_000, NINE))
    answer = reader.send(reader.form("/ladder", "/ladder/make"), place="before", what=words)
    page = reader.client.get(answer.location).text
    assert "call 911 or ask somebody near you" in page
    assert "Please ask a doctor" not in page
    record = reader.record()
    assert (record.preferences.holds, record.breathing) == (False, None)
    assert len(record.domain.ladder.challenges) == 2


def test_words_of_danger_stop_the_breathing(reader: Reader) -> None:
    reader.keep(breathing=BreathingSession("token", 60_000, NINE))
    reader.send(reader.form("/plan", "/plan"), plan=DANGER)
    assert (reader.record().breathing, private(reader)) == (None, [DANGER])


@pytest.mark.parametrize("locale", locales())
def test_the_line_has_the_number_of_the_locale(
    ledger: SqliteLedger, clock: Clock, authority: Authority, locale: str
) -> None:
    reader = sign_in(service(ledger, clock, authority), ledger, locale=locale)
    opened = reader.form("/evidence/past", "/evidence/past")
    answers = [reader.send(opened, worked="I want to kill myself") for _ in range(2)]
    assert NUMBERS[locale] in reader.client.get(answers[0].location).text
    kept = ledger.latest(ACCOUNT, "main", "first", 5, patient())
    assert [(one.kind, one.note) for one in kept] == [(Kind.PRIVATE, "I want to kill myself")]


def test_an_idiom_is_an_answer(ledger: SqliteLedger, clock: Clock, authority: Authority) -> None:
    reader = sign_in(service(ledger, clock, authority), ledger)
    reader.send(reader.form("/evidence/past", "/evidence/past"), worked="I killed it up there")
    assert [one.kind for one in ledger.latest(ACCOUNT, "main", "first", 5, patient())] == [Kind.PAST]


def test_words_about_health_are_not_kept(ledger: SqliteLedger, clock: Clock, authority: Authority) -> None:
    reader = sign_in(service(ledger, clock, authority), ledger)
    answer = reader.send(reader.form("/plan", "/plan"), plan="I have a heart condition")
    assert "Please ask a doctor" in reader.client.get(answer.location).text
    assert not any("condition" in one.body for one in ledger.everything(ACCOUNT, patient()))
    assert reader.record().preferences.holds is False


class _OutOfReach:
    """A ledger that stops answering after so many calls."""

    def __init__(self, ledger: SqliteLedger) -> None:
        self._ledger, self.left = ledger, 1_000

    def __getattr__(self, name: str) -> object:
        if name != "turn":
            self.left -= 1
        if self.left < 0:
            raise Unavailable("out of reach")
        return getattr(self._ledger, name)


@pytest.mark.parametrize("calls", [0, 1, 2, 3])
def test_words_of_danger_get_the_line_though_the_ledger_is_out_of_reach(
    calls: int, ledger: SqliteLedger, clock: Clock, authority: Authority
) -> None:
    cut_off = _OutOfReach(ledger)
    reader = sign_in(service(cast(Ledger, cut_off), clock, authority), ledger)
    opened = reader.form("/plan", "/plan")
    cut_off.left = calls
    answer = reader.send(opened, plan=DANGER)
    assert answer.status_code == 503
    assert "988" in answer.text
    cut_off.left = calls
    assert "988" not in reader.send(opened, plan="I look up first").text


def test_words_of_danger_get_the_line_though_nobody_is_signed_in(reader: Reader) -> None:
    opened = reader.form("/plan", "/plan")
    reader.keep(page=None)
    answer = reader.send(opened, plan=DANGER)
    assert answer.status_code == 403
    assert "988" in answer.text
    assert DANGER not in answer.text
