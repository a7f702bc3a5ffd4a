"""The closing of a warm-up, after the breathing: evidence, reappraisal, the plan twice, the cue word, go.

Its lines are the same every time, because sameness is what makes a routine (`docs/science.md`, 2). It is said even when
the ledger is unavailable, because somebody is about to go on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from skill.conversation.context import Context
from skill.conversation.topics import encouragement, role_model, things
from skill.conversation.topics.evidence import tell
from skill.conversation.turn import Outcome, Reply
from skill.efficacy.evidence import Evidence, Key, choose
from skill.efficacy.performer import Performer, WarmUp
from skill.ledger.protocol import NOTHING, Unavailable
from skill.speech.pace import about_ms
from skill.speech.parts import Part, Parts, Pause, brief, line

_SHELF = 6
"""How many pieces of the shelf are read, however many there are."""
_BREATH_MS, _SETTLE_MS = 1_500, 700
_STAYS = timedelta(hours=1)
"""How long a warm-up that was left is gone on with."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a warm-up is prepared with."""

    performer: Performer
    shelf: Sequence[Evidence]
    request: str
    is_reached: bool = True

    @property
    def is_repeated(self) -> bool:
        """Whether this request already started the last warm-up."""
        return self.performer.was_warmed_up_by(self.request)

    @property
    def is_first(self) -> bool:
        """Whether they have not heard the safety line before."""
        return self.performer.cautioned_by in {None, self.request}

    @property
    def breathes(self) -> bool:
        """Whether their warm-ups include breathing."""
        return self.performer.preferences.breathing

    @property
    def holds(self) -> bool:
        """Whether holds are allowed; never while their record can't be checked."""
        return self.is_reached and self.performer.preferences.holds

    def breathing(self, wanted: bool) -> "Preparation":
        """Return it with breathing switched on or off from now on."""
        preferences = replace(self.performer.preferences, breathing=wanted)
        return replace(self, performer=replace(self.performer, preferences=preferences))

    def choose(self, day: Callable[[Key], date]) -> tuple[Evidence, ...]:
        """Return the evidence to read: other pieces than last time, unless this request is repeated."""
        return self.same_again() if self.is_repeated else choose(self.shelf, self.performer.domain.last_read, day)

    def same_again(self) -> tuple[Evidence, ...]:
        """Return the evidence of the last warm-up."""
        read = self.performer.warm_up.read_ids if self.performer.warm_up else ()
        return tuple(evidence for id_ in read for evidence in self.shelf if evidence.key.id == id_)


def prepare(context: Context, *, is_same: bool = False) -> Preparation:
    """Read what a warm-up needs; without a ledger it goes ahead with nothing.

    A new warm-up ends an earlier breathing session.

    Args:
        context: The turn's context.
        is_same: Whether it goes on with the last warm-up, and so is for the same domain.
    """
    performer = Performer()
    try:
        last = context.performer.warm_up
        if is_same and last is not None and last.is_aside and context.turn.at - last.at < _STAYS:
            context.turn_to(last.domain)
        performer = replace(context.performer, breathing=None)
        return Preparation(performer, context.shelf(_SHELF), context.turn.request)
    except Unavailable:
        return Preparation(performer, (), context.turn.request, is_reached=False)


def send_off(
    context: Context, preparation: Preparation, before: Parts, read: tuple[Evidence, ...] | None = None
) -> Reply:
    """Say everything that follows the breathing, and save what was read."""
    chosen = preparation.choose(context.day_of) if read is None else read
    say = (*before, *closing_parts(context, preparation, chosen))
    return replace(warm_up_reply(context, preparation, say, chosen), outcome=outcome_of(preparation))


def closing_parts(context: Context, preparation: Preparation, read: Sequence[Evidence]) -> Parts:
    """Return everything that follows the breathing: evidence, reappraisal, the plan twice, the cue word, go."""
    by_age = sorted(read, key=lambda evidence: evidence.key.at, reverse=True)
    evidence_lines = [part for one in read for part in (*tell(context, one, by_age.index(one) + 1), Pause(_BREATH_MS))]
    return (
        *record_lines(context, preparation, evidence_lines),
        *_reappraisal(preparation),
        *_plan(preparation),
        *cue_line(preparation),
        line("warm-up-go"),
    )


def record_lines(context: Context, preparation: Preparation, evidence_lines: Sequence[Part]) -> Parts:
    """Say their evidence, or that there is no record, or none of what they named."""
    if not preparation.is_reached:
        return (line("warm-up-no-record"),)
    if (unknown := things.unknown_thing(context)) is not None:
        return (line("thing-new", name=brief(unknown)), Pause(_BREATH_MS))
    return (line("warm-up-evidence"), *evidence_lines) if evidence_lines else _social_evidence(preparation)


def outcome_of(preparation: Preparation) -> Outcome:
    """Return the outcome of a turn that reads from their record."""
    return Outcome.ANSWERED if preparation.is_reached else Outcome.OUT_OF_REACH


def _social_evidence(preparation: Preparation) -> Parts:
    """Describe a role model, or quote encouragement, as long as there is no evidence of their own.

    Never a model and one's own record: thinking of one's own best first undermined the model (Lockwood & Kunda 1999).
    """
    domain = preparation.performer.domain
    if domain.model is not None and domain.model.is_readable:
        return (*role_model.describe(domain.model), Pause(_BREATH_MS))
    heard = [one for one in domain.encouragements if one.is_readable]
    return (*encouragement.quote(heard[-1]), Pause(_BREATH_MS)) if heard else ()


def _reappraisal(preparation: Preparation) -> Parts:
    """Say what a fast heart is for, but not to somebody who has mentioned a health condition."""
    return (line("warm-up-reappraisal"), Pause(_BREATH_MS)) if preparation.performer.preferences.holds else ()


def _plan(preparation: Preparation) -> Parts:
    plan = preparation.performer.domain.plan
    if plan is None:
        return ()
    return (line("warm-up-plan", words=plan.words), Pause(_SETTLE_MS), line("warm-up-plan.again", words=plan.words))


def cue_line(preparation: Preparation) -> Parts:
    """Say the cue word, if there is one."""
    cue = preparation.performer.preferences.cue
    return (line("warm-up-cue", words=cue),) if cue else ()


def warm_up_reply(
    context: Context, preparation: Preparation, say: Parts, read: Sequence[Evidence], seconds: int | None = None
) -> Reply:
    """Say it and save it as the last warm-up, with the evidence that it reads and about how long it takes."""
    ids = tuple(evidence.key.id for evidence in read)
    seconds = about_ms(say) // 1_000 if seconds is None else seconds
    this = WarmUp(context.turn.at, preparation.performer.active, preparation.request, seconds, ids, context.is_aside)
    domain = preparation.performer.domain
    performer = replace(preparation.performer, warm_up=this)
    if ids and domain.last_read != ids:
        performer = performer.with_domain(replace(domain, last_read=ids))
    return reply_saving(context, replace(preparation, performer=performer), say)


def reply_saving(context: Context, preparation: Preparation, say: Parts) -> Reply:
    """Say it and save the performer, if the ledger is available."""
    return Reply(
        say, change=context.change(performer=preparation.performer, vital=False) if preparation.is_reached else NOTHING
    )
