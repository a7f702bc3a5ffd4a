"""Ladder: the steps to the end goal, and the date of the next performance."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from skill.conversation.context import Context
from skill.conversation.topics import progress
from skill.conversation.topics.evidence import MOST_COUNTED
from skill.efficacy.certainty import HIGHEST, LOWEST
from skill.efficacy.domain import Domain
from skill.efficacy.ladder import (
    MOST_CHALLENGES,
    Challenge,
    Draft,
    Fit,
    Ladder,
    Place,
    Result,
    Step,
    draft,
    fit,
    goal_index,
    is_open,
    is_removable,
    next_challenge,
    proposal,
    results_of,
    standing,
    with_draft,
    with_step,
    without_challenge,
)
from skill.ledger.protocol import NOTHING, Change
from skill.ledger.records import encode
from skill.web.page import care, moments, scheduling
from skill.web.page.attempts import save_decided
from skill.web.page.clashes import show_both
from skill.web.page.door import Answer, Route
from skill.web.page.visit import Visit, back_to
from skill.web.page.words import LONGEST_WORDS, is_too_long, typed_words

_PLACES = {str(place): place for place in (Place.WHOLE, Place.BEFORE, Place.BEYOND)}
_VALUES = {"": None} | {str(value): value for value in range(LOWEST, HIGHEST + 1)}
_WORDS = ("what", "criterion", "support")
_FIELDS = (*_WORDS, "certainty")
_FIRST, _MIDDLE, _GOAL = "", "middle-", "goal-"
"""What the names of the fields of each step of a form begin with."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A step as it is shown.

    Args:
        challenge: The step.
        is_done: Whether it lies behind them.
        is_next: Whether it is the next one.
        is_goal: Whether it is the end goal.
        results: How it went, each with its day if that is among the latest.
        fit: How well it fits, if it is open and rated.
        is_removable: Whether it may be taken off.
        mark: What identifies it as it is now.
    """

    challenge: Challenge
    is_done: bool
    is_next: bool
    is_goal: bool
    results: Sequence[tuple[Result, date | None]]
    fit: Fit | None
    is_removable: bool
    mark: str


class Unfit(ValueError):
    """A form that can't be taken: the name of the sentence that says why."""


def ladder(visit: Visit) -> Answer:
    """Show the steps to the end goal, and the date of the next performance."""
    return show(visit, visit.context())


def make(visit: Visit) -> Answer:
    """Put a new step before the next one, or last but for a goal that is open; or make a whole ladder."""
    if (cared := care.answer(visit, _told(visit))) is not None:
        return cared

    def decide(context: Context) -> Change | Answer:
        domain = context.performer.domain
        known = domain.ladder
        try:
            new = _draft(visit, domain)
        except Unfit as unfit:
            return show(visit, context, str(unfit), 422)
        anew = with_draft(known, new, domain.end_goal)
        if anew == known:  # the form was sent before
            return NOTHING
        if len(anew.challenges) > MOST_CHALLENGES:
            return show(visit, context, "page-step-most", 409)
        if visit.form.get("was", "") != _place_mark(known):
            return _both_places(visit, context, new)
        return _change(context, replace(domain, ladder=anew))

    return save_decided(visit, decide) or back_to("ladder", "page-done-step-made", **visit.about)


def change(visit: Visit) -> Answer:
    """Put an open step anew."""
    stored = _find(visit.context().performer.domain.ladder, visit.form.get("step", ""))
    known = {stored.what, stored.criterion, stored.support} if stored else set()
    if (cared := care.answer(visit, (words for words in _told(visit) if words not in known))) is not None:
        return cared

    def decide(context: Context) -> Change | Answer:
        domain = context.performer.domain
        known = domain.ladder
        old = _find(known, visit.form.get("step", ""))
        if old is None and _find(known, f"{_request(visit)}-0") is not None:  # the form was sent before
            return NOTHING
        now = old or next_challenge(known)
        if now is None:
            return show(visit, context, "page-step-gone", 404)
        try:
            new = _step(visit, _FIRST, now.what if now.what == domain.end_goal else None)
        except Unfit as unfit:
            return show(visit, context, str(unfit), 422)
        if old is None:
            return _both_steps(visit, context, now, new)
        if not is_open(known, old.id):
            return show(visit, context, "page-step-stays", 409)
        anew = with_step(known, old.id, new, _request(visit))
        if anew == known:
            return NOTHING
        if visit.form.get("was", "") != mark(old):
            return _both_steps(visit, context, old, new)
        return _change(context, replace(domain, ladder=anew))

    return save_decided(visit, decide) or back_to("ladder", "page-done-step-changed", **visit.about)


