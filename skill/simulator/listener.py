"""What is typed, resolved to an intent and its slots with the interaction model alone.

Alexa generalises from a model's samples; how far, it does not say. Here: the sample itself, with or without fillers;
else a sample that is almost the same; else one with free text in it; else one that is near; else Fallback.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from hassil import Intents, SlotList, TextSlotList, WildcardSlotList, recognize_all
from hassil.recognize import RecognizeResult
from rapidfuzz import fuzz, process

from skill.simulator import slot_types

FREE_TEXT = "AMAZON.SearchQuery"
FALLBACK = "AMAZON.FallbackIntent"
ALMOST_THE_SAME, NEAR = 92, 80
"""How alike, of 100, an utterance is to a sample that it passes for: before free text is tried, and after."""
_HESITATIONS = (
    "um",
    "uhm",
    "uh",
    "er",
    "erm",
    "ah",
    "oh",
    "hmm",
    "mm",
    "well",
    "so",
    "okay so",
    "please",
    "thanks",
    "thank you",
)
_COURTESIES = tuple(
    phrase.strip()
    for phrase in (
        "hey, hi, hello, okay, ok, now, then, just, actually, maybe, and, but, yes, can you, could you, would you, "
        "will you, can i, could i, may i, can we, could we, i want you to, i'd like you to, i want to, i'd like to, "
        "i would like to, i need to, i need you to, let me, let's, go ahead and, right now, again, for me, to me, "
        "i think, i guess, kindly, i wanna, i'd love to, help me to, it's time to, time to"
    ).split(",")
)
_PUNCTUATION = re.compile(r"[^\w\s'-]+")


@dataclass(frozen=True, slots=True)
class SlotValue:
    """A filled slot: what was said, and the value of the slot's type that it is, if it is one of those listed."""

    said: str
    id: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """An intent and its slots."""

    intent: str
    slots: Mapping[str, SlotValue] = field(default_factory=dict)


class Listener:
    """Understands what one locale's interaction model holds.

    Args:
        model: The model, as Alexa's tools read it.
        today: The day from which "yesterday" is counted.
    """

    def __init__(self, model: Mapping[str, Any], today: date) -> None:
        language = model["interactionModel"]["languageModel"]
        dialog = model["interactionModel"].get("dialog", {})
        self.invocation: str = language["invocationName"]
        self.slots_of = {
            intent["name"]: {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
            for intent in language["intents"]
        }
        self.elicitable = {intent["name"] for intent in dialog.get("intents", [])}
        self._order = {intent["name"]: place for place, intent in enumerate(language["intents"])}
        samples = list(_samples(language["intents"]))
        kinds = {name: kind for slots in self.slots_of.values() for name, kind in slots.items()}
        free = {name for name, kind in kinds.items() if kind == FREE_TEXT}
        self._lists = {name: _values(kind, language["types"], today) for name, kind in kinds.items()}
        self._closed = _matcher(pair for pair in samples if not _slots_in(pair[1]) & free)
        self._open = _matcher(pair for pair in samples if _slots_in(pair[1]) & free)
        self._whole = {sample: intent for intent, sample in samples if not _slots_in(sample)}

    def understand(self, utterance: str) -> Understood:
        """Resolve an utterance; Fallback when nothing fits."""
        plain = tidy(utterance)
        bare = _strip(plain, _HESITATIONS)
        known = self.command(utterance) or self._nearly(bare, ALMOST_THE_SAME, fuzz.ratio)
        if known:
            return known
        polite = _strip(bare, (*_HESITATIONS, *_COURTESIES))
        free = self._recognised(self._open, bare) or self._recognised(self._open, polite)
        return free or self._nearly(bare, NEAR, fuzz.token_sort_ratio) or Understood(FALLBACK)

    def command(self, utterance: str) -> Understood | None:
        """Resolve an utterance that is a sample without free text, give or take what says nothing."""
        plain = tidy(utterance)
        bare = _strip(plain, _HESITATIONS)
        for words in dict.fromkeys((plain, bare, _strip(bare, (*_HESITATIONS, *_COURTESIES)))):
            if found := self._recognised(self._closed, words):
                return found
        return None

    def _recognised(self, matcher: Intents, words: str) -> Understood | None:
        if not words:
            return None
        best = max(recognize_all(words, matcher, slot_lists=self._lists), key=self._weight, default=None)
        if best is None:
            return None
        slots = {name: _slot_value(entity.value, entity.text) for name, entity in best.entities.items()}
        return Understood(best.intent.name, slots)

    def _weight(self, result: RecognizeResult) -> tuple[int, int, int]:
        """The more of a sample's own words were said, the better it fits."""
        return (result.text_chunks_matched, -len(result.entities), -self._order[result.intent.name])

    def _nearly(self, words: str, at_least: int, alike: Any) -> Understood | None:  # noqa: ANN401 - a scorer of rapidfuzz
        best = process.extract(words, list(self._whole), scorer=alike, score_cutoff=at_least, limit=5)
        intents = {self._whole[sample] for sample, score, _ in best if score == best[0][1]}
        return Understood(intents.pop()) if len(intents) == 1 else None


def load_model(folder: Path, locale: str) -> Mapping[str, Any]:
    """Read the interaction model of a locale."""
    model: Mapping[str, Any] = json.loads((folder / f"{locale}.json").read_text(encoding="utf-8"))
    return model


def tidy(utterance: str) -> str:
    """Return an utterance as speech recognition writes it: lower case, no punctuation."""
    return " ".join(_PUNCTUATION.sub(" ", utterance.lower().replace("\u2019", "'")).split())


def _strip(words: str, phrases: Iterable[str]) -> str:
    """Return words without any of the phrases before and after them."""
    either = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.sub(rf"^(?:(?:{either})\s+)+|(?:\s+(?:{either}))+$", "", words)


def _samples(intents: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, str]]:
    for intent in intents:
        own = _BUILT_IN.get(intent["name"], ())
        for sample in (*intent.get("samples", ()), *own):
            yield intent["name"], sample


