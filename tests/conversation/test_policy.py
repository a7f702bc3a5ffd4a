"""Every intent of every model has one way to go in every state, and the whole thing answers as Alexa asks for."""

import sqlite3
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
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
OPENERS: dict[str, tuple[tuple[str, dict[str, str]], ...]] = {
    "opening.what": (("LaunchRequest", {}),),
    "opening.wish": (("AMAZON.HelpIntent", {}),),
    "meeting.goal": (("ThingIntent", {"thing": "job interview"}),),
    "meeting.exact": (("GettingReadyIntent", {"words": "be more confident in life"}),),
    "meeting.name": (("GettingReadyIntent", {"words": "speak to fifty people for ten minutes"}),),
    "meeting.certainty": (("ThingIntent", {"thing": "talk"}), ("AnswerIntent", {"words": "speak to ten people"})),
    "success.worked": (("AddSuccessIntent", {}),),
    "success.happened": (("AddSuccessIntent", {}), ("SayIIntent", {"words": "gave a talk"})),
    "success.shows": (
        *(("AddSuccessIntent", {}), ("SayIIntent", {"words": "gave a talk"})),
        ("DateIntent", {"date": "2025"}),
    ),
    "debrief.outcome": (("DebriefIntent", {}),),
    "debrief.worked": (("DebriefIntent", {}), ("AMAZON.YesIntent", {})),
    "note.read_back": (("NoteIntent", {"words": "I smiled"}),),
    "note.words": (("NoteIntent", {"words": "I smiled"}), ("ThatsWrongIntent", {})),
    "evidence.first": (("HearEvidenceIntent", {}),),
    "erase.sure": (("DeleteEverythingIntent", {}),),
    "forget.sure": (("NoteIntent", {"words": "I smiled"}), ("AMAZON.YesIntent", {}), ("ForgetThatIntent", {})),
    "half_way.where": (("WarmUpIntent", {}), ("LaunchRequest", {})),
}
"""How to come to a question."""
for name, before in (
    ("own_part", "I was just lucky"),
    ("shows", "I spoke slowly"),
):
    OPENERS[f"debrief.{name}"] = (*OPENERS["debrief.worked"], ("AnswerIntent", {"words": before}))
OPENERS["debrief.trace"] = (*OPENERS["debrief.shows"], ("AnswerIntent", {"words": "I can"}))
OPENERS["debrief.plan"] = (*OPENERS["debrief.shows"], ("AnswerIntent", {"words": "I can hold the pace of a talk"}))
OPENERS["debrief.more"] = (*OPENERS["debrief.plan"], ("AnswerIntent", {"words": "when it begins I wait"}))
OPENERS["debrief.difficulty"] = (*OPENERS["debrief.more"], ("AMAZON.YesIntent", {}))
OPENERS["debrief.certainty"] = (
    *(("ThingIntent", {"thing": "talk"}), ("AMAZON.NextIntent", {}), ("AMAZON.NextIntent", {}), ("EnoughIntent", {})),
    *(*OPENERS["debrief.difficulty"], ("DifficultyIntent", {"difficulty": "hard"})),
)
OPENERS["unfinished.resume"] = (*OPENERS["debrief.shows"], ("LaunchRequest", {}))
TOLD: tuple[tuple[str, dict[str, str]], ...] = (("NoteIntent", {"words": "I smiled"}), ("AMAZON.YesIntent", {}))
OPENERS["evidence.more"] = (*TOLD * 4, ("HearEvidenceIntent", {}))
MINE = "0123456789ab"
"""Whose voice is recognised."""
Said = tuple[tuple[str, dict[str, str]], ...]


def words(*said: str) -> Said:
    """Say each as free text."""
    return tuple(("AnswerIntent", {"words": one}) for one in said)


def met(*certainty: tuple[str, dict[str, str]]) -> Said:
    """Meet, with a goal and how certain they are of it."""
    return (("ThingIntent", {"thing": "talk"}), *words("speak to ten people"), *certainty, ("EnoughIntent", {}))


