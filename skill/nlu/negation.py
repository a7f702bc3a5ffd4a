"""Reads wishes out of what forbids something, or of what follows a yes or a no."""

from collections.abc import Collection
from dataclasses import replace

from skill.breathing.patterns import EVEN, SLOW
from skill.nlu import understand
from skill.nlu.certainty import Certainty
from skill.nlu.intents import ANYTIME, Intent, NluResult
from skill.nlu.language import Language
from skill.nlu.refusals import Refusal

_FOR_LESS = {
    Intent.NO_RATING: {Intent.RATE, Intent.RATING, Intent.NO_RATING, Intent.DOMAIN},  # "no more numbers"
    Intent.NO_CARDS: {Intent.CARDS, Intent.NO_CARDS},
    Intent.NO_BREATHING: {
        *(Intent.BREATHE, Intent.BREATHING, Intent.WARM_UP, Intent.NO_BREATHING),
        *(Intent.PREFER_PATTERN, Intent.PREFER_LENGTH),
    },
    Intent.UNSCHEDULE: {Intent.SCHEDULE, Intent.UNSCHEDULE},
    Intent.MY_VOICE: {Intent.ANY_VOICE, Intent.MY_VOICE},
    Intent.ANY_VOICE: {Intent.ANY_VOICE, Intent.MY_VOICE},
    Intent.FORGET: {Intent.FORGET},
    **{intent: {intent} for intent in (Intent.STOP, Intent.ENOUGH, Intent.SKIP)},
}
"""Wishes that are made by forbidding something ("don't remind me"), and what the forbidden alone may be taken for."""
_LASTING = {Intent.NO_RATING, Intent.NO_CARDS, Intent.NO_BREATHING, Intent.MY_VOICE}
"""What is switched off for good only if the words name it."""
_FOR_MORE_OF = {
    Intent.NO_RATING: Intent.RATING,
    Intent.NO_CARDS: Intent.CARDS,
    Intent.NO_BREATHING: Intent.BREATHING,
}
_FOR_MORE = set(_FOR_MORE_OF.values())
"""Wishes that are made by forbidding less: "don't leave the breathing out"."""
_WISHES = set(Intent) - ANYTIME - {Intent.REFUSED, Intent.OUT_OF_SCOPE, Intent.UNKNOWN}
_TELLS = {
    *(Intent.QUESTION, Intent.WRONG),
    *(Intent.WORDS, Intent.NOTE, Intent.DIFFICULTY, Intent.DONT_KNOW, Intent.NOTHING, Intent.DOMAIN),
}
"""Not wishes at all, so nothing is forbidden."""


def classify(
    language: Language,
    result: NluResult,
    likely: Intent | None = None,
    without: Collection[Intent] = frozenset(),
    own: Collection[str] = (),
) -> NluResult:
    """Return what free text most likely requests, but nothing that it forbids; see `understand.classify`."""
    meant = understand.classify(language, result, likely, without, own)
    refusal = language.refusal(result.words or "") if result.intent in {Intent.WORDS, Intent.DONT_KNOW} else None
    if refusal is not None and language.read(refusal.named).intent is Intent.YES:  # "no, yes"
        return replace(result, intent=Intent.NOTHING)
    is_told = _tells(meant) and meant.certainty is Certainty.CERTAIN and meant.intent is not Intent.WORDS
    is_elsewhere = refusal is not None and _is_elsewhere(language, refusal, meant)
    if (
        refusal is None
        or is_told
        or is_elsewhere
        or (meant.intent is Intent.FORGET and _is_meant(language, refusal, meant))
    ):
        return meant
    if refusal.instead:
        wanted = understand.classify(language, replace(result, words=refusal.instead), None, without, own)
        if not _tells(wanted) and wanted.certainty is not Certainty.UNSURE and wanted.intent in _WISHES:
            return wanted
    if refusal.wants_other and (named := language.named_pattern(refusal.named)):
        return NluResult(Intent.BREATHE, pattern=(EVEN if named == SLOW.name else SLOW).name)
    if refusal.is_of_less and (kept := _FOR_MORE_OF.get(language.classify(refusal.named))):
        return NluResult(kept, result.words)
    return meant if _is_meant(language, refusal, meant) else replace(result, intent=Intent.REFUSED)


