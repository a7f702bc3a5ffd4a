"""A performer: one person's small, changing state. Their evidence is stored separately."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeGuard

from skill.efficacy.breath import BreathingSession
from skill.efficacy.domain import NAMELESS, Domain

MAIN = "main"
"""The id of an account's main performer, who is speaking when no voice is recognized."""
GUEST = "guest"
"""The id of a speaker whose voice is not recognized while the main record is private to a voice."""

DEBRIEF_AFTER = (timedelta(minutes=10), timedelta(hours=18))
"""How long after a warm-up the performance is probably over, and until when it is still fresh."""


@dataclass(frozen=True, slots=True)
class WarmUp:
    """The last warm-up.

    Args:
        at: When it began, UTC.
        domain: The id of its domain.
        request: The request that began it, so that a repeated request gives the same warm-up.
        seconds: About how long it takes.
        read_ids: The ids of the evidence that it read.
        is_aside: Whether it was for another domain than the active one, or for one that is on no record.
    """

    at: datetime
    domain: str
    request: str
    seconds: int = 300
    read_ids: tuple[str, ...] = ()
    is_aside: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Zone:
    """The time zone of the performer's device as an IANA name, if it gives one, and when the skill asked for it."""

    name: str | None
    asked_at: datetime
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class OwnPattern:
    """A breathing pattern of their own.

    Args:
        title: The name that they gave it.
        lengths: In, hold, out, hold in seconds, as 4-0-6-0; or the name of a pattern.
    """

    title: str
    lengths: str
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


MOST_OWN_PATTERNS = 10
"""How many own patterns are kept; a new one then takes the place of the oldest."""


MOST_CUE_WORDS = 3
"""How many words a cue word may be."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """A performer's lasting preferences."""

    breathing: bool = True
    pattern: str | None = None
    """The name of their breathing pattern, or a custom one: in, hold, out, hold in seconds, as 4-0-6-0."""
    seconds: int | None = None
    """How long they breathe by default."""
    cue: str | None = None
    """Their cue word: the one word that they say to themselves before they start."""
    rating: bool = True
    """Whether they may be asked how certain they are."""
    cards: bool | None = None
    """Whether they want cards; `None` if they never said."""
    private: bool = False
    """Whether this record is private to the voice that claimed it."""
    holds: bool = True
    """Whether they may hold their breath. Off once they mention a health condition, until they say holds are fine."""
    own_patterns: tuple[OwnPattern, ...] = ()
    """The patterns to which they gave names, the latest last."""
    slow_speech: bool = False
    """Whether they want to be spoken to slowly. The cues of the breath keep their time."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def with_own_pattern(self, pattern: OwnPattern) -> "Preferences":
        """Return the preferences with an own pattern, in place of one with the same name."""
        others = tuple(one for one in self.own_patterns if one.title.lower() != pattern.title.lower())
        return replace(self, own_patterns=(*others, pattern)[-MOST_OWN_PATTERNS:])

    def without_own_pattern(self, title: str) -> "Preferences":
        """Return the preferences without the own pattern of that name."""
        return replace(self, own_patterns=tuple(one for one in self.own_patterns if one.title != title))

    @property
    def sends_cards(self) -> bool:
        """Whether cards are sent. The account's app shows them, so for a private record only on request."""
        return not self.private if self.cards is None else self.cards


@dataclass(frozen=True, slots=True)
class PageAccess:
    """Who may look at their page.

    Args:
        lock: What every session on the page has to fit; without it, or with another one, all of them are over.
        code: The first half of the latest one-time code, which may still be used; `None` once there is none.
    """

    lock: str
    code: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False)


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
    """The last breathing that a device led by itself, as a track or on a screen."""
    cautioned_by: str | None = None
    """The request whose warm-up said the safety line, which is said only once; a repeated request says it again."""
    zone: Zone | None = None
    reminders_refused_at: datetime | None = None
    """When the permission for reminders was refused; the skill then doesn't ask again for a while."""
    offered_at: datetime | None = None
    """When an opening last offered to compose something; it does so once a day."""
    offered_by: str | None = None
    """The request whose launch made that offer: a repeated request makes it again."""
    voice_id: str | None = None
    """The hash of the voice that this record belongs to; for the main record, of the voice that claimed it, if any."""
    page: PageAccess | None = None
    """Who may look at their page; `None` if nobody may, as after signing out everywhere."""
    version: int = 0
    """How often it has been saved; 0 is never."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def domain(self) -> Domain:
        """The active domain; an empty one if nothing is known about it."""
        return self.domain_of(self.active)

    @property
    def is_known(self) -> bool:
        """Whether they have used the skill before, apart from giving evidence."""
        return self.warm_up is not None or bool(self.domains)

    def was_warmed_up_by(self, request: str) -> bool:
        """Whether this very request began the last warm-up already, so that it is a repeat."""
        return self.warm_up is not None and self.warm_up.request == request

    def find(self, domain: str) -> Domain | None:
        """Return the domain with that id, if there is one."""
        return next((known for known in self.domains if known.id == domain), None)

    def domain_of(self, id_: str) -> Domain:
        """Return the domain with that id, or a blank one."""
        return self.find(id_) or Domain(id_)

    def with_domain(self, domain: Domain) -> "Performer":
        """Return the performer with a domain added, or put in place of the one with the same id."""
        if self.find(domain.id) is None:
            return replace(self, domains=(*self.domains, domain))
        return replace(self, domains=tuple(domain if known.id == domain.id else known for known in self.domains))


def is_half_way(warm_up: WarmUp | None, last_evidence_at: datetime | None, now: datetime) -> bool:
    """Whether a warm-up began so recently that a performer who is back must have interrupted it."""
    return _is_last(warm_up, last_evidence_at) and now - warm_up.at < timedelta(seconds=warm_up.seconds)


def is_debrief_due(warm_up: WarmUp | None, last_evidence_at: datetime | None, now: datetime) -> bool:
    """Whether a performance has probably taken place since the warm-up and has not been debriefed."""
    soonest, latest = DEBRIEF_AFTER
    return _is_last(warm_up, last_evidence_at) and soonest <= now - warm_up.at <= latest


def _is_last(warm_up: WarmUp | None, last_evidence_at: datetime | None) -> TypeGuard[WarmUp]:
    """Whether there was a warm-up and no evidence was given since."""
    return warm_up is not None and (last_evidence_at is None or last_evidence_at < warm_up.at)
