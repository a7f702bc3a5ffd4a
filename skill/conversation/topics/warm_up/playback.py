"""Breathing that goes on by itself: what is said or touched while it does, and what the device tells of it."""

from dataclasses import replace
from datetime import datetime

from skill.breathing.timeline import OPENING_MS, timeline
from skill.conversation.context import Context
from skill.conversation.form import Once, once
from skill.conversation.topics import evidence
from skill.conversation.topics.warm_up import warm_up
from skill.conversation.topics.warm_up.rounds import Round, minutes, round_of
from skill.conversation.turn import Going, Reply
from skill.efficacy.breath import Breath, State
from skill.efficacy.performer import GUEST, MAIN, Performer
from skill.ledger.protocol import Unavailable
from skill.nlu.intents import PLAYBACK_STOPS, TOUCH, Intent, NluResult
from skill.nlu.understand import parse_count
from skill.speech.parts import Breathing, Parts, line

_ANEW = {Intent.RESTART, Intent.BACK, Intent.REPEAT}
_TOLD = {
    "AudioPlayer.PlaybackStarted": State.GOES,
    "AudioPlayer.PlaybackStopped": State.STANDS,
    "AudioPlayer.PlaybackFailed": State.STANDS,
    "AudioPlayer.PlaybackFinished": State.OVER,
}


def hear(context: Context) -> Reply | None:
    """Take a word to the breathing that the device has before it; `None` when it is none."""
    going, meaning, is_touch = context.turn.device.going, context.heard.intent, context.turn.intent == TOUCH
    round_ = round_of(going.token) if going and (is_touch or context.session is None) else None
    if going is None or round_ is None or not round_.is_at_hand(context.turn.at):
        return Reply(()) if is_touch else None
    if meaning is Intent.UNKNOWN and going.is_track and going.sounds:
        return Reply((line("breathing-cannot"),), lets_play=True)
    if meaning in PLAYBACK_STOPS:
        return _stand(context, going, round_)
    if not _is_the_last(context, going):
        return Reply(()) if is_touch else None
    if meaning is Intent.READY:
        return _go_on(context, going, round_)
    if meaning in _ANEW:
        return warm_up.go_on_breathing(context, round_.anew(context, _who(context)), 0 if going.is_track else None)
    return _skip(context, going, round_) if meaning is Intent.SKIP else None


def _is_the_last(context: Context, going: Going) -> bool:
    """Whether nothing else was breathed or begun since, so far as one can tell."""
    try:
        performer = context.performer
    except Unavailable:
        return True
    is_kept = performer.id == going.who != GUEST
    is_known = performer.breath is not None and performer.breath.token == going.token
    return going.sounds or is_known or not is_kept or performer.was_warmed_up_by(context.turn.request)


def _stand(context: Context, going: Going, round_: Round) -> Reply:
    """Let it stand still, whatever can be kept of it; a word that ends it is answered where nothing else shows it."""
    ends = context.heard.intent is not Intent.WAIT
    say: Parts = (line("stopped"),) if ends and not going.is_track else ()
    reply = Reply(say, token=going.token, halts=True)
    try:
        performer = _told(context, round_, State.STANDS, _done_ms(context, going, round_))
    except Unavailable:
        return reply
    return replace(reply, keep=context.change(performer=performer, vital=False))


def _go_on(context: Context, going: Going, round_: Round) -> Reply:
    """Go on where it stands; a track that is over begins anew, and on a screen what follows does."""
    done = _done_ms(context, going, round_)
    if done >= round_.length_ms and not going.is_track:
        return _skip(context, going, round_)
    done = done if done < round_.length_ms else 0
    if round_.who != _who(context):
        round_ = round_.anew(context, _who(context))  # somebody else's, from here on
    offset = (going.offset_ms if done else 0) if going.is_track else None
    return warm_up.go_on_breathing(context, round_.after(done), offset)


def _who(context: Context) -> str:
    """Return whose breathing it is that is led from here on; with the ledger out of reach, of whoever is at home."""
    try:
        return context.who
    except Unavailable:
        return MAIN


def _skip(context: Context, going: Going, round_: Round) -> Reply:
    """Go on to what follows, which a screen shows as well; there is nothing after a round on its own."""
    reply = Reply((line("okay"),)) if round_.alone else warm_up.from_evidence(context)
    if going.is_track or round_.alone:
        return replace(reply, halts=True)
    over = Breathing(timeline(round_.pattern, round_.cycles))
    return replace(reply, say=(over, *reply.say), token=round_.token, done_cycles=round_.cycles)