def remove(visit: Visit) -> Answer:
    """Take a step off the ladder that has no results."""
    id_ = visit.form.get("step", "")

    def decide(context: Context) -> Change | Answer:
        domain = context.performer.domain
        known = _find(domain.ladder, id_)
        if known is None:  # also if it was put anew meanwhile, which is another step
            return show(visit, context, "page-step-gone", 404)
        if not is_removable(domain.ladder, id_, domain.end_goal):
            return show(visit, context, "page-step-stays", 409)
        if visit.form.get("was", "") != mark(known):
            rows = [(visit.say("page-step"), _whole(known), visit.say("page-step-none"))]
            return show_both(visit, context, rows, {"was": mark(known)}, "ladder", **visit.about)
        return _change(context, replace(domain, ladder=without_challenge(domain.ladder, id_)))

    return save_decided(visit, decide) or back_to("ladder", "page-done-step-removed", **visit.about)


def set_date(visit: Visit) -> Answer:
    """Set or move the date."""

    def decide(context: Context) -> Change | Answer:
        domain = context.performer.domain
        new = scheduling.date_in(visit, domain, context.saved.zone)
        doubt = scheduling.doubt(new, visit.at, context) if new else "page-date-missing"
        if new is None or doubt:
            return show(visit, context, doubt, 422)
        if scheduling.mark(domain.date) == scheduling.mark(new):
            return NOTHING
        if visit.form.get("was", "") != scheduling.mark(domain.date):
            return _both_dates(visit, context, scheduling.mark(new))
        return _change(context, replace(domain, date=new, pending_date=None))

    return save_decided(visit, decide) or back_to("ladder", "page-done-date", **visit.about)


def take_date_off(visit: Visit) -> Answer:
    """Take the date off."""

    def decide(context: Context) -> Change | Answer:
        domain = context.performer.domain
        if not scheduling.mark(domain.date):
            return NOTHING
        if visit.form.get("was", "") != scheduling.mark(domain.date):
            return _both_dates(visit, context, "")
        token = domain.date.reminder if domain.date else None
        stale = (*domain.stale_reminders, *((token,) if token else ()))  # a device cancels it: the page has none
        return _change(context, replace(domain, date=None, pending_date=None, stale_reminders=stale))

    return save_decided(visit, decide) or back_to("ladder", "page-done-date-off", **visit.about)


def mark(challenge: Challenge) -> str:
    """Return what identifies a step as it is now."""
    return hashlib.sha256(encode(challenge).encode()).hexdigest()[:16]


def _request(visit: Visit) -> str:
    """Return what a form's step is identified by: the same when it is sent twice, another one with another step."""
    text = f"{visit.request}|{typed_words(visit.form.get('what', ''))}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _place_mark(known: Ladder) -> str:
    """Return what identifies where a new step goes: the next step, or that there is none or no ladder."""
    now = next_challenge(known)
    return now.id if now else str(len(known.challenges))


def _change(context: Context, domain: Domain) -> Change:
    return context.change(performer=context.saved.with_domain(domain))


def _find(known: Ladder, id_: str) -> Challenge | None:
    return next((challenge for challenge in known.challenges if challenge.id == id_), None)


def _step(visit: Visit, prefix: str, what: str | None = None) -> Step:
    """Return the step that a form holds.

    Args:
        visit: The visit.
        prefix: What the names of its fields begin with.
        what: What it is, if the form can't say so.

    Raises:
        Unfit: A part of it is too long, or missing.
    """
    form = {name: visit.form.get(f"{prefix}{name}", "") for name in _FIELDS}
    words = {name: typed_words(form[name]) for name in _WORDS}
    if any(map(is_too_long, words.values())):
        raise Unfit("page-too-long")
    if form["certainty"] not in _VALUES:
        raise Unfit("page-rate-missing")
    what = what or words["what"]
    if what is None:
        raise Unfit("page-step-missing")
    return Step(what, words["criterion"], _VALUES[form["certainty"]], support=words["support"])


def _told(visit: Visit) -> list[str]:
    """Return what a form's steps say in words of their own."""
    names = (f"{prefix}{name}" for prefix in (_FIRST, _MIDDLE, _GOAL) for name in _WORDS)
    return [words for name in names if (words := typed_words(visit.form.get(name, ""))) is not None]


def _draft(visit: Visit, domain: Domain) -> Draft:
    """Return what a form composes: one step, two, or a whole ladder that ends in the goal.

    Raises:
        Unfit: A step can't be taken, or there is no goal.
    """
    place = _PLACES.get(visit.form.get("place", ""))
    if place is None or domain.end_goal is None:
        raise Unfit("page-step-missing")
    has_middle = typed_words(visit.form.get(f"{_MIDDLE}what", "")) is not None
    steps = (_step(visit, _FIRST), *((_step(visit, _MIDDLE),) if has_middle else ()))
    end = (replace(_step(visit, _GOAL, domain.end_goal), is_goal=True),) if place is Place.WHOLE else ()
    return replace(draft(place, _request(visit), domain.end_goal, None), steps=(*steps, *end), done=True)


