"""Everything that documents, docstrings and comments cite exists: files, links, sections, headings."""

import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("skill", "simulator", "tests", "tools", "infra", "docs", "interaction_models", "requirements", ".github")
CODE = sorted(
    file
    for folder in ("skill", "simulator", "tests", "tools", "infra", "interaction_models")
    for file in (ROOT / folder).rglob("*")
    if file.suffix in {".py", ".toml", ".ftl", ".txt", ".yaml", ".js", ".sh"} or file.name == "Caddyfile"
) + [ROOT / name for name in ("Makefile", "Dockerfile", "pyproject.toml")]
DOCUMENTS = sorted(
    file for folder in (".", "docs", "docs/decisions", ".github") for file in (ROOT / folder).glob("*.md")
) + sorted((ROOT / ".github").rglob("*.yml"))

CITED = re.compile(rf"(?<![\w./:-])(?:\./)?((?:{'|'.join(map(re.escape, FOLDERS))})/[\w./*-]*[\w*/])")
"""A path from the root of the repository."""
NAMED = re.compile(r"`([\w./-]+\.(?:py|md|ftl|toml|yaml|yml|sh))`")
"""A file that a document names, by its path or by its name alone."""
SECTION = re.compile(r"docs/science\.md[`)]*, (?:sections? )?(\d+)")
LINK = re.compile(r"\]\(([^)\s]+)\)")
OUTSIDE = re.compile(r"\b(?:(?:SCIENCE|DESIGN|HOUSE|ALEXA|EXEMPLARS|FAULTS)\.md|seed\.txt)")
"""Notes that are not in the repository."""
MADE = {"build", "dist"}
"""Folders that commands write."""
MADE_BY_HAND = {"infra/.env"}
"""What is in no copy of the repository until somebody writes it."""


def name_of(file: Path) -> str:
    """Return a file's path from the root of the repository."""
    return str(file.relative_to(ROOT))


@cache
def prose(file: Path) -> str:
    """Return what a file says in words: of Python its comments and its docstrings, of others all of it."""
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        return text
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return "\n".join(one.string for one in tokens if one.type == tokenize.COMMENT or one.string.startswith('"""'))


def is_there(cited: str) -> bool:
    """Whether a path exists; it may have wildcards, and a decision may be cited by its number."""
    return (ROOT / cited).exists() or any(ROOT.glob(cited)) or any(ROOT.glob(f"{cited}-*.md"))


def missing(file: Path) -> Iterator[str]:
    """Give what a file cites that is not there."""
    for cited in CITED.findall(prose(file)):
        if cited not in MADE_BY_HAND and not is_there(cited.rstrip(".")):
            yield cited


@cache
def names() -> frozenset[str]:
    """Return the name of every file in the repository, alone and with the folders before it."""
    found = set()
    for folder in FOLDERS:
        for file in (ROOT / folder).rglob("*"):
            parts = file.relative_to(ROOT).parts
            found |= {"/".join(parts[at:]) for at in range(len(parts))}
    return frozenset(found | {file.name for file in ROOT.iterdir()})


@cache
def anchors(file: Path) -> frozenset[str]:
    """Return what a heading of a document can be linked by, as GitHub makes it."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings)


def test_every_file_that_is_cited_exists() -> None:
    gone = {name_of(file): sorted(set(missing(file))) for file in (*DOCUMENTS, *CODE)}
    assert {name: cited for name, cited in gone.items() if cited} == {}


@pytest.mark.parametrize("file", DOCUMENTS, ids=name_of)
def test_every_file_that_a_document_names_exists(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    named = {name for name in NAMED.findall(text) if name.split("/")[0] not in MADE}
    assert sorted(named - names()) == []


@pytest.mark.parametrize("file", [one for one in DOCUMENTS if one.suffix == ".md"], ids=name_of)
def test_every_link_leads_somewhere(file: Path) -> None:
    for link in LINK.findall(file.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        if "://" in link or path.startswith("../../") or path.startswith("../blob/"):
            continue  # elsewhere, or a page of GitHub's
        target = (file.parent / path).resolve() if path else file
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_section_of_the_science_that_is_cited_exists() -> None:
    sections = set(re.findall(r"^## (\d+)\.", (ROOT / "docs" / "science.md").read_text(encoding="utf-8"), re.MULTILINE))
    for file in (*DOCUMENTS, *CODE):
        assert set(SECTION.findall(file.read_text(encoding="utf-8"))) <= sections, name_of(file)


def test_nothing_outside_the_repository_is_cited() -> None:
    for file in {*DOCUMENTS, *CODE} - {Path(__file__)}:
        assert OUTSIDE.findall(file.read_text(encoding="utf-8")) == [], name_of(file)


def test_what_is_cited_is_found() -> None:
    assert CITED.findall("see `docs/science.md`, 6, and (tests/ledger/).") == ["docs/science.md", "tests/ledger/"]
    assert not is_there("docs/nothing.md")
    assert is_there("docs/decisions/0003")
    assert SECTION.findall("Recall is harder (docs/science.md, 11).") == ["11"]
    assert OUTSIDE.findall("`SCIENCE.md`, seed.txt") == ["SCIENCE.md", "seed.txt"]


LONGEST_LINE, LONGEST_ROW = 120, 160
"""Characters of a line of prose; of a table's row, a list's reference or an example."""
PROSE = [one for one in DOCUMENTS if one.suffix == ".md"]


@pytest.mark.parametrize("file", PROSE, ids=name_of)
def test_no_line_of_a_document_is_too_long(file: Path) -> None:
    for line in file.read_text(encoding="utf-8").splitlines():
        is_row = line.startswith(("|", "- code: `", "- test: `", "    ", "{"))
        assert len(line) <= (LONGEST_ROW if is_row else LONGEST_LINE), line


DOI = re.compile(r"\b10\.\d{4,9}/\S+")
BROKEN_OFF = re.compile(r"\d[A-Z][a-z]")
"""A word that begins inside a number."""


def test_every_source_has_a_whole_doi() -> None:
    """A replacement in the text once went through the middle of four of them."""
    found = DOI.findall((ROOT / "docs" / "science.md").read_text(encoding="utf-8"))
    assert len(found) > 50
    assert not [doi for doi in found if BROKEN_OFF.search(doi)]