SIX, NINE, YES, NO = (
    ("NumberIntent", {"number": "6"}),
    ("NumberIntent", {"number": "9"}),
    "AMAZON.YesIntent",
    "AMAZON.NoIntent",
)
FIVE: tuple[str, dict[str, str]] = ("NumberIntent", {"number": "5"})
MET = met(SIX)
OPENERS["ladder_offer.build"] = (*MET, ("LaunchRequest", {}))
OPENERS["opening.add"] = (*OPENERS["ladder_offer.build"], (NO, {}), ("LaunchRequest", {}))
OPENERS["ladder.what_first"] = (*MET, ("BuildLadderIntent", {}))
OPENERS["ladder.criterion_first"] = (*OPENERS["ladder.what_first"], *words("speak to three people"))
OPENERS["ladder.certainty_first"] = (*OPENERS["ladder.criterion_first"], *words("I do not read"))
OPENERS["ladder.adjusted_first"] = (*OPENERS["ladder.certainty_first"], NINE)
OPENERS["ladder.anew_first"] = (*OPENERS["ladder.adjusted_first"], *words("speak to four people"))
OPENERS["ladder.support_first"] = (*OPENERS["ladder.certainty_first"], FIVE)
OPENERS["ladder.what_middle"] = (*OPENERS["ladder.certainty_first"], SIX)
OPENERS["ladder.criterion_middle"] = (*OPENERS["ladder.what_middle"], *words("speak to six people"))
OPENERS["ladder.certainty_middle"] = (*OPENERS["ladder.criterion_middle"], *words("I do not read"))
OPENERS["ladder.adjusted_middle"] = (*OPENERS["ladder.certainty_middle"], NINE)
OPENERS["ladder.anew_middle"] = (*OPENERS["ladder.adjusted_middle"], *words("speak to nine people"))
OPENERS["ladder.support_middle"] = (*OPENERS["ladder.certainty_middle"], FIVE)
OPENERS["ladder.criterion_end"] = (*OPENERS["ladder.certainty_middle"], SIX)
UNRATED = (*met(), *OPENERS["ladder.criterion_end"][len(MET) :])
OPENERS["ladder.certainty_end"] = (*UNRATED, *words("I do not read"))
OPENERS["schedule.day"] = (*MET, ("ScheduleIntent", {}))
LADDER = (*OPENERS["ladder.criterion_end"], *words("I do not read"), ("AMAZON.StopIntent", {}))
MISSED: Said = (("DidItIntent", {}), (NO, {}), ("EnoughIntent", {}))
DONE: Said = (("DidItIntent", {}), (YES, {}), ("EnoughIntent", {}))
OPENERS["ladder_offer.resume"] = (*OPENERS["ladder.criterion_first"], ("LaunchRequest", {}))
OPENERS["ladder_offer.proposed"] = (*LADDER, *MISSED, *MISSED, ("LaunchRequest", {}))
OPENERS["ladder_offer.top"] = (*LADDER, *DONE, *DONE, *DONE, ("LaunchRequest", {}))
OPENERS["schedule_offer.when"] = (*LADDER, ("NextChallengeIntent", {}))
OPENERS["schedule.time"] = (*OPENERS["schedule.day"], ("DateIntent", {"date": "2026-05-08"}))
OPENERS["schedule.half"] = (*OPENERS["schedule.time"], ("TimeIntent", {"time": "03:00"}))
OPENERS["schedule.remind"] = (*OPENERS["schedule.time"], ("TimeIntent", {"time": "15:00"}))
OPENERS["schedule.later"] = (*LADDER, ("ScheduleIntent", {"date": "2026-05-20", "time": "15:00"}))
OPENERS["schedule.prepare"] = (*met(NINE), ("ScheduleIntent", {"date": "2026-05-08", "time": "15:00"}))
TODAY: Said = (("ScheduleIntent", {"date": "2026-05-04", "time": "23:00"}), ("AMAZON.NoIntent", {}))
OPENERS["opening_today.warm_up"] = (*MET, *TODAY, ("LaunchRequest", {}))
OPENERS["model.name"] = (*MET, ("RoleModelIntent", {}))
OPENERS["model.nearer"] = (*OPENERS["model.name"], *words("Taylor Swift"))
OPENERS["model.started"] = (*OPENERS["model.name"], *words("my colleague Dana"))
OPENERS["model.did"] = (*OPENERS["model.started"], *words("she read from her notes"))
OPENERS["encouragement.who"] = (*MET, ("EncouragementIntent", {}))
OPENERS["encouragement.words"] = (*OPENERS["encouragement.who"], *words("my teacher"))
OPENERS["encouragement.saw"] = (*OPENERS["encouragement.words"], *words("your opening held the room"))
OPENERS["rate.certainty"] = (*MET, ("RateIntent", {}))
OPENERS["domains.which"] = (
    *MET,
    ("ThingIntent", {"thing": "recital"}),
    ("AMAZON.StopIntent", {}),
    ("SwitchIntent", {}),
)
OPENERS["domains.name"] = (*MET, ("RenameIntent", {}))
OPENERS["domains.retire"] = (*MET, ("RetireIntent", {}))
OPENERS["prefer.pattern"] = (("PreferPatternIntent", {}),)
OPENERS["prefer.length"] = (("PreferLengthIntent", {}),)
OPENERS["prefer.cue"] = (("CueWordIntent", {}),)
OPENERS["voice.claim"] = (*MET, ("LaunchRequest", {"voice": MINE}))
OPENERS["voice.share"] = (("MyVoiceIntent", {"voice": MINE}), ("AnyVoiceIntent", {}))
TEN_MINUTES = {"length": "PT10M"}
OPENERS["breathing.more"] = (("WarmUpIntent", TEN_MINUTES),)
OPENERS["breathing.alone"] = (("BreatheIntent", TEN_MINUTES),)
ON_A_TRACK = TEN_MINUTES | {"plays": "yes"}
OPENERS["breathing_left.where"] = (("WarmUpIntent", ON_A_TRACK), ("LaunchRequest", {"later": "4"}))
OPENERS["breathing_left.alone"] = (("BreatheIntent", ON_A_TRACK), ("LaunchRequest", {"later": "4"}))
OPENERS["health.how"] = (("HealthIntent", {}),)
OPENERS["distress.leave"] = (("DistressIntent", {}),)
OPENERS["note_waiting.read"] = (("NoteIntent", {"words": "I smiled"}), ("LaunchRequest", {}))
OPENERS["meeting_unfinished.resume"] = (("ThingIntent", {"thing": "talk"}), ("LaunchRequest", {}))
OPENERS["debrief.followed"] = (*OPENERS["debrief.more"], (NO, {}), *OPENERS["debrief.plan"])


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


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> SqliteLedger:
    """A ledger in a file."""
    return SqliteLedger(tmp_path_factory.mktemp("ledger") / "ledger.sqlite3")


