"""What the conversation gets and gives: turns, sessions and replies."""

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
    """Why a reminder could not be set."""

    NOT_ALLOWED = "not-allowed"
    """The permission is missing and can be requested."""
    UNSUPPORTED = "unsupported"
    """The device has no reminders."""
    TOO_MANY = "too-many"
    FAILED = "failed"


class Platform(Protocol):
    """What the platform can be asked during a turn. Each call takes up to two seconds and never raises."""

    def time_zone(self) -> str | None:
        """Return the IANA name of the device's time zone; `None` when it does not say."""
        ...

    def remind(self, at: datetime, now: datetime, label: Line, *, may_be_there: bool) -> str | Refusal:
        """Set a reminder, once per moment, and return its token, or why it could not be set."""
        ...

    def cancel(self, reminder: str) -> None:
        """Delete a reminder if it still exists."""
        ...


class RecordedPatterns(StrEnum):
    """The patterns that have recordings."""

    NONE, NAMED, ALL = "none", "named", "all"


@dataclass(frozen=True, slots=True)
class ActivePlayback:
    """The breathing session on a device: a track that plays or is paused, or a document on the screen.

    Args:
        token: The token of its round.
        is_track: Whether it is a track; otherwise it is on the screen.
        offset_ms: The track's position, in milliseconds.
        is_playing: Whether the track resumes by itself once Alexa stops speaking.
    """

    token: str
    is_track: bool
    offset_ms: int = 0
    is_playing: bool = False

    @property
    def performer_id(self) -> str:
        """The performer whose breathing session it is."""
        return self.token.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Device:
    """What can be done on a device besides speaking.

    Args:
        has_screen: Whether it has a screen for documents.
        has_player: Whether it has an audio player.
        recordings: The patterns that have recordings.
        active_playback: The breathing session that it plays or shows, if any.
    """

    has_screen: bool = False
    has_player: bool = False
    recordings: RecordedPatterns = RecordedPatterns.NONE
    active_playback: ActivePlayback | None = None

    def has_recording(self, pattern: Pattern) -> bool:
        """Whether a pattern has recordings."""
        return self.recordings is RecordedPatterns.ALL or (
            self.recordings is RecordedPatterns.NAMED and pattern.name in PATTERNS
        )


@dataclass(frozen=True, slots=True)
class PageDoor:
    """How a performer comes to their page.

    Args:
        address: The page's address, as a person types it.
        code: The one-time code that this turn may give.
        lock: The lock that this turn makes, if the performer has none.
    """

    address: str
    code: str
    lock: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a performer.

    Args:
        act: What was said, touched or pressed.
        session: The last reply's `Reply.session` as JSON; empty in a new session.
        account: The keyed hash of the Alexa user id.
        request: A short hash of the request's id.
        at: When the request was made (signed), UTC.
        locale: The device's locale, for example en-US.
        deadline: When the answer is due.
        platform: The platform's own API.
        device: What the device can do.
        voice_id: The hash of the recognized voice; `None` if none was recognized.
        is_retry: Whether this is a retry; the first attempt may have been saved after all.
        page: How the performer comes to their page; `None` if there is none.
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
    page: PageDoor | None = None


SESSION_VERSION = 1


