"""What an ear may expect where the microphone is open: the short phrases of an interaction model, and its amounts."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from simulator.languages import ENGLISH, Language
from simulator.listener import TRANSPORT
from simulator.slot_types import in_words

MOST_WORDS = 3
COMMANDS = (
    *(f"AMAZON.{name}Intent" for name in ("Yes", "No", "Help", "Repeat", "Next", "Previous")),
    *(f"{name}Intent" for name in ("Skip", "GoBack", "Wait", "Enough", "DontKnow", "ThatsWrong", "Done")),
)
"""Whose phrases may be said even where an answer in free words is expected."""
YES = "AMAZON.YesIntent"
SPARED = (
    *(f"{name}Intent" for name in ("AMAZON.Stop", "AMAZON.Cancel", "AMAZON.NavigateHome")),
    *(
        f"{name}Intent"
        for name in ("Enough", "SignOut", "ForgetThat", "DeleteEverything", "Retire", "Unschedule", "NoBreathing")
    ),
    *(f"{name}Intent" for name in ("NoRating", "NoCards", "NoCueWord", "MyVoice", "AnyVoice", "Distress", "Unwell")),
)
"""Intents that end the session, take something away or are grave: their phrases count only as Whisper writes them."""
LISTED = ("PATTERN", "OUTCOME", "DIFFICULTY")
"""Slot types whose values are answers by themselves."""
_GRAVE = re.compile(r"\b(?:delete|erase|forget|remove|put it away)\b")
_LARGEST, _LENGTHS = 10, (*range(1, 6), 10, 15, 20, 30, 45, 60, 90)
_SLOT = re.compile(r"{(\w+)}")


def expected(model: Mapping[str, Any], *, is_free: bool, language: Language = ENGLISH) -> tuple[str, ...]:
    """Return the phrases that may be said next, without those that need free words.

    Args:
        model: The interaction model.
        is_free: Whether an answer in free words is expected: then these are the commands alone.
        language: What Alexa itself understands.
    """
    language_model = model["interactionModel"]["languageModel"]
    types = {one["name"]: [*_names(one["values"])] for one in language_model["types"]}
    listed = () if is_free else tuple(name for kind in LISTED for name in types[kind])
    said = _said(model, lambda intent: not is_free or intent in COMMANDS, language)
    return _fit((*listed, *said))


def expected_of_player(model: Mapping[str, Any], language: Language = ENGLISH) -> tuple[str, ...]:
    """Return the phrases that control a track without the skill's name."""
    return _fit(_said(model, lambda intent: intent in TRANSPORT, language))


def _fit(phrases: Iterable[str]) -> tuple[str, ...]:
    """Return those that are short and take nothing away, each once."""
    found = dict.fromkeys(phrases)
    return tuple(phrase for phrase in found if len(phrase.split()) <= MOST_WORDS and not _GRAVE.search(phrase))


def unguessed(model: Mapping[str, Any], language: Language = ENGLISH) -> tuple[str, ...]:
    """Return what counts only as it is written: a yes, which may delete, and what `SPARED` intents are called by."""
    return tuple(
        dict.fromkeys(
            sample
            for intent in model["interactionModel"]["languageModel"]["intents"]
            if intent["name"] in (YES, *SPARED)
            for sample in (*intent.get("samples", ()), *language.intents.built_in.get(intent["name"], ()))
            if not _SLOT.search(sample)
        )
    )


def _said(model: Mapping[str, Any], is_wanted: Callable[[str], bool], language: Language) -> Iterator[str]:
    """Yield the phrases of some intents that may be guessed."""
    for intent in model["interactionModel"]["languageModel"]["intents"]:
        if intent["name"] in SPARED or not is_wanted(intent["name"]):
            continue
        kinds = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
        for sample in (*intent.get("samples", ()), *language.intents.built_in.get(intent["name"], ())):
            yield from _phrases(sample, kinds, language)


def _phrases(sample: str, kinds: Mapping[str, str], language: Language) -> Iterator[str]:
    slots = _SLOT.findall(sample)
    if not slots:
        yield sample
    elif sample == f"{{{slots[0]}}}":
        yield from _values(kinds[slots[0]], language)


def _values(kind: str, language: Language) -> Iterator[str]:
    if kind == "AMAZON.NUMBER":
        yield from (in_words(number, language) for number in range(_LARGEST + 1))
    elif kind == "AMAZON.DURATION":
        units = [unit for unit in language.durations.units if len(unit) > len("mins")]
        yield from language.durations.phrases
        yield from (
            f"{in_words(n, language)} {unit}" for n in _LENGTHS for unit in units if unit.endswith("s") == (n > 1)
        )


def _names(values: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for value in values:
        yield from (value["name"]["value"].lower(), *(one.lower() for one in value["name"].get("synonyms", ())))
