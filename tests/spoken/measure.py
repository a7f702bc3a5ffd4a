"""Where spoken sentences lead, beside where the same lead that are typed."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from random import Random
from typing import TypeVar

from simulator.alexa_api import AlexaApi
from simulator.answer import Answer
from simulator.device import Device, Elicitation
from simulator.plays import perform, read
from skill.alexa.authority import Authority
from tests.memory import MemoryLedger
from tests.sentences.test_sentences import SENTENCES, Led, Room, reached
from tests.spoken.hearing import RoundTrip, Way, ways
from tests.stage import Clock, Stage
from tests.understanding.listener import Heard as Understood
from tests.understanding.listener import Listener
from tests.understanding.measure import DESTROYS, is_taken, is_understood
from tools.examples import Utterance, WrittenSet

_One = TypeVar("_One")
_CLOSED = {"-", "outcome?", "difficulty?", "rating?", "delete?", "offer?", "day?", "time?", "when?"}
"""Situations in which no free words are elicited."""
_CALLED = {"start", "known"}
"""Headings under which a sentence calls the skill by its name."""
_DESTRUCTIVE = ("erase.", "forget.", "domains.retire")


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence that was spoken.

    Args:
        kind: What kind of sentence it is.
        way: How it was spoken.
        said: Its words.
        heard: What was recognized.
        led: Whether it led where it should.
        led_typed: Whether it does if it is typed.
        destroyed: What it took away or switched off that was not asked for; empty for nothing.
        named: Of what it names, how much was understood, and how much there is.
        named_typed: How much is understood if it is typed.
    """

    kind: str
    way: Way
    said: str
    heard: str
    led: bool
    led_typed: bool
    destroyed: str = ""
    named: tuple[int, int] = (0, 0)
    named_typed: int = 0


def of_sentences(trip: RoundTrip, authority: Authority, number: int, seed: int) -> Iterator[Row]:
    """Speak so many sentences of `tests/sentences`, and yield where they lead."""
    every = [(heading, place, words) for heading, rows in SENTENCES.items() for place, words in rows]
    rooms: dict[str, Room] = {}
    for (heading, place, words), way in zip(_sample(every, number, seed), ways(seed), strict=False):
        if heading not in rooms:
            rooms[heading] = Room(heading, Elicitation.HONOUR, authority)
        room = rooms[heading]
        typed = room.say(heading, words)
        start = f"{'tell' if words.startswith('that ') else 'ask'} ready room " if heading in _CALLED else ""
        is_free = None if heading in _CALLED else room.device.elicited is not None
        heard = trip.hear(start + words, way, is_free).words
        led = _said(room, heading, heard)
        destroyed = led.question if _destroys(led, place) and not _destroys(typed, place) else ""
        yield Row(
            f"sentences, {heading}", way, start + words, heard, reached(place, led), reached(place, typed), destroyed
        )


def _said(room: Room, heading: str, heard: str) -> Led:
    """Say what was recognized: with a call as it was recognized, and nothing is added."""
    if heading not in _CALLED:
        return room.say(heading, heard)
    device = room.device
    try:
        if heading == "start":
            room.device = room._new_device()
        return room.say("", heard)
    finally:
        room.device = device


def _destroys(led: Led, place: str) -> bool:
    return led.question.startswith(_DESTRUCTIVE) and place not in {"erase", "forget", "retire"}


def of_sets(trip: RoundTrip, sets: Sequence[WrittenSet], number: int, seed: int) -> Iterator[Row]:
    """Speak so many utterances of sets, and yield what is understood of them."""
    every = [(one, said) for one in sets for said in one.utterances]
    listeners = {one.name: Listener(one.record) for one in sets}
    for (one, said), way in zip(_sample(every, number, seed), ways(seed), strict=False):
        names = {f"d{place}": domain.name for place, domain in enumerate(one.record.domains)}
        heard = trip.hear(said.words, way, said.situation not in _CLOSED).words
        listener = listeners[one.name]
        led, typed = listener.hear(replace(said, words=heard)), listener.hear(said)
        taken = [sum(is_taken(entity, said, which, names) for entity in said.entities) for which in (led, typed)]
        yield Row(
            f"held back, {_group(said)}",
            way,
            said.words,
            heard,
            is_understood(said, led),
            is_understood(said, typed),
            _destroyed(said, led, typed),
            (taken[0], len(said.entities)),
            taken[1],
        )


def _group(said: Utterance) -> str:
    if said.meaning == "out":
        return "out of scope"
    return "wishes" if said.situation == "-" else "answers"


def _destroyed(said: Utterance, led: Understood, typed: Understood) -> str:
    is_wrong = led.meaning in DESTROYS and not is_understood(said, led) and typed.meaning != led.meaning
    return led.meaning if is_wrong else ""


def of_play(trip: RoundTrip, file: Path, authority: Authority, api: AlexaApi, way: Way) -> Iterator[Row]:
    """Speak each utterance of a play where it stands, and yield whether it leads to the same question as written."""
    play = read(file.read_text(encoding="utf-8"))
    api.zone = str(play.begins.tzinfo)
    stage = _Watched(Clock(), MemoryLedger(), authority, api, user=f"spoken-{file.stem}")
    rows: list[Row] = []

    def spoken(device: Device, words: str) -> None:
        is_free = device.elicited is not None if device.is_open else None
        heard = trip.hear(words, way, is_free).words
        stage.ledger.mark()
        before = deepcopy((api.reminders, api.permitted))
        led = _led(Device.hear(device.fork(), heard))
        stage.go_back()
        api.reminders, api.permitted = deepcopy(before)
        typed = _led(Device.hear(device.fork(), words))
        stage.go_back()
        api.reminders, api.permitted = before
        rows.append(Row(f"plays, {file.stem}", way, words, heard, led == typed, led_typed=True))

    stage.hears = spoken
    for _ in perform(play, stage):
        yield from rows
        rows.clear()


def _led(answer: Answer) -> tuple[str, bool]:
    """Return the question that is open after an answer, and whether the microphone is."""
    session = answer.exchanges[-1].session if answer.exchanges else {}
    return str(session.get("question", "")), answer.is_open


@dataclass
class _Watched(Stage):
    """A stage whose devices say first to somebody else what they hear."""

    ledger: MemoryLedger
    hears: Callable[[Device, str], None] = lambda _device, _words: None

    def go_back(self) -> None:
        """Bring the ledger back to where it was."""
        self.ledger.go_back()

    def device(self, name: str = "kitchen", new_id: Callable[[], str] | None = None) -> Device:
        """Return such a device."""
        device = super().device(name, new_id)

        def hear(utterance: str, offset_ms: int | None = None) -> Answer:
            if utterance:
                self.hears(device, utterance)
            return Device.hear(device, utterance, offset_ms)

        device.hear = hear  # type: ignore[method-assign]
        return device


def _sample(every: Sequence[_One], number: int, seed: int) -> Sequence[_One]:
    """Return so many, in an order that depends on the seed: more of the same order if more are wanted."""
    shuffled = list(every)
    Random(seed).shuffle(shuffled)  # noqa: S311 - a sample, not a secret
    return list(islice(shuffled, number))
