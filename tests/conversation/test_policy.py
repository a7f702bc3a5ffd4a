"""Every intent of every model has one way to go in every state, and the whole thing answers as Alexa asks for."""

import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from skill.alexa.acts import act_of_intent
from skill.alexa.intents import INTENTS
from skill.conversation.manager import DialogManager
from skill.conversation.policy import OPEN_QUESTIONS, TOPICS
from skill.conversation.turn import Device, RecordedPatterns, Refusal, Reply, Turn
from skill.ledger.protocol import Ledger
from skill.ledger.sqlite import SqliteLedger
from skill.limits import SPEECH_CHARACTERS
from skill.nlu.intents import Intent
from skill.nlu.language import language_for
from skill.speech.parts import Line
from skill.speech.ssml import ssml
from skill.speech.texts import texts_for
from tests.conversation.ways import WAYS, YES, Said, intent
from tests.memory import MemoryLedger
from tests.patience import patient
from tests.speech.reading import text_of

TEXTS = texts_for("en-US")


class Nobody:
    """A platform that has no reminders."""

    def time_zone(self) -> str | None:
        return "America/New_York"

    def remind(self, at: datetime, now: datetime, label: Line, *, may_be_there: bool) -> str | Refusal:
        return Refusal.UNSUPPORTED

    def cancel(self, reminder: str) -> None:
        """There is none."""


MOST_WORDS = 60
"""An answer of two lines, one of which quotes somebody."""
NAMES = sorted({*INTENTS, "SayIIntent", "SayThatIntent", "SayToIntent"})
"""Every intent; of the carriers, which are all alike, a few. What a track does is said by nobody."""
SINCE = 40
"""The number of the first request after a way: no way has as many."""
LAST = sorted(
    one for one, way in WAYS.items() if not any(way == other[: len(way)] for other in WAYS.values() if other != way)
)
"""The questions on whose way to no other question they lie: their ways hold all others."""
FILLED = {
    "NumberIntent": {"number": "7"},
    "LengthIntent": {"length": "PT2M"},
    "DateIntent": {"date": "2025-05"},
    "TimeIntent": {"time": "15:00"},
    "ScheduleIntent": {"date": "2026-05-08", "time": "15:00"},
    "BreatheInIntent": {"words": "four out for six"},
    "PreferPatternIntent": {"pattern": "box"},
    "PreferLengthIntent": {"length": "PT2M"},
    "Connections.Response": {"status": "ACCEPTED"},
    "OutcomeIntent": {"outcome": "partly"},
    "DifficultyIntent": {"difficulty": "hard"},
    "ThingIntent": {"thing": "job interview"},
    "AnythingIntent": {"anything": "slow down at the start"},
}


@dataclass
class Talk:
    """A performer whose turns are taken without the platform."""

    ledger: Ledger
    account: str
    session: dict[str, Any]
    numbers: Iterator[int]
    voice: str | None = None
    late: timedelta = timedelta()

    def say(self, intent: str, **slots: str) -> Reply:
        """Take a turn: of that voice, so many minutes later, on a device that plays tracks."""
        number = next(self.numbers)
        self.voice = slots.pop("voice", self.voice)
        self.late += timedelta(minutes=int(slots.pop("later", "0")))
        plays = bool(slots.pop("plays", ""))
        reply = DialogManager(self.ledger).answer(
            Turn(
                act=act_of_intent(intent, slots, language_for("en-US")),
                session={} if intent == "LaunchRequest" else self.session,
                account=self.account,
                request=f"r{number}",
                at=datetime(2026, 5, 4, 12, 0, number % 60, tzinfo=UTC) + self.late,
                locale="en-US",
                deadline=patient(),
                platform=Nobody(),
                device=Device(has_player=plays, recordings=RecordedPatterns.ALL),
                voice_id=self.voice,
            )
        )
        assert reply is not None
        self.session = reply.session.to_json() if reply.session else {}
        return reply


def come_to(question: str | None, ledger: Ledger, account: str = "somebody", before: Said = ()) -> Talk:
    """Take a new performer to a question; `None` is where nothing was said yet."""
    talk = Talk(ledger, account, {}, count())
    for name, slots in (*before, *(WAYS[question] if question else ())):
        talk.say(name, **slots)
    return talk


@dataclass
class Place:
    """A place in a conversation, to which a performer comes back as often as a test has something to say there."""

    talk: Talk
    ledger: MemoryLedger

    def again(self) -> Talk:
        """Go back; requests have numbers that none had on the way."""
        self.ledger.go_back()
        return replace(self.talk, numbers=count(SINCE))

    def each(self) -> Iterator[tuple[str, Reply]]:
        """Say each intent here."""
        for name in NAMES:
            yield name, self.again().say(name, **FILLED.get(name, {"words": "kept my hands still"}))


