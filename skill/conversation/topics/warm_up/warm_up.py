"""The warm-up: breathing, evidence, reappraisal, plan, cue word, go.

Up to five minutes of breathing it asks nothing, and it works even when the ledger is unavailable, because somebody is
about to go on. Standalone breathing is led here, too, with nothing after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from skill.breathing.patterns import SIGH, pattern_of
from skill.breathing.round import Round, minutes, parse_bookmark
from skill.breathing.timeline import OPENING_MS
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.topics import evidence, things
from skill.conversation.topics.evidence import tell
from skill.conversation.topics.warm_up.closing import (
    Preparation,
    closing_parts,
    cue_line,
    outcome_of,
    prepare,
    record_lines,
    reply_saving,
    send_off,
    warm_up_reply,
)
from skill.conversation.topics.warm_up.resume import Resume, between_blocks, half_way, restarted
from skill.conversation.topics.warm_up.rounds import (
    LITTLE_SECONDS,
    LONGEST_SECONDS,
    breathing_parts,
    breathing_state,
    custom_pattern,
    first_block,
    is_track,
    plays_unattended,
    requested_round,
    tones_explained,
    track,
)
from skill.conversation.turn import Reply
from skill.efficacy.breath import BreathingState
from skill.efficacy.evidence import Evidence, strongest
from skill.efficacy.performer import GUEST, is_half_way
from skill.ledger.protocol import NOTHING, Change, Unavailable
from skill.nlu.intents import Intent
from skill.speech.pace import about_ms
from skill.speech.parts import Line, Parts, Pause, line, pack

FIRST_SECONDS, USUAL_SECONDS, ALONE_SECONDS = 60, 120, 300
_SHORT_UNTIL_SECONDS = 60
"""With this many seconds left or fewer, the warm-up is the short one."""
_REST_SECONDS = 45
"""Roughly how long everything but the breathing takes."""
_SHORT_SIGHS = 2
_HARDLY_ANYTHING_MS = LITTLE_SECONDS * 1_000
"""The rest of a round up to this length is left out rather than asked about."""
_HALF_WAY_SECONDS = 300
"""How long after a question between two blocks a warm-up can be resumed."""
_MOVE_MS = 8_000


def begin(context: Context) -> Reply:
    """Lead a warm-up of the requested length and pattern, or the usual ones; without breathing if that is left out."""
    if context.language.leaves_out_breathing(context.nlu.utterance):
        return from_evidence(context)
    return _usual(context, prepare(context), ())


def _usual(context: Context, preparation: Preparation, before: Parts) -> Reply:
    nlu = context.nlu
    if not preparation.breathes and nlu.seconds is None and nlu.pattern is None:
        return send_off(context, preparation, before)
    if nlu.seconds is not None and nlu.seconds < _SHORT_UNTIL_SECONDS:
        return _short(context, preparation)
    return _breathe(context, preparation, before=before)


def with_breathing(context: Context) -> Reply:
    """Lead a warm-up with breathing, and keep breathing on from now on."""
    return _breathe(context, prepare(context).breathing(True))


def without_breathing(context: Context) -> Reply:
    """Lead a warm-up without breathing, and keep it off from now on."""
    return send_off(context, prepare(context).breathing(False), (line("warm-up-no-breathing"),))


def on_soon(context: Context) -> Reply:
    """Lead whatever fits into the time that is left."""
    left = context.nlu.seconds or 0
    preparation = prepare(context)
    if left <= _SHORT_UNTIL_SECONDS:
        return _short(context, preparation)
    seconds = min(USUAL_SECONDS, left - _REST_SECONDS)
    return _breathe(context, preparation, seconds) if preparation.breathes else send_off(context, preparation, ())


def when_nervous(context: Context) -> Reply:
    """Lead the usual warm-up, after a line about nerves."""
    return _usual(context, prepare(context), (line("warm-up-nervous"),))


def when_flat(context: Context) -> Reply:
    """Lead an energizing warm-up: stand, move and breathe out once, no slow breathing (`docs/science.md`, 1)."""
    moving: Parts = (line("warm-up-stand"), Pause(_MOVE_MS), line("warm-up-shake"), Pause(_MOVE_MS))
    return send_off(context, prepare(context), moving)


def from_evidence(context: Context, before: Parts = ()) -> Reply:
    """Lead the closing alone; after an interrupted warm-up, with the evidence that it would have read."""
    preparation = prepare(context, is_same=True)
    return send_off(context, preparation, before, _half_read(context, preparation) or None)


@dataclass(frozen=True, slots=True)
class Outline:
    """What the usual warm-up says.

    Args:
        before: What is said before the breathing.
        breathing: The breathing; `None` if it is left out.
        after: What is said after it.
    """

    before: Parts
    breathing: Round | None
    after: Parts


def outline(context: Context) -> Outline:
    """Return what the usual warm-up would say now, on a device that only speaks; nothing is saved."""
    preparation = prepare(context)
    read = _read_next(context, preparation)
    if not preparation.breathes:
        return Outline(things.named_for(context), None, closing_parts(context, preparation, read))
    round_, before = _allowed(preparation, _usual_round(context, preparation, None))
    after = (line("warm-up-landing"), *closing_parts(context, preparation, read))
    return Outline((*things.named_for(context), *before, _start(preparation), _manner(round_)), round_, after)


def read_next(context: Context) -> Sequence[Evidence]:
    """Return the evidence that the usual warm-up would read now."""
    return _read_next(context, prepare(context))


def _read_next(context: Context, preparation: Preparation) -> Sequence[Evidence]:
    """Return the evidence of the last warm-up, if it was interrupted just now and breathing leads it; else the next."""
    half_read = _half_read(context, preparation) if preparation.breathes else ()
    return half_read or preparation.choose(context.day_of)


def _breathe(context: Context, preparation: Preparation, seconds: int | None = None, before: Parts = ()) -> Reply:
    round_ = _usual_round(context, preparation, seconds)
    return _lead(context, preparation, round_, (*before, *_limits(context, is_length=seconds is None)))


def _usual_round(context: Context, preparation: Preparation, seconds: int | None) -> Round:
    """Return a round of that many seconds; else as long as was requested or is usual."""
    usual = FIRST_SECONDS if preparation.is_first else USUAL_SECONDS
    seconds = seconds or _requested_seconds(context, preparation) or usual
    return requested_round(context, preparation.performer, seconds, alone=False)


def _allowed(preparation: Preparation, round_: Round) -> tuple[Round, Parts]:
    """Return a round without its holds, and a line that says so, if holds are not allowed; else the round."""
    if round_.pattern.holds and not preparation.holds:
        return round_.without_holds, (line("warm-up-no-holds"),)
    return round_, ()


def _start(preparation: Preparation) -> Line:
    return line("warm-up-safety" if preparation.is_first else "warm-up-start")


def _manner(round_: Round) -> Line:
    return line("warm-up-holds" if round_.pattern.holds else "warm-up-softly")


def _half_read(context: Context, preparation: Preparation) -> tuple[Evidence, ...]:
    """Return the evidence of the last warm-up, if it was interrupted just now."""
    is_half = is_half_way(preparation.performer.warm_up, None, context.turn.at)
    return preparation.same_again() if is_half else ()


def breathe_only(context: Context) -> Reply:
    """Lead a standalone round of breathing."""
    preparation, device = prepare(context), context.turn.device
    seconds = _requested_seconds(context, preparation)
    longest = requested_round(context, preparation.performer, seconds or ALONE_SECONDS, alone=True)
    if seconds is None and not plays_unattended(device, longest):
        usual = FIRST_SECONDS if preparation.is_first else USUAL_SECONDS
        return _lead(
            context, preparation, requested_round(context, preparation.performer, usual, alone=True), _limits(context)
        )
    return _lead(context, preparation, longest, _limits(context))


def go_on_breathing(context: Context, round_: Round, offset_ms: int | None = None) -> Reply:
    """Lead the rest of a round on this device.

    Args:
        context: The turn's context.
        round_: The round, with its progress.
        offset_ms: The device's own track position; `None`: the round's progress.
    """
    return _lead(context, prepare(context, is_same=True), round_, (), offset_ms)


def _requested_seconds(context: Context, preparation: Preparation) -> int | None:
    return context.nlu.seconds or preparation.performer.preferences.seconds


def _limits(context: Context, *, is_length: bool = True) -> Parts:
    """Say which part of a request can't be led: a length, or a custom pattern."""
    requested, custom = context.nlu.seconds, custom_pattern(context)
    too_long = is_length and requested is not None and requested > LONGEST_SECONDS
    no_breath = custom is not None and pattern_of(custom) is None
    mentions_phase = context.nlu.intent is Intent.BREATHE and context.language.mentions_breath_phase(
        context.nlu.words or ""
    )
    half = mentions_phase and custom is None and context.nlu.pattern is None
    return (
        *((line("breathing-limits"),) if no_breath else ()),
        *((line("breathing-half"),) if half else ()),
        *((line("breathing-at-most"),) if too_long else ()),
    )