def show(visit: Visit, context: Context, problem: str = "", status: int = 200) -> Answer:
    """Render the ladder and the date, with what is wrong with a form that was sent."""
    domain = context.performer.domain
    proposed = proposal(domain.ladder)
    goal = goal_index(domain.ladder, domain.end_goal)
    typed = visit.form if problem else {}
    is_of_a_step = _find(domain.ladder, typed.get("step", "")) is not None or "what" not in typed
    return visit.show(
        "ladder.html",
        context,
        status,
        rungs=_rungs(context, domain),
        standing=visit.told(progress.rung(domain)),
        proposed=visit.say("page-step-proposed", place=str(proposed)) if proposed else "",
        place_mark=_place_mark(domain.ladder),
        has_next=next_challenge(domain.ladder) is not None,
        is_goal_next=goal == standing(domain.ladder).rung < len(domain.ladder.challenges),
        is_goal_open=goal < len(domain.ladder.challenges),
        values=range(LOWEST, HIGHEST + 1),
        most=LONGEST_WORDS,
        day=lambda day: visit.texts.say(moments.day_name(day, context.today)),
        when=scheduling.shown(visit, context, domain),
        typed=typed,
        fresh={} if is_of_a_step else typed,
        problem=problem,
    )


def _rungs(context: Context, domain: Domain) -> list[Rung]:
    known = domain.ladder
    place = standing(known).rung
    days = {piece.key.id: context.day_of(piece.key) for piece in context.latest(MOST_COUNTED)} if known.results else {}
    return [
        Rung(
            challenge,
            is_done=index < place,
            is_next=index == place,
            is_goal=challenge.what == domain.end_goal,
            results=[(result, days.get(result.evidence)) for result in results_of(known, challenge.id)],
            fit=_fit(challenge) if index >= place and challenge.what != domain.end_goal else None,
            is_removable=is_removable(known, challenge.id, domain.end_goal),
            mark=mark(challenge),
        )
        for index, challenge in enumerate(known.challenges)
    ]


def _fit(challenge: Challenge) -> Fit | None:
    return None if challenge.certainty is None else fit(challenge.certainty)


def _both_steps(visit: Visit, context: Context, old: Challenge, new: Step) -> Answer:
    rows = (
        (visit.say("page-step-what"), old.what, new.what or ""),
        (visit.say("page-step-criterion"), old.criterion or "", new.criterion or ""),
        (visit.say("page-certainty"), _written(old.certainty), _written(new.certainty)),
        (visit.say("page-step-support"), old.support or "", new.support or ""),
    )
    differing = [row for row in rows if row[1] != row[2]]
    return show_both(visit, context, differing, {"step": old.id, "was": mark(old)}, "ladder", **visit.about)


def _both_places(visit: Visit, context: Context, new: Draft) -> Answer:
    """Show that the ladder has moved on; a whole ladder becomes steps of the one that there is by now."""
    known = context.performer.domain.ladder
    now = next_challenge(known)
    steps = [step.what or "" for step in new.steps if not step.is_goal]
    rows = [(visit.say("page-step-next"), now.what if now else "", "; ".join(steps))]
    before, beyond = str(Place.BEFORE), str(Place.BEYOND)
    place = (before if now else beyond) if known.challenges else str(Place.WHOLE)
    return show_both(visit, context, rows, {"was": _place_mark(known), "place": place}, "ladder", **visit.about)


def _both_dates(visit: Visit, context: Context, yours: str) -> Answer:
    now = scheduling.mark(context.performer.domain.date)
    names = scheduling.name_of(visit, context, now), scheduling.name_of(visit, context, yours)
    rows = [(visit.say("page-date"), *names)]
    return show_both(visit, context, rows, {"was": now}, "ladder", **visit.about)


def _whole(challenge: Challenge) -> str:
    """Return all that is known of a step."""
    return "; ".join(filter(None, (challenge.what, challenge.criterion, challenge.support)))


def _written(value: int | None) -> str:
    return "" if value is None else str(value)


ROUTES: Sequence[Route] = (
    ("/ladder", ("GET",), "ladder", ladder),
    ("/ladder/make", ("POST",), "ladder_make", make),
    ("/ladder/change", ("POST",), "ladder_change", change),
    ("/ladder/remove", ("POST",), "ladder_remove", remove),
    ("/ladder/date", ("POST",), "ladder_date", set_date),
    ("/ladder/date-off", ("POST",), "ladder_date_off", take_date_off),
)
