"""Preferences that a performer sets by voice."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from skill.breathing.patterns import pattern_of
from skill.breathing.round import ANSWER_SECONDS
from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.turn import Reply
from skill.nlu.intents import Intent, NluResult
from skill.speech.parts import Line, line

SHORTEST_SECONDS = 20
_MOST_CUE_WORDS = 3


def saver(said: str, **values: Any) -> Callable[[Context], Reply]:  # noqa: ANN401 - as the preferences have it
    """Return a topic that saves preferences and says so."""
    return lambda context: _save(context, line(said), **values)


def pattern(context: Context) -> Reply:
    """Save the named breathing pattern, or ask for one."""
    named = _pattern(context, context.nlu)
    return _save_pattern(context, named) if named else PATTERN.ask()


def length(context: Context) -> Reply:
    """Save how long warm-ups breathe, or ask for it."""
    seconds = _seconds(context, context.nlu)
    return _save_length(context, seconds) if seconds else LENGTH.ask()


def cue(context: Context) -> Reply:
    """Save the cue word, or ask for it."""
    return _save_cue(context, context.nlu.words) if context.nlu.words else CUE.ask()


def _save(context: Context, said: Line, **values: Any) -> Reply:  # noqa: ANN401 - as the preferences have it
    preferences = replace(context.performer.preferences, **values)
    return Reply((said,), change=context.change(performer=replace(context.performer, preferences=preferences)))


def _pattern(context: Context, nlu: NluResult) -> str | None:
    """Return a pattern's name, or a custom pattern: "in for four, out for eight"."""
    if nlu.pattern:
        return nlu.pattern
    words = nlu.words or ""
    return context.language.custom_pattern(words) or context.language.named_pattern(words)


def _save_pattern(context: Context, name: str | None) -> Reply:
    if name is None:
        return Reply((line("okay"),))
    known = pattern_of(name)
    if known is None:
        return Reply((line("prefer-pattern-limits"),))
    lengths = dict(zip(("in", "hold", "out", "rest"), map(int, name.split("-")), strict=True)) if "-" in name else {}
    said = line("prefer-own-kept", **lengths) if lengths else line("prefer-pattern-kept", name=known.name)
    reply = _save(context, said, pattern=name, breathing=True)
    is_held = known.holds and context.performer.preferences.holds
    if known.holds:
        reply = replace(reply, say=(*reply.say, line("warm-up-holds" if is_held else "warm-up-no-holds")))
    return reply


def _seconds(context: Context, nlu: NluResult) -> int | None:
    if nlu.intent in {Intent.LENGTH, Intent.PREFER_LENGTH} and nlu.seconds is not None:
        return nlu.seconds
    return context.language.seconds(nlu.words or "")


def _save_length(context: Context, seconds: int | None) -> Reply:
    if seconds is None:
        return Reply((line("okay"),))
    length = min(max(seconds, SHORTEST_SECONDS), ANSWER_SECONDS)
    confirmed = line("prefer-length-kept" if length == seconds else "prefer-length-limits", seconds=length)
    return _save(context, confirmed, seconds=length)


def _cue(context: Context, nlu: NluResult) -> str | None:
    """Return a cue word; empty if a "no" removes it."""
    return "" if nlu.intent is Intent.NO else extractors.free_text(context, nlu)


def _save_cue(context: Context, words: str | None) -> Reply:
    if words is None:
        return Reply((line("okay"),))
    if not words:
        return _save(context, line("cue-none"), cue=None)
    said = " ".join(context.language.name(words).split()[:_MOST_CUE_WORDS])
    return _save(context, line("cue-kept", words=said), cue=said)


PATTERN = Confirmation("prefer", "pattern", _pattern, _save_pattern)
LENGTH = Confirmation("prefer", "length", _seconds, _save_length)
CUE = Confirmation("prefer", "cue", _cue, _save_cue, wants_free_text=True)