def _lead(
    context: Context, preparation: Preparation, round_: Round, before: Parts, offset_ms: int | None = None
) -> Reply:
    """Lead a round, or as much of it as one answer can on this device, and then the closing."""
    allowed, without_holds = _allowed(preparation, round_)
    if without_holds:
        round_, offset_ms, before = allowed, None, (*before, *without_holds)
    lead = (*before, *((_start(preparation),) if preparation.is_first or not round_.done else ()))
    if is_track(context.turn.device, round_):
        return _on_track(context, _begun(context, preparation, round_, offset_ms), round_, lead, offset_ms)
    lead = lead if round_.done else (*lead, _manner(round_))
    read = preparation.same_again() if round_.done > 0 else _half_read(context, preparation)
    preparation = _begun(context, preparation, round_, offset_ms, about_ms(lead))
    block = first_block(context, round_)
    say = (*lead, *breathing_parts(context, block))
    if (round_.cycles - block.cycles) * round_.pattern.cycle_ms > _HARDLY_ANYTHING_MS:
        return _pause_between(context, preparation, replace(round_, done=block.cycles), say, about_ms(say))
    landed = (*say, line("warm-up-landing"))
    reply = (
        reply_saving(context, preparation, landed)
        if round_.is_standalone
        else send_off(context, preparation, landed, read or None)
    )
    return replace(reply, playback_token=round_.token, done_cycles=round_.done)


