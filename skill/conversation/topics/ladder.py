"""The ladder: composed by one short interview, moved by debriefs, changed at a calm opening."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from skill.conversation import extractors
from skill.conversation.context import Context
from skill.conversation.form import Confirmation, Form, Slot, Variables, confirmation
from skill.conversation.topics import onboarding, schedule
from skill.conversation.turn import Reply
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Evidence
from skill.efficacy.ladder import (
    Challenge,
    Draft,
    Move,
    Place,
    Step,
    draft,
    fit,
    is_done,
    next_challenge,
    proposal,
    standing,
    with_draft,
)
from skill.efficacy.schedule import is_over
from skill.ledger.protocol import Change
from skill.nlu.intents import Intent, NluResult
from skill.speech.parts import Parts, brief, line

_PLACES: Mapping[Intent, Place] = {
    Intent.HARDER: Place.HARDER,
    Intent.EASIER: Place.EASIER,
    Intent.STEP_BEFORE: Place.BEFORE,
    Intent.CHANGE_STEP: Place.CHANGED,
}
_OFFER = "ladder"
"""What a domain is said to have passed over when no ladder was wanted."""


def build(context: Context, lead: Parts = ()) -> Reply:
    """Make a ladder, go on with what was begun, or say what there is."""
    domain = context.performer.domain
    if domain.end_goal is None:
        return onboarding.begin_unnamed(context, (*lead, line("ladder-needs-goal")))
    if domain.draft is not None and not domain.draft.done:
        return COMPOSE.ask_next(context, domain.draft, lead)
    if is_done(domain.ladder):
        return _compose(context, Place.BEYOND, lead)
    return describe_next(context, lead) if domain.ladder.challenges else _compose(context, Place.WHOLE, lead)


def describe_next(context: Context, lead: Parts = ()) -> Reply:
    """Say what the next challenge is, and when; offer a date for it, or to make a ladder."""
    domain = context.performer.domain
    now = next_challenge(domain.ladder)
    if now is None and domain.draft is not None and not domain.draft.done:
        return UNFINISHED.ask_next(context, Confirmation(), lead)
    if now is None:
        return (TOP if is_done(domain.ladder) else OFFERED).ask_next(context, Confirmation(), lead)
    say = (*lead, *_challenge_lines(now))
    if domain.date is not None and domain.date.is_set and not is_over(domain.date, context.turn.at, context.today):
        return Reply((*say, schedule.date_line(context, domain.date)))
    return schedule.OFFERED.ask_next(context, Confirmation(), say)


def change(context: Context) -> Reply:
    """Compose another challenge in place of the one that is next, or before it."""
    if next_challenge(context.performer.domain.ladder) is None:
        return describe_next(context)
    return _compose(context, _PLACES[context.nlu.intent])


def moved(after: Domain, evidence: Evidence) -> Parts:
    """Say how a debrief moved the ladder, if it is of one of its challenges."""
    now = next_challenge(after.ladder)
    if evidence.challenge is None or evidence.outcome is None or not after.ladder.challenges:
        return ()
    if now is None:
        return (line("ladder-top"),)
    key = {Move.STAY: "ladder-same", Move.BETWEEN: "ladder-smaller"}.get(standing(after.ladder).move or Move.STAY)
    return (line(key or "ladder-next", what=brief(now.what)),)


def offer(context: Context, lead: Parts) -> Reply | None:
    """Offer, at a calm opening, what there is to compose; `None` when there is nothing."""
    domain = context.performer.domain
    if domain.draft is not None and not domain.draft.done and domain.draft.id not in domain.skipped:
        return UNFINISHED.ask_next(context, Confirmation(), lead)
    place = proposal(domain.ladder)
    if place is not None and next_challenge(domain.ladder) is not None:
        return PROPOSED.ask_next(context, Confirmation(str(place), {"place": str(place)}), lead)
    if is_done(domain.ladder) and standing(domain.ladder).since != domain.ladder.answered:
        return TOP.ask_next(context, Confirmation(), lead)
    if domain.end_goal and not domain.ladder.challenges and _OFFER not in domain.skipped:
        return OFFERED.ask_next(context, Confirmation(), lead)
    return None


def _challenge_lines(challenge: Challenge) -> Parts:
    support = (line("ladder-support-told", words=brief(challenge.support)),) if challenge.support else ()
    if challenge.criterion is None:
        return (line("ladder-next", what=brief(challenge.what)), *support)
    return (line("ladder-challenge", what=brief(challenge.what), criterion=brief(challenge.criterion)), *support)


def _compose(context: Context, place: Place, lead: Parts = ()) -> Reply:
    domain = context.performer.domain
    return COMPOSE.ask_next(context, draft(place, context.turn.request, domain.end_goal, domain.certainty), lead)


def _load(context: Context) -> Draft | None:
    known = context.performer.domain.draft
    return known if known and context.session and known.id == context.session.subject else None


def _with(context: Context, new: Draft) -> Domain:
    domain = context.performer.domain
    return replace(domain, draft=new, ladder=with_draft(domain.ladder, new) if new.done else domain.ladder)


def _keep(context: Context, new: Draft) -> Change:
    return context.change(performer=context.performer.with_domain(_with(context, new)))


def _finish(context: Context, new: Draft, lead: Parts) -> Reply:
    """Put what was composed in its place, and ask for a date."""
    domain = _with(context, replace(new, done=True))
    context.performer = context.performer.with_domain(domain)
    now = next_challenge(domain.ladder)
    has_steps = any(step.what is not None and not step.is_goal for step in new.steps)
    if now is None or not has_steps:
        return Reply((*lead, line("ladder-unchanged")), change=context.change(performer=context.performer))
    made = line("ladder-made" if new.place is Place.WHOLE else "ladder-next", what=brief(now.what))
    return schedule.begin_for_challenge(context, (*lead, made))


def _variables(context: Context, new: Draft) -> Variables:
    domain = context.performer.domain
    now = next_challenge(domain.ladder)
    first = new.steps[0].challenge or ""
    words = {"goal": domain.end_goal, "now": now.what if now else None, "first": first}
    return {"place": str(new.place), **{name: brief(words) for name, words in words.items()}}


@dataclass(frozen=True)
class _StepSlots:
    """The questions about one of the steps of a draft.

    Args:
        number: Which of them, from 0.
        name: What its questions end in.
    """

    number: int
    name: str

    def step(self, new: Draft) -> Step:
        """Return the step; an empty one when the draft has fewer."""
        return new.steps[self.number] if self.number < len(new.steps) else Step()

    def with_step(self, new: Draft, step: Step) -> Draft:
        return replace(new, steps=(*new.steps[: self.number], step, *new.steps[self.number + 1 :]))

    def has_what(self, _context: Context, new: Draft) -> bool:
        return self.step(new).what is not None

    def put_what(self, _context: Context, new: Draft, words: str | None) -> Draft:
        return new if words == self.step(new).what else self.with_step(new, Step(what=words))

    def put_certainty(self, _context: Context, new: Draft, value: int | None) -> Draft:
        """Another number asks anew whether it fits."""
        known = self.step(new)
        if value == known.certainty:
            return new
        left = frozenset(name for name in new.skipped if name != f"adjusted_{self.name}")
        step = replace(known, certainty=value, adjusted=None, adjusted_certainty=None, support=None)
        return replace(self.with_step(new, step), skipped=left)

    def variables(self, new: Draft) -> Variables:
        known = self.step(new)
        scale_was_told = any(one.certainty is not None and not one.is_goal for one in new.steps)
        return {
            "what": brief(known.challenge),
            "step": "goal" if known.is_goal else "other",
            "fit": str(fit(known.certainty)) if known.certainty is not None else "",
            "value": str(known.rating if known.rating is not None else known.certainty),
            "scale": "told" if scale_was_told else "new",
        }

    def what(self) -> Slot[Draft]:
        """Ask what the step is: but for the end goal, which is known."""
        return self._words("what", extractors.goal_text, self.put_what, lambda _, new: self.number < len(new.steps))

    def criterion(self) -> Slot[Draft]:
        return self._words("criterion", extractors.free_text, self._put("criterion"), self.has_what)

    def certainty(self) -> Slot[Draft]:
        return self._rating("certainty", self.put_certainty, self.has_what)

    def anew(self) -> Slot[Draft]:
        """Ask again, of what it has become."""
        return self._rating("anew", self._put("adjusted_certainty"), lambda _, new: self.step(new).adjusted is not None)

    def _rating(
        self, part: str, put: Callable[[Context, Draft, Any], Draft], when: Callable[[Context, Draft], bool]
    ) -> Slot[Draft]:
        return Slot(
            f"{part}_{self.name}",
            extractors.rating,
            when=lambda context, new: when(context, new) and context.performer.preferences.rating,
            get=lambda new: getattr(self.step(new), "adjusted_certainty" if part == "anew" else part),
            put=put,
            text="ladder-certainty",
            acknowledged=True,
            variables=self.variables,
        )

    def adjusted(self) -> Slot[Draft]:
        wants = lambda _, new: self.step(new).wants_adjusting  # noqa: E731
        return self._words("adjusted", extractors.goal_text, self._put("adjusted"), wants)

    def support(self) -> Slot[Draft]:
        wants = lambda _, new: self.step(new).wants_support  # noqa: E731
        return self._words("support", extractors.free_text, self._put("support"), wants)

    def _put(self, part: str) -> Callable[[Context, Draft, Any], Draft]:
        return lambda _context, new, value: self.with_step(new, replace(self.step(new), **{part: value}))

    def _words(
        self,
        part: str,
        takes: Callable[[Context, NluResult], str | None],
        put: Callable[[Context, Draft, Any], Draft],
        when: Callable[[Context, Draft], bool],
    ) -> Slot[Draft]:
        return Slot(
            f"{part}_{self.name}",
            takes,
            when=when,
            get=lambda new: getattr(self.step(new), part),
            put=put,
            text=f"ladder-{part}_{self.name}" if part == "what" else f"ladder-{part}",
            wants_free_text=True,
            variables=self.variables,
            no_skips=part in {"adjusted", "support"},
        )

    def all(self) -> tuple[Slot[Draft], ...]:
        return (self.what(), self.criterion(), self.certainty(), self.adjusted(), self.anew(), self.support())


_FIRST, _MIDDLE, _END = _StepSlots(0, "first"), _StepSlots(1, "middle"), _StepSlots(2, "end")

COMPOSE = Form[Draft](
    "ladder",
    (*_FIRST.all(), *_MIDDLE.all(), _END.criterion(), _END.certainty()),
    load=_load,
    subject=lambda new: new.id,
    finish=_finish,
    keep=_keep,
    variables=_variables,
    is_closed=lambda new: new.done,
)


def _declined(context: Context) -> Reply:
    """Leave it as it is, and do not offer it again."""
    domain = context.performer.domain
    ladder = replace(domain.ladder, answered=standing(domain.ladder).since)
    passed = domain.skipped if domain.ladder.challenges else domain.skipped | {_OFFER}
    declined = replace(domain, ladder=ladder, skipped=passed | {domain.draft.id} if domain.draft else passed)
    return Reply((line("okay"),), change=context.change(performer=context.performer.with_domain(declined)))


def _go_on(context: Context, wanted: bool | None) -> Reply:
    return build(context) if wanted else _declined(context)


def _proposed(context: Context, wanted: bool | None) -> Reply:
    place = context.session.subject if context.session else ""
    return _compose(context, Place(place)) if wanted and place in set(Place) else _declined(context)


def _beyond(context: Context, nlu: NluResult | bool | None) -> Reply:
    return _compose(context, Place.BEYOND) if nlu else _declined(context)


OFFERED = confirmation("ladder_offer", "build", extractors.yes_no, _go_on)
UNFINISHED = confirmation("ladder_offer", "resume", extractors.yes_no, _go_on)
PROPOSED = confirmation("ladder_offer", "proposed", extractors.yes_no, _proposed)
TOP = confirmation("ladder_offer", "top", extractors.yes_no, _beyond)
