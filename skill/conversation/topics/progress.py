"""Progress: facts from their own record, and the certainty question on request."""

from dataclasses import replace

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.topics import evidence
from skill.conversation.turn import Reply, Shown, ShownRating, ShownText
from skill.efficacy.certainty import HIGHEST, LOWEST, Rating, with_rating
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Evidence, day_of, is_readable, strongest
from skill.efficacy.ladder import next_challenge, standing
from skill.efficacy.progress import tally, trend, unchanged
from skill.speech import dates
from skill.speech.parts import Line, Parts, brief, line


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
    say = (counted, *rung(domain), *_trend(domain), *fact)
    return Reply(say, change=keep, shows=_show(context, domain, best))


def _show(context: Context, domain: Domain, best: Evidence | None) -> Shown | None:
    """Return what a screen shows: the ratings over time, and all that is said except the count."""
    done, count = standing(domain.ladder).rung, len(domain.ladder.challenges)
    certainty = [ShownText(line("screen-certainty"), said) for said in _trend(domain)]
    steps = [ShownText(line("screen-rung", done=done, count=count), _next(domain))] if count else []
    fact = evidence.show(context, best) if best else ()
    if not (texts := (*certainty, *steps, *fact)):
        return None
    name = domain.end_goal or domain.name
    title = line("screen-words", words=brief(name)) if name else line("screen-progress")
    ratings = tuple(_show_rating(context, rating) for rating in domain.ratings)
    return Shown(title, texts, ratings, unchanged(domain.ratings))


def _show_rating(context: Context, rating: Rating) -> ShownRating:
    day = day_of(rating.at.astimezone(context.zone))
    label = line("screen-rating", value=str(rating.value), day=dates.day(day, context.evidence_day))
    return ShownRating(rating.value, rating.at, dates.short(day, context.today), label)


def _next(domain: Domain) -> Line:
    now = next_challenge(domain.ladder)
    return line("screen-next", what=brief(now.what)) if now else line("ladder-top")


def rung(domain: Domain) -> Parts:
    """Say how many steps are done, and the next one."""
    ladder = domain.ladder
    now = next_challenge(ladder)
    if now is None:
        return (line("ladder-top"),) if ladder.challenges else ()
    return (line("progress-rung", done=standing(ladder).rung, count=len(ladder.challenges), what=brief(now.what)),)


def _trend(domain: Domain) -> tuple[Line, ...]:
    ratings = domain.ratings
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
