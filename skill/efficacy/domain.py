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
"""The id of the first rating, so that answering again replaces it."""
NAMELESS = "first"
"""The id of the domain that holds debriefs while no domain has a name; the first one named takes it over."""


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
"""How many plans are stored, so that an earlier one takes over when the latest is forgotten."""


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain and what is known about it apart from its evidence."""

    id: str
    goal: str | None = None
    """The end goal, in the performer's words."""
    is_general: bool = False
    """Whether the goal sounded too general; the skill then asks once for a specific one."""
    specific_goal: str | None = None
    """The answer when the skill asked for a specific goal."""
    name: str | None = None
    is_name_made: bool = False
    """Whether the name was made from the goal, and not given."""
    skipped: frozenset[str] = frozenset()
    """The questions of the first meeting that were skipped."""
    ratings: tuple[Rating, ...] = ()
    plans: tuple[Plan, ...] = ()
    """Oldest first."""
    ladder: Ladder = field(default_factory=Ladder)
    draft: Draft | None = None
    """The challenge or the ladder that is being composed."""
    date: ScheduledDate | None = None
    """When the next performance is."""
    pending_date: ScheduledDate | None = None
    """A new date that is not complete yet; the old one stays until it is."""
    stale_reminders: tuple[str, ...] = ()
    """Alexa's tokens for the reminders of dates that were taken off on the page, until a device cancels them."""
    models: tuple[RoleModel, ...] = ()
    """Oldest first."""
    encouragements: tuple[Encouragement, ...] = ()
    """Oldest first."""
    retired: bool = False
    """Whether it is retired; naming it brings it back."""
    last_read: tuple[str, ...] = ()
    """The ids of the evidence that its last warm-up read."""
    offered_by: str | None = None
    """The request whose opening offered to continue the first meeting, which is offered only once."""
    created_at: datetime | None = None
    """When it was first mentioned, UTC."""
    created_by: str | None = None
    """The request that it was first spoken of in."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def end_goal(self) -> str | None:
        """The current goal: the specific one if the skill asked for it, else the first answer, else the name."""
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
        """The latest readable role model; else the latest one."""
        latest = self.models[-1] if self.models else None
        return next((model for model in reversed(self.models) if model.is_readable), latest)

    @property
    def is_first_challenge(self) -> bool:
        """Whether the next challenge is the first on the ladder and none has been tried yet."""
        challenge = next_challenge(self.ladder)
        return challenge is not None and challenge == self.ladder.challenges[0] and not self.ladder.results

    @property
    def title(self) -> str | None:
        """What the domain is called: its name, or its goal until it has one."""
        return self.name or self.end_goal


def after(domain: Domain, evidence: Evidence) -> Domain:
    """Return the domain with its plans, ratings and ladder updated from a piece of its evidence."""
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


def with_plan(domain: Domain, words: str, evidence: str) -> Domain:
    """Return the domain with a plan as its latest, in place of the one that was made in the same debrief.

    Args:
        domain: The domain.
        words: The plan.
        evidence: The id of the debrief that it belongs to, or of the request that told it.
    """
    others = tuple(plan for plan in domain.plans if plan.evidence != evidence)
    return replace(domain, plans=(*others, Plan(words, evidence))[-MOST_PLANS:])


def without_plan(domain: Domain) -> Domain:
    """Return the domain without its latest plan."""
    return replace(domain, plans=domain.plans[:-1])


def put_right(domain: Domain, before: Evidence, now: Evidence) -> Domain:
    """Return the domain after answers of an earlier piece of its evidence were put right.

    Only what changed in the piece changes in the domain. A plan or a result that was made so long ago that the domain
    no longer holds it does not come back.
    """
    is_held = any(plan.evidence == now.key.id for plan in domain.plans)
    plans = _plans(domain.plans, now) if before.plan != now.plan and (is_held or before.plan is None) else domain.plans
    counted = any(result.evidence == now.key.id for result in domain.ladder.results)
    is_moved = before.outcome is not now.outcome and (counted or before.outcome is None)
    return replace(domain, plans=plans, ladder=with_result(domain.ladder, now) if is_moved else domain.ladder)


def without_entry(domain: Domain, id_: str) -> Domain:
    """Return the domain without the role model, the encouragement or the rating of that id."""
    return replace(
        domain,
        models=tuple(one for one in domain.models if one.id != id_),
        encouragements=tuple(one for one in domain.encouragements if one.id != id_),
        ratings=tuple(one for one in domain.ratings if one.id != id_),
    )


def without(domain: Domain, evidence: Evidence) -> Domain:
    """Return the domain as if a piece of its evidence had never been given."""
    return after(domain, replace(evidence, plan=None, certainty=None, outcome=None))


def merged(main: Domain, own: Domain) -> Domain:
    """Return a main domain with that of a voice's own record merged in, which never got a name or a ladder."""
    return replace(
        main,
        plans=(*main.plans, *own.plans)[-MOST_PLANS:],
        ratings=main.ratings or own.ratings,
        models=(*main.models, *own.models),
        encouragements=(*main.encouragements, *own.encouragements),
        date=main.date or own.date,
        stale_reminders=(*main.stale_reminders, *own.stale_reminders),
    )
