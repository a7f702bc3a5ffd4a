"""Sets of utterances, each written by one person who knew what the skill is for and had seen nothing of it.

A set has a record of what its performer told before, and utterances, one a line: `situation | meaning | words`. What
the words name is marked as `[kind:words]` or, with its value, as `[kind=value:words]`.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from skill.languages import Locale, nearest
from skill.nlu.classifier import INTENTS
from skill.nlu.fillers import Fillers
from skill.nlu.intents import Intent
from skill.nlu.naive_bayes import packed, runs
from skill.nlu.understand import ANSWERS

K = TypeVar("K")
LANGUAGE = Path(__file__).parent.parent / "skill" / "languages" / "en"
EXAMPLES = LANGUAGE / "examples"
CLUSTERS = EXAMPLES / "clusters.txt"
QUESTIONS, HEALTH, CLASSES = (LANGUAGE / "heard" / name for name in ("questions.txt", "health.txt", "classes.toml"))
_PARTS = 3
SITUATIONS = frozenset({"-", "step?", *ANSWERS})
"""Nothing, and the questions at which something is said."""
MEANINGS = frozenset({*INTENTS, *map(str, Intent)} - {"nothing"})
"""What may be meant: an intent, or what the examples call one."""
KINDS = frozenset(
    {
        *("domain", "topic", "person", "quote", "step", "new", "cue", "done", "date", "time", "period", "order"),
        *("duration", "number", "pattern", "outcome", "difficulty"),
    }
)
"""The kinds of what is marked in the words."""
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
    parts = [part.strip() for part in line.split("|", 2)]
    if len(parts) < _PARTS:
        raise ValueError("it is not: situation | meaning | words")
    situation, meaning, marked = parts
    if situation not in SITUATIONS:
        raise ValueError(f"{situation} is no situation; these are: {' '.join(sorted(SITUATIONS))}")
    if meaning not in MEANINGS:
        raise ValueError(f"{meaning} is no meaning; these are: {' '.join(sorted(MEANINGS))}")
    entities = tuple(Entity(found[1], found[2] or "", found[3].strip()) for found in _MARK.finditer(marked))
    if unknown := {one.kind for one in entities} - KINDS:
        raise ValueError(f"{' '.join(sorted(unknown))} marks nothing; these kinds do: {' '.join(sorted(KINDS))}")
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
    file = folder / "utterances.txt"
    utterances = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            utterances.append(parse(line))
        except ValueError as error:
            raise ValueError(f"{file}, line {number}: {error}") from error
    return WrittenSet(folder.name, read_record((folder / "record.toml").read_text(encoding="utf-8")), tuple(utterances))


def read_sets(folder: Path) -> Sequence[WrittenSet]:
    """Return the sets in the folders of a folder, by name."""
    return [read_set(one) for one in sorted(folder.iterdir()) if (one / "utterances.txt").exists()]


def intents_files() -> list[Path]:
    """Return the files of intents of English and of its locales."""
    return sorted(LANGUAGE.glob("**/heard/intents.txt"))


def learned_from(folder: Path = EXAMPLES) -> list[Path]:
    """Return the files that models are trained on, with the marked sets in a folder."""
    return [*sorted(folder.rglob("*.t*")), *intents_files(), QUESTIONS, HEALTH, CLASSES]


def read_clusters() -> Mapping[str, int]:
    """Return the cluster of each word that is in one: a line of the file is a cluster."""
    lines = CLUSTERS.read_text(encoding="utf-8").splitlines()
    groups = (line.split() for line in lines if line and not line.startswith("#"))
    return {word: number for number, words in enumerate(groups) for word in words}


def digest_of(files: Iterable[Path]) -> str:
    """Return the digest of what models are trained on; a model holds it."""
    hashed = sha256()
    for file in files:
        hashed.update(file.read_bytes())
    return hashed.hexdigest()[:16]


def read_examples(files: Iterable[Path], kind: Callable[[str], K]) -> dict[K, list[str]]:
    """Read files of examples: a kind in brackets, and under it one sentence per line.

    Args:
        files: The files.
        kind: A function that reads a heading.

    Raises:
        ValueError: A heading is not a kind.
    """
    examples: dict[K, list[str]] = {}
    for line in (line for file in files for line in file.read_text(encoding="utf-8").splitlines()):
        if line.startswith("["):
            sentences = examples.setdefault(kind(line.strip("[]")), [])
        elif line and not line.startswith("#"):
            sentences.append(line)
    return examples


def count_runs(examples: Iterable[str]) -> Counter[str]:
    """Return how often each run of words occurs in examples."""
    return Counter(run for words in examples for run in runs(words))


def counted(locale: Locale) -> Mapping[str, Mapping[str, Counter[str]]]:
    """Return how often each run of words occurs in a locale's examples about health and questions, by kind."""
    fillers = Fillers(locale.table("heard/grammar.toml")["words"]["fillers"])
    wishes, questions, health = (
        read_examples(locale.files(f"heard/{name}.txt"), str) for name in ("intents", "questions", "health")
    )
    requests = count_runs(fillers.without(one) for sentences in wishes.values() for one in sentences)
    of_questions = {kind: count_runs(sentences) for kind, sentences in questions.items()} | {"request": requests}
    of_health = {kind: count_runs(sentences) for kind, sentences in health.items()}
    known = set().union(*of_health.values()) & requests.keys()
    of_health["not"].update({run: requests[run] for run in known})
    return {"health": of_health, "questions": of_questions}


def counts_of(locale: Locale) -> Mapping[str, bytes]:
    """Return the files of counts in a locale's own folder, by name: what it adds to the one that it is like."""
    *others, _own = locale.folders
    before = counted(Locale("", tuple(others))) if others else {}
    return {f"{name}.counts": packed(counts, before.get(name)) for name, counts in counted(locale).items()}


def write_counts() -> None:
    """Write these files of the language, and of its locales that have examples of their own."""
    for file in intents_files():
        for name, counts in counts_of(nearest(file.parent.parent.name)).items():
            (file.parent / name).write_bytes(counts)