def _begun(
    context: Context, preparation: Preparation, round_: Round, offset_ms: int | None, lead_ms: int = 0
) -> Preparation:
    """Return the preparation with the safety line marked as heard and this round as the breathing session."""
    performer = replace(preparation.performer, cautioned_by=preparation.performer.cautioned_by or preparation.request)
    # a guest's progress must not reach the next guest
    if plays_unattended(context.turn.device, round_) and performer.id != GUEST:
        done_ms = None if offset_ms is None else max(0, offset_ms - OPENING_MS)
        breath = breathing_state(context, round_, done_ms)
        performer = replace(
            performer, breathing=replace(breath, updated_at=breath.updated_at + timedelta(milliseconds=lead_ms))
        )
    return replace(preparation, performer=performer)


def _on_track(context: Context, preparation: Preparation, round_: Round, before: Parts, offset_ms: int | None) -> Reply:
    """Let a track lead it. The closing waits for the next launch, as nothing can be said when a track ends."""
    say: Parts = ()
    if not round_.done and offset_ms is None:
        length = line("length", minutes=minutes(round_.length_ms))
        end = line("breathing-pause" if round_.is_standalone else "breathing-bell")
        holds = (line("warm-up-holds"),) if round_.pattern.holds else ()
        say = (*before, *tones_explained(round_.pattern, "breathing-track", length=length), *holds, end)
    reply = (
        reply_saving(context, preparation, say)
        if round_.is_standalone
        else warm_up_reply(context, preparation, say, (), round_.left_ms // 1_000)
    )
    return replace(reply, playback_token=round_.token, play=track(round_, offset_ms))


def _pause_between(context: Context, preparation: Preparation, round_: Round, say: Parts, lasts_ms: int) -> Reply:
    """Ask between two blocks of a long round whether to continue."""
    if preparation.performer.id != GUEST:
        over = context.turn.at + timedelta(milliseconds=lasts_ms)
        stands = breathing_state(context, round_).updated(BreathingState.PAUSED, round_.done_ms, over)
        preparation = replace(preparation, performer=replace(preparation.performer, breathing=stands))
    done = line("length", minutes=minutes(round_.length_ms))
    so_far = minutes(round_.done_ms)
    confirmation_ = ALONE_MORE if round_.is_standalone else MORE
    progress: Parts = (line("breathing-so-far", done=so_far, length=done),)
    reply = confirmation_.ask((*say, *progress), subject=round_.bookmark)
    seconds = about_ms(say) // 1_000 + _HALF_WAY_SECONDS
    keep = (
        reply_saving(context, preparation, ())
        if round_.is_standalone
        else warm_up_reply(context, preparation, say, (), seconds)
    )
    question = reply.say[-1:]
    session = reply.session and replace(reply.session, last_reply=tuple(pack((*progress, *question))))
    return replace(reply, session=session, change=keep.change)


def _short(context: Context, preparation: Preparation) -> Reply:
    """Lead the short warm-up: two sighs, the strongest evidence, the cue word, go."""
    best = strongest(preparation.shelf)
    evidence_lines = tell(context, best) if best else ()
    rest: Parts = (*record_lines(context, preparation, evidence_lines), *cue_line(preparation), line("warm-up-go"))
    round_ = Round(SIGH, _SHORT_SIGHS, False, preparation.performer.id, preparation.request, context.turn.at)
    sighs: Parts = (line("warm-up-two-sighs"), *breathing_parts(context, round_)) if preparation.breathes else ()
    reply = warm_up_reply(context, preparation, (*sighs, *rest), [best] if best else [])
    return replace(reply, playback_token=round_.token, outcome=outcome_of(preparation))


def _resume(context: Context, where: Resume | None) -> Reply:
    match where:
        case Resume.EVIDENCE:
            return from_evidence(context)
        case Resume.START:
            return begin(context)
    return Reply((line("okay"),), change=_without_offer(context))


def _without_offer(context: Context) -> Change:
    """Return the change after which the warm-up is not offered again; none if the record is out of reach."""
    try:
        performer = context.performer
    except Unavailable:
        return NOTHING
    over = performer.warm_up and replace(performer.warm_up, seconds=0)
    return context.change(performer=replace(performer, warm_up=over), vital=False)


HALF_WAY = Confirmation("half_way", "where", half_way, _resume)


def _done_ms(context: Context, round_: Round) -> int:
    """Return the progress in milliseconds: less than the whole block if somebody interrupted it."""
    try:
        breathing = context.performer.breathing
    except Unavailable:
        return round_.done_ms
    if breathing is None or breathing.token != round_.token:
        return round_.done_ms
    return min(round_.done_ms, breathing.progress_ms(context.turn.at))


def _after_block(context: Context, where: Resume | None) -> Reply:
    round_ = parse_bookmark(context.session.subject if context.session else "")
    is_standalone = round_ is not None and round_.is_standalone
    match where:
        case Resume.HERE if round_ is not None:
            return go_on_breathing(context, round_.with_progress(_done_ms(context, round_)))
        case Resume.START if round_ is not None:
            return go_on_breathing(context, restarted(context, round_))
        case Resume.EVIDENCE if is_standalone:
            return evidence.begin(context)
        case Resume.EVIDENCE:
            return from_evidence(context)
        case Resume.NOWHERE if not is_standalone:
            return from_evidence(context)
    return Reply((line("okay"),))


MORE = Confirmation("breathing", "more", between_blocks, _after_block)
ALONE_MORE = Confirmation("breathing", "alone", between_blocks, _after_block)
