"""Everything that docs/security.md names exists, and each threat has its answer, its code and a test."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = [
    one
    for one in re.findall(r"`([^`\n]+)`", TEXT)
    if re.match(r"(skill|simulator|infra|tools|tests|requirements|\.github)/", one)
]
FIRST, LAST = "\n## A stranger", "\n## What is not defended"
"""The headings between which the threats are listed."""


@dataclass(frozen=True)
class Threat:
    """One threat.

    Args:
        title: What somebody does or says.
        answer: What answers it, in words.
        code: The files, or what is defined in them, that answer it.
        tests: The tests that show it.
    """

    title: str
    answer: str
    code: list[str]
    tests: list[str]


def threats() -> list[Threat]:
    """Read the document: a heading for each threat, its answer, and a list of code and tests."""
    found = []
    listed = TEXT.partition(FIRST)[2].partition(LAST)[0]
    for part in re.split(r"^### ", listed, flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n\n## ")[0].partition("\n\n")
        answer, _, names = body.partition("\n\n")
        entries = re.findall(r"^- (code|test): `([^`]+)`$", names, re.MULTILINE)
        code, tests = ([name for label, name in entries if label == wanted] for wanted in ("code", "test"))
        found.append(Threat(title, answer, code, tests))
    return found


THREATS = threats()


def defined(path: str, name: str) -> bool:
    """Whether a file defines something, or a class in it does."""
    text, *parts = (ROOT / path).read_text(encoding="utf-8"), *name.split(".")
    return all(re.search(rf"^\s*(def|class) {re.escape(part)}\b", text, re.MULTILINE) for part in parts)


def test_the_files_the_functions_and_the_tests_are_there() -> None:
    assert len(NAMED) > 100
    for one in NAMED:
        path, _, name = one.partition("::")
        assert (ROOT / path).is_file(), one
        assert not name or defined(path, name), one


def test_the_threats_are_numbered() -> None:
    assert [one.title.partition(". ")[0] for one in THREATS] == [f"T{n}" for n in range(1, len(THREATS) + 1)]


def test_each_threat_has_its_answer_and_a_test_of_it() -> None:
    assert len(THREATS) > 60
    for one in THREATS:
        assert one.answer, one.title
        assert not one.answer.startswith("- "), one.title
        assert one.code, one.title
        assert one.tests, one.title
        assert all(name in NAMED and not name.startswith("tests/") for name in one.code), one.title
        assert all(re.match(r"tests/[\w/]+\.py::test_\w+$", name) for name in one.tests), one.title


def test_every_name_in_the_list_of_threats_belongs_to_one() -> None:
    """Nothing that is listed is missed by the reading."""
    listed = TEXT.partition(FIRST)[2].partition(LAST)[0]
    entries = re.findall(r"^- (?:code|test): `([^`]+)`$", listed, re.MULTILINE)
    assert entries == [name for one in THREATS for name in (*one.code, *one.tests)]
    assert listed.count("\n- ") == len(entries)
