"""The warm-up: breathing, evidence, reappraisal, plan, cue word, go.

It asks nothing, and its lines are the same every time: sameness is the routine (`SCIENCE.md`, 2). It is led even
when the ledger is out of reach: somebody is about to go on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from skill.breathing.patterns import PATTERNS, SIGH, SLOW, Pattern
from skill.breathing.timeline import lasting, timeline
from skill.conversation.context import Context
from skill.conversation.evidence import tell
from skill.conversation.interview import Once, once
from skill.conversation.meanings import Heard, Meaning
from skill.conversation.turn import Reply
from skill.efficacy.evidence import Evidence, choose, strongest
from skill.efficacy.performer import Performer, WarmUp
from skill.ledger.protocol import Unavailable
from skill.speech.parts import Breathing, Line, Parts, Pause, line

FIRST_SECONDS, USUAL_SECONDS, LONGEST_SECONDS = 60, 120, 180
_SHORT_UNTIL_SECONDS = 60
"""Whoever is on in so many seconds or fewer gets the short one."""
_REST_SECONDS = 45
"""About what all but the breathing takes."""
_SHELF = 6
"""How much of the shelf is looked at: the same, however much evidence there is."""
_SHORT_SIGHS = 2
_BREATH_MS, _SETTLE_MS = 1_500, 700


@dataclass(frozen=True, slots=True)
class _Room:
    """What is at hand when somebody is about to go on."""

    performer: Performer
    shelf: Sequence[Evidence]
    request: str
    is_reached: bool = True

    @property
    def is_repeated(self) -> bool:
        """Whether this very request has begun the last warm-up already."""
        return self.performer.warm_up is not None and self.performer.warm_up.request == self.request

    @property
    def is_first(self) -> bool:
        last = self.performer.warm_up
        return last is None or (self.is_repeated and last.is_first)

    def breathing(self, wanted: bool) -> "_Room":
        preferences = replace(self.performer.preferences, breathing=wanted)
        return replace(self, performer=replace(self.performer, preferences=preferences))

    def choose(self) -> tuple[Evidence, ...]:
        last = self.performer.warm_up
        if last is None or last.domain != self.performer.active:
            return choose(self.shelf, ())
        if self.is_repeated:
            return tuple(evidence for id_ in last.read for evidence in self.shelf if evidence.key.id == id_)
        return choose(self.shelf, last.read)


def begin(context: Context) -> Reply:
    """Lead a warm-up of the length and the pattern that were asked for, or the usual ones."""
    room, heard = _enter(context), context.heard
    asked = heard.value if isinstance(heard.value, int) else None
    if not room.performer.preferences.breathing and asked is None and heard.pattern is None:
        return _send_off(context, room, ())
    usual = FIRST_SECONDS if room.is_first else USUAL_SECONDS
    return _breathe(context, room, PATTERNS.get(heard.pattern or "", SLOW), asked or usual)


def on_soon(context: Context) -> Reply:
    """Lead what fits into the time that is left."""
    left = context.heard.value if isinstance(context.heard.value, int) else 0
    room = _enter(context)
    if left > _SHORT_UNTIL_SECONDS and room.performer.preferences.breathing:
        return _breathe(context, room, SLOW, min(USUAL_SECONDS, left - _REST_SECONDS))
    best = strongest(room.shelf)
    sighs = (line("warm-up-two-sighs"), Breathing(timeline(SIGH, _SHORT_SIGHS)))
    breathing = sighs if room.performer.preferences.breathing else ()
    told = tell(context, best) if best else ()
    say = (*breathing, *_record(room, told), *_cue(room), line("warm-up-go"))
    return _reply(context, room, say, [best] if best else [])


def without_breathing(context: Context) -> Reply:
    """Lead a warm-up that does not breathe, now and from now on."""
    return _send_off(context, _enter(context).breathing(False), (line("warm-up-no-breathing"),))


def with_breathing(context: Context) -> Reply:
    """Lead a warm-up that breathes, now and from now on."""
    room = _enter(context).breathing(True)
    return _breathe(context, room, PATTERNS.get(context.heard.pattern or "", SLOW), USUAL_SECONDS)


def from_evidence(context: Context) -> Reply:
    """Lead the part of the warm-up that follows the breathing."""
    return _send_off(context, _enter(context), ())


def _enter(context: Context) -> _Room:
    """Read what is needed; a ledger out of reach leaves the room bare, but open."""
    try:
        return _Room(context.performer, context.shelf(_SHELF), context.turn.request)
    except Unavailable:
        return _Room(Performer(), (), context.turn.request, is_reached=False)


def _breathe(context: Context, room: _Room, pattern: Pattern, seconds: int) -> Reply:
    before: list[Line] = [line("warm-up-safety" if room.is_first else "warm-up-start")]
    if pattern.holds:
        before.append(line("warm-up-holds"))
    if seconds > LONGEST_SECONDS:
        before.append(line("warm-up-at-most"))
    round_ = lasting(pattern, min(seconds, LONGEST_SECONDS))
    return _send_off(context, room, (*before, Breathing(round_), line("warm-up-landing")))


def _send_off(context: Context, room: _Room, before: Parts) -> Reply:
    """Say what follows the breathing: the evidence, what a fast heart is for, the plan twice, the cue word, go."""
    chosen = room.choose()
    by_age = sorted(chosen, key=lambda evidence: evidence.key.at, reverse=True)
    told = [part for one in chosen for part in (*tell(context, one, by_age.index(one) + 1), Pause(_BREATH_MS))]
    say = (
        *before,
        *_record(room, told),
        line("warm-up-reappraisal"),
        Pause(_BREATH_MS),
        *_plan(room),
        *_cue(room),
        line("warm-up-go"),
    )
    return _reply(context, room, say, chosen)


def _record(room: _Room, told: Sequence[Line | Pause | Breathing]) -> Parts:
    if not room.is_reached:
        return (line("warm-up-no-record"),)
    return (line("warm-up-evidence"), *told) if told else ()


def _plan(room: _Room) -> Parts:
    plan = room.performer.domain.plan
    if plan is None:
        return ()
    return (line("warm-up-plan", words=plan.words), Pause(_SETTLE_MS), line("warm-up-plan.again", words=plan.words))


def _cue(room: _Room) -> Parts:
    cue = room.performer.preferences.cue
    return (line("warm-up-cue", words=cue),) if cue else ()


def _reply(context: Context, room: _Room, say: Parts, read: Sequence[Evidence]) -> Reply:
    if not room.is_reached:
        return Reply(say)
    ids = tuple(evidence.key.id for evidence in read)
    this = WarmUp(context.turn.at, room.performer.active, room.request, room.is_first, ids)
    performer = replace(room.performer, warm_up=this)
    return Reply(say, keep=context.change(performer=performer, vital=False))


def _where(_context: Context, heard: Heard) -> str | None:
    if heard.meaning in {Meaning.RESUME_EVIDENCE, Meaning.EVIDENCE, Meaning.READY, Meaning.YES}:
        return "evidence"
    return "start" if heard.meaning in {Meaning.RESTART, Meaning.WARM_UP} else None


def _go_on(context: Context, where: str | None) -> Reply:
    if where is None:
        return Reply((line("okay"),))
    return from_evidence(context) if where == "evidence" else begin(context)


HALF_WAY = once("half_way", "where", _where, _go_on)


def offer_to_go_on(context: Context, lead: Parts) -> Reply:
    """Ask where to go on with a warm-up that was broken off."""
    return HALF_WAY.go_on(context, Once(), lead)
