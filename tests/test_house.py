"""Architecture rules that import-linter cannot check."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PLATFORM = re.compile(r"\b(?:AMAZON|Alexa|AudioPlayer|PlaybackController|Connections|AlexaSkillEvent|Dialog)\.[A-Z]\w+")
"""Alexa's names for its intents, requests and directives."""
FILES = [file for file in (ROOT / "skill").rglob("*") if file.suffix in {".py", ".toml", ".ftl", ".txt"}]


def test_no_name_of_the_platform_stands_outside_its_room() -> None:
    for file in FILES:
        if ROOT / "skill" / "alexa" not in file.parents:
            assert PLATFORM.findall(file.read_text(encoding="utf-8")) == [], file.relative_to(ROOT)


def test_names_of_the_platform_are_found_where_they_stand() -> None:
    assert PLATFORM.findall((ROOT / "skill" / "alexa" / "intents.py").read_text(encoding="utf-8"))


WITHOUT_A_TEST_FILE = {"__init__.py": "contains only its package's docstring"}
"""The names of modules that need no test file, each with the reason."""


@pytest.mark.parametrize(
    "module",
    [
        file.relative_to(ROOT / "skill")
        for package in ("conversation", "nlu")
        for file in sorted((ROOT / "skill" / package).rglob("*.py"))
    ],
    ids=str,
)
def test_every_module_has_a_test_file_of_its_own_name(module: Path) -> None:
    has_tests = (ROOT / "tests" / module.parent / f"test_{module.name}").is_file()
    assert has_tests is (module.name not in WITHOUT_A_TEST_FILE)