_BUILT_IN = {
    "AMAZON.YesIntent": ("yes",),
    "AMAZON.NoIntent": ("no",),
    "AMAZON.StopIntent": ("stop",),
    "AMAZON.CancelIntent": ("cancel",),
    "AMAZON.HelpIntent": ("help",),
    "AMAZON.NavigateHomeIntent": ("go home",),
    "AMAZON.StartOverIntent": ("start over please",),
}
"""What Alexa knows of a built-in intent without samples."""


def _slots_in(sample: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", sample))


def _matcher(samples: Iterable[tuple[str, str]]) -> Intents:
    intents: dict[str, Any] = {}
    for intent, sample in samples:
        intents.setdefault(intent, {"data": [{"sentences": []}]})["data"][0]["sentences"].append(sample)
    return Intents.from_dict({"language": "en", "intents": intents})


def _values(kind: str, types: Iterable[Mapping[str, Any]], today: date) -> SlotList:
    built_in = {"AMAZON.NUMBER": slot_types.numbers, "AMAZON.DURATION": slot_types.durations}
    if kind == FREE_TEXT:
        return WildcardSlotList(kind)
    if kind in built_in:
        return _listed(built_in[kind]())
    if kind == "AMAZON.DATE":
        return _listed(slot_types.dates(today))
    values = next(one["values"] for one in types if one["name"] == kind)
    return _listed((said, _mark(value)) for value in values for said in _said(value))


def _said(value: Mapping[str, Any]) -> tuple[str, ...]:
    return (value["name"]["value"], *value["name"].get("synonyms", ()))


def _mark(value: Mapping[str, Any]) -> str:
    """Return a listed value as it comes out of the matcher: its id, if it has one, and its name."""
    return f"{value.get('id', '')}|{value['name']['value']}"


def _listed(pairs: Iterable[tuple[str, str]]) -> SlotList:
    return TextSlotList.from_tuples(
        ((said.lower(), value) for said, value in dict(pairs).items()), allow_template=False
    )


def _slot_value(value: object, said: str) -> SlotValue:
    text = str(value)
    if "|" in text:
        id_, name = text.split("|", 1)
        return SlotValue(said.strip(), id_ or None, name)
    return SlotValue(text)