def _done_ms(context: Context, going: Going, round_: Round) -> int:
    """Return how much is behind: by the track, by the cycle that a touch tells, or by the time that has passed."""
    if going.is_track:
        return max(0, going.offset_ms - OPENING_MS)
    if isinstance(context.heard.value, int):
        return context.heard.value * round_.pattern.cycle_ms
    try:
        breath = context.performer.breath
    except Unavailable:
        breath = None
    return breath.by(context.turn.at) if breath and breath.token == round_.token else 0


def _told(context: Context, round_: Round, state: State, done_ms: int) -> Performer:
    """Return whose round it is with something told of it; of one that is not their last, nothing is kept."""
    performer = context.performer
    breath = performer.breath
    if breath is None or breath.token != round_.token:
        return performer
    return replace(performer, breath=breath.told(state, done_ms, context.turn.at))


def playback(context: Context) -> Reply:
    """Keep what a track does. Nothing is said: nobody has said anything."""
    slots = context.turn.slots
    round_, state = round_of(slots.get("token", "")), _TOLD.get(context.turn.intent)
    if round_ is None or state is None:
        return Reply(())
    done = max(0, (parse_count(slots.get("offset")) or 0) - OPENING_MS)
    try:
        return Reply((), keep=context.change(performer=_told(context, round_, state, done), vital=False))
    except Unavailable:
        return Reply(())


def may_go_on(context: Context, breath: Breath) -> bool:
    """Whether a round was left on the way."""
    return round_of(breath.token) is not None and not breath.is_over(context.turn.at)


def is_waiting(context: Context) -> bool:
    """Whether a round is over and what follows it is still to be said; this very request may have begun that."""
    breath, now = context.performer.breath, context.turn.at
    is_over = breath is not None and breath.waits and breath.is_over(now) and breath.is_fresh(now, None)
    return is_over or context.performer.was_warmed_up_by(context.turn.request)


def offer(context: Context, breath: Breath, lead: Parts) -> Reply:
    """Ask where to go on with breathing that was left."""
    length = line("length", minutes=minutes(breath.length_ms))
    done = line("breathing-left", done=_whole_minutes(breath, context.turn.at), length=length)
    round_ = round_of(breath.token)
    asked = LEFT_ALONE if round_ is not None and round_.alone else LEFT
    return asked.go_on(context, Once(), (*lead, done))


def _whole_minutes(breath: Breath, now: datetime) -> int:
    """Return about how many minutes are behind; fewer than all of them, as some of it is left."""
    return min(round(breath.by(now) / 60_000), minutes(breath.length_ms) - 1)


def _where(_context: Context, heard: NluResult) -> str | None:
    if heard.intent in {Intent.READY, Intent.YES, Intent.BREATHE, Intent.BREATHING, Intent.MORE}:
        return "on"
    if heard.intent in {Intent.RESUME_EVIDENCE, Intent.EVIDENCE, Intent.SKIP}:
        return "evidence"
    if heard.intent in {Intent.RESTART, Intent.WARM_UP}:
        return "start"
    return "nowhere" if heard.intent is Intent.NO else None


def _from_there(context: Context, where: str | None) -> Reply:
    breath = context.performer.breath
    round_ = round_of(breath.token) if breath else None
    if where == "evidence":
        return evidence.begin(context) if round_ is not None and round_.alone else warm_up.from_evidence(context)
    if where in {None, "nowhere"}:
        return _left_behind(context)
    if breath is None or round_ is None:
        return Reply((line("okay"),))
    if where == "start":
        return warm_up.go_on_breathing(context, round_.anew(context, context.who))
    done = breath.by(context.turn.at)
    here = round_.anew(context, context.who)  # what another device still tells of it is not of this one
    return warm_up.go_on_breathing(context, here.after(done), OPENING_MS + done)


def _left_behind(context: Context) -> Reply:
    """Leave it at that: the next opening does not ask again."""
    performer = replace(context.performer, breath=None)
    return Reply((line("okay"),), keep=context.change(performer=performer, vital=False))


LEFT = once("breathing_left", "where", _where, _from_there)
LEFT_ALONE = once("breathing_left", "alone", _where, _from_there)
