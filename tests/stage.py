"""The whole skill on a stage: a clock that can be set, a device, a signed way to the Flask app, a ledger."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask

from simulator.alexa_api import AlexaApi, Reminder
from simulator.clock import StandingClock
from simulator.device import Device, Elicitation
from simulator.endpoints import Endpoint, into
from simulator.languages import Language, language
from simulator.listener import Listener, Understood, load_model
from simulator.local import MODELS
from simulator.requests import Caller
from simulator.signing import Signer
from skill.alexa.authority import LOCAL_CHAIN_URL, LOCAL_SKILL_ID, Authority, LocalCertificates, local_authority
from skill.alexa.skill import AlexaSkill
from skill.alexa.verification import Rejected, Verifier
from skill.deadline import Deadline
from skill.ledger.protocol import Ledger
from skill.web.app import create_app
from tests.patience import Waited, patient

NINE = datetime(2026, 5, 4, 9, 0, tzinfo=ZoneInfo("America/New_York"))
"""A Monday morning."""
LONGEST_STORY = timedelta(days=60)
"""How long before nine a story may begin."""
PLAYS = Path(__file__).parent / "conversations"
SOUND = "https://ready-room.example/sound"
"""Where recordings would be; no test fetches one from there."""
ACCOUNT_KEY = b"a key for tests only"


class Clock(StandingClock):
    """A clock that stands still, at nine if nobody says otherwise."""

    def __init__(self, now: datetime = NINE) -> None:
        super().__init__(now)


class NoNetwork:
    """A certificate source without a network."""

    def fetch(self, url: str) -> bytes:
        raise Rejected(f"not to be had: {url}")


@cache
def authority(folder: Path) -> Authority:
    """Return a local authority; made once, as keys take time."""
    return local_authority(folder, NINE - LONGEST_STORY)


@cache
def signer(authority: Authority) -> Signer:
    """Return what signs; loaded once, as the key is checked."""
    return Signer.load(authority.key, LOCAL_CHAIN_URL)


class _Remembering(Listener):
    """A listener that resolves each utterance once: the tests repeat most of theirs, and to look them up takes long."""

    def __init__(self, model: Mapping[str, Any], today: date, known: Language) -> None:
        super().__init__(model, today, known)
        self._understood: dict[str, Understood] = {}
        self._commands: dict[str, Understood | None] = {}

    def understand(self, utterance: str) -> Understood:
        """See `Listener.understand`."""
        if utterance not in self._understood:
            self._understood[utterance] = super().understand(utterance)
        return self._understood[utterance]

    def command(self, utterance: str) -> Understood | None:
        """See `Listener.command`."""
        if utterance not in self._commands:
            self._commands[utterance] = super().command(utterance)
        return self._commands[utterance]


@cache
def listener(locale: str, day: str) -> Listener:
    """Return what understands a locale on a day; made once, as models are large."""
    return _Remembering(load_model(MODELS, locale), date.fromisoformat(day), language(locale))


def service(
    ledger: Ledger,
    clock: Callable[[], datetime],
    authority: Authority,
    deadline: Callable[[], Deadline] = patient,
    *,
    page_address: str | None = "",
) -> Flask:
    """Put the local service together on a ledger; each turn gets such a deadline."""
    certificates = LocalCertificates(authority, NoNetwork())
    verifier = Verifier(LOCAL_SKILL_ID, [authority.root], certificates, clock)
    return create_app(
        AlexaSkill(ledger, ACCOUNT_KEY, is_local=True, sound=SOUND),
        verifier,
        ledger,
        only_loopback=True,
        deadline=lambda _seconds: deadline(),
        clock=clock,
        page_address=page_address,
    )


@dataclass
class Stage:
    """What a play needs."""

    clock: Clock
    ledger: Ledger
    authority: Authority
    api: AlexaApi | None = None
    elicitation: Elicitation = Elicitation.HONOUR
    user: str = "somebody"
    deadline: Callable[[], Deadline] = patient
    """Makes the deadline of a turn."""
    person: str | None = None
    """Whose voice is recognised."""
    locale: str = "en-US"
    """The locale of new devices."""
    by_way_of: Callable[[Endpoint], Endpoint] = lambda endpoint: endpoint
    """What lies between the device and the skill."""
    _endpoints: dict[int, Endpoint] = field(default_factory=dict)

    def _endpoint(self) -> Endpoint:
        """Return the way to the skill as it is now; made once."""
        which = id(self.ledger)
        if which not in self._endpoints:
            app = service(self.ledger, self.clock, self.authority, self._deadline)
            self._endpoints[which] = into(app)
        return self._endpoints[which]

    def _deadline(self) -> Deadline:
        """Return a turn's deadline, made as it is set now."""
        return self.deadline()

    def device(self, name: str = "kitchen", new_id: Callable[[], str] | None = None) -> Device:
        """Return a device of the performer's."""
        numbers = count(1)
        return Device(
            listener(self.locale, self.clock.now.date().isoformat()),
            self.by_way_of(self._endpoint()),
            signer(self.authority),
            LOCAL_SKILL_ID,
            elicitation=self.elicitation,
            caller=Caller(user=self.user, device=name, locale=self.locale, person=self.person),
            api=self.api,
            clock=self.clock,
            timer=Waited(),
            new_id=new_id or (lambda: f"{self.user}-{name}-{self.clock().isoformat()}-{next(numbers)}"),
        )

    def reminders(self) -> Sequence[Reminder]:
        """Return what is set in Alexa."""
        return self.api.reminders_of(self.user) if self.api else ()
