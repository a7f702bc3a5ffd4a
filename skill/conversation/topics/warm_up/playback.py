"""Breathing sessions that run on a device: commands while they run, and the device's playback events."""

from dataclasses import replace
from datetime import datetime

from skill.breathing.round import Round, minutes, parse_token
from skill.breathing.timeline import OPENING_MS, timeline
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.topics import evidence
from skill.conversation.topics.warm_up import warm_up
from skill.conversation.topics.warm_up.resume import Resume, left, performer_id, restarted
from skill.conversation.turn import ActivePlayback, Reply
from skill.efficacy.breath import BreathingSession, BreathingState
from skill.efficacy.performer import GUEST, Performer
from skill.ledger.protocol import Unavailable
from skill.nlu.intents import PLAYBACK_STOPS, Intent
from skill.speech.parts import Breathing, Parts, line

_ANEW = {Intent.RESTART, Intent.BACK, Intent.REPEAT}


def handle(context: Context) -> Reply | None:
    """Obey a command to the device's breathing session; `None` if this isn't one."""
    active, meaning, is_touch = context.turn.device.active_playback, context.nlu.intent, context.turn.act.is_touch
    round_ = parse_token(active.token) if active and (is_touch or context.session is None) else None
    if active is None or round_ is None or not round_.is_current(context.turn.at):
        return Reply(()) if is_touch else None
    if meaning is Intent.UNKNOWN and active.is_track and active.is_playing:
        return Reply((line("breathing-cannot"),), keeps_playing=True)
    if meaning in PLAYBACK_STOPS:
        return _pause(context, active, round_)
    if not _is_latest(context, active):
        return Reply(()) if is_touch else None
    if meaning is Intent.READY:
        return _go_on(context, active, round_)
    if meaning in _ANEW:
        return warm_up.go_on_breathing(context, restarted(context, round_), 0 if active.is_track else None)
    return _skip(context, active, round_) if meaning is Intent.SKIP else None


def _is_latest(context: Context, active: ActivePlayback) -> bool:
    """Whether this is still the performer's latest breathing session or warm-up."""
    try:
        performer = context.performer
    except Unavailable:
        return True
    is_saved = performer.id == active.performer_id != GUEST
    is_known = performer.breathing is not None and performer.breathing.token == active.token
    return active.is_playing or is_known or not is_saved or performer.was_warmed_up_by(context.turn.request)


def _pause(context: Context, active: ActivePlayback, round_: Round) -> Reply:
    """Pause it, whether or not that can be saved. "Stop" is acknowledged only where nothing shows it."""
    ends = context.nlu.intent is not Intent.WAIT
    say: Parts = (line("stopped"),) if ends and not active.is_track else ()
    reply = Reply(say, playback_token=active.token, stops_playback=True)
    try:
        performer = _with_progress(context, round_, BreathingState.PAUSED, _done_ms(context, active, round_))
    except Unavailable:
        return reply
    return replace(reply, change=context.change(performer=performer, vital=False))


def _go_on(context: Context, active: ActivePlayback, round_: Round) -> Reply:
    """Resume it. A finished track starts over; on a screen the closing follows."""
    done = _done_ms(context, active, round_)
    if done >= round_.length_ms and not active.is_track:
        return _skip(context, active, round_)
    done = done if done < round_.length_ms else 0
    if round_.performer_id != performer_id(context):
        round_ = restarted(context, round_)  # it becomes this performer's
    offset = (active.offset_ms if done else 0) if active.is_track else None
    return warm_up.go_on_breathing(context, round_.with_progress(done), offset)


def _skip(context: Context, active: ActivePlayback, round_: Round) -> Reply:
    """Skip to the closing, which a screen also shows; nothing follows a standalone round."""
    reply = Reply((line("okay"),)) if round_.is_standalone else warm_up.from_evidence(context)
    if active.is_track or round_.is_standalone:
        return replace(reply, stops_playback=True)
    over = Breathing(timeline(round_.pattern, round_.cycles))
    return replace(reply, say=(over, *reply.say), playback_token=round_.token, done_cycles=round_.cycles)


