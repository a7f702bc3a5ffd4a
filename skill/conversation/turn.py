"""What comes into the conversation and what goes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from skill.breathing.patterns import PATTERNS, Pattern
from skill.breathing.recordings import Recording
from skill.deadline import Deadline
from skill.ledger.protocol import NOTHING, Change
from skill.nlu.act import DialogAct
from skill.speech.parts import Line, Parts


class Refusal(StrEnum):
    """Why there is no reminder."""

    NOT_ALLOWED = "not-allowed"
    """The permission is missing: it can be asked for."""
    UNSUPPORTED = "unsupported"
    """The device has no reminders."""
    TOO_MANY = "too-many"
    FAILED = "failed"


class Platform(Protocol):
    """What a device's platform can be asked in a turn. Each call takes up to two seconds and never fails."""

    def time_zone(self) -> str | None:
        """Return the IANA name of the device's time zone; `None` when it does not say."""
        ...

    def remind(self, at: datetime, now: datetime, label: Line, *, may_be_there: bool) -> str | Refusal:
        """Set a reminder, once however often it is asked for; return its token, or why there is none."""
        ...

    def cancel(self, reminder: str) -> None:
        """Delete a reminder, if it is still there."""
        ...


class RecordedPatterns(StrEnum):
    """For which patterns there are recordings."""

    NONE, NAMED, ALL = "none", "named", "all"