def come_to(question: str, ledger: Ledger, account: str = "somebody", *before: tuple[str, dict[str, str]]) -> Talk:
    """Take a new performer to a question."""
    talk = Talk(ledger, account, {}, count())
    for intent, slots in (*before, *OPENERS[question]):
        talk.say(intent, **slots)
    return talk


def each_from(talk: Talk, folder: Path) -> Iterator[tuple[str, Reply, Talk]]:
    """Say each intent in the same place: every time from a copy of the ledger as it is."""
    original = folder / "ledger.sqlite3"
    for name in NAMES:
        file = folder / f"{name}.sqlite3"
        with closing(sqlite3.connect(original)) as source, closing(sqlite3.connect(file)) as copy:
            source.backup(copy)
        other = replace(talk, ledger=SqliteLedger(file), numbers=count(30))
        yield name, other.say(name, **FILLED.get(name, {"words": "kept my hands still"})), other


def test_every_meaning_leads_somewhere() -> None:
    assert set(Intent) - set(TOPICS) == set()


def test_there_is_a_way_to_every_question() -> None:
    assert set(OPEN_QUESTIONS) == set(OPENERS)


@pytest.mark.parametrize("question", [None, *sorted(OPENERS)])
def test_every_intent_is_answered_in_every_state(question: str | None, tmp_path: Path) -> None:
    """With an open microphone and its question last, or with a closed one and no question; in SSML of Alexa's size."""
    ledger = SqliteLedger(tmp_path / "ledger.sqlite3")
    talk = come_to(question, ledger) if question else Talk(ledger, "somebody", {}, count())
    assert talk.session.get("question") == question
    for name, reply, _ in each_from(talk, tmp_path):
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


@pytest.mark.parametrize("question", sorted(OPENERS))
@pytest.mark.parametrize("name", ["AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"])
def test_stop_ends_it_anywhere(question: str, name: str, ledger: Ledger) -> None:
    assert come_to(question, ledger, f"stop-{question}-{name}").say(name).session is None


@pytest.mark.parametrize("question", sorted(OPENERS))
def test_nonsense_is_helped_with_and_then_left(question: str, ledger: Ledger) -> None:
    talk = come_to(question, ledger, f"nonsense-{question}")
    said = [text_of(ssml(talk.say("AMAZON.FallbackIntent").say, TEXTS)) for _ in range(4)]
    assert len(set(said)) == 4, "each time something else is tried"
    assert talk.session == {}


@pytest.mark.parametrize("question", sorted(OPENERS))
@pytest.mark.parametrize("name", ["AMAZON.RepeatIntent", "WaitIntent", "AMAZON.HelpIntent"])
def test_repeat_wait_and_help_leave_the_question_open(question: str, name: str, ledger: Ledger) -> None:
    talk = come_to(question, ledger, f"{name}-{question}")
    talk.say(name)
    assert talk.session["question"].split(".")[0] in {question.split(".", maxsplit=1)[0], "opening"}


@pytest.mark.parametrize(
    "question", sorted(set(OPENERS) - {"erase.sure", "forget.sure", "note.read_back", "note.words"})
)
def test_nothing_is_destroyed_without_a_yes(question: str, tmp_path: Path) -> None:
    """Whatever is said once, wherever nothing is about to be destroyed: what was told before stays."""
    told = ("NoteIntent", {"words": "I was here before"})
    talk = come_to(question, SqliteLedger(tmp_path / "ledger.sqlite3"), "somebody", told, ("AMAZON.YesIntent", {}))
    for name, _, other in each_from(talk, tmp_path):
        kept = other.ledger.latest("somebody", "main", "first", 50, patient())
        assert "I was here before" in [one.note for one in kept], f"{name} in {question}"


@pytest.mark.parametrize("intent", ["BreatheIntent", "WarmUpIntent", "OnSoonIntent", "LengthIntent"])
@pytest.mark.parametrize("length", ["PT9999H", "PT999999999H", "PT99999999999999H"])
def test_a_length_that_nobody_means_costs_no_more_than_the_longest(intent: str, length: str, tmp_path: Path) -> None:
    """It is no matter of what is breathed: nothing is laid out that cannot be led."""
    talk = Talk(SqliteLedger(tmp_path / "ledger.sqlite3"), "somebody", {}, count())
    talk.say("LaunchRequest")
    tracemalloc.start()
    reply = talk.say(intent, length=length, plays="yes")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reply.say
    assert peak < 5_000_000
