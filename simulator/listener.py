"""Resolves what was typed to an intent and its slots with the interaction model alone.

Alexa generalizes from a model's samples, but doesn't say how far. The simulator hardly does: it tries a sample, with or
without filler words; then a sample with free text; then the model's catch-all; then Fallback.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from hassil import Intents, SlotList, TextChunk, TextSlotList, WildcardSlotList, recognize_all
from hassil.intents import TextSlotValue
from hassil.recognize import RecognizeResult

from simulator import slot_types
from simulator.languages import ENGLISH, Language

FREE_TEXT = "AMAZON.SearchQuery"
FALLBACK = "AMAZON.FallbackIntent"
TRANSPORT = frozenset(
    f"AMAZON.{name}Intent" for name in ("Pause", "Resume", "Stop", "Cancel", "StartOver", "Next", "Previous", "Repeat")
)
"""Intents that reach the skill whose track is playing even if its name isn't said."""
_CACHED = 64
"""How many slot lists and matchers are kept: enough for a few locales and the dates of some days."""
_PUNCTUATION = re.compile(r"(?!(?<=\d)[.:/](?=\d))[^\w\s'-]|(?<!\w)[-']|[-'](?!\w)")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"))


@dataclass(frozen=True, slots=True)
class SlotValue:
    """A filled slot.

    Args:
        said: The words, or the value that a built-in type gives for them.
        id: The id of the listed value that matched.
        name: The name of the listed value that matched.
        is_listed: False if the slot type has a list of values and the words aren't on it.
    """

    said: str
    id: str | None = None
    name: str | None = None
    is_listed: bool = True

    @property
    def is_as_said(self) -> bool:
        """Whether `said` holds the words themselves, not a value of a built-in type."""
        return self.name is not None or not self.is_listed


@dataclass(frozen=True, slots=True)
class Understood:
    """An intent, its slots, and the sample that matched; the sample is empty for elicited free text."""

    intent: str
    slots: Mapping[str, SlotValue] = field(default_factory=dict)
    sample: str = field(default="", compare=False)


