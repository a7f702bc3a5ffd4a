"""The warm-up: breathing, evidence, reappraisal, plan, cue word, go.

It asks nothing, and its lines are the same every time: sameness is the routine (`SCIENCE.md`, 2). It is led even
when the ledger is out of reach: somebody is about to go on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from skill.breathing.patterns import SIGH, SLOW, pattern_of
from skill.breathing.timeline import lasting, timeline
from skill.conversation.context import Context
from skill.conversation.evidence import tell
from skill.conversation.interview import Once, once
from skill.conversation.meanings import Heard, Meaning
from skill.conversation.others import tell_encouragement, tell_model
from skill.conversation.turn import Reply
from skill.efficacy.evidence import Evidence, choose, strongest
from skill.efficacy.performer import Performer, WarmUp, is_half_way
from skill.ledger.protocol import NOTHING, Unavailable
from skill.speech.pace import about_ms
from skill.speech.parts import Breathing, Line, Parts, Pause, line

FIRST_SECONDS, USUAL_SECONDS, LONGEST_SECONDS = 60, 120, 180
_SHORT_UNTIL_SECONDS = 60
"""Whoever is on in so many seconds or fewer gets the short one."""
_REST_SECONDS = 45
"""About what all but the breathing takes."""
_SHELF = 6
"""How much of the shelf is looked at: the same, however much evidence there is."""
_SHORT_SIGHS = 2
_BREATH_MS, _SETTLE_MS, _MOVE_MS = 1_500, 700, 8_000


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
        """Whether nobody has told them yet how to breathe safely."""
        return self.performer.cautioned in {None, self.request}

    @property
    def breathes(self) -> bool:
        return self.performer.preferences.breathing

    def breathing(self, wanted: bool) -> "_Room":
        preferences = replace(self.performer.preferences, breathing=wanted)
        return replace(self, performer=replace(self.performer, preferences=preferences))

    def choose(self) -> tuple[Evidence, ...]:
        return self.same_again() if self.is_repeated else choose(self.shelf, self.performer.domain.read)

    def same_again(self) -> tuple[Evidence, ...]:
        """Return what the last warm-up was to read."""
        read = self.performer.warm_up.read if self.performer.warm_up else ()
        return tuple(evidence for id_ in read for evidence in self.shelf if evidence.key.id == id_)


def begin(context: Context) -> Reply:
    """Lead a warm-up of the length and the pattern that were asked for, or the usual ones."""
    return _led(context, _enter(context), ())


def _led(context: Context, room: _Room, before: Parts) -> Reply:
    heard = context.heard
    if not room.breathes and heard.value is None and heard.pattern is None:
        return _send_off(context, room, before)
    if isinstance(heard.value, int) and heard.value < _SHORT_UNTIL_SECONDS:
        return _short(context, room)
    return _breathe(context, room, before=before)


def with_breathing(context: Context) -> Reply:
    """Lead a warm-up that breathes, now and from now on."""
    return _breathe(context, _enter(context).breathing(True))


def without_breathing(context: Context) -> Reply:
    """Lead a warm-up that does not breathe, now and from now on."""
    return _send_off(context, _enter(context).breathing(False), (line("warm-up-no-breathing"),))


def on_soon(context: Context) -> Reply:
    """Lead what fits into the time that is left."""
    left = context.heard.value if isinstance(context.heard.value, int) else 0
    room = _enter(context)
    if left <= _SHORT_UNTIL_SECONDS:
        return _short(context, room)
    return _breathe(context, room, min(USUAL_SECONDS, left - _REST_SECONDS)) if room.breathes else begin(context)


def when_nervous(context: Context) -> Reply:
    """Lead the usual warm-up, and say first what it is."""
    return _led(context, _enter(context), (line("warm-up-nervous"),))


def when_flat(context: Context) -> Reply:
    """Lead a warm-up that wakes: no slow breathing, but standing, moving, and one breath out (`SCIENCE.md`, 1)."""
    moving: Parts = (line("warm-up-stand"), Pause(_MOVE_MS), line("warm-up-shake"), Pause(_MOVE_MS))
    return _send_off(context, _enter(context), moving)


def from_evidence(context: Context) -> Reply:
    """Lead the part of the warm-up that follows the breathing, as the one that was broken off was to go on."""
    room = _enter(context)
    is_half = is_half_way(room.performer.warm_up, None, context.turn.at)
    return _send_off(context, room, (), room.same_again() if is_half else None)


def _enter(context: Context) -> _Room:
    """Read what is needed; a ledger out of reach leaves the room bare, but open."""
    performer = Performer()
    try:
        performer = context.performer
        return _Room(performer, context.shelf(_SHELF), context.turn.request)
    except Unavailable:
        return _Room(performer, (), context.turn.request, is_reached=False)


def _breathe(context: Context, room: _Room, seconds: int | None = None, before: Parts = ()) -> Reply:
    heard, liked = context.heard, room.performer.preferences
    asked = heard.value if isinstance(heard.value, int) else None
    seconds = seconds or asked or liked.seconds or (FIRST_SECONDS if room.is_first else USUAL_SECONDS)
    pattern = pattern_of(heard.pattern or "") or pattern_of(liked.pattern or "") or SLOW
    say: Parts = (
        *before,
        line("warm-up-safety" if room.is_first else "warm-up-start"),
        line("warm-up-holds" if pattern.holds else "warm-up-softly"),
        Breathing(lasting(pattern, min(seconds, LONGEST_SECONDS))),
        line("warm-up-at-most" if seconds > LONGEST_SECONDS else "warm-up-landing"),
    )
    cautioned = replace(room.performer, cautioned=room.performer.cautioned or room.request)
    return _send_off(context, replace(room, performer=cautioned), say)


def _short(context: Context, room: _Room) -> Reply:
    """Two sighs, the strongest evidence, the cue word, go."""
    best = strongest(room.shelf)
    sighs: Parts = (line("warm-up-two-sighs"), Breathing(timeline(SIGH, _SHORT_SIGHS)))
    told = tell(context, best) if best else ()
    say = (*(sighs if room.breathes else ()), *_record(room, told), *_cue(room), line("warm-up-go"))
    return _reply(context, room, say, [best] if best else [])


def _send_off(context: Context, room: _Room, before: Parts, read: tuple[Evidence, ...] | None = None) -> Reply:
    """Say what follows the breathing: the evidence, what a fast heart is for, the plan twice, the cue word, go."""
    chosen = room.choose() if read is None else read
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
    return (line("warm-up-evidence"), *told) if told else _of_others(room)


def _of_others(room: _Room) -> Parts:
    """Say, while there is no evidence of their own, who went the same way, or what somebody saw them do.

    A model or one's own record, not both: one's own best, thought of first, undermined it (Lockwood & Kunda 1999).
    """
    domain = room.performer.domain
    if domain.model is not None and domain.model.may_be_read:
        return (*tell_model(domain.model), Pause(_BREATH_MS))
    heard = [one for one in domain.encouragements if one.may_be_read]
    return (*tell_encouragement(heard[-1]), Pause(_BREATH_MS)) if heard else ()


def _plan(room: _Room) -> Parts:
    plan = room.performer.domain.plan
    if plan is None:
        return ()
    return (line("warm-up-plan", words=plan.words), Pause(_SETTLE_MS), line("warm-up-plan.again", words=plan.words))


def _cue(room: _Room) -> Parts:
    cue = room.performer.preferences.cue
    return (line("warm-up-cue", words=cue),) if cue else ()


def _reply(context: Context, room: _Room, say: Parts, read: Sequence[Evidence]) -> Reply:
    ids = tuple(evidence.key.id for evidence in read)
    seconds = about_ms(say) // 1_000
    this = WarmUp(context.turn.at, room.performer.active, room.request, seconds, ids)
    domain = room.performer.domain
    performer = replace(room.performer, warm_up=this)
    if domain.read != ids:
        performer = performer.with_domain(replace(domain, read=ids))
    return Reply(say, keep=context.change(performer=performer, vital=False) if room.is_reached else NOTHING)


_FROM_EVIDENCE = {Meaning.RESUME_EVIDENCE, Meaning.EVIDENCE, Meaning.READY, Meaning.YES}


def _where(_context: Context, heard: Heard) -> str | None:
    if heard.meaning in _FROM_EVIDENCE:
        return "evidence"
    if heard.meaning in {Meaning.RESTART, Meaning.WARM_UP}:
        return "start"
    return "nowhere" if heard.meaning is Meaning.NO else None


def _go_on(context: Context, where: str | None) -> Reply:
    match where:
        case "evidence":
            return from_evidence(context)
        case "start":
            return begin(context)
    return Reply((line("okay"),))


HALF_WAY = once("half_way", "where", _where, _go_on)


def offer_to_go_on(context: Context, lead: Parts) -> Reply:
    """Ask where to go on with a warm-up that was broken off."""
    return HALF_WAY.go_on(context, Once(), lead)
