"""Everything that docs/theory.md names exists: each sentence has its rule, its lines and its test, or is not said."""

import re
from dataclasses import dataclass
from pathlib import Path

from skill.speech.parts import Line
from skill.speech.texts import texts_for

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "theory.md").read_text(encoding="utf-8")
SECTIONS = "PIS"
LABELS = ("rule", "lines", "test")


@dataclass(frozen=True)
class Sentence:
    """One sentence of the text that the skill began with.

    Args:
        number: Its section and its number in it, such as P1.
        is_said: Whether the skill says it.
        rule: The files that hold its rule.
        lines: The names of the lines that say it.
        tests: The tests that fail without it.
    """

    number: str
    is_said: bool
    rule: list[str]
    lines: list[str]
    tests: list[str]


def sentences() -> list[Sentence]:
    """Read the document: a heading for each sentence, with a list of what carries it."""
    found = []
    for heading in re.split(r"^### ", TEXT, flags=re.MULTILINE)[1:]:
        body = heading.partition("\n## ")[0]
        entries = dict(re.findall(r"^- (\w+): (.+)$", body.replace("\n  ", " "), re.MULTILINE))
        assert set(entries) <= set(LABELS), heading
        rule, lines, tests = (re.findall(r"`([^`]+)`", entries.get(label, "")) for label in LABELS)
        found.append(Sentence(body.partition(". ")[0], "\nNot said: " not in body, rule, lines, tests))
    return found


SENTENCES = sentences()


def test_every_section_is_there_sentence_by_sentence() -> None:
    assert [one.number for one in SENTENCES] == [
        f"{section}{number}"
        for section in SECTIONS
        for number in range(1, sum(one.number.startswith(section) for one in SENTENCES) + 1)
    ]
    assert all(sum(one.number.startswith(section) for one in SENTENCES) > 5 for section in SECTIONS)
    assert len(SENTENCES) == 45


def test_every_name_in_the_document_belongs_to_a_sentence() -> None:
    """Nothing that is listed is missed by the reading."""
    listed = re.findall(r"`([^`]+)`", TEXT.partition("\n### ")[2])
    assert sorted(listed) == sorted(name for one in SENTENCES for name in (*one.rule, *one.lines, *one.tests))


def test_every_sentence_is_carried_or_said_not_to_be() -> None:
    for one in SENTENCES:
        assert one.rule or not one.is_said, one.number
        assert (one.lines and one.tests) or not one.is_said, one.number


def test_the_modules_are_there() -> None:
    assert [path for one in SENTENCES for path in one.rule if not (ROOT / path).exists()] == []


def test_the_lines_can_be_said() -> None:
    texts = texts_for("en-US")
    assert [name for one in SENTENCES for name in one.lines if Line(name).key not in texts] == []


def test_the_tests_are_there() -> None:
    for one in SENTENCES:
        for test in one.tests:
            path, _, name = test.partition("::")
            assert (ROOT / path).exists(), test
            assert not name or f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), test