def _done_ms(context: Context, active: ActivePlayback, round_: Round) -> int:
    """Return the progress in milliseconds: the track's, the touch's, or else the time that has passed."""
    if active.is_track:
        return max(0, active.offset_ms - OPENING_MS)
    if context.nlu.number is not None:
        return context.nlu.number * round_.pattern.cycle_ms
    try:
        breath = context.performer.breathing
    except Unavailable:
        breath = None
    return breath.progress_ms(context.turn.at) if breath and breath.token == round_.token else 0


def _with_progress(context: Context, round_: Round, state: BreathingState, done_ms: int) -> Performer:
    """Apply a playback event to the performer's current session; ignore events for older ones."""
    performer = context.performer
    breath = performer.breathing
    if breath is None or breath.token != round_.token:
        return performer
    return replace(performer, breathing=breath.updated(state, done_ms, context.turn.at))


def playback(context: Context) -> Reply:
    """Save a track's progress. Nothing can be said in reply to an event."""
    event = context.turn.act.playback
    round_ = parse_token(event.token) if event else None
    if event is None or round_ is None:
        return Reply(())
    done = max(0, event.offset_ms - OPENING_MS)
    try:
        performer = _with_progress(context, round_, event.state, done)
        return Reply((), change=context.change(performer=performer, vital=False))
    except Unavailable:
        return Reply(())


def may_go_on(context: Context, breath: BreathingSession) -> bool:
    """Whether a round was left unfinished."""
    return parse_token(breath.token) is not None and not breath.is_over(context.turn.at)


def is_waiting(context: Context) -> bool:
    """Whether a finished round's closing is still due; this request may already have started it."""
    breath, now = context.performer.breathing, context.turn.at
    is_over = breath is not None and breath.closing_due and breath.is_over(now) and breath.is_fresh(now, None)
    return is_over or context.performer.was_warmed_up_by(context.turn.request)


def offer(context: Context, breath: BreathingSession, lead: Parts) -> Reply:
    """Ask where to resume a round that was left."""
    length = line("length", minutes=minutes(breath.length_ms))
    done = line("breathing-left", done=_whole_minutes(breath, context.turn.at), length=length)
    round_ = parse_token(breath.token)
    confirmation_ = LEFT_ALONE if round_ is not None and round_.is_standalone else LEFT
    return confirmation_.ask((*lead, done))


def _whole_minutes(breath: BreathingSession, now: datetime) -> int:
    """Return roughly how many minutes are done, always fewer than the whole."""
    return min(round(breath.progress_ms(now) / 60_000), minutes(breath.length_ms) - 1)


def _resume(context: Context, where: Resume | None) -> Reply:
    breathing = context.performer.breathing
    round_ = parse_token(breathing.token) if breathing else None
    if where in {None, Resume.NOWHERE}:
        return _drop(context)
    if where is Resume.EVIDENCE:
        is_standalone = round_ is not None and round_.is_standalone
        return evidence.begin(context) if is_standalone else warm_up.from_evidence(context)
    if breathing is None or round_ is None:
        return Reply((line("okay"),))
    here = restarted(context, round_)  # later events of another device belong to the old round
    if where is Resume.START:
        return warm_up.go_on_breathing(context, here)
    done = breathing.progress_ms(context.turn.at)
    return warm_up.go_on_breathing(context, here.with_progress(done), OPENING_MS + done)


def _drop(context: Context) -> Reply:
    """Drop it, so that the next launch doesn't ask again."""
    performer = replace(context.performer, breathing=None)
    return Reply((line("okay"),), change=context.change(performer=performer, vital=False))


LEFT = Confirmation("breathing_left", "where", left, _resume)
LEFT_ALONE = Confirmation("breathing_left", "alone", left, _resume)