def _is_elsewhere(language: Language, refusal: Refusal, meant: NluResult) -> bool:
    """Whether what is forbidden is nothing that the skill does: "stop the music"."""
    is_out = meant.intent is Intent.OUT_OF_SCOPE and meant.certainty is not Certainty.UNSURE
    return is_out and language.classify(refusal.named) is Intent.OUT_OF_SCOPE


def _tells(meant: NluResult) -> bool:
    """Whether something is told and nothing wished."""
    return meant.intent in _TELLS or (meant.intent is Intent.OUTCOME and meant.choice is not None)


def _is_meant(language: Language, refusal: Refusal, meant: NluResult) -> bool:
    """Whether a refusal is itself how something is wished: "don't remind me"."""
    intent = meant.intent
    if refusal.is_of_less:
        return intent in _FOR_MORE
    if refusal.is_of_thing or intent not in _FOR_LESS:
        return False
    alone = language.classify(refusal.named)
    if alone is Intent.DOMAIN and meant.certainty is Certainty.UNSURE:
        return False
    is_for_good = language.is_lasting(meant.words or "")
    return alone in _FOR_LESS[intent] or is_for_good or (alone in _TELLS and intent not in _LASTING)


def wish_behind_yes_or_no(language: Language, result: NluResult, *, is_in_form: bool) -> NluResult | None:
    """Return the wish that follows a yes or a no, which is heard first; `None` if none does.

    Args:
        language: The language spoken.
        result: What was understood.
        is_in_form: Whether an answer is expected: then only a command is a wish.
    """
    if result.intent is not Intent.WORDS or not result.words:
        return None
    agreed, rest = language.behind_yes_or_no(result.words)
    if agreed is None or not rest or language.names_what_was_asked(rest):
        return None
    said = language.read(rest)
    is_command = said.intent in ANYTIME or (said.intent is not Intent.WORDS and language.begins_as_wish(rest))
    if said.intent not in _ANSWERS and is_command:
        return replace(said, utterance=rest)
    if is_in_form or said.intent is not Intent.WORDS:
        return None
    request = understand.explicit_request(language, said)
    if request.intent is Intent.WORDS and not agreed and language.begins_as_wish(rest):
        request = classify(language, said)
    if request.intent is Intent.WORDS and not agreed and language.word_count(rest) >= _FEWEST_ASKED:
        return _told_behind_no(language, said, rest)
    return None if request.intent in _TELLS else replace(request, utterance=rest)


def _told_behind_no(language: Language, said: NluResult, rest: str) -> NluResult | None:
    """Return what is told or asked behind a no, to what was only offered; `None` if it may be the reason for the no."""
    meant = classify(language, said)
    is_told = meant.intent in {Intent.OUTCOME, Intent.NOTE, Intent.DEBRIEF} and language.tells_deed(rest)
    is_told = is_told and language.word_count(rest) >= _FEWEST_TOLD
    is_wish = meant.intent in _BEHIND_NO and meant.certainty is Certainty.CERTAIN
    return replace(meant, utterance=rest) if is_told or is_wish else None


_FEWEST_TOLD, _FEWEST_ASKED = 5, 3
"""In words: what is shorter is a reason for the no."""
_BEHIND_NO = {
    Intent.SCHEDULE,
    Intent.WRONG,
    Intent.EVIDENCE,
    Intent.WARM_UP,
    Intent.BREATHE,
    Intent.ON_SOON,
    Intent.DEBRIEF,
    Intent.PROGRESS,
    Intent.DONE,
}


_ANSWERS = {Intent.YES, Intent.NO, Intent.NUMBER, Intent.DONT_KNOW, Intent.NOTHING, Intent.READY}
"""What, behind a yes or a no, belongs to it."""
