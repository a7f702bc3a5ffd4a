"""The ladder: composed by one short form, moved by debriefs, changed at calm moments."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.form import Form, Slot
from skill.conversation.prompt import Variables
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
"""The name under which a domain records that no ladder was wanted."""


def build(context: Context, lead: Parts = ()) -> Reply:
    """Compose a ladder, resume the draft, or describe the ladder that exists."""
    domain = context.performer.domain
    if domain.end_goal is None:
        return onboarding.begin_unnamed(context, (*lead, line("ladder-needs-goal")))
    if domain.draft is not None and not domain.draft.done:
        return COMPOSE.ask_next(context, domain.draft, lead)
    if is_done(domain.ladder):
        return _compose(context, Place.BEYOND, lead)
    return describe_next(context, lead) if domain.ladder.challenges else _compose(context, Place.WHOLE, lead)


def describe_next(context: Context, lead: Parts = ()) -> Reply:
    """Describe the next challenge and its date; offer to schedule it, or to compose a ladder."""
    domain = context.performer.domain
    now = next_challenge(domain.ladder)
    if now is None and domain.draft is not None and not domain.draft.done:
        return UNFINISHED.ask(lead)
    if now is None:
        return (TOP if is_done(domain.ladder) else OFFERED).ask(lead)
    say = (*lead, *_challenge_lines(now))
    if domain.date is not None and domain.date.is_set and not is_over(domain.date, context.turn.at, context.today):
        return Reply((*say, schedule.date_line(context, domain.date)))
    return schedule.OFFERED.ask(say)


def change(context: Context) -> Reply:
    """Compose a challenge to replace the next one, or to come before it."""
    if next_challenge(context.performer.domain.ladder) is None:
        return describe_next(context)
    place = _PLACES[context.nlu.intent]
    words = context.language.new_step(context.nlu.words or "") or context.nlu.named.get("step")
    return _compose(context, place) if words is None else COMPOSE.ask_next(context, _with_step(context, place, words))


def moved(after: Domain, evidence: Evidence) -> Parts:
    """Say how a debrief of one of its challenges moved the ladder."""
    now = next_challenge(after.ladder)
    if evidence.challenge is None or evidence.outcome is None or not after.ladder.challenges:
        return ()
    if now is None:
        return (line("ladder-top"),)
    key = {Move.STAY: "ladder-same", Move.BETWEEN: "ladder-smaller"}.get(standing(after.ladder).move or Move.STAY)
    return (line(key or "ladder-next", what=brief(now.what)),)


def offer(context: Context, lead: Parts) -> Reply | None:
    """Offer to compose what the ladder needs; `None` if it needs nothing."""
    domain = context.performer.domain
    if domain.draft is not None and not domain.draft.done and domain.draft.id not in domain.skipped:
        return UNFINISHED.ask(lead)
    place = proposal(domain.ladder)
    if place is not None and next_challenge(domain.ladder) is not None:
        return PROPOSED.ask(lead, subject=str(place), variables={"place": str(place)})
    if is_done(domain.ladder) and standing(domain.ladder).since != domain.ladder.answered:
        return TOP.ask(lead)
    if domain.end_goal and not domain.ladder.challenges and _OFFER not in domain.skipped:
        return OFFERED.ask(lead)
    return None


def _challenge_lines(challenge: Challenge) -> Parts:
    support = (line("ladder-support-told", words=brief(challenge.support)),) if challenge.support else ()
    if challenge.criterion is None:
        return (line("ladder-next", what=brief(challenge.what)), *support)
    return (line("ladder-challenge", what=brief(challenge.what), criterion=brief(challenge.criterion)), *support)


def _compose(context: Context, place: Place, lead: Parts = ()) -> Reply:
    domain = context.performer.domain
    return COMPOSE.ask_next(context, draft(place, context.turn.request, domain.end_goal, domain.certainty), lead)


def _with_step(context: Context, place: Place, words: str) -> Draft:
    """Return a draft of the step that a request gives."""
    domain = context.performer.domain
    blank = draft(place, context.turn.request, domain.end_goal, domain.certainty)
    return COMPOSE.slots[0].with_answer(context, blank, words)


def _load(context: Context) -> Draft | None:
    known = context.performer.domain.draft
    return known if known and context.session and known.id == context.session.subject else None


def _with(context: Context, new: Draft) -> Domain:
    domain = context.performer.domain
    return replace(domain, draft=new, ladder=with_draft(domain.ladder, new) if new.done else domain.ladder)


def _keep(context: Context, new: Draft) -> Change:
    return context.change(performer=context.performer.with_domain(_with(context, new)))


def _finish(context: Context, new: Draft, lead: Parts) -> Reply:
    """Put the draft in its place on the ladder, and ask for a date."""
    domain = _with(context, replace(new, done=True))
    context.update(context.performer.with_domain(domain))
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
    """The slots of one of the steps of a draft.

    Args:
        number: Which step, from 0.
        name: What the names of its slots end in.
    """

    number: int
    name: str

    def step(self, draft: Draft) -> Step:
        """Return the step; an empty one when the draft has fewer."""
        return draft.steps[self.number] if self.number < len(draft.steps) else Step()

    def with_step(self, draft: Draft, step: Step) -> Draft:
        """Return the draft with this step in its place."""
        return replace(draft, steps=(*draft.steps[: self.number], step, *draft.steps[self.number + 1 :]))

    def has_what(self, _context: Context, draft: Draft) -> bool:
        """Whether the step has been described."""
        return self.step(draft).what is not None

    def variables(self, draft: Draft) -> Variables:
        """Return the variables of the lines about the step."""
        step = self.step(draft)
        was_rated = any(one.certainty is not None and not one.is_goal for one in draft.steps)
        return {
            "what": brief(step.challenge),
            "step": "goal" if step.is_goal else "other",
            "fit": str(fit(step.certainty)) if step.certainty is not None else "",
            "value": str(step.rating if step.rating is not None else step.certainty),
            "scale": "told" if was_rated else "new",
        }

    def what(self) -> Slot[Draft, str]:
        """Return the slot for what the step is; the end goal is already known."""

        def put(_context: Context, draft: Draft, words: str | None) -> Draft:
            return draft if words == self.step(draft).what else self.with_step(draft, Step(what=words))

        return self._free_text(
            "what",
            lambda step: step.what,
            put,
            extract=extractors.goal_text,
            when=lambda _, draft: self.number < len(draft.steps),
            text=f"ladder-what_{self.name}",
        )

    def criterion(self) -> Slot[Draft, str]:
        """Return the slot for how they will know that they did it."""

        def put(_context: Context, draft: Draft, words: str | None) -> Draft:
            return self.with_step(draft, replace(self.step(draft), criterion=words))

        return self._free_text("criterion", lambda step: step.criterion, put, when=self.has_what)

    def certainty(self) -> Slot[Draft, int]:
        """Return the slot for how certain they are; a new rating asks again whether the step fits."""

        def put(_context: Context, draft: Draft, value: int | None) -> Draft:
            step = self.step(draft)
            if value == step.certainty:
                return draft
            skipped = draft.skipped - {f"adjusted_{self.name}"}
            rated = replace(step, certainty=value, adjusted=None, adjusted_certainty=None, support=None)
            return replace(self.with_step(draft, rated), skipped=skipped)

        return self._rating("certainty", lambda step: step.certainty, put, self.has_what)

    def adjusted(self) -> Slot[Draft, str]:
        """Return the slot for a harder step, or a smaller part of it."""

        def put(_context: Context, draft: Draft, words: str | None) -> Draft:
            return self.with_step(draft, replace(self.step(draft), adjusted=words))

        return self._free_text(
            "adjusted",
            lambda step: step.adjusted,
            put,
            extract=extractors.goal_text,
            when=lambda _, draft: self.step(draft).wants_adjusting,
            no_means_skip=True,
        )

    def anew(self) -> Slot[Draft, int]:
        """Return the slot for how certain they are of the adjusted step."""

        def put(_context: Context, draft: Draft, value: int | None) -> Draft:
            return self.with_step(draft, replace(self.step(draft), adjusted_certainty=value))

        return self._rating(
            "anew",
            lambda step: step.adjusted_certainty,
            put,
            lambda _, draft: self.step(draft).adjusted is not None,
        )

    def support(self) -> Slot[Draft, str]:
        """Return the slot for what will help them."""

        def put(_context: Context, draft: Draft, words: str | None) -> Draft:
            return self.with_step(draft, replace(self.step(draft), support=words))

        return self._free_text(
            "support",
            lambda step: step.support,
            put,
            when=lambda _, draft: self.step(draft).wants_support,
            no_means_skip=True,
        )

    def all(self) -> tuple[Slot[Draft, Any], ...]:
        """Return all of them, in the order in which they are asked."""
        return (self.what(), self.criterion(), self.certainty(), self.adjusted(), self.anew(), self.support())

    def _free_text(
        self,
        part: str,
        get: Callable[[Step], str | None],
        put: Callable[[Context, Draft, str | None], Draft],
        *,
        when: Callable[[Context, Draft], bool],
        extract: Callable[[Context, NluResult], str | None] = extractors.free_text,
        text: str = "",
        no_means_skip: bool = False,
    ) -> Slot[Draft, str]:
        return Slot(
            f"{part}_{self.name}",
            extract,
            when=when,
            get=lambda draft: get(self.step(draft)),
            put=put,
            text=text or f"ladder-{part}",
            wants_free_text=True,
            variables=self.variables,
            no_means_skip=no_means_skip,
        )

    def _rating(
        self,
        part: str,
        get: Callable[[Step], int | None],
        put: Callable[[Context, Draft, int | None], Draft],
        when: Callable[[Context, Draft], bool],
    ) -> Slot[Draft, int]:
        return Slot(
            f"{part}_{self.name}",
            extractors.rating,
            when=lambda context, draft: when(context, draft) and context.performer.preferences.rating,
            get=lambda draft: get(self.step(draft)),
            put=put,
            text="ladder-certainty",
            acknowledged=True,
            variables=self.variables,
        )


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
    """Leave the ladder as it is, and don't offer again."""
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


OFFERED = Confirmation("ladder_offer", "build", extractors.yes_no, _go_on)
UNFINISHED = Confirmation("ladder_offer", "resume", extractors.yes_no, _go_on)
PROPOSED = Confirmation("ladder_offer", "proposed", extractors.yes_no, _proposed)
TOP = Confirmation("ladder_offer", "top", extractors.yes_no, _beyond)
