"""Certainty: how certain they said they were, over time; the same question, and a rating taken back."""

from collections.abc import Sequence
from dataclasses import replace

from skill.conversation.context import Context
from skill.conversation.topics import entries
from skill.efficacy.certainty import HIGHEST, LOWEST, MOST_RATINGS, Rating, with_rating
from skill.efficacy.domain import BASELINE
from skill.efficacy.progress import ENOUGH_RATINGS, trend
from skill.ledger.protocol import Change
from skill.web.page import moments, plot
from skill.web.page.attempts import save_decided
from skill.web.page.door import Answer, Route
from skill.web.page.visit import Visit, back_to

_VALUES = {str(value): value for value in range(LOWEST, HIGHEST + 1)}


def certainty(visit: Visit) -> Answer:
    """Show how certain they said they were, over time."""
    return _show(visit, visit.context())


def rate(visit: Visit) -> Answer:
    """Add a rating of their end goal."""
    value = _VALUES.get(visit.form.get("value", ""))

    def decide(context: Context) -> Change | Answer:
        domain = context.performer.domain
        if value is None or domain.end_goal is None:
            return _show(visit, context, "page-rate-missing" if domain.end_goal else "", 422)
        given = next((one.at for one in domain.ratings if one.id == visit.request), visit.at)
        ratings = with_rating(domain.ratings, Rating(visit.request, given, value))
        return context.change(performer=context.saved.with_domain(replace(domain, ratings=ratings)))

    return save_decided(visit, decide) or back_to("certainty", "page-done-rated", **visit.about)


def take_back(visit: Visit) -> Answer:
    """Take a rating back, from the debrief that it was given in, too."""

    def decide(context: Context) -> Change | Answer:
        change = entries.without_rating(context, context.performer.domain, visit.form.get("rating", ""))
        return replace(change, evidence=tuple(replace(one, edited_at=visit.at) for one in change.evidence))

    return save_decided(visit, decide) or back_to("certainty", "page-done-unrated", **visit.about)


def _show(visit: Visit, context: Context, problem: str = "", status: int = 200) -> Answer:
    domain, zone, today = context.performer.domain, context.zone, context.today
    rows = [(one, one.at.astimezone(zone)) for one in reversed(domain.ratings)]
    drawn = plot.plot_of(domain.ratings, zone)
    moved = trend(domain.ratings)
    words = {"first": str(drawn.first.value), "latest": str(drawn.last.value)} if drawn else {}
    return visit.show(
        "certainty.html",
        context,
        status,
        rows=[(one, at, visit.texts.say(moments.day_name(at.date(), today))) for one, at in rows],
        plot=drawn,
        edges=plot,
        trend=visit.say("page-certainty-trend", trend=str(moved), **words) if moved else "",
        baseline=BASELINE,
        enough=ENOUGH_RATINGS,
        most=MOST_RATINGS,
        values=list(_VALUES.values()),
        short=lambda day: visit.texts.say(moments.short_name(day)),
        problem=problem,
    )


ROUTES: Sequence[Route] = (
    ("/certainty", ("GET",), "certainty", certainty),
    ("/certainty", ("POST",), "certainty_rate", rate),
    ("/certainty/taken-back", ("POST",), "certainty_take_back", take_back),
)
