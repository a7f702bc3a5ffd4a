"""A performer: the small changing state of one person. Their evidence is kept apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeGuard

from skill.efficacy.breath import BreathingSession
from skill.efficacy.domain import NAMELESS, Domain

MAIN = "main"
"""The id of an account's main performer: whoever speaks when no voice is recognised."""
GUEST = "guest"
"""The id of whoever's voice is not recognised while the main record is kept to a voice."""

DEBRIEF_AFTER = (timedelta(minutes=10), timedelta(hours=18))
"""How long after a warm-up the performance is probably over, and how long it is still fresh."""


@dataclass(frozen=True, slots=True)
class WarmUp:
    """The last warm-up.

    Args:
        at: When it began, UTC.
        domain: For which domain.
        request: The request that began it, so that a repeated one leads the same again.
        seconds: About how long it takes.
        read_ids: The ids of the evidence that it read.
    """

    at: datetime
    domain: str
    request: str
    seconds: int = 300
    read_ids: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Zone:
    """The time zone of the performer's device, an IANA name, if it says, and when it was asked for."""

    name: str | None
    asked_at: datetime
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a performer said once and wants kept."""

    breathing: bool = True
    pattern: str | None = None
    """The name of the breathing pattern they like, or their own: in, hold, out, hold in seconds, as 4-0-6-0."""
    seconds: int | None = None
    """How long they breathe when they do not say."""
    cue: str | None = None
    """The one word that they say to themselves before they start."""
    rating: bool = True
    """Whether they may be asked how certain they are."""
    cards: bool | None = None
    """Whether they said that cards are to be sent, or none."""
    private: bool = False
    """Whether this record is kept to the voice that claimed it."""
    holds: bool = True
    """Whether breath may be held; not since they spoke of a condition of theirs, until they take that back."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def sends_cards(self) -> bool:
        """Whether cards are sent. The app of the account shows them: of what is kept to a voice only on request."""
        return not self.private if self.cards is None else self.cards


@dataclass(frozen=True, slots=True)
class Performer:
    """One person's state."""

    id: str = MAIN
    domains: tuple[Domain, ...] = ()
    active: str = NAMELESS
    """The id of the domain that is meant when none is named."""
    preferences: Preferences = Preferences()
    warm_up: WarmUp | None = None
    breathing: BreathingSession | None = None
    """The last breathing that went on by itself: a track, or on a screen."""
    cautioned_by: str | None = None
    """The request in whose warm-up the safety line was said: once is enough, and a repeated request says it again."""
    zone: Zone | None = None
    reminders_refused_at: datetime | None = None
    """When the permission for reminders was refused: it is not asked for again for a while."""
    offered_at: datetime | None = None
    """When an opening last offered something to compose: one thing a day."""
    voice_id: str | None = None
    """Whose voice this record is, by its hash; of the main record: who claimed it, if anybody has."""
    version: int = 0
    """How often it has been saved; 0 is never."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def domain(self) -> Domain:
        """The active domain; an empty one when nothing has been said of it."""
        return self.find(self.active) or Domain(self.active)

    @property
    def is_known(self) -> bool:
        """Whether they have done anything here before, besides telling evidence."""
        return self.warm_up is not None or bool(self.domains)

    def was_warmed_up_by(self, request: str) -> bool:
        """Whether this very request has begun the last warm-up already: it is repeated."""
        return self.warm_up is not None and self.warm_up.request == request

    def find(self, domain: str) -> Domain | None:
        """Return the domain of that id, if there is one."""
        return next((one for one in self.domains if one.id == domain), None)

    def with_domain(self, domain: Domain) -> "Performer":
        """Return the performer with that domain put in, or in place of the one of the same id."""
        if self.find(domain.id) is None:
            return replace(self, domains=(*self.domains, domain))
        return replace(self, domains=tuple(domain if one.id == domain.id else one for one in self.domains))


def is_half_way(warm_up: WarmUp | None, last_evidence_at: datetime | None, now: datetime) -> bool:
    """Whether a warm-up was begun so short a time ago that whoever is back has broken it off."""
    return _is_last(warm_up, last_evidence_at) and now - warm_up.at < timedelta(seconds=warm_up.seconds)


def is_debrief_due(warm_up: WarmUp | None, last_evidence_at: datetime | None, now: datetime) -> bool:
    """Whether there was a performance, so far as one can tell, of which nothing has been told yet."""
    soonest, latest = DEBRIEF_AFTER
    return _is_last(warm_up, last_evidence_at) and soonest <= now - warm_up.at <= latest


def _is_last(warm_up: WarmUp | None, last_evidence_at: datetime | None) -> TypeGuard[WarmUp]:
    """Whether nothing was told since a warm-up, if there was one."""
    return warm_up is not None and (last_evidence_at is None or last_evidence_at < warm_up.at)
