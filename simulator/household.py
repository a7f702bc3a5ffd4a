"""A household with one Amazon account: its devices, its voices, its clock, and its data at Alexa."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from simulator.alexa_api import AlexaApi, Reminder
from simulator.clock import Clock, StandingClock
from simulator.device import Device, Elicitation
from simulator.endpoints import Endpoint
from simulator.languages import language
from simulator.listener import Listener, load_model, locales_of
from simulator.requests import Caller
from simulator.signing import Signer

USER = "amzn1.ask.account.LOCAL"
_CACHED_LISTENERS = 8
_Clock = TypeVar("_Clock", Clock, StandingClock)


@lru_cache(_CACHED_LISTENERS)
def _listener(models: Path, locale: str, day: str) -> Listener:
    return Listener(load_model(models, locale), date.fromisoformat(day), language(locale))


@dataclass
class Household(Generic[_Clock]):
    """The devices of one account, all connected to one skill.

    Args:
        models: The folder of the interaction models.
        endpoint: Sends requests to the skill.
        signer: Signs the requests.
        skill_id: The skill's id.
        api: Alexa's own API.
        clock: The household's clock.
        elicitation: What new devices do when the skill elicits free text.
        person: Who speaks to new devices; `None` is an unrecognized voice.
        locale: The locale of new devices.
        ledger_calls: Returns the ledger's methods called since the last time, if they can be watched.
    """

    models: Path
    endpoint: Endpoint
    signer: Signer
    skill_id: str
    api: AlexaApi
    clock: _Clock
    elicitation: Elicitation = Elicitation.HONOUR
    person: str | None = None
    locale: str = "en-US"
    ledger_calls: Callable[[], Sequence[str]] | None = None

    def device(self, name: str = "kitchen") -> Device:
        """Return a new device in the named room."""
        return Device(
            self.listener(self.locale),
            self.endpoint,
            self.signer,
            self.skill_id,
            elicitation=self.elicitation,
            caller=Caller(USER, f"amzn1.ask.device.{name.upper()}", self.locale, self.person),
            api=self.api,
            clock=self.clock,
            ledger_calls=self.ledger_calls,
        )

    def listener(self, locale: str) -> Listener:
        """Return the listener for a locale, as of today in the household's time zone."""
        today = self.clock().astimezone(ZoneInfo(self.api.zone or "UTC")).date()
        return _listener(self.models, locale, today.isoformat())

    def locales(self) -> list[str]:
        """Return the locales that have an interaction model."""
        return locales_of(self.models)

    def reminders(self) -> Sequence[Reminder]:
        """Return the pending reminders."""
        return self.api.reminders_of(USER)
