"""What follows the breathing of a warm-up: the evidence, what a fast heart is for, the plan twice, the cue word, go.

Its lines are the same every time: sameness is the routine (`SCIENCE.md`, 2). It is said even when the ledger is out of
reach: somebody is about to go on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from skill.conversation.context import Context
from skill.conversation.topics.evidence import tell
from skill.conversation.topics.role_model import tell_encouragement, tell_model
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
class Room:
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
        return self.performer.cautioned in {None, self.request}

    @property
    def breathes(self) -> bool:
        """Whether they want to breathe."""
        return self.performer.preferences.breathing

    @property
    def holds(self) -> bool:
        """Whether breath may be held: not where nobody can look whether they were told not to."""
        return self.is_reached and self.performer.preferences.holds

    def breathing(self, wanted: bool) -> "Room":
        """Return it with breathing wanted or not, from now on."""
        preferences = replace(self.performer.preferences, breathing=wanted)
        return replace(self, performer=replace(self.performer, preferences=preferences))

    def choose(self) -> tuple[Evidence, ...]:
        """Return the evidence to read: not what was read last time, unless this very request is repeated."""
        return self.same_again() if self.is_repeated else choose(self.shelf, self.performer.domain.read)

    def same_again(self) -> tuple[Evidence, ...]:
        """Return what the last warm-up was to read."""
        read = self.performer.warm_up.read if self.performer.warm_up else ()
        return tuple(evidence for id_ in read for evidence in self.shelf if evidence.key.id == id_)


def enter(context: Context) -> Room:
    """Read what is needed; a ledger out of reach leaves the room bare, but open.

    Whoever enters has left the breathing that went on by itself.
    """
    performer = Performer()
    try:
        performer = replace(context.performer, breath=None)
        return Room(performer, context.shelf(_SHELF), context.turn.request)
    except Unavailable:
        return Room(performer, (), context.turn.request, is_reached=False)


def send_off(context: Context, room: Room, before: Parts, read: tuple[Evidence, ...] | None = None) -> Reply:
    """Say what follows the breathing: the evidence, what a fast heart is for, the plan twice, the cue word, go."""
    chosen = room.choose() if read is None else read
    by_age = sorted(chosen, key=lambda evidence: evidence.key.at, reverse=True)
    told = [part for one in chosen for part in (*tell(context, one, by_age.index(one) + 1), Pause(_BREATH_MS))]
    say = (
        *before,
        *record(room, told),
        *_reappraisal(room),
        *_plan(room),
        *cue(room),
        line("warm-up-go"),
    )
    return replace(reply_of(context, room, say, chosen), outcome=outcome_of(room))


def record(room: Room, told: Sequence[Part]) -> Parts:
    """Say what is on their record, as far as there is any and it can be reached."""
    if not room.is_reached:
        return (line("warm-up-no-record"),)
    return (line("warm-up-evidence"), *told) if told else _of_others(room)


def outcome_of(room: Room) -> Outcome:
    """Return what becomes of a turn that says what is on their record."""
    return Outcome.ANSWERED if room.is_reached else Outcome.OUT_OF_REACH


def _of_others(room: Room) -> Parts:
    """Say, while there is no evidence of their own, who went the same way, or what somebody saw them do.

    A model or one's own record, not both: one's own best, thought of first, undermined it (Lockwood & Kunda 1999).
    """
    domain = room.performer.domain
    if domain.model is not None and domain.model.may_be_read:
        return (*tell_model(domain.model), Pause(_BREATH_MS))
    heard = [one for one in domain.encouragements if one.may_be_read]
    return (*tell_encouragement(heard[-1]), Pause(_BREATH_MS)) if heard else ()


def _reappraisal(room: Room) -> Parts:
    """Say what a fast heart is for; not to somebody who has spoken of a condition."""
    return (line("warm-up-reappraisal"), Pause(_BREATH_MS)) if room.performer.preferences.holds else ()


def _plan(room: Room) -> Parts:
    plan = room.performer.domain.plan
    if plan is None:
        return ()
    return (line("warm-up-plan", words=plan.words), Pause(_SETTLE_MS), line("warm-up-plan.again", words=plan.words))


def cue(room: Room) -> Parts:
    """Say their cue word, if they have one."""
    cue = room.performer.preferences.cue
    return (line("warm-up-cue", words=cue),) if cue else ()


def reply_of(context: Context, room: Room, say: Parts, read: Sequence[Evidence], seconds: int | None = None) -> Reply:
    """Say it, and keep that this is the last warm-up: about how many seconds it takes, and what it reads."""
    ids = tuple(evidence.key.id for evidence in read)
    seconds = about_ms(say) // 1_000 if seconds is None else seconds
    this = WarmUp(context.turn.at, room.performer.active, room.request, seconds, ids)
    domain = room.performer.domain
    performer = replace(room.performer, warm_up=this)
    if ids and domain.read != ids:
        performer = performer.with_domain(replace(domain, read=ids))
    return kept(context, replace(room, performer=performer), say)


def kept(context: Context, room: Room, say: Parts) -> Reply:
    """Say it, and keep the performer as the room has them, if the ledger is within reach."""
    return Reply(say, keep=context.change(performer=room.performer, vital=False) if room.is_reached else NOTHING)
