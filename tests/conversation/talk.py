"""A conversation without a platform: turns go straight to the dialog manager, so that tests can look at its replies."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from skill.conversation.context import Context
from skill.conversation.manager import DialogManager
from skill.conversation.turn import Device, PageDoor, Refusal, Reply, Session, Turn
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Evidence
from skill.efficacy.performer import MAIN, Performer
from skill.ledger.access import code_for, lock_for
from skill.ledger.protocol import Change, Ledger
from skill.nlu.act import DialogAct
from skill.nlu.certainty import Certainty
from skill.nlu.intents import Intent
from skill.nlu.language import language_for
from skill.nlu.understand import understand
from skill.speech.parts import Line
from tests.patience import patient
from tests.stage import ACCOUNT_KEY, NINE

ACCOUNT, LOCALE = "an-account", "en-US"
LANGUAGE = language_for(LOCALE)
SECONDS_A_TURN = 10
BEGINS = NINE.astimezone(UTC)
_ONLY_SPEAKS = Device()


@dataclass
class NotingPlatform:
    """A device's platform that notes what it is asked to do.

    Args:
        zone: The device's time zone.
    """

    zone: str | None = "America/New_York"
    zone_requests: int = 0
    reminders: list[datetime] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)

    def time_zone(self) -> str | None:
        """See `Platform.time_zone`."""
        self.zone_requests += 1
        return self.zone

    def remind(self, at: datetime, now: datetime, label: Line, *, may_be_there: bool) -> str | Refusal:
        """See `Platform.remind`."""
        self.reminders.append(at)
        return f"reminder-{len(self.reminders)}"

    def cancel(self, reminder: str) -> None:
        """See `Platform.cancel`."""
        self.cancelled.append(reminder)


@dataclass
class Talk:
    """One performer's conversation, from a Monday at nine in New York. Each turn takes ten seconds.

    Args:
        ledger: Where records are stored.
        device: What can be done on the device.
        voice: The recognized voice, if one is.
        now: The time of the next turn, UTC.
        page: The address of the performer's page; empty if there is none.
    """

    ledger: Ledger
    device: Device = _ONLY_SPEAKS
    voice: str | None = None
    now: datetime = BEGINS
    page: str = ""
    platform: NotingPlatform = field(default_factory=NotingPlatform)
    session: Mapping[str, Any] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _last: Turn | None = None

    def turn(self, act: DialogAct) -> Turn:
        """Return the next turn, in the open session."""
        request = f"r{next(self._numbers)}"
        code, lock = code_for(request, ACCOUNT_KEY), lock_for(request, ACCOUNT_KEY)
        return Turn(
            act=act,
            session=self.session,
            account=ACCOUNT,
            request=request,
            at=self.now,
            locale=LOCALE,
            deadline=patient(),
            platform=self.platform,
            device=self.device,
            voice_id=self.voice,
            page=PageDoor(self.page, code, lock) if self.page else None,
        )

    def take(self, turn: Turn) -> Reply:
        """Take a turn, and go on in the session of its reply."""
        reply = DialogManager(self.ledger).answer(turn)
        self.session = reply.session.to_json() if reply.session else {}
        self._last = turn
        self.now += timedelta(seconds=SECONDS_A_TURN)
        return reply

    def mean(self, intent: Intent, **values: Any) -> Reply:
        """Say something in the open session that the platform recognizes."""
        return self.take(self.turn(DialogAct(intent, **values)))

    def ask(self, intent: Intent, **values: Any) -> Reply:
        """Say something in a new session that the platform recognizes."""
        self.session = {}
        return self.mean(intent, **values)

    def say(self, *answers: str) -> Reply:
        """Say words in the open session, one answer after the other; return the last reply."""
        return [self.mean(Intent.WORDS, words=words) for words in answers][-1]

    def repeat_request(self) -> Reply:
        """Send the last request once more, as the platform does when it got no response."""
        assert self._last is not None
        return self.take(self._last)

    def pass_time(self, **length: float) -> None:
        """Let time pass."""
        self.now += timedelta(**length)

    def context(self, act: DialogAct, session: Session | None = None) -> Context:
        """Return what a topic gets in the next turn."""
        return Context(self.turn(act), understand(LANGUAGE, act), session, self.ledger, LANGUAGE)

    @property
    def question(self) -> str:
        """The open question's name; empty if none is open."""
        return str(self.session.get("question", ""))

    @property
    def performer(self) -> Performer:
        """The main performer, as saved."""
        return self.ledger.performer(ACCOUNT, MAIN, patient())

    @property
    def domain(self) -> Domain:
        """The main performer's active domain, as saved."""
        return self.performer.domain

    @property
    def evidence(self) -> Sequence[Evidence]:
        """The evidence of the active domain, the latest first."""
        return self.ledger.latest(ACCOUNT, MAIN, self.performer.active, 100, patient())

    def save(self, performer: Performer) -> None:
        """Save a changed performer."""
        self.ledger.save(ACCOUNT, Change(performer), self.now, patient())


def keys(reply: Reply) -> list[str]:
    """Return the names of the lines that a reply says."""
    return [part.key for part in reply.say if isinstance(part, Line)]


def args(reply: Reply, key: str) -> Mapping[str, str | int | Line]:
    """Return the variables of the line of that name."""
    return next(part.args for part in reply.say if isinstance(part, Line) and part.key == key)


_MAY_BE_MUDDLED = (
    *("take the long one for tonight", "make the next one", "a bit more of the other", "do the one for the other day"),
    *("what about the one for friday", "do the thing with the number", "let me do it the other way"),
    *("something with the step for the evening", "the last one but for tomorrow", "do that about the card again"),
)


def muddled() -> str:
    """Return words that may mean one wish as well as another, whatever the models have learned."""
    readings = {words: LANGUAGE.wish(words) for words in _MAY_BE_MUDDLED}
    return next(
        words
        for words, reading in readings.items()
        if reading.certainty is Certainty.UNSURE and {reading.intent, reading.second} <= set(Intent) - _NO_WISHES
    )


_NO_WISHES = {
    *(Intent.OUT_OF_SCOPE, Intent.QUESTION, Intent.NOTHING, Intent.HELP, Intent.STOP, Intent.REPEAT),
    *(Intent.RETIRE, Intent.FORGET, Intent.ERASE),
}