class Listener:
    """Resolves utterances with one locale's interaction model.

    Args:
        model: The model, in the format of Alexa's tools.
        today: The day that "yesterday" is relative to.
        language: What Alexa itself understands.
    """

    def __init__(self, model: Mapping[str, Any], today: date, language: Language = ENGLISH) -> None:
        self.language = language
        language_model = model["interactionModel"]["languageModel"]
        dialog = model["interactionModel"].get("dialog", {})
        self.invocation: str = language_model["invocationName"]
        self.slots_of = {
            intent["name"]: {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
            for intent in language_model["intents"]
        }
        self.dialogs = {
            intent["name"]: {slot["name"] for slot in intent.get("slots", [])} for intent in dialog.get("intents", [])
        }
        self._catch_all = next(_lone_slots(language_model["intents"]), None)
        self._order = {intent["name"]: place for place, intent in enumerate(language_model["intents"])}
        catch_alls = {intent for intent, _ in _lone_slots(language_model["intents"])}
        samples = [pair for pair in self._samples(language_model["intents"]) if pair[0] not in catch_alls]
        types = {name: type_ for slots in self.slots_of.values() for name, type_ in slots.items()}
        free = self._free = {name for name, type_ in types.items() if type_ == FREE_TEXT}
        closed_types = {name: type_ for name, type_ in types.items() if name not in free}
        values = {
            name: _values(type_, language_model["types"], today, language) for name, type_ in closed_types.items()
        }
        self._lists: dict[str, SlotList] = {name: WildcardSlotList(name) for name in free}
        self._lists |= {name: _text_list(tuple(phrases.items())) for name, phrases in values.items()}
        closed = tuple(pair for pair in samples if not _slots_in(pair[1]) & free)
        with_free_text = tuple(pair for pair in samples if _slots_in(pair[1]) & free)
        self._closed, self._open = _matcher(closed, language.code), _matcher(with_free_text, language.code)

    def understand(self, utterance: str) -> Understood:
        """Resolve an utterance; to Fallback if nothing matches."""
        filler, plain = self.language.filler, tidy(utterance, self.language)
        without_ending = _strip_end(plain, filler.endings)
        bare = self._strip(plain, filler.hesitations)
        polite = self._strip(bare, (*filler.hesitations, *filler.courtesies))
        return (
            self.command(utterance)
            or self._recognized(self._open, without_ending)
            or self._recognized(self._open, bare)
            or self._recognized(self._open, polite)
            or self._anything(without_ending)
            or Understood(FALLBACK)
        )

    def typed(self, utterance: str) -> Understood:
        """Resolve a typed utterance: free text and the words for a listed value keep the form they were typed in."""
        understood = self.understand(utterance)
        slots = dict(understood.slots)
        for name, slot in understood.slots.items():
            if name in self._free or slot.is_as_said:
                slots[name] = replace(slot, said=as_typed(slot.said, utterance, self.language))
        return replace(understood, slots=slots)

    def command(self, utterance: str) -> Understood | None:
        """Resolve an utterance that matches a sample without free text, filler words aside."""
        filler, plain = self.language.filler, tidy(utterance, self.language)
        bare = self._strip(plain, filler.hesitations)
        for words in dict.fromkeys((plain, bare, self._strip(bare, (*filler.hesitations, *filler.courtesies)))):
            if found := self._recognized(self._closed, words):
                return found
        return None

    def to_a_player(self, utterance: str) -> Understood | None:
        """Resolve an utterance that controls a playing track, which works without the skill's name."""
        if (command := self.command(utterance)) and command.intent in TRANSPORT:
            return command
        words = tidy(utterance, self.language)
        phrases = self.language.intents.player.items()
        return next((Understood(intent) for intent, said in phrases if words in said), None)

    def _recognized(self, matcher: Intents, words: str) -> Understood | None:
        if not words:
            return None
        best = max(recognize_all(words, matcher, slot_lists=self._lists), key=self._weight, default=None)
        if best is None:
            return None
        slots = {name: _slot_value(entity.value, entity.text) for name, entity in best.entities.items()}
        return Understood(best.intent.name, slots, _sample(best))

    def _weight(self, result: RecognizeResult) -> tuple[int, int, int]:
        """Return a sort key: a result that matched more of its sample's own words is better."""
        return (result.text_chunks_matched, -len(result.entities), -self._order[result.intent.name])

    def _anything(self, words: str) -> Understood | None:
        """Give the words to the catch-all: Alexa fills a lone slot of a listed type even with words not on the list."""
        if self._catch_all is None:
            return None
        intent, slot = self._catch_all
        return Understood(intent, {slot: SlotValue(words, is_listed=False)}, f"{{{slot}}}")

    def _strip(self, words: str, phrases: Iterable[str]) -> str:
        """Return words without any of the phrases at the start, and without filler at the end."""
        without_ending = _strip_end(words, self.language.filler.endings)
        return re.sub(rf"^(?:(?:{either(phrases)})\s+)+", "", without_ending)

    def _samples(self, intents: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, str]]:
        for intent in intents:
            built_in = self.language.intents.built_in.get(intent["name"], ())
            for sample in (*intent.get("samples", ()), *built_in):
                yield intent["name"], sample


def _sample(result: RecognizeResult) -> str:
    return (result.intent_sentence.text if result.intent_sentence else None) or ""


def load_model(folder: Path, locale: str) -> Mapping[str, Any]:
    """Read the interaction model of a locale."""
    model: Mapping[str, Any] = json.loads((folder / f"{locale}.json").read_text(encoding="utf-8"))
    return model


def locales_of(folder: Path) -> list[str]:
    """Return the locales that have an interaction model."""
    return sorted(file.stem for file in folder.glob("*.json"))


