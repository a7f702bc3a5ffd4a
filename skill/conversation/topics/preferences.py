"""Preferences that a performer sets by voice."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from skill.breathing.patterns import PATTERNS, SLOW, pattern_of
from skill.breathing.round import ANSWER_SECONDS
from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.topics.warm_up.rounds import own_pattern
from skill.conversation.turn import Reply
from skill.efficacy.performer import MOST_CUE_WORDS, OwnPattern
from skill.nlu.intents import Intent, NluResult
from skill.speech.parts import Line, line

SHORTEST_SECONDS = 20
_MOST_TITLE_WORDS = 3


def saver(said: str, **values: Any) -> Callable[[Context], Reply]:  # noqa: ANN401 - as the preferences have it
    """Return a topic that saves preferences and says so."""
    return lambda context: _save(context, line(said), **values)


def pattern(context: Context) -> Reply:
    """Save the named breathing pattern, or ask for one."""
    named = _pattern(context, context.nlu) or _liked_without_holds(context)
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
    own = own_pattern(context)
    if own is not None:
        return own.lengths
    return nlu.pattern or context.language.pattern(nlu.words or "")


def _liked_without_holds(context: Context) -> str | None:
    """Return their usual pattern without its holds, if that is what they ask for."""
    if not context.language.excludes_holds(context.nlu.words or ""):
        return None
    liked = pattern_of(context.performer.preferences.pattern or "") or SLOW
    return liked.without_holds.name


def _save_pattern(context: Context, name: str | None) -> Reply:
    if name is None:
        return Reply((line("okay"),))
    known = pattern_of(name)
    if known is None:
        return Reply((line("prefer-pattern-limits"),))
    words = context.nlu.words or ""
    title = context.language.pattern_title(words)
    if title:
        return _save_titled(context, name, title)
    reply = _save(context, _said(name), pattern=name, breathing=True)
    is_held = known.holds and context.performer.preferences.holds
    if known.holds:
        reply = replace(reply, say=(*reply.say, line("warm-up-holds" if is_held else "warm-up-no-holds")))
    return reply


def _said(name: str) -> Line:
    """Return the line that says which pattern is used from now on."""
    known = pattern_of(name)
    if known is not None and known.name in PATTERNS:
        return line("prefer-pattern-kept", name=known.name)
    lengths = (int(length) if length.isdecimal() else length for length in name.split("-"))
    return line("prefer-own-kept", **dict(zip(("in", "hold", "out", "rest"), lengths, strict=True)))


def _save_titled(context: Context, name: str, title: str) -> Reply:
    """Save a pattern under a name; from now on it is also the usual one, if that or "my pattern" was said."""
    words, preferences = context.nlu.words or "", context.performer.preferences
    own = OwnPattern(" ".join(title.split()[:_MOST_TITLE_WORDS]), name)
    named = line("prefer-own-named", name=own.title)
    kept = preferences.with_own_pattern(own).own_patterns
    if not (context.language.is_lasting(words) or context.language.is_own_pattern(words)):
        return _save(context, named, own_patterns=kept)
    reply = _save(context, _said(name), own_patterns=kept, pattern=name, breathing=True)
    return replace(reply, say=(*reply.say, named))


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
    said = " ".join(context.language.name(words).split()[:MOST_CUE_WORDS])
    return _save(context, line("cue-kept", words=said), cue=said)


PATTERN = Confirmation("prefer", "pattern", _pattern, _save_pattern)
LENGTH = Confirmation("prefer", "length", _seconds, _save_length)
CUE = Confirmation("prefer", "cue", _cue, _save_cue, wants_free_text=True)
