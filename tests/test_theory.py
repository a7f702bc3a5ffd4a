"""`docs/theory.md`: what it names is there."""

import re
from pathlib import Path

from skill.speech.parts import Line
from skill.speech.texts import texts_for

ROOT = Path(__file__).parent.parent
ROWS = [
    [cell.strip() for cell in row.strip("|").split("|")]
    for row in (ROOT / "docs" / "theory.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| [PSI]\d+ ", row)
]
SECTIONS = "PSI"


def named(cell: str) -> list[str]:
    """Return what a cell names."""
    return re.findall(r"`([^`]+)`", cell)


def test_every_section_is_there_row_by_row() -> None:
    for section in SECTIONS:
        numbers = [int(row[0].split()[0][1:]) for row in ROWS if row[0].startswith(section)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) > 5
    assert all(len(row) == 4 for row in ROWS)


def test_every_sentence_is_carried_or_said_not_to_be() -> None:
    for asks, module, lines, tests in ROWS:
        assert named(module) or module.startswith("not said:"), asks
        assert (named(lines) and named(tests)) or module.startswith("not said:"), asks


def test_the_modules_are_there() -> None:
    missing = [path for _, module, _, _ in ROWS for path in named(module) if not (ROOT / path).exists()]
    assert missing == []


def test_the_lines_can_be_said() -> None:
    texts = texts_for("en-US")
    assert [key for _, _, lines, _ in ROWS for key in named(lines) if Line(key).key not in texts] == []


def test_the_tests_are_there() -> None:
    for _, _, _, tests in ROWS:
        for test in named(tests):
            path, _, name = test.partition("::")
            assert (ROOT / path).exists(), test
            assert not name or f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), test
