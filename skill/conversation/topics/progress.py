"""Progress: facts from their own record, and the certainty question on request."""

from dataclasses import replace

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.topics.evidence import tell
from skill.conversation.turn import Reply
from skill.efficacy.certainty import Rating, with_rating
from skill.efficacy.evidence import is_readable, strongest
from skill.efficacy.ladder import next_challenge, standing
from skill.efficacy.progress import trend
from skill.speech.parts import Parts, brief, line

_GLANCE = 20
"""How many of the latest pieces are counted; beyond that, "more" is said."""


def begin(context: Context) -> Reply:
    """Say how much evidence there is, the rung, how certainty moved, and one thing that they did."""
    context.ask_zone()
    domain = context.performer.domain
    latest = context.latest(_GLANCE)
    read = [one for one in latest if is_readable(one)]
    best = strongest(read)
    if best is None and domain.certainty is None and not domain.ladder.challenges:
        return Reply((line("progress-nothing"),))
    count = line("progress-count", count=len(read), more="yes" if len(latest) == _GLANCE else "no")
    fact = tell(context, best) if best else ()
    keep = context.change(performer=context.performer, vital=False)
    return Reply((count, *_rung(context), *_trend(context), *fact), change=keep)


def _rung(context: Context) -> Parts:
    ladder = context.performer.domain.ladder
    now = next_challenge(ladder)
    if now is None:
        return (line("ladder-top"),) if ladder.challenges else ()
    return (line("progress-rung", done=standing(ladder).rung, count=len(ladder.challenges), what=brief(now.what)),)


def _trend(context: Context) -> Parts:
    ratings = context.performer.domain.ratings
    moved = trend(ratings)
    if moved is None:
        return ()
    return (line("progress-trend", trend=str(moved), first=str(ratings[0].value), latest=str(ratings[-1].value)),)


def rate(context: Context) -> Reply:
    """Ask the certainty question about the end goal."""
    goal = context.performer.domain.end_goal
    if goal is None:
        return Reply((line("rate-no-goal"),))
    return RATE.ask(variables={"goal": brief(goal)})


def _rated(context: Context, value: int | None) -> Reply:
    domain = context.performer.domain
    if value is None:
        return Reply((line("okay"),))
    ratings = with_rating(domain.ratings, Rating(context.turn.request, context.turn.at, value))
    performer = context.performer.with_domain(replace(domain, ratings=ratings))
    return Reply((line("rate-kept", value=str(value)),), change=context.change(performer=performer))


RATE = Confirmation("rate", "certainty", extractors.rating, _rated, text="certainty")
