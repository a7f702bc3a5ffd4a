"""What somebody says once and wants kept."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from skill.breathing.patterns import pattern_of
from skill.conversation import extractors
from skill.conversation.context import Context
from skill.conversation.form import Once, once
from skill.conversation.topics.warm_up.rounds import ANSWER_SECONDS
from skill.conversation.turn import Reply
from skill.nlu.intents import Intent, NluResult
from skill.speech.parts import Line, line

SHORTEST_SECONDS = 20
_MOST_CUE_WORDS = 3


def keep(said: str, **values: Any) -> Callable[[Context], Reply]:  # noqa: ANN401 - as the preferences have it
    """Return the topic that keeps preferences and says so."""
    return lambda context: _kept(context, line(said), **values)


def pattern(context: Context) -> Reply:
    """Keep the breathing pattern that was named; else ask for it."""
    named = _pattern(context, context.heard)
    return _pattern_kept(context, named) if named else PATTERN.go_on(context, Once())


def length(context: Context) -> Reply:
    """Keep how long warm-ups breathe; else ask for it."""
    seconds = _seconds(context, context.heard)
    return _length_kept(context, seconds) if seconds else LENGTH.go_on(context, Once())


def cue(context: Context) -> Reply:
    """Keep the cue word that was said; else ask for it."""
    return _cue_kept(context, context.heard.words) if context.heard.words else CUE.go_on(context, Once())


def _kept(context: Context, said: Line, **values: Any) -> Reply:  # noqa: ANN401 - as the preferences have it
    preferences = replace(context.performer.preferences, **values)
    return Reply((said,), keep=context.change(performer=replace(context.performer, preferences=preferences)))


def _pattern(context: Context, heard: NluResult) -> str | None:
    """A pattern by its name, or one of their own: "in for four, out for eight"."""
    if heard.pattern:
        return heard.pattern
    words = heard.words or ""
    return context.language.custom_pattern(words) or context.language.named_pattern(words)


def _pattern_kept(context: Context, name: str | None) -> Reply:
    if name is None:
        return Reply((line("okay"),))
    known = pattern_of(name)
    if known is None:
        return Reply((line("prefer-pattern-limits"),))
    lengths = dict(zip(("in", "hold", "out", "rest"), map(int, name.split("-")), strict=True)) if "-" in name else {}
    said = line("prefer-own-kept", **lengths) if lengths else line("prefer-pattern-kept", name=known.name)
    kept = _kept(context, said, pattern=name, breathing=True)
    is_held = known.holds and context.performer.preferences.holds
    if known.holds:
        kept = replace(kept, say=(*kept.say, line("warm-up-holds" if is_held else "warm-up-no-holds")))
    return kept


def _seconds(context: Context, heard: NluResult) -> int | None:
    if heard.intent in {Intent.LENGTH, Intent.PREFER_LENGTH} and isinstance(heard.value, int):
        return heard.value
    return context.language.seconds(heard.words or "")


def _length_kept(context: Context, seconds: int | None) -> Reply:
    if seconds is None:
        return Reply((line("okay"),))
    kept = min(max(seconds, SHORTEST_SECONDS), ANSWER_SECONDS)
    said = line("prefer-length-kept" if kept == seconds else "prefer-length-limits", seconds=kept)
    return _kept(context, said, seconds=kept)


def _cue(context: Context, heard: NluResult) -> str | None:
    """A cue word; nothing, when a "no" says that there is to be none."""
    return "" if heard.intent is Intent.NO else extractors.words(context, heard)


def _cue_kept(context: Context, words: str | None) -> Reply:
    if words is None:
        return Reply((line("okay"),))
    if not words:
        return _kept(context, line("cue-none"), cue=None)
    said = " ".join(context.language.name(words).split()[:_MOST_CUE_WORDS])
    return _kept(context, line("cue-kept", words=said), cue=said)


PATTERN = once("prefer", "pattern", _pattern, _pattern_kept)
LENGTH = once("prefer", "length", _seconds, _length_kept)
CUE = once("prefer", "cue", _cue, _cue_kept, wants_words=True)
