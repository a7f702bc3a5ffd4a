"""Preferences: each is changed by itself, and nothing else with it."""

from dataclasses import replace
from pathlib import Path

import pytest

from skill.alexa.authority import Authority
from skill.efficacy.domain import Domain
from skill.efficacy.performer import OwnPattern, Preferences
from skill.ledger.sqlite import SqliteLedger
from tests.stage import Clock, service
from tests.web.page.browsing import Reader, form_in, sign_in

CALM = OwnPattern("calm", "4-0-8-0")
HELD = OwnPattern("held", "4-4-6-0")
KNOWN = Preferences(cue="steady", seconds=75, own_patterns=(CALM, HELD))


@pytest.fixture
def reader(tmp_path: Path, clock: Clock, authority: Authority) -> Reader:
    """Somebody on their page, with preferences."""
    ledger = SqliteLedger(tmp_path / "ledger.sqlite3")
    reader = sign_in(service(ledger, clock, authority), ledger)
    reader.keep(preferences=KNOWN)
    return reader


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("breathing", "no", {"breathing": False}),
        ("holds", "no", {"holds": False}),
        ("rating", "no", {"rating": False}),
        ("cards", "no", {"cards": False}),
        ("slow_speech", "yes", {"slow_speech": True}),
        ("pattern", "box", {"pattern": "box"}),
        ("pattern", "4-0-8-0", {"pattern": "4-0-8-0"}),
        ("seconds", "240", {"seconds": 240}),
        ("seconds", "", {"seconds": None}),
    ],
)
def test_a_preference_is_changed_and_no_other(reader: Reader, name: str, value: str, kept: dict[str, object]) -> None:
    answer = reader.send(reader.form("/preferences", "/preferences"), **{name: value})
    assert answer.status_code == 303
    assert reader.record().preferences == replace(KNOWN, **kept)  # type: ignore[arg-type]


def test_a_form_that_changes_nothing_saves_nothing(reader: Reader) -> None:
    version = reader.record().version
    assert reader.send(reader.form("/preferences", "/preferences")).status_code == 303
    assert (reader.record().version, reader.record().preferences) == (version, KNOWN)


@pytest.mark.parametrize(
    ("name", "value"),
    [("pattern", "1-0-1-0"), ("pattern", "fast"), ("seconds", "1800"), ("seconds", "x"), ("holds", "maybe")],
)
def test_what_cannot_be_chosen_is_not_kept(reader: Reader, name: str, value: str) -> None:
    answer = reader.send(reader.form("/preferences", "/preferences"), **{name: value})
    assert (answer.status_code, reader.record().preferences) == (422, KNOWN)


@pytest.mark.parametrize("pattern", ["box", "4-4-6-0"])
def test_a_pattern_with_holds_needs_the_holds(reader: Reader, pattern: str) -> None:
    reader.keep(preferences=replace(KNOWN, holds=False))
    answer = reader.send(reader.form("/preferences", "/preferences"), pattern=pattern)
    assert answer.status_code == 422
    assert "breath holds are off" in answer.text
    assert reader.record().preferences.pattern is None
    both = reader.send(reader.form("/preferences", "/preferences"), pattern=pattern, holds="yes")
    assert (both.status_code, reader.record().preferences.pattern) == (303, pattern)


def test_the_caution_stands_with_the_holds(reader: Reader) -> None:
    page = reader.get("/preferences")
    assert "ask a doctor first" in page.split("hold your breath?")[1].split("</fieldset>")[0]


def test_two_changes_of_one_preference_are_both_shown_and_of_two_both_stay(reader: Reader) -> None:
    opened = reader.form("/preferences", "/preferences")
    reader.keep(preferences=replace(KNOWN, seconds=120))
    assert reader.send(opened, slow_speech="yes").status_code == 303
    assert reader.record().preferences == replace(KNOWN, seconds=120, slow_speech=True)
    answer = reader.send(opened, seconds="300")
    assert answer.status_code == 409
    assert reader.record().preferences.seconds == 120
    assert reader.send(form_in(answer.text, "/preferences")).status_code == 303
    assert reader.record().preferences.seconds == 300


def test_an_own_pattern_is_removed_by_its_name(reader: Reader) -> None:
    opened = reader.form("/preferences", "/preferences/pattern")
    assert [reader.send(opened, title="calm").status_code for _ in range(2)] == [303, 303]
    assert reader.record().preferences.own_patterns == (HELD,)


def test_an_own_pattern_is_told_in_words(reader: Reader) -> None:
    page = reader.get("/preferences")
    assert page.count("calm: in for 4, out for 8") == 2
    assert page.count("held: in for 4, hold for 4, out for 6") == 2


def test_one_comes_back_to_the_domain_that_one_was_in(reader: Reader) -> None:
    reader.keep(domains=(Domain("first", name="talks"), Domain("d2", name="chess")))
    for action in ("/preferences", "/preferences/pattern"):
        answer = reader.send(reader.form("/preferences", action, domain="d2"))
        assert "domain=d2" in answer.location


def test_what_only_a_voice_can_change_is_shown(reader: Reader) -> None:
    assert "Any voice in your household" in reader.get("/preferences")
    reader.keep(preferences=replace(KNOWN, private=True))
    page = reader.get("/preferences")
    assert "kept to your voice" in page
    assert "private" not in reader.form("/preferences", "/preferences").fields