Places = Callable[..., Place]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """The places of all questions; the way to each is taken once, on a file, which is then copied into memory."""
    made: dict[str, Place] = {}

    def place(question: str | None, before: Said = ()) -> Place:
        key = f"{before} {question}"
        if key not in made:
            file = tmp_path_factory.mktemp("ledger") / "ledger.sqlite3"
            talk = come_to(question, SqliteLedger(file), before=before)
            ledger = MemoryLedger(file)
            made[key] = Place(replace(talk, ledger=ledger), ledger)
        return made[key]

    return place


def test_every_meaning_leads_somewhere() -> None:
    assert set(Intent) - set(TOPICS) == set()


def test_there_is_a_way_to_every_question() -> None:
    assert set(OPEN_QUESTIONS) == set(WAYS)


@pytest.mark.parametrize("ledger", ["dynamodb"], indirect=True)
@pytest.mark.parametrize("question", LAST)
def test_the_way_is_the_same_on_dynamodb(question: str, ledger: Ledger, user: str) -> None:
    """On SQLite every way is taken by the tests below."""
    assert come_to(question, ledger, user).session["question"] == question


@pytest.mark.parametrize("question", [None, *sorted(WAYS)])
def test_every_intent_is_answered_in_every_state(question: str | None, places: Places) -> None:
    """With an open microphone and its question last, or with a closed one and no question; in SSML of Alexa's size."""
    place = places(question)
    assert place.talk.session.get("question") == question
    for name, reply in place.each():
        said = text_of(ssml(reply.say, TEXTS))
        where = f"{name} in {question}: {said}"
        assert said, where
        assert said.endswith("?") == bool(reply.session), where
        assert "?" not in said[:-1], where
        assert bool(reply.reprompt) == bool(reply.session), where
        assert len(ssml(reply.say, TEXTS)) <= SPEECH_CHARACTERS, where
        is_warm_up = any(getattr(part, "key", "") == "warm-up-go" for part in reply.say)
        is_list = any(getattr(part, "key", "").startswith("evidence-") for part in reply.say)
        assert is_warm_up or is_list or len(said.split()) <= MOST_WORDS, where


@pytest.mark.parametrize("question", sorted(WAYS))
@pytest.mark.parametrize("name", ["AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"])
def test_stop_ends_it_anywhere(question: str, name: str, places: Places) -> None:
    assert places(question).again().say(name).session is None


@pytest.mark.parametrize("question", sorted(WAYS))
def test_nonsense_is_helped_with_and_then_left(question: str, places: Places) -> None:
    talk = places(question).again()
    said = [text_of(ssml(talk.say("AMAZON.FallbackIntent").say, TEXTS)) for _ in range(4)]
    assert len(set(said)) == 4, "each time something else is tried"
    assert talk.session == {}


@pytest.mark.parametrize("question", sorted(WAYS))
@pytest.mark.parametrize("name", ["AMAZON.RepeatIntent", "WaitIntent", "AMAZON.HelpIntent"])
def test_repeat_wait_and_help_leave_the_question_open(question: str, name: str, places: Places) -> None:
    talk = places(question).again()
    talk.say(name)
    assert talk.session["question"].split(".")[0] in {question.split(".", maxsplit=1)[0], "opening"}


@pytest.mark.parametrize("question", sorted(set(WAYS) - {"erase.sure", "forget.sure", "note.read_back", "note.words"}))
def test_nothing_is_destroyed_without_a_yes(question: str, places: Places) -> None:
    """Whatever is said once, wherever nothing is about to be destroyed: what was told before stays."""
    place = places(question, before=(*intent("NoteIntent", words="I was here before"), *YES))
    for name, _ in place.each():
        kept = place.ledger.latest("somebody", "main", "first", 50, patient())
        assert "I was here before" in [one.note for one in kept], f"{name} in {question}"


@pytest.mark.parametrize("name", ["BreatheIntent", "WarmUpIntent", "OnSoonIntent", "LengthIntent"])
@pytest.mark.parametrize("length", ["PT9999H", "PT999999999H", "PT99999999999999H"])
def test_a_length_that_nobody_means_costs_no_more_than_the_longest(name: str, length: str, tmp_path: Path) -> None:
    """It is no matter of what is breathed: nothing is laid out that cannot be led."""
    talk = Talk(SqliteLedger(tmp_path / "ledger.sqlite3"), "somebody", {}, count())
    talk.say("LaunchRequest")
    tracemalloc.start()
    reply = talk.say(name, length=length, plays="yes")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reply.say
    assert peak < 5_000_000
