"""A household with one Amazon account: its devices, who lives there, its clock, and what Alexa keeps for it."""

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
from simulator.listener import Listener, load_model
from simulator.requests import Who
from simulator.signing import Signer

USER = "amzn1.ask.account.LOCAL"
_MODELS_KEPT = 8
_Clock = TypeVar("_Clock", Clock, StandingClock)


@lru_cache(_MODELS_KEPT)
def _listener(models: Path, locale: str, day: str) -> Listener:
    return Listener(load_model(models, locale), date.fromisoformat(day))


@dataclass
class Household(Generic[_Clock]):
    """Everything at home that speaks with one skill.

    Args:
        models: The folder of the interaction models.
        endpoint: The way to the skill.
        signer: Signs the requests.
        skill_id: The skill's id.
        api: What Alexa keeps.
        clock: The time.
        elicitation: What new devices do when free text is asked for.
        person: Who speaks to new devices; `None` is a voice that is not recognised.
        ledger_calls: Gives what the ledger was asked for, where that can be seen.
    """

    models: Path
    endpoint: Endpoint
    signer: Signer
    skill_id: str
    api: AlexaApi
    clock: _Clock
    elicitation: Elicitation = Elicitation.HONOUR
    person: str | None = None
    ledger_calls: Callable[[], Sequence[str]] | None = None

    def device(self, name: str = "kitchen", locale: str = "en-US") -> Device:
        """Return a new device in the room of that name."""
        return Device(
            self.listener(locale),
            self.endpoint,
            self.signer,
            self.skill_id,
            elicitation=self.elicitation,
            who=Who(USER, f"amzn1.ask.device.{name.upper()}", locale, self.person),
            api=self.api,
            clock=self.clock,
            ledger_calls=self.ledger_calls,
        )

    def listener(self, locale: str) -> Listener:
        """Return what understands a locale today."""
        today = self.clock().astimezone(ZoneInfo(self.api.zone or "UTC")).date()
        return _listener(self.models, locale, today.isoformat())

    def locales(self) -> list[str]:
        """Return the locales that there are models for."""
        return sorted(file.stem for file in self.models.glob("*.json"))

    def reminders(self) -> Sequence[Reminder]:
        """Return the reminders that are set."""
        return self.api.of(USER)