def tidy(utterance: str, language: Language = ENGLISH) -> str:
    """Return an utterance as speech recognition writes it: in lower case and without punctuation."""
    plain = utterance.translate(_APOSTROPHES)
    for sign, word in language.signs.items():
        plain = plain.replace(sign, f" {word} ")
    plain = unicodedata.normalize("NFKC", plain).lower()
    return " ".join(_PUNCTUATION.sub(" ", plain).split())


def as_typed(words: str, utterance: str, language: Language = ENGLISH) -> str:
    """Return tidied words in the form they were typed in, with the punctuation around them."""
    if words == tidy(utterance, language):
        return utterance.strip()
    signs = {word: sign for sign, word in language.signs.items()}
    forms = (f"(?:{either((word, signs[word]))})" if word in signs else re.escape(word) for word in words.split())
    letters = ((unicodedata.normalize("NFKC", letter), letter) for letter in utterance.translate(_APOSTROPHES))
    plain = "".join(usual if len(usual) == 1 else letter for usual, letter in letters)
    gaps = (r"[\W_]*" if word in signs else r"[\W_]+" for word in words.split())
    pattern = "".join(f"{gap}{form}" for gap, form in zip(gaps, forms, strict=True)).removeprefix(r"[\W_]+")
    found = re.search(rf"(?<![^\W_]){pattern}(?![^\W_])[\W_]*", plain, re.IGNORECASE)
    return utterance[found.start() : found.end()].strip() if found else words


def _strip_end(words: str, phrases: Iterable[str]) -> str:
    """Return words without any of the phrases at the end."""
    return re.sub(rf"(?:\s+(?:{either(phrases)}))+$", "", words)


def either(phrases: Iterable[str]) -> str:
    """Return a regular expression for any of the phrases, the longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def _lone_slots(intents: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield each intent whose only sample is a single slot, and that slot."""
    for intent in intents:
        lone = re.fullmatch(r"{(\w+)}", " ".join(intent.get("samples", ())))
        if lone:
            yield intent["name"], lone[1]


def _slots_in(sample: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", sample))


@lru_cache(_CACHED)
def _text_list(phrases: tuple[tuple[str, str], ...]) -> TextSlotList:
    """Return the matcher's list of phrases and their values. Most lists are the same every day."""
    return TextSlotList(name=None, values=[TextSlotValue(TextChunk(said), value) for said, value in phrases])


@lru_cache(_CACHED)
def _matcher(samples: tuple[tuple[str, str], ...], code: str) -> Intents:
    """Return a matcher for pairs of an intent and a sample. It is the same every day."""
    intents: dict[str, Any] = {}
    for intent, sample in samples:
        intents.setdefault(intent, {"data": [{"sentences": []}]})["data"][0]["sentences"].append(sample)
    return Intents.from_dict({"language": code, "intents": intents})


def _values(type_: str, types: Iterable[Mapping[str, Any]], today: date, language: Language) -> Mapping[str, str]:
    """Return what people say for each value of a slot type, and the value."""
    if type_ == "AMAZON.NUMBER":
        return dict(slot_types.numbers(language))
    if type_ == "AMAZON.DURATION":
        return dict(slot_types.durations(language))
    if type_ == "AMAZON.DATE":
        return dict(slot_types.dates(today, language))
    if type_ == "AMAZON.TIME":
        return dict(slot_types.times(language))
    listed = next(one["values"] for one in types if one["name"] == type_)
    return {phrase.lower(): _encoded(value) for value in listed for phrase in _phrases(value)}


def _phrases(value: Mapping[str, Any]) -> tuple[str, ...]:
    return (value["name"]["value"], *value["name"].get("synonyms", ()))


def _encoded(value: Mapping[str, Any]) -> str:
    """Return a listed value as text for the matcher: its id, or nothing if it has none, and its name."""
    return f"{value.get('id', '')}|{value['name']['value']}"


def _slot_value(value: object, said: str) -> SlotValue:
    """Return a slot's value from the matcher's text for it, see `_encoded`."""
    text = str(value)
    if "|" in text:
        id_, name = text.split("|", 1)
        return SlotValue(said.strip(), id_ or None, name)
    return SlotValue(text)
