"""Understanding: what was meant by a dialog act.

Free text passes the same table of commands, numbers and non-answers whichever way it came: on some devices an open
question takes everything that is said, "stop" included.
"""

from collections.abc import Collection
from dataclasses import replace

from skill.breathing.patterns import SLOW, pattern_of
from skill.nlu.act import DialogAct
from skill.nlu.intents import Intent, NluResult
from skill.nlu.language import Language


def understand(language: Language, act: DialogAct) -> NluResult:
    """Tell what a dialog act means.

    Args:
        language: The language spoken.
        act: What was said, touched or pressed.
    """
    if act.is_touch:
        return NluResult(act.intent, number=act.number)
    utterance = f"{act.carrier} {act.words or act.spoken}".strip()
    return replace(_understood(language, act), utterance=utterance, is_cut=act.is_cut)


def _understood(language: Language, act: DialogAct) -> NluResult:
    words = act.words if language.word_count(act.words) else ""
    said = f"{act.carrier} {words}".strip() if words else ""
    match act.intent:
        case Intent.WORDS:
            return _free_text(language, said, words)
        case Intent.BREATHE if said and language.is_lasting(said):
            return NluResult(Intent.PREFER_PATTERN, said, seconds=act.seconds, pattern=act.pattern)
        case Intent.WARM_UP | Intent.ON_SOON | Intent.LENGTH | Intent.BREATHE:
            request = _breathing_request(language, act.intent, said)
            seconds, pattern = act.seconds or request.seconds, act.pattern or request.pattern
            known = replace(request, words=said or None, seconds=seconds, pattern=pattern)
            return _with_repetitions(known, act.number)
        case Intent.NUMBER:
            return NluResult(Intent.NOTHING if act.number is None else act.intent, number=act.number)
        case Intent.OUTCOME | Intent.DIFFICULTY:
            return NluResult(act.intent, (act.spoken or act.choice) if act.choice else None, choice=act.choice)
        case Intent.NOTE | Intent.DOMAIN:
            return NluResult(act.intent, language.tidy(words)) if words else NluResult(Intent.NOTHING)
        case Intent.DISTRESS:
            return NluResult(act.intent, language.distress_words)
        case Intent.TIME | Intent.SCHEDULE:
            return NluResult(act.intent, words or None, date=act.date, part=act.part, time=act.time)
        case Intent.PREFER_PATTERN | Intent.PREFER_LENGTH:
            return NluResult(act.intent, words or None, seconds=act.seconds, pattern=act.pattern)
        case Intent.SWITCH | Intent.RENAME | Intent.RETIRE | Intent.CUE:
            return NluResult(act.intent, language.tidy(words) if words else None)
    return NluResult(act.intent, date=act.date, part=act.part)


def _free_text(language: Language, said: str, words: str) -> NluResult:
    """Read free text, the words of its carrier among it; what they say of breathing stands in the words alone."""
    result = language.read(said) if said else NluResult(Intent.NOTHING)
    return _breathing_request(language, result.intent, words) if result.intent in _BREATHES else result


def _breathing_request(language: Language, intent: Intent, words: str) -> NluResult:
    """Tell from words how long, in which pattern or how often somebody wants to breathe; or how soon they are on."""
    pattern = language.custom_pattern(words) or language.named_pattern(words)
    if (left := language.seconds_left(words)) is not None:
        return NluResult(Intent.ON_SOON, words, seconds=left, pattern=pattern)
    request = NluResult(intent, words, seconds=language.breathing_seconds(words), pattern=pattern)
    return _with_repetitions(request, language.repetitions(words) if intent is Intent.BREATHE else None)


def _with_repetitions(request: NluResult, times: int | None) -> NluResult:
    """Turn how often something is to be breathed into how long that takes: "two sighs"."""
    if request.seconds is not None or not times:
        return request
    pattern = pattern_of(request.pattern or "") or SLOW
    return replace(request, seconds=times * pattern.cycle_ms // 1_000)


def _is_for_now(language: Language, words: str) -> bool:
    """Whether words that may set a preference ask for a breath now: told in numbers, counted, or just named."""
    is_named = language.named_pattern(words) is not None and len(words.split()) <= _HARDLY_MORE
    return is_named or language.custom_pattern(words) is not None or language.repetitions(words) is not None


_HARDLY_MORE = 3
_BREATHES = {Intent.WARM_UP, Intent.BREATHE, Intent.NERVOUS}
_PREFERS = {Intent.PREFER_PATTERN, Intent.PREFER_LENGTH}
_ASKS_FOR_VALUE = {Intent.CUE, Intent.RENAME}


def explicit_request(language: Language, result: NluResult) -> NluResult:
    """Return what free text asks for outright, where the launch asked a question; else the result as it is."""
    if result.intent is not Intent.WORDS or not result.words:
        return result
    request = language.explicit_request(result.words) or result
    return _breathing_request(language, request.intent, result.words) if request.intent in _BREATHES else request


def classify(
    language: Language, result: NluResult, likely: Intent | None = None, without: Collection[Intent] = frozenset()
) -> NluResult:
    """Return what free text most likely asks for; words that ask for nothing stay what they are.

    Args:
        language: The language spoken.
        result: What was heard. "Can you …" is no answer to a question, and may well be a request.
        likely: The intent that was asked for, if any.
        without: Intents that are out of the question.
    """
    if result.intent not in {Intent.WORDS, Intent.DONT_KNOW} or not result.words:
        return result
    words = result.words
    if likely is None and language.statement(words) != words:
        if language.is_statement(words):
            return replace(result, intent=Intent.NOTE)  # "tell ready room that I …", whatever it is
        likely = Intent.DOMAIN if language.names_domain(words) else Intent.NOTE
    if likely is None and (outcome := language.explained_outcome(words)):
        return NluResult(Intent.OUTCOME, words, choice=outcome)
    intent = language.classify(words, likely, without)
    if language.custom_pattern(words) and not language.is_lasting(words):
        intent = Intent.BREATHE
    if intent is Intent.NOTHING:
        return result
    if intent in _ASKS_FOR_VALUE:  # the words are the request, and not the value
        return NluResult(intent)
    if intent in _PREFERS and not language.is_lasting(words) and _is_for_now(language, words):
        intent = Intent.BREATHE
    if intent in _BREATHES:
        return _breathing_request(language, intent, words)
    pattern = language.custom_pattern(words) or language.named_pattern(words)
    if intent is Intent.OUTCOME:
        return NluResult(intent, words, choice=language.choice("outcome", words), pattern=pattern)
    return NluResult(intent, words, seconds=language.seconds(words), pattern=pattern)
