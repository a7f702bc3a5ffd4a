"""Progress: facts from their own record, and the certainty question on request."""

from dataclasses import replace

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.topics import evidence
from skill.conversation.turn import Reply
from skill.efficacy.certainty import HIGHEST, LOWEST, Rating, with_rating
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import is_readable, strongest
from skill.efficacy.ladder import next_challenge, standing
from skill.efficacy.progress import tally, trend
from skill.speech.parts import Parts, brief, line


def begin(context: Context) -> Reply:
    """Say how much evidence there is, the rung, how certainty moved, and one thing that they did."""
    context.ask_zone()
    domain = context.performer.domain
    latest = context.latest(evidence.MOST_COUNTED)
    best = strongest([one for one in latest if is_readable(one)])
    if not tally(latest).count and domain.certainty is None and not domain.ladder.challenges:
        return Reply((line("progress-nothing"),))
    counted = evidence.count(latest, evidence.since(context, latest))
    fact = evidence.tell(context, best) if best else ()
    keep = context.change(performer=context.performer, vital=False)
    return Reply((counted, *rung(context.performer.domain), *_trend(context), *fact), change=keep)


def rung(domain: Domain) -> Parts:
    """Say how many steps are done, and the next one."""
    ladder = domain.ladder
    now = next_challenge(ladder)
    if now is None:
        return (line("ladder-top"),) if ladder.challenges else ()
    return (line("progress-rung", done=standing(ladder).rung, count=len(ladder.challenges), what=brief(now.what)),)


def _trend(context: Context) -> Parts:
    ratings = context.performer.domain.ratings
    if not ratings:
        return ()
    moved = trend(ratings)
    return (line("progress-trend", trend=str(moved), first=str(ratings[0].value), latest=str(ratings[-1].value)),)


def rate(context: Context) -> Reply:
    """Save a rating that came with the wish, or ask the certainty question about the end goal."""
    goal = context.performer.domain.end_goal
    if goal is None:
        return Reply((line("rate-no-goal"),))
    if context.nlu.number is not None and LOWEST <= context.nlu.number <= HIGHEST:
        return _rated(context, context.nlu.number)
    return RATE.ask(variables={"goal": brief(goal)})


def _rated(context: Context, value: int | None) -> Reply:
    domain = context.performer.domain
    if value is None:
        return Reply((line("okay"),))
    ratings = with_rating(domain.ratings, Rating(context.turn.request, context.turn.at, value))
    performer = context.performer.with_domain(replace(domain, ratings=ratings))
    return Reply((line("rate-kept", value=str(value)),), change=context.change(performer=performer))


RATE = Confirmation("rate", "certainty", extractors.rating, _rated, text="certainty")
