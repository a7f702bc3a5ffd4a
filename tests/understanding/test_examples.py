"""Marked sets of utterances, as they are written."""

from datetime import date
from pathlib import Path

import pytest

from skill.nlu.intents import Intent
from tools.examples import (
    EXAMPLES,
    Entity,
    Utterance,
    WrittenDomain,
    WrittenSet,
    count_runs,
    parse,
    read_examples,
    read_record,
    read_set,
    read_sets,
)

RECORD = """
[[domain]]
name = "pottery fair"
goal = "talk to ten strangers at my stall"
steps = ["greet one", "greet three"]

[[domain]]
name = "chess club"
goal = "finish a game without hurrying"

[[evidence]]
day = 2026-04-02
domain = "chess club"
words = "I took my time"

[[model]]
name = "Aunt Vera"
"""


def test_a_line_is_a_situation_a_meaning_and_words() -> None:
    assert parse("- | warm-up | get me ready") == Utterance("-", "warm-up", "get me ready")
    assert parse("rating? |number|  a solid six ").words == "a solid six"


def test_a_mark_names_what_its_words_are() -> None:
    said = parse("- | breathe | [duration=90:a minute and a half] of [pattern=4-0-6-0:in four out six] please")
    assert said.words == "a minute and a half of in four out six please"
    assert said.entities == (
        Entity("duration", "90", "a minute and a half"),
        Entity("pattern", "4-0-6-0", "in four out six"),
    )


@pytest.mark.parametrize(
    ("marked", "entity"),
    [
        ("put [topic:the noisy crowd] in", Entity("topic", "", "the noisy crowd")),
        ("at [time=18:30:half past six]", Entity("time", "18:30", "half past six")),
        ("[period=2026-04-01/2026-04-30:in april]", Entity("period", "2026-04-01/2026-04-30", "in april")),
        ("for [domain=pottery fair: the fair ]", Entity("domain", "pottery fair", "the fair")),
    ],
)
def test_a_mark_has_a_value_where_its_words_are_not_enough(marked: str, entity: Entity) -> None:
    assert parse(f"- | note | {marked}").entities == (entity,)


def test_words_may_have_a_bar_in_them() -> None:
    assert parse("- | note | this | that").words == "this | that"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("- | warmup | get me ready", "warmup is no meaning"),
        ("worked | words | I paused", "worked is no situation"),
        ("rating? | number | a [numbr=6:six]", "numbr marks nothing"),
    ],
)
def test_a_name_that_is_none_is_said_with_those_that_are(line: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "record.toml").write_text('[[domain]]\nname = "talk"\ngoal = "give one"\n', encoding="utf-8")
    (tmp_path / "utterances.txt").write_text(f"# one\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=rf"utterances.txt, line 2: {said}"):
        read_set(tmp_path)


@pytest.mark.parametrize("line", ["get me ready", "- | warm-up", ""])
def test_a_line_without_its_three_parts_is_none(line: str) -> None:
    with pytest.raises(ValueError, match="it is not: situation"):
        parse(line)


def test_a_record_is_what_a_performer_told_before() -> None:
    record = read_record(RECORD)
    assert record.domains == (
        WrittenDomain("pottery fair", "talk to ten strangers at my stall", ("greet one", "greet three")),
        WrittenDomain("chess club", "finish a game without hurrying"),
    )
    (piece,) = record.evidence
    assert (piece.day, piece.domain, piece.words) == (date(2026, 4, 2), "chess club", "I took my time")
    assert record.models == ("Aunt Vera",)


def test_a_set_is_a_folder_and_its_notes_are_left_out(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "record.toml").write_text(RECORD, encoding="utf-8")
        (tmp_path / name / "utterances.txt").write_text("# a note\n\n- | help | what now\n", encoding="utf-8")
    (tmp_path / "neither").mkdir()
    assert [one.name for one in read_sets(tmp_path)] == ["a", "b"]
    assert read_set(tmp_path / "a").utterances == (Utterance("-", "help", "what now"),)


@pytest.mark.parametrize("written", read_sets(EXAMPLES), ids=lambda one: one.name)
def test_every_mark_in_the_sets_is_closed(written: WrittenSet) -> None:
    assert [said.words for said in written.utterances if "[" in said.words or "]" in said.words] == []


def test_examples_are_read_under_their_headings_without_comments_and_empty_lines(tmp_path: Path) -> None:
    file = tmp_path / "intents.txt"
    file.write_text(
        "# Of anybody.\n\n[stop]\nthat will do\n# later\ngo away\n\n[yes]\nrather\n[no]\n", encoding="utf-8"
    )
    assert read_examples([file], Intent) == {
        Intent.STOP: ["that will do", "go away"],
        Intent.YES: ["rather"],
        Intent.NO: [],
    }


def test_the_examples_of_several_files_are_joined_under_equal_headings(tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text("[stop]\nthat will do\n", encoding="utf-8")
    second.write_text("[yes]\nrather\n[stop]\npack it in\n", encoding="utf-8")
    assert read_examples([first, second], str) == {"stop": ["that will do", "pack it in"], "yes": ["rather"]}
    assert read_examples([], str) == {}


def test_a_heading_that_is_no_kind_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "intents.txt"
    file.write_text("[juggle]\nthree balls\n", encoding="utf-8")
    with pytest.raises(ValueError, match="juggle"):
        read_examples([file], Intent)


def test_a_run_counts_once_in_each_example() -> None:
    counts = count_runs(["again and again", "again", "once more"])
    assert counts["again"] == 2
    assert counts["once more"] == 1
    assert counts["more again"] == 0


def test_counts_of_examples_add_up() -> None:
    some, others = ["a b", "b"], ["b a b", ""]
    assert count_runs([*some, *others]) == count_runs(some) + count_runs(others)
