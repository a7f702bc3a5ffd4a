"""What follows the breathing of a warm-up: the evidence, what a fast heart is for, the plan twice, the cue word, go.

Its lines are the same every time: sameness is the routine (`SCIENCE.md`, 2). It is said even when the ledger is out of
reach: somebody is about to go on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from skill.conversation.context import Context
from skill.conversation.topics import encouragement, role_model
from skill.conversation.topics.evidence import tell
from skill.conversation.turn import Outcome, Reply
from skill.efficacy.evidence import Evidence, choose
from skill.efficacy.performer import Performer, WarmUp
from skill.ledger.protocol import NOTHING, Unavailable
from skill.speech.pace import about_ms
from skill.speech.parts import Part, Parts, Pause, line

_SHELF = 6
"""How much of the shelf is looked at: the same, however much evidence there is."""
_BREATH_MS, _SETTLE_MS = 1_500, 700


@dataclass(frozen=True, slots=True)
class Preparation:
    """What is at hand when somebody is about to go on."""

    performer: Performer
    shelf: Sequence[Evidence]
    request: str
    is_reached: bool = True

    @property
    def is_repeated(self) -> bool:
        """Whether this very request has begun the last warm-up already."""
        return self.performer.was_warmed_up_by(self.request)

    @property
    def is_first(self) -> bool:
        """Whether nobody has told them yet how to breathe safely."""
        return self.performer.cautioned_by in {None, self.request}

    @property
    def breathes(self) -> bool:
        """Whether they want to breathe."""
        return self.performer.preferences.breathing

    @property
    def holds(self) -> bool:
        """Whether breath may be held: not where nobody can look whether they were told not to."""
        return self.is_reached and self.performer.preferences.holds

    def breathing(self, wanted: bool) -> "Preparation":
        """Return it with breathing wanted or not, from now on."""
        preferences = replace(self.performer.preferences, breathing=wanted)
        return replace(self, performer=replace(self.performer, preferences=preferences))

    def choose(self) -> tuple[Evidence, ...]:
        """Return the evidence to read: not what was read last time, unless this very request is repeated."""
        return self.same_again() if self.is_repeated else choose(self.shelf, self.performer.domain.last_read)

    def same_again(self) -> tuple[Evidence, ...]:
        """Return what the last warm-up was to read."""
        read = self.performer.warm_up.read_ids if self.performer.warm_up else ()
        return tuple(evidence for id_ in read for evidence in self.shelf if evidence.key.id == id_)


def prepare(context: Context) -> Preparation:
    """Read what is needed; a ledger out of reach leaves the room bare, but open.

    Whoever enters has left the breathing that went on by itself.
    """
    performer = Performer()
    try:
        performer = replace(context.performer, breathing=None)
        return Preparation(performer, context.shelf(_SHELF), context.turn.request)
    except Unavailable:
        return Preparation(performer, (), context.turn.request, is_reached=False)


def send_off(
    context: Context, preparation: Preparation, before: Parts, read: tuple[Evidence, ...] | None = None
) -> Reply:
    """Say what follows the breathing: the evidence, what a fast heart is for, the plan twice, the cue word, go."""
    chosen = preparation.choose() if read is None else read
    by_age = sorted(chosen, key=lambda evidence: evidence.key.at, reverse=True)
    evidence_lines = [
        part for one in chosen for part in (*tell(context, one, by_age.index(one) + 1), Pause(_BREATH_MS))
    ]
    say = (
        *before,
        *record_lines(preparation, evidence_lines),
        *_reappraisal(preparation),
        *_plan(preparation),
        *cue_line(preparation),
        line("warm-up-go"),
    )
    return replace(warm_up_reply(context, preparation, say, chosen), outcome=outcome_of(preparation))


def record_lines(preparation: Preparation, evidence_lines: Sequence[Part]) -> Parts:
    """Say what is on their record, as far as there is any and it can be reached."""
    if not preparation.is_reached:
        return (line("warm-up-no-record"),)
    return (line("warm-up-evidence"), *evidence_lines) if evidence_lines else _social_evidence(preparation)


def outcome_of(preparation: Preparation) -> Outcome:
    """Return what becomes of a turn that says what is on their record."""
    return Outcome.ANSWERED if preparation.is_reached else Outcome.OUT_OF_REACH


def _social_evidence(preparation: Preparation) -> Parts:
    """Say, while there is no evidence of their own, who went the same way, or what somebody saw them do.

    A model or one's own record, not both: one's own best, thought of first, undermined it (Lockwood & Kunda 1999).
    """
    domain = preparation.performer.domain
    if domain.model is not None and domain.model.is_readable:
        return (*role_model.describe(domain.model), Pause(_BREATH_MS))
    heard = [one for one in domain.encouragements if one.is_readable]
    return (*encouragement.quote(heard[-1]), Pause(_BREATH_MS)) if heard else ()


def _reappraisal(preparation: Preparation) -> Parts:
    """Say what a fast heart is for; not to somebody who has spoken of a condition."""
    return (line("warm-up-reappraisal"), Pause(_BREATH_MS)) if preparation.performer.preferences.holds else ()


def _plan(preparation: Preparation) -> Parts:
    plan = preparation.performer.domain.plan
    if plan is None:
        return ()
    return (line("warm-up-plan", words=plan.words), Pause(_SETTLE_MS), line("warm-up-plan.again", words=plan.words))


def cue_line(preparation: Preparation) -> Parts:
    """Say their cue word, if they have one."""
    cue = preparation.performer.preferences.cue
    return (line("warm-up-cue", words=cue),) if cue else ()


def warm_up_reply(
    context: Context, preparation: Preparation, say: Parts, read: Sequence[Evidence], seconds: int | None = None
) -> Reply:
    """Say it, and keep that this is the last warm-up: about how many seconds it takes, and what it reads."""
    ids = tuple(evidence.key.id for evidence in read)
    seconds = about_ms(say) // 1_000 if seconds is None else seconds
    this = WarmUp(context.turn.at, preparation.performer.active, preparation.request, seconds, ids)
    domain = preparation.performer.domain
    performer = replace(preparation.performer, warm_up=this)
    if ids and domain.last_read != ids:
        performer = performer.with_domain(replace(domain, last_read=ids))
    return reply_saving(context, replace(preparation, performer=performer), say)


def reply_saving(context: Context, preparation: Preparation, say: Parts) -> Reply:
    """Say it, and keep the performer as the room has them, if the ledger is within reach."""
    return Reply(
        say, change=context.change(performer=preparation.performer, vital=False) if preparation.is_reached else NOTHING
    )
