"""Whole conversations, written by people who had seen nothing of the skill, with what must be true after each turn.

A conversation begins with `# title · new user` or `# title · with the record`. `> words` is what its performer says;
the lines below it are checks: `asks`, `ends`, `breathes`, `breathes not`, `says: a|b`, `says not: a|b`,
`kept: FIELD = words`, `kept not: words`, and `gone: words`, which were kept before. They hold however the skill words
things and in whatever field of that meaning it keeps them; articles and little words do not count.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from simulator.alexa_api import AlexaApi
from simulator.answer import Answer
from simulator.device import Device, Elicitation
from simulator.endpoints import NoAnswer
from simulator.player import AUDIO_PLAYER
from simulator.plays import as_text
from simulator.spoken import Piece, pieces
from skill.alexa.authority import Authority
from skill.alexa.requests import account_of
from skill.efficacy.domain import NAMELESS
from skill.efficacy.evidence import Evidence, Kind
from skill.efficacy.performer import MAIN, Performer
from tests.memory import MemoryLedger
from tests.patience import patient
from tests.stage import ACCOUNT_KEY, Clock, Stage
from tests.understanding.listener import write
from tools.examples import Record, read_record

EXAMPLES = Path(__file__).parents[2] / "skill" / "languages" / "en" / "examples"
"""Where the records of the sets are that the skill learns from."""
SECONDS_A_TURN = 10
_CALL = "open ready room"
_HEAD = re.compile(r"# *(.+?) *· *(new user|with the record) *")
_CHECK = re.compile(r"(asks|ends|breathes not|breathes)|(says not|says|kept not|gone): *(.+)|(kept): *(\w+) *= *(.+)")
_BREATHS = 2
"""How many spoken cues of one answer lead a breath."""
_users = count(1)


@dataclass(frozen=True, slots=True)
class Check:
    """Something that must be true after a turn.

    Args:
        kind: What it is about, as it is written: "says not".
        words: Its words.
        field: For `kept`, the field.
    """

    kind: str
    words: str = ""
    field: str = ""

    def __str__(self) -> str:
        """Return the check as it is written."""
        of_field = f"{self.field} = " if self.field else ""
        return f"{self.kind}: {of_field}{self.words}" if self.words else self.kind


@dataclass(frozen=True, slots=True)
class WrittenTurn:
    """What is said, and what must be true then."""

    words: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as it is written.

    Args:
        title: Its title.
        record: What its performer told before; `None` for a new user.
        turns: Its turns.
    """

    title: str
    record: Record | None
    turns: tuple[WrittenTurn, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Whether a check held.

    Args:
        turn: The turn.
        check: The check.
        held: Whether it held.
        said: What the skill said, in the notation of plays; after what it said when it was called again for the turn.
        kept: What is kept that the check is about, apart from what the record began with.
    """

    turn: WrittenTurn
    check: Check
    held: bool
    said: str
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Performance:
    """A conversation as it went, with one kind of device."""

    conversation: Conversation
    elicitation: Elicitation
    results: tuple[Result, ...]

    @property
    def held(self) -> int:
        """How many checks held."""
        return sum(result.held for result in self.results)

    @property
    def is_whole(self) -> bool:
        """Whether all of its checks held."""
        return self.held == len(self.results)


def parse(text: str, record: Record) -> Sequence[Conversation]:
    """Return the conversations of a text, some of them with the record.

    Raises:
        ValueError: A line is no title, no turn and no check, or stands where it cannot.
    """
    found: list[tuple[str, Record | None, list[tuple[str, list[Check]]]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if not stripped:
            continue
        if head := _HEAD.fullmatch(stripped):
            found.append((head[1], record if head[2] == "with the record" else None, []))
        elif stripped.startswith(">") and found:
            found[-1][2].append((stripped[1:].strip(), []))
        elif (check := _check(stripped)) and found and found[-1][2]:
            found[-1][2][-1][1].append(check)
        else:
            raise ValueError(f"line {number} is no part of a conversation: {line}")
    return [
        Conversation(title, known, tuple(WrittenTurn(words, tuple(checks)) for words, checks in turns))
        for title, known, turns in found
    ]


def _check(line: str) -> Check | None:
    found = _CHECK.fullmatch(line)
    if found is None or (found[5] and found[5] not in FIELDS):
        return None
    return Check(found[1] or found[2] or found[4], found[3] or found[6] or "", found[5] or "")


def read(path: Path) -> Sequence[Conversation]:
    """Return the conversations of a file, or of a folder with a record beside them."""
    if path.is_dir():
        record, path = path / "record.toml", path / "conversations.txt"
    else:
        record = EXAMPLES / path.stem / "record.toml"
    return parse(path.read_text(encoding="utf-8"), read_record(record.read_text(encoding="utf-8")))


@dataclass
class Kept:
    """What is on a performer's record.

    Args:
        performer: The performer.
        evidence: Their evidence.
        values: Every text, number and date that is stored.
    """

    performer: Performer
    evidence: Sequence[Evidence]
    values: Sequence[str]

    def of(self, name: str) -> tuple[str, ...]:
        """Return the values of the fields of a meaning."""
        return tuple(str(value) for value in FIELDS[name](self) if value is not None)

    def holds(self, name: str, words: str) -> bool:
        """Whether a field of a meaning has words, and not much else where that matters."""
        if name in _EXACT:
            return words in self.of(name)
        most = _MOST_BESIDE.get(name)
        return any(
            contains(value, words) and (most is None or _beside(value, words) <= most) for value in self.of(name)
        )

    def with_words(self, words: str) -> tuple[str, ...]:
        """Return the values that contain words."""
        return tuple(value for value in self.values if contains(value, words))


def _deeds(kept: Kept) -> Iterator[str | None]:
    for one in kept.evidence:
        yield from (one.worked, one.own_part)
        if one.kind is Kind.NOTE:
            yield one.note


def _domains(kept: Kept) -> Iterator[str | None]:
    for one in kept.performer.domains:
        yield from (one.title, one.goal if one.is_name_made else None)


def _steps(kept: Kept) -> Iterator[Any]:
    for one in kept.performer.domains:
        yield from one.ladder.challenges
        yield from one.draft.steps if one.draft else ()


def _ratings(kept: Kept) -> Iterator[int | None]:
    yield from (one.certainty for one in kept.evidence)
    yield from (rating.value for one in kept.performer.domains for rating in one.ratings)
    yield from (one.certainty for one in _steps(kept))


def _dates(kept: Kept) -> Iterator[Any]:
    for one in kept.performer.domains:
        yield from (known for known in (one.date, one.pending_date) if known)


def _models(kept: Kept) -> Iterator[Any]:
    return (model for one in kept.performer.domains for model in one.models)


def _encouragements(kept: Kept) -> Iterator[Any]:
    return (words for one in kept.performer.domains for words in one.encouragements)


def _plans(kept: Kept) -> Iterator[str | None]:
    yield from (one.plan for one in kept.evidence)
    yield from (plan.words for one in kept.performer.domains for plan in one.plans)


def _patterns(kept: Kept) -> Iterator[str | None]:
    preferences = kept.performer.preferences
    yield preferences.pattern
    for own in preferences.own_patterns:
        yield from (own.title, own.lengths)


FIELDS: Mapping[str, Callable[[Kept], Iterable[object]]] = {
    "domain": _domains,
    "goal": lambda kept: (goal for one in kept.performer.domains for goal in (one.goal, one.specific_goal)),
    "step": lambda kept: (getattr(one, "challenge", None) or one.what for one in _steps(kept)),
    "sign": lambda kept: (one.criterion for one in _steps(kept)),
    "note": lambda kept: (*_deeds(kept), *(one.note for one in kept.evidence)),
    "worked": _deeds,
    "tells": lambda kept: (words for one in kept.evidence for words in (one.shows, one.trace)),
    "plan": _plans,
    "rating": _ratings,
    "difficulty": lambda kept: (one.difficulty for one in kept.evidence),
    "outcome": lambda kept: (one.outcome for one in kept.evidence),
    "success": _deeds,
    "person": lambda kept: (one.person for one in (*_models(kept), *_encouragements(kept))),
    "quote": lambda kept: (one.words for one in _encouragements(kept)),
    "saw": lambda kept: (one.saw for one in _encouragements(kept)),
    "started": lambda kept: (one.started for one in _models(kept)),
    "did": lambda kept: (one.did for one in _models(kept)),
    "date": lambda kept: (one.day for one in _dates(kept)),
    "time": lambda kept: (value for one in _dates(kept) for value in (one.time, one.part)),
    "cue": lambda kept: (kept.performer.preferences.cue,),
    "pattern": _patterns,
}
"""The values on the record of each meaning."""
_EXACT = {"rating", "difficulty", "outcome", "date", "time"}
"""Fields whose values are no words."""
_MOST_BESIDE = {"person": 2, "cue": 1, "domain": 4}
"""How many other words a value of some fields may have: a whole sentence is no name."""


@dataclass
class _Play:
    """A conversation that is going on."""

    stage: Stage
    device: Device
    ledger: MemoryLedger
    account: str
    seen: set[str] = field(default_factory=set)
    """All that was ever kept."""
    before: frozenset[str] = frozenset()
    """What the record began with."""

    def begin(self) -> None:
        """Note what the record begins with."""
        self.before = frozenset(self.kept().values)

    def hear(self, words: str) -> tuple[Answer, str]:
        """Say something, and return the answer and what was said; call the skill first if it is over."""
        answer, called = self._hear(words), ""
        if answer.remark:
            called = f"[called again] {as_text(self._hear(_CALL))} / "
            answer = self._hear(words)
        return answer, called + as_text(answer)

    def _hear(self, words: str) -> Answer:
        try:
            answer = self.device.hear(words)
        except NoAnswer as error:
            answer = Answer(remark=f"no answer: {error}")
        if not answer.remark:
            self.stage.clock.pass_time(timedelta(seconds=SECONDS_A_TURN))
        return answer

    def kept(self) -> Kept:
        """Return what is on the record now."""
        performer = self.ledger.performer(self.account, MAIN, patient())
        ids = dict.fromkeys((*(one.id for one in performer.domains), NAMELESS))
        evidence = [one for id_ in ids for one in self.ledger.latest(self.account, MAIN, id_, 100, patient())]
        stored = self.ledger.everything(self.account, patient())
        values = [value for record in stored for value in _values(json.loads(record.body))]
        self.seen.update(values)
        return Kept(performer, evidence, values)


def _values(stored: object) -> Iterator[str]:
    if isinstance(stored, Mapping):
        stored = list(stored.values())
    if isinstance(stored, list):
        for one in stored:
            yield from _values(one)
    else:
        yield str(stored)


def perform(
    conversation: Conversation, authority: Authority, api: AlexaApi, elicitation: Elicitation, locale: str = "en-US"
) -> Performance:
    """Perform a conversation with a device on the whole skill, and return what held."""
    ledger, clock, user = MemoryLedger(), Clock(), f"somebody-{next(_users)}"
    account = account_of(user, ACCOUNT_KEY)
    if conversation.record is not None:
        write(conversation.record, ledger, account, clock.now.astimezone(UTC))
    stage = Stage(clock, ledger, authority, api, elicitation=elicitation, user=user, locale=locale)
    play = _Play(stage, stage.device(), ledger, account)
    play.begin()
    results = tuple(result for turn in conversation.turns for result in _take(play, turn))
    return Performance(conversation, elicitation, results)


def _take(play: _Play, turn: WrittenTurn) -> Iterator[Result]:
    """Take a turn, and yield whether each of its checks held."""
    answer, said = play.hear(turn.words)
    kept = play.kept()
    for check in turn.checks:
        held = _holds(check, answer, kept, play.seen)
        yield Result(turn, check, held, said, tuple(_about(check, kept, play)))


def _about(check: Check, kept: Kept, play: _Play) -> Iterator[str]:
    """Yield what is kept that a check is about, and where its words are kept if not in its field."""
    if check.kind == "kept":
        yield from dict.fromkeys(value for value in kept.of(check.field) if value not in play.before)
        yield from (f"(elsewhere) {value}" for value in kept.with_words(check.words) if value not in play.before)
    elif check.kind in {"kept not", "gone"}:
        yield from kept.with_words(check.words)
        if not any(contains(value, check.words) for value in play.seen):
            yield "(never kept)"


def _holds(check: Check, answer: Answer, kept: Kept, seen: Iterable[str]) -> bool:
    spoken = [] if answer.ssml is None else pieces(answer.ssml)
    words = " ".join(piece.words for piece in spoken)
    groups = check.words.split("|")
    match check.kind:
        case "asks":
            return answer.is_open and words.rstrip().endswith("?")
        case "ends":
            return not answer.is_open
        case "breathes" | "breathes not":
            return leads_breathing(answer, spoken) is (check.kind == "breathes")
        case "says":
            return any(contains(words, group, as_stem=True) for group in groups)
        case "says not":
            return not any(contains(words, group) for group in groups)
        case "kept":
            return kept.holds(check.field, check.words)
        case "kept not":
            return not kept.with_words(check.words)
    return not kept.with_words(check.words) and any(contains(value, check.words) for value in seen)


def leads_breathing(answer: Answer, spoken: Sequence[Piece]) -> bool:
    """Whether an answer leads breathing: with cues, a recording, a track or a document on the screen."""
    body = (answer.exchanges[-1].answer.get("response") or {}) if answer.exchanges else {}
    is_track = any(one.get("type") == f"{AUDIO_PLAYER}.Play" for one in body.get("directives") or ())
    cues = [piece for piece in spoken if piece.is_cue and piece.words and piece.silence >= 1]
    return is_track or any(piece.sound for piece in spoken) or len(cues) >= _BREATHS


_LITTLE = frozenset("a an the i my that and so just um uh er oh well okay please then also really".split())
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_NUMBERS = {word: n for n, word in enumerate((*_UNITS, "seventeen", "eighteen", "nineteen"))}
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_WHOLE_TENS = frozenset(map(str, _TENS.values()))
_SPELLED = re.compile(r"\b[b-hj-z](?: [a-z]\b)+")
"""Letters said one by one: "m b a"."""
_STEM = 4
"""How many letters make a word known by its beginning."""


def contains(text: str, words: str, *, as_stem: bool = False) -> bool:
    """Whether a text contains words, one after the other, little words aside.

    Args:
        text: The text.
        words: The words.
        as_stem: Whether the last word may go on in the text: "breath" is in "breathe".
    """
    there, wanted = _tokens(text), _tokens(words)
    if set(wanted) - _LITTLE:
        there, wanted = ([one for one in tokens if one not in _LITTLE] for tokens in (there, wanted))
    for start in range(len(there) - len(wanted) + 1):
        *firsts, last = there[start : start + len(wanted)]
        goes_on = as_stem and len(wanted[-1]) >= _STEM and last.startswith(wanted[-1])
        if firsts == wanted[:-1] and (last == wanted[-1] or goes_on):
            return True
    return False


def _beside(text: str, words: str) -> int:
    """Return how many words a text has beside some words, little ones aside."""
    return sum(one not in _LITTLE and one not in _tokens(words) for one in _tokens(text))


def _tokens(text: str) -> list[str]:
    """Return a text's words in lower case and without punctuation, numbers in digits, single letters joined."""
    plain = re.sub("['\u2019]", "", text.lower())
    plain = re.sub(r"\b(\d{1,2}):00\b", r"\1", plain)
    plain = re.sub(r"\b([ap])\.?m\b\.?", r"\1m", plain)
    tokens: list[str] = []
    for word in re.findall(r"[^\W_]+", plain):
        unit = _NUMBERS.get(word)
        if unit and unit < _NUMBERS["ten"] and tokens and tokens[-1] in _WHOLE_TENS:
            tokens[-1] = str(int(tokens[-1]) + unit)
        else:
            tokens.append(str(_NUMBERS.get(word, _TENS.get(word, word))))
    return _SPELLED.sub(lambda found: found[0].replace(" ", ""), " ".join(tokens)).split()
