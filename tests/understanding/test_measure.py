"""The measure of understanding, on a few utterances whose outcome is known."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.understanding.__main__ import main
from tests.understanding.listener import Heard, Listener
from tests.understanding.measure import Figures, is_taken, is_understood, measure
from tools.examples import Record, Utterance, WrittenDomain, WrittenSet, parse

RECORD = Record((WrittenDomain("pottery fair", "talk to ten strangers at my stall"),))
NAMES = {"d0": "pottery fair"}


@pytest.fixture(scope="module")
def listener() -> Listener:
    """Somebody with one domain."""
    return Listener(RECORD)


def measured(*lines: str) -> Figures:
    """Measure lines of a set."""
    return measure([WrittenSet("some", RECORD, tuple(map(parse, lines)))])


def test_what_leads_where_it_was_meant_to_counts_as_understood() -> None:
    figures = measured("- | warm-up | warm me up", "- | erase | warm me up")
    assert figures.intents == {"wishes": [2, 1], "  warm-up": [1, 1], "  erase": [1, 0]}
    assert figures.confused == {("erase", "warm-up"): 1}
    assert [(said.meaning, led) for said, led in figures.wrong] == [("erase", "warm-up")]
    assert not figures.destroyed
    assert not figures.false_accepts


def test_an_answer_counts_where_its_question_is_open() -> None:
    figures = measured("rating? | number | [number=6:six]", "rating? | number | [number=7:six]")
    assert figures.intents == {"answers": [2, 2], "  number": [2, 2]}
    assert figures.entities == {"number": [2, 1]}
    ((_, entity, _),) = figures.missed
    assert entity.value == "7"


def test_a_deletion_that_nobody_asked_for_is_counted_apart() -> None:
    figures = measured("- | note | delete everything", "- | erase | delete everything")
    assert [(said.meaning, led) for said, led in figures.destroyed] == [("note", "erase")]


def test_what_is_out_of_scope_and_begins_something_is_a_false_accept() -> None:
    figures = measured("- | out | warm me up", "- | out | what is the weather in rome", "rating? | out | six")
    assert figures.out_of_scope == 3
    assert [(said.words, led) for said, led in figures.false_accepts] == [("warm me up", "warm-up"), ("six", "answer")]
    assert figures.intents["out of scope"] == [3, 1]


def test_each_utterance_is_heard_as_if_it_were_the_first(listener: Listener) -> None:
    kept = Utterance("-", "note", "tell ready room that i kept my eyes up")
    assert [listener.hear(kept).is_kept for _ in range(2)] == [True, True]
    assert not listener.hear(Utterance("-", "help", "help")).is_kept


def heard(listener: Listener, meaning: str) -> tuple[Utterance, Heard]:
    """Return an utterance that led to a meaning."""
    said = Utterance("-", "evidence", "my evidence")
    return said, replace(listener.hear(said), meaning=meaning)


@pytest.mark.parametrize(
    ("led", "is_right"),
    [
        ("evidence", True),
        ("more", True),
        ("asked evidence erase", True),
        ("asked erase retire", False),
        ("erase", False),
        ("again", False),
    ],
)
def test_a_question_about_two_wishes_counts_if_one_was_meant(led: str, is_right: bool, listener: Listener) -> None:
    assert is_understood(*heard(listener, led)) is is_right


@pytest.mark.parametrize(
    ("line", "is_right"),
    [
        ("- | breathe | breathe with me for [duration=120:two minutes]", True),
        ("- | breathe | breathe with me for [duration=300:two minutes]", False),
        ("- | breathe | [pattern=box:box breathing] please", True),
        ("- | breathe | [pattern=slow:box breathing] please", False),
        ("- | note | tell ready room that [done:i kept my eyes up]", True),
        ("- | note | tell ready room that i kept my eyes up and [quote:my feet] on the floor", False),
    ],
)
def test_what_is_named_counts_if_it_was_used(line: str, is_right: bool, listener: Listener) -> None:
    said = parse(line)
    (entity,) = said.entities
    assert is_taken(entity, said, listener.hear(said), NAMES) is is_right


def test_the_command_prints_a_table(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "some"
    folder.mkdir()
    (folder / "record.toml").write_text(
        '[[domain]]\nname = "pottery fair"\ngoal = "talk to ten strangers"\n', encoding="utf-8"
    )
    (folder / "utterances.txt").write_text("- | warm-up | warm me up\n- | erase | warm me up\n", encoding="utf-8")
    assert main([str(folder), "--wrong"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "intents                      2       1   50.0%" in lines
    assert "-          erase          led to warm-up        warm me up" in lines
