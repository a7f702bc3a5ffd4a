"""`docs/security.md`: what it names is there, and each threat has its answer and a test of it."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = [
    one
    for one in re.findall(r"`([^`\n]+)`", TEXT)
    if re.match(r"(skill|simulator|infra|tools|tests|requirements)/", one)
]
THREATS = [
    [cell.strip() for cell in row.strip("|").split("|")]
    for row in TEXT.partition("## A stranger")[2].splitlines()
    if row.startswith("| ") and not row.startswith("| who ")
]


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


def test_each_threat_has_its_answer_and_a_test_of_it() -> None:
    assert len(THREATS) > 40
    for who, _, where, shown in THREATS:
        places, tests = (re.findall(r"`([^`]+)`", cell) for cell in (where, shown))
        assert places, who
        assert tests, who
        assert all(one in NAMED and not one.startswith("tests/") for one in places), who
        assert all(re.match(r"tests/[\w/]+\.py::test_\w+$", one) for one in tests), who
