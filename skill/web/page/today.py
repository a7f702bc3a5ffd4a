"""Today: what is next, when it is, and what a warm-up would say now."""

from collections.abc import Sequence

from skill.breathing.round import Round, minutes
from skill.conversation.topics.evidence import MOST_COUNTED
from skill.conversation.topics.note import is_undecided
from skill.conversation.topics.warm_up import warm_up
from skill.efficacy.debrief import is_unfinished
from skill.efficacy.ladder import next_challenge
from skill.speech.parts import Line, line
from skill.web.page import scheduling
from skill.web.page.door import Answer, Route
from skill.web.page.visit import Visit

_SECOND_MS = 1_000


def today(visit: Visit) -> Answer:
    """Show what is next, when, and what will be heard before it."""
    context = visit.context()
    domain = context.performer.domain
    heard = warm_up.outline(context)
    latest = context.latest(MOST_COUNTED)
    return visit.show(
        "today.html",
        context,
        challenge=next_challenge(domain.ladder),
        when=scheduling.shown(visit, context, domain),
        is_active=context.performer.active == context.saved.active,
        is_open=any(is_unfinished(one, visit.at) for one in latest),
        undecided=sum(map(is_undecided, latest)),
        before=visit.told(heard.before),
        breathing=_breathing(visit, heard.breathing) if heard.breathing else "",
        after=visit.told(heard.after),
        has_evidence=any(isinstance(part, Line) and part.key == "warm-up-evidence" for part in heard.after),
    )


def _breathing(visit: Visit, breathing: Round) -> str:
    """Return how long the breathing is, and how one breath of it goes."""
    phases = [
        visit.say("page-breath", phase=str(phase), seconds=f"{ms / _SECOND_MS:g}")
        for phase, ms in breathing.pattern.phases
    ]
    length = line("length", minutes=minutes(breathing.length_ms))
    holds = "yes" if breathing.pattern.holds else "no"
    return visit.say("page-breathing", length=length, holds=holds, breath=", ".join(phases))


ROUTES: Sequence[Route] = (("/", ("GET",), "today", today),)
