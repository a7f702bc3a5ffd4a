"""Sets of utterances, each written by one person who knew what the skill is for and had seen nothing of it.

A set has a record of what its performer told before, and utterances, one a line: `situation | meaning | words`. What
the words name is marked as `[kind:words]` or, with its value, as `[kind=value:words]`.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

LANGUAGE = Path(__file__).parent.parent / "skill" / "languages" / "en"
EXAMPLES = LANGUAGE / "examples"
QUESTIONS, HEALTH = LANGUAGE / "heard" / "questions.txt", LANGUAGE / "heard" / "health.txt"
_MARK = re.compile(r"\[(\w+)(?:=(\d\d:\d\d|[^:\]]*))?:([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that was named.

    Args:
        kind: What it is: domain, date, number, topic, …
        value: Its value; empty if it is just its words.
        words: The words that name it.
    """

    kind: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody says, and what they mean.

    Args:
        situation: The question that is open; "-" for none.
        meaning: What is meant.
        words: The words.
        entities: What they name.
    """

    situation: str
    meaning: str
    words: str
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenDomain:
    """A domain of a record."""

    name: str
    goal: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenEvidence:
    """A piece of evidence of a record."""

    day: date
    domain: str
    words: str


@dataclass(frozen=True, slots=True)
class Record:
    """What a performer told before; the first domain is the active one."""

    domains: tuple[WrittenDomain, ...] = ()
    evidence: tuple[WrittenEvidence, ...] = ()
    models: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenSet:
    """A set of one writer's."""

    name: str
    record: Record
    utterances: tuple[Utterance, ...] = field(repr=False)


def parse(line: str) -> Utterance:
    """Return the utterance that a line is.

    Raises:
        ValueError: The line is none.
    """
    situation, meaning, marked = (part.strip() for part in line.split("|", 2))
    entities = tuple(Entity(found[1], found[2] or "", found[3].strip()) for found in _MARK.finditer(marked))
    return Utterance(situation, meaning, _MARK.sub(r"\3", marked), entities)


def read_record(text: str) -> Record:
    """Return the record that a TOML text describes."""
    data = tomllib.loads(text)
    return Record(
        tuple(WrittenDomain(one["name"], one["goal"], tuple(one.get("steps", ()))) for one in data["domain"]),
        tuple(WrittenEvidence(one["day"], one["domain"], one["words"]) for one in data.get("evidence", ())),
        tuple(one["name"] for one in data.get("model", ())),
    )


def read_set(folder: Path) -> WrittenSet:
    """Return the set in a folder."""
    lines = (folder / "utterances.txt").read_text(encoding="utf-8").splitlines()
    utterances = tuple(parse(line) for line in lines if line.strip() and not line.startswith("#"))
    return WrittenSet(folder.name, read_record((folder / "record.toml").read_text(encoding="utf-8")), utterances)


def read_sets(folder: Path) -> Sequence[WrittenSet]:
    """Return the sets in the folders of a folder, by name."""
    return [read_set(one) for one in sorted(folder.iterdir()) if (one / "utterances.txt").exists()]


def intents_files() -> list[Path]:
    """Return the files of intents of English and of its locales."""
    return sorted(LANGUAGE.glob("**/heard/intents.txt"))


def learned_from(folder: Path = EXAMPLES) -> list[Path]:
    """Return the files that models are trained on, with the marked sets in a folder."""
    return [*sorted(folder.rglob("*.t*")), *intents_files(), QUESTIONS, HEALTH]


def digest_of(files: Iterable[Path]) -> str:
    """Return the digest of what models are trained on; a model holds it."""
    hashed = sha256()
    for file in files:
        hashed.update(file.read_bytes())
    return hashed.hexdigest()[:16]
