"""The rules of a debrief: which of its questions applies, given the answers so far.

Debriefs raise later performance (Tannenbaum & Cerasoli 2013: 46 samples, d .67; Keiser & Arthur 2021: 61 studies,
d .79). After a success the more useful half is what to change (Ellis, Mendel & Nir 2006), so a plan is asked for after
a win as well as after a miss; after a miss, the first question is what worked. Feedback hurts when it is about the
person (Kluger & DeNisi 1996): nothing here grades anybody. A debrief has at most one follow-up question.
"""

from datetime import datetime, timedelta

from skill.efficacy.evidence import Evidence, Kind, Outcome
from skill.efficacy.performer import WarmUp

STAYS_OPEN = timedelta(hours=48)
"""How long an unfinished debrief is offered again."""
JUST_NOW = timedelta(hours=1)
_GENERAL_CLAIM = 4
"""A capability described in this many words or fewer is too general: the skill asks what showed it."""


def wants_own_part(evidence: Evidence) -> bool:
    """Whether to ask the reattribution question: the performer put a success down to something else."""
    return evidence.cause is not None and evidence.outcome is not Outcome.NO


def wants_trace(evidence: Evidence) -> bool:
    """Whether to ask what showed it: the capability is described in a few words, and there is no other follow-up."""
    if wants_own_part(evidence) or evidence.capability is None:
        return False
    words = [word for word in evidence.capability.split() if any(map(str.isalnum, word))]
    return len(words) <= _GENERAL_CLAIM


def is_unfinished(evidence: Evidence, now: datetime) -> bool:
    """Whether this is an interrupted debrief that can still be continued."""
    return evidence.kind is Kind.DEBRIEF and not evidence.closed and now - evidence.key.at <= STAYS_OPEN


def was_just_broken_off(evidence: Evidence, warm_up: WarmUp | None, now: datetime) -> bool:
    """Whether an unfinished debrief is so recent that a performer who says they are done means the same performance."""
    is_older = warm_up is not None and warm_up.at > evidence.key.at
    return is_unfinished(evidence, now) and now - evidence.key.at <= JUST_NOW and not is_older
