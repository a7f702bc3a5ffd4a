"""The rules of a debrief: which of its questions applies, given what has been said.

Debriefs raise later performance (Tannenbaum & Cerasoli 2013: 46 samples, d .67; Keiser & Arthur 2021: 61 studies,
d .79). After a success the more useful half is what to change (Ellis, Mendel & Nir 2006), so the plan is asked after a
win as after a miss; after a miss what worked comes first. Feedback hurts when it turns to the person (Kluger & DeNisi
1996): nothing here grades anybody. At most one follow-up in a debrief.
"""

from datetime import datetime, timedelta

from skill.efficacy.evidence import Evidence, Kind, Outcome
from skill.efficacy.performer import WarmUp

STAYS_OPEN = timedelta(hours=48)
"""How long an unfinished debrief is offered again."""
JUST_NOW = timedelta(hours=1)
_GENERAL_CLAIM = 4
"""A capability told in so few words has hardly been looked at: it is asked what showed it."""


def wants_own_part(evidence: Evidence) -> bool:
    """Whether to ask the reattribution question: a success was put down to something else."""
    return evidence.cause is not None and evidence.outcome is not Outcome.NO


def wants_trace(evidence: Evidence) -> bool:
    """Whether to ask what showed it: the capability was told in a word or two, and no other follow-up was asked."""
    if wants_own_part(evidence) or evidence.shows is None:
        return False
    words = [word for word in evidence.shows.split() if any(map(str.isalnum, word))]
    return len(words) <= _GENERAL_CLAIM


def is_unfinished(evidence: Evidence, now: datetime) -> bool:
    """Whether it is a debrief that was broken off and may still be gone on with."""
    return evidence.kind is Kind.DEBRIEF and not evidence.closed and now - evidence.key.at <= STAYS_OPEN


def was_just_broken_off(evidence: Evidence, warm_up: WarmUp | None, now: datetime) -> bool:
    """Whether it is so new an unfinished debrief that who is done is done with the same performance."""
    is_older = warm_up is not None and warm_up.at > evidence.key.at
    return is_unfinished(evidence, now) and now - evidence.key.at <= JUST_NOW and not is_older
