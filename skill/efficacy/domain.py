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


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain and what is known of it besides its evidence."""

    id: str
    goal: str | None = None
    """The end goal, in the performer's words."""
    general: bool = False
    """Whether the goal was heard as a general one, which is asked back once."""
    exact: str | None = None
    """What they answered when a general goal was asked back."""
    name: str | None = None
    certainty: int | None = None
    """The baseline, when it was answered."""
    passed: frozenset[str] = frozenset()
    """The questions of the first meeting that were passed over."""
    ratings: tuple[Rating, ...] = ()
    plan: Plan | None = None
    made: datetime | None = None
    """When it was first spoken of, UTC."""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def end_goal(self) -> str | None:
        """The goal as it stands: the exact one when a general one was asked back, else what was said first."""
        return self.exact or self.goal or self.name

    @property
    def title(self) -> str | None:
        """What the domain is called: its name, or its goal until it has one."""
        return self.name or self.end_goal


def after(domain: Domain, evidence: Evidence) -> Domain:
    """Return the domain as a piece of its evidence leaves it: the latest plan, the latest rating."""
    if evidence.plan:
        domain = replace(domain, plan=Plan(evidence.plan, evidence.key.id))
    if evidence.certainty is not None:
        rating = Rating(evidence.key.id, evidence.key.at, evidence.certainty)
        domain = replace(domain, ratings=with_rating(domain.ratings, rating))
    return domain


def without(domain: Domain, evidence: Evidence) -> Domain:
    """Return the domain as if a piece of its evidence had never been told."""
    plan = None if domain.plan and domain.plan.evidence == evidence.key.id else domain.plan
    ratings = tuple(rating for rating in domain.ratings if rating.id != evidence.key.id)
    return replace(domain, plan=plan, ratings=ratings)