@dataclass(frozen=True, slots=True)
class Session:
    """What a session remembers between its turns. It travels in every answer, so it is kept small.

    Args:
        question: The open question, as `form.slot`.
        subject: What it is about: the key of a piece of evidence, or a domain's id.
        tries: How often the answer was not understood.
        last_reply: The last reply, packed, to be repeated.
        pending_turn: The turn that could not be saved yet.
        performer_id: The performer whose record it is about; empty if the ledger was unavailable.
        voice_id: The voice that was recognized in its first turn, if any.
        is_stale: Whether another release wrote this, so that only the question is known and is asked again.
        from_launch: Whether a launch asked the question of somebody who may have come for something else.
        is_adding: Whether the question was answered before, and what comes is added to that answer.
        is_slow: Whether the skill speaks slowly.
        carried: Records as they were last saved, so that the next turn need not read them; see `carried.py`.
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
    is_adding: bool = False
    is_slow: bool = False
    carried: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the JSON that travels in the response."""
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
            "adding": self.is_adding,
        }
        pace = {"slow": True} if self.is_slow else {}
        carried = {"carried": dict(self.carried)} if self.carried else {}
        return {"v": SESSION_VERSION, **values, **whose, **pace, **carried}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Session | None":
        """Read what came back; `None` in a new session, or if it isn't ours."""
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
        opened, adding, slow = (data.get(name) is True for name in ("opened", "adding", "slow"))
        carried = data.get("carried")
        known: Mapping[str, Any] = carried if isinstance(carried, dict) else {}
        whose = {"from_launch": opened, "is_adding": adding, "is_slow": slow}
        return cls(question, subject, tries, tuple(said), unsaved, who, voice, carried=known, **whose)


@dataclass(frozen=True, slots=True)
class Card:
    """A card in the companion app."""

    title: Line
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Play:
    """A track for the device's audio player.

    Args:
        recording: What is played.
        title: The title on a screen.
        offset_ms: The position to start from, in milliseconds.
    """

    recording: Recording
    title: Line
    offset_ms: int = 0


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text on a screen, with a smaller one above it.

    Args:
        label: The smaller text: when it was, or what it is.
        words: The text.
        gives_way: As for a line.
    """

    label: Line
    words: Line
    gives_way: int = 0


@dataclass(frozen=True, slots=True)
class ShownRating:
    """A rating on a screen.

    Args:
        value: The rating.
        at: When it was given.
        day: The short name of its day.
        label: The rating and its day, in words.
    """

    value: int
    at: datetime
    day: Line
    label: Line


@dataclass(frozen=True, slots=True)
class Shown:
    """What a screen shows of a record while it is read aloud: nothing that is not for reading aloud.

    Args:
        title: The heading.
        texts: What is read.
        ratings: The ratings of certainty to plot over time, the first one first.
        unchanged: The lowest and the highest rating that count as no change since the first; `None`: too few ratings.
    """

    title: Line
    texts: tuple[ShownText, ...]
    ratings: tuple[ShownRating, ...] = ()
    unchanged: tuple[int, int] | None = None


class Outcome(StrEnum):
    """The result of a turn, as the log counts it."""

    ANSWERED = "answered"
    UNKNOWN = "unknown intent"
    """The skill has no answer to its intent."""
    OUT_OF_REACH = "out of reach"
    """The performer heard that their record is unavailable, or that something is not saved or not deleted."""
    BROKEN = "broken"
    """The performer heard that something went wrong."""


FAILED = frozenset({Outcome.OUT_OF_REACH, Outcome.BROKEN})
"""Outcomes that an operator has to look at."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What to say, and what has to be saved for it to be true.

    Args:
        say: What is said.
        session: What the session remembers. With a session the microphone opens; without one the session closes.
        reprompt: What is said if nobody answers.
        wants_free_text: Whether the platform should expect free text.
        change: What is saved before it is said.
        card: The card for the companion app.
        shows: What a screen shows with it, if there is one.
        asks_permission: The performer for whom to request the reminder permission; empty: none.
        playback_token: The token of the breathing session that starts.
        play: The track that starts.
        stops_playback: Whether the device's breathing session pauses.
        done_cycles: How many cycles are behind when breathing resumes on a screen.
        keeps_playing: Whether a playing track resumes after this is said.
        is_slow: Whether it is said slowly; `None`: as the performer prefers.
        outcome: The result of the turn.
    """

    say: Parts
    session: Session | None = None
    reprompt: Parts = ()
    wants_free_text: bool = False
    change: Change = NOTHING
    card: Card | None = None
    shows: Shown | None = None
    asks_permission: str = ""
    playback_token: str = ""
    play: Play | None = None
    stops_playback: bool = False
    done_cycles: int = 0
    keeps_playing: bool = False
    is_slow: bool | None = None
    outcome: Outcome = Outcome.ANSWERED