@dataclass(frozen=True, slots=True)
class ActivePlayback:
    """Breathing that a device has before it: its track plays or is paused, or its screen shows it.

    Args:
        token: Which one: whose, and by which request it began.
        is_track: Whether it is a track; else it is on the screen.
        offset_ms: Where the track is, in milliseconds from its beginning.
        is_playing: Whether the track plays, but for what is said: left alone, it plays on.
    """

    token: str
    is_track: bool
    offset_ms: int = 0
    is_playing: bool = False

    @property
    def performer_id(self) -> str:
        """Whose it is: the id of a performer."""
        return self.token.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Device:
    """What can be done on a device besides speaking.

    Args:
        has_screen: Whether it has a screen for documents.
        has_player: Whether it has an audio player.
        recordings: For which patterns there are recordings.
        active_playback: The breathing that it has before it, if it has any.
    """

    has_screen: bool = False
    has_player: bool = False
    recordings: RecordedPatterns = RecordedPatterns.NONE
    active_playback: ActivePlayback | None = None

    def has_recording(self, pattern: Pattern) -> bool:
        """Whether there are recordings of a pattern."""
        return self.recordings is RecordedPatterns.ALL or (
            self.recordings is RecordedPatterns.NAMED and pattern.name in PATTERNS
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that a performer said, as the platform heard it.

    Args:
        act: What was said, touched or pressed.
        session: What the last reply of this session put into `Reply.session`, as JSON; empty in a new session.
        account: Whose records: the keyed hash of the Alexa user id.
        request: A short hash of the request's id.
        at: When the request was made (signed), UTC.
        locale: The device's locale, for example en-US.
        deadline: By when to answer.
        platform: What the device's platform can be asked.
        device: What can be done on the device.
        voice_id: Whose voice was recognised, hashed; `None` when none was.
        is_retry: Whether this turn is taken again because it could not be saved: it may have been saved all the same.
    """

    act: DialogAct
    session: Mapping[str, Any]
    account: str
    request: str
    at: datetime
    locale: str
    deadline: Deadline
    platform: Platform
    device: Device = Device()
    voice_id: str | None = None
    is_retry: bool = False


SESSION_VERSION = 1


@dataclass(frozen=True, slots=True)
class Session:
    """What a session remembers between its turns. It travels in every answer: it is kept small.

    Args:
        question: The open question, `interview.question`.
        subject: What it is about: the key of a piece of evidence, or a domain's id.
        tries: How often the answer was not understood.
        last_reply: The last reply, packed, to be repeated.
        pending_turn: The turn whose words could not be saved yet.
        performer_id: Whose record it is about: the id of a performer; empty while the ledger was out of reach.
        voice_id: Whose voice was recognised at its first turn, if one was.
        is_stale: Whether another release of the skill wrote this: only the question is known, and is asked again.
        from_launch: Whether the opening asked the question, of somebody who may have come for something else.
    """

    question: str
    subject: str = ""
    tries: int = 0
    last_reply: tuple[Any, ...] = ()
    pending_turn: Mapping[str, Any] = field(default_factory=dict)
    performer_id: str = ""
    voice_id: str = ""
    is_stale: bool = False
    from_launch: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return what travels in the response."""
        values = {
            "question": self.question,
            "subject": self.subject,
            "tries": self.tries,
            "said": list(self.last_reply),
        }
        whose = {
            "unsaved": dict(self.pending_turn),
            "who": self.performer_id,
            "voice": self.voice_id,
            "opened": self.from_launch,
        }
        return {"v": SESSION_VERSION, **values, **whose}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Session | None":
        """Read what came back; `None` in a new session, or where it is none of ours."""
        question, subject = data.get("question"), data.get("subject", "")
        tries, said, unsaved = data.get("tries", 0), data.get("said", []), data.get("unsaved", {})
        who, voice = data.get("who", ""), data.get("voice", "")
        if not (isinstance(question, str) and isinstance(subject, str)):
            return None
        if not (isinstance(who, str) and isinstance(voice, str)):
            return None
        is_ours = isinstance(tries, int) and isinstance(said, list) and isinstance(unsaved, dict)
        if data.get("v") != SESSION_VERSION or not is_ours:
            return cls(question, subject, performer_id=who, voice_id=voice, is_stale=True)
        return cls(question, subject, tries, tuple(said), unsaved, who, voice, from_launch=data.get("opened") is True)


@dataclass(frozen=True, slots=True)
class Card:
    """What the companion app shows."""

    title: Line
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Play:
    """A track for the device's audio player.

    Args:
        recording: What is played.
        title: What a screen shows of it.
        offset_ms: Where it begins, in milliseconds from the recording's beginning.
    """

    recording: Recording
    title: Line
    offset_ms: int = 0


class Outcome(StrEnum):
    """What became of a turn, as the log counts it."""

    ANSWERED = "answered"
    UNKNOWN = "unknown intent"
    """Its intent is not one of ours."""
    OUT_OF_REACH = "out of reach"
    """The performer heard that their record cannot be reached, or that something is not saved or not deleted."""
    BROKEN = "broken"
    """The performer heard that something went wrong."""


FAILED = frozenset({Outcome.OUT_OF_REACH, Outcome.BROKEN})
"""What an operator has to look at."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What to say, and what must be kept for it to be true.

    Args:
        say: What is said.
        session: What the session remembers; with it the microphone opens, without it the session closes.
        reprompt: What is said when nothing is answered.
        wants_free_text: Whether the answer is free text, which the platform has to be told.
        change: What is saved before it is said.
        card: What the companion app shows.
        asks_permission: For whom the platform is to ask for the permission to set reminders: the id of a performer.
        playback_token: By what the breathing is known that it plays or shows.
        play: The track that begins.
        stops_playback: Whether the breathing that the device has before it stands still.
        done_cycles: How many cycles are behind, where breathing that is shown goes on.
        keeps_playing: Whether a track that plays goes on by itself when this is said.
        outcome: What became of the turn.
    """

    say: Parts
    session: Session | None = None
    reprompt: Parts = ()
    wants_free_text: bool = False
    change: Change = NOTHING
    card: Card | None = None
    asks_permission: str = ""
    playback_token: str = ""
    play: Play | None = None
    stops_playback: bool = False
    done_cycles: int = 0
    keeps_playing: bool = False
    outcome: Outcome = Outcome.ANSWERED
