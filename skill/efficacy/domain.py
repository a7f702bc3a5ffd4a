"""A domain: the one specific thing that a performer wants to be able to do.

Self-efficacy is about a task in a context (Bandura 1997); "more confident" is neither. The certainty question, the
evidence and the plan all belong to one domain.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from skill.efficacy.certainty import Rating, with_rating
from skill.efficacy.evidence import Evidence
from skill.efficacy.ladder import Draft, Ladder, next_challenge, with_result
from skill.efficacy.others import Encouragement, RoleModel
from skill.efficacy.schedule import ScheduledDate

BASELINE = "baseline"
"""The id of the first rating, so that it is answered again and not twice."""
NAMELESS = "first"
"""The id of the domain in which debriefs are kept before any has a name; the first that is named takes it over."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a performer will do differently, and when; read twice at the next warm-up.

    If-then plans help (Gollwitzer & Sheeran 2006; Sheeran, Listrom & Gollwitzer 2024: 642 tests, d .27 to .66).
    """

    words: str
    evidence: str
    """The id of the debrief that it came from."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)


MOST_PLANS = 5
"""So many plans stand behind the latest, for when it is forgotten."""


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain and what is known of it besides its evidence."""

    id: str
    goal: str | None = None
    """The end goal, in the performer's words."""
    is_general: bool = False
    """Whether the goal was heard as a general one, which is asked back once."""
    specific_goal: str | None = None
    """What they answered when a general goal was asked back."""
    name: str | None = None
    skipped: frozenset[str] = frozenset()
    """The questions of the first meeting that were passed over."""
    ratings: tuple[Rating, ...] = ()
    plans: tuple[Plan, ...] = ()
    """Oldest first."""
    ladder: Ladder = field(default_factory=Ladder)
    draft: Draft | None = None
    """The challenge that is being composed."""
    date: ScheduledDate | None = None
    """When the next performance is."""
    pending_date: ScheduledDate | None = None
    """A new date that is not whole yet; the old one stays until it is."""
    models: tuple[RoleModel, ...] = ()
    """Oldest first."""
    encouragements: tuple[Encouragement, ...] = ()
    """Oldest first."""
    retired: bool = False
    """Whether it is put away; naming it brings it back."""
    last_read: tuple[str, ...] = ()
    """The ids of the evidence that its last warm-up read."""
    offered_by: str | None = None
    """The request in whose opening it was offered to go on with the first meeting: once is enough."""
    created_at: datetime | None = None
    """When it was first spoken of, UTC."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def end_goal(self) -> str | None:
        """The goal as it stands: the exact one when a general one was asked back, else what was said first."""
        return self.specific_goal or self.goal or self.name

    @property
    def plan(self) -> Plan | None:
        """The latest plan."""
        return self.plans[-1] if self.plans else None

    @property
    def baseline(self) -> int | None:
        """How certain they were at the first meeting."""
        return next((rating.value for rating in self.ratings if rating.id == BASELINE), None)

    @property
    def certainty(self) -> int | None:
        """How certain they were when last asked."""
        return self.ratings[-1].value if self.ratings else None

    @property
    def model(self) -> RoleModel | None:
        """The latest role model of whom enough was told; else the latest."""
        return next((one for one in reversed(self.models) if one.is_readable), self.models[-1] if self.models else None)

    @property
    def is_first_challenge(self) -> bool:
        """Whether the challenge that is next is the first of its ladder, and none was tried yet."""
        now = next_challenge(self.ladder)
        return now is not None and now == self.ladder.challenges[0] and not self.ladder.results

    @property
    def title(self) -> str | None:
        """What the domain is called: its name, or its goal until it has one."""
        return self.name or self.end_goal


def after(domain: Domain, evidence: Evidence) -> Domain:
    """Return the domain as a piece of its evidence leaves it: its plan, its rating and its ladder as they follow."""
    ratings = tuple(rating for rating in domain.ratings if rating.id != evidence.key.id)
    if evidence.certainty is not None:
        ratings = with_rating(ratings, Rating(evidence.key.id, evidence.key.at, evidence.certainty))
    ladder = with_result(domain.ladder, evidence)
    return replace(domain, plans=_plans(domain.plans, evidence), ratings=ratings, ladder=ladder)


def _plans(plans: tuple[Plan, ...], evidence: Evidence) -> tuple[Plan, ...]:
    if evidence.plan is None:
        return tuple(plan for plan in plans if plan.evidence != evidence.key.id)
    new = Plan(evidence.plan, evidence.key.id)
    if any(plan.evidence == new.evidence for plan in plans):
        return tuple(new if plan.evidence == new.evidence else plan for plan in plans)
    return (*plans, new)[-MOST_PLANS:]


def without(domain: Domain, evidence: Evidence) -> Domain:
    """Return the domain as if a piece of its evidence had never been told."""
    return after(domain, replace(evidence, plan=None, certainty=None, outcome=None))
