"""What is typed, resolved to an intent and its slots with the interaction model alone.

Alexa generalises from a model's samples; how far, it does not say. Here, little: a sample, with or without what says
nothing; else a sample with free text in it; else the model's catch-all; else Fallback.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from hassil import Intents, SlotList, TextSlotList, WildcardSlotList, recognize_all
from hassil.recognize import RecognizeResult

from simulator import slot_types

FREE_TEXT = "AMAZON.SearchQuery"
FALLBACK = "AMAZON.FallbackIntent"
TRANSPORT = frozenset(
    f"AMAZON.{name}Intent" for name in ("Pause", "Resume", "Stop", "Cancel", "StartOver", "Next", "Previous", "Repeat")
)
"""Intents that reach the skill whose track is playing without its name being said."""
_OF_PLAYERS = {
    "AMAZON.LoopOnIntent": ("loop", "loop on", "loop this", "turn loop on"),
    "AMAZON.LoopOffIntent": ("loop off", "stop looping", "turn loop off"),
    "AMAZON.ShuffleOnIntent": ("shuffle", "shuffle on", "shuffle this", "turn shuffle on"),
    "AMAZON.ShuffleOffIntent": ("shuffle off", "stop shuffling", "turn shuffle off"),
}
"""Those of them that reach it even when its model does not name them, and what is said for them."""
_ENDINGS = ("um", "uhm", "uh", "please", "thanks", "thank you")
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
_PUNCTUATION = re.compile(r"(?!(?<=\d)[.:/](?=\d))[^\w\s'-]|(?<!\w)[-']|[-'](?!\w)")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"))


@dataclass(frozen=True, slots=True)
class SlotValue:
    """A filled slot: what was said, and the value of its type that it is; or that the type's list does not hold it."""

    said: str
    id: str | None = None
    name: str | None = None
    is_listed: bool = True

    @property
    def is_as_said(self) -> bool:
        """Whether it is what was said, and not the value of a built-in type."""
        return self.name is not None or not self.is_listed


@dataclass(frozen=True, slots=True)
class Understood:
    """An intent and its slots, and the sample that was matched: empty for free text that was asked for."""

    intent: str
    slots: Mapping[str, SlotValue] = field(default_factory=dict)
    sample: str = field(default="", compare=False)


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
        self.dialogs = {
            intent["name"]: {slot["name"] for slot in intent.get("slots", [])} for intent in dialog.get("intents", [])
        }
        self._catch_all = next(_lone_slots(language["intents"]), None)
        self._order = {intent["name"]: place for place, intent in enumerate(language["intents"])}
        caught_all = {intent for intent, _ in _lone_slots(language["intents"])}
        samples = [pair for pair in _samples(language["intents"]) if pair[0] not in caught_all]
        kinds = {name: kind for slots in self.slots_of.values() for name, kind in slots.items()}
        free = self._free = {name for name, kind in kinds.items() if kind == FREE_TEXT}
        values = {name: _values(kind, language["types"], today) for name, kind in kinds.items() if name not in free}
        self._lists: dict[str, SlotList] = {name: WildcardSlotList(name) for name in free}
        self._lists |= {
            name: TextSlotList.from_tuples(said.items(), allow_template=False) for name, said in values.items()
        }
        closed = [pair for pair in samples if not _slots_in(pair[1]) & free]
        self._closed, self._open = _matcher(closed), _matcher(pair for pair in samples if _slots_in(pair[1]) & free)

    def understand(self, utterance: str) -> Understood:
        """Resolve an utterance; Fallback when nothing fits."""
        bare = _strip(tidy(utterance), _HESITATIONS)
        polite = _strip(bare, (*_HESITATIONS, *_COURTESIES))
        return (
            self.command(utterance)
            or self._recognised(self._open, _strip_end(tidy(utterance), _ENDINGS))
            or self._recognised(self._open, bare)
            or self._recognised(self._open, polite)
            or self._anything(_strip_end(tidy(utterance), _ENDINGS))
            or Understood(FALLBACK)
        )

    def typed(self, utterance: str) -> Understood:
        """Resolve an utterance that was typed: free text, and what stands for a list's value, comes as it was typed."""
        understood = self.understand(utterance)
        words = {name: slot for name, slot in understood.slots.items() if name in self._free or slot.is_as_said}
        typed = {name: replace(slot, said=as_typed(slot.said, utterance)) for name, slot in words.items()}
        return replace(understood, slots={**understood.slots, **typed})

    def command(self, utterance: str) -> Understood | None:
        """Resolve an utterance that is a sample without free text, give or take what says nothing."""
        plain = tidy(utterance)
        bare = _strip(plain, _HESITATIONS)
        for words in dict.fromkeys((plain, bare, _strip(bare, (*_HESITATIONS, *_COURTESIES)))):
            if found := self._recognised(self._closed, words):
                return found
        return None

    def to_a_player(self, utterance: str) -> Understood | None:
        """Resolve a word to a track that is playing, which needs no name of a skill."""
        if (command := self.command(utterance)) and command.intent in TRANSPORT:
            return command
        words = tidy(utterance)
        return next((Understood(intent) for intent, said in _OF_PLAYERS.items() if words in said), None)

    def _recognised(self, matcher: Intents, words: str) -> Understood | None:
        if not words:
            return None
        best = max(recognize_all(words, matcher, slot_lists=self._lists), key=self._weight, default=None)
        if best is None:
            return None
        slots = {name: _slot_value(entity.value, entity.text) for name, entity in best.entities.items()}
        return Understood(best.intent.name, slots, _sample(best))

    def _weight(self, result: RecognizeResult) -> tuple[int, int, int]:
        """The more of a sample's own words were said, the better it fits."""
        return (result.text_chunks_matched, -len(result.entities), -self._order[result.intent.name])

    def _anything(self, words: str) -> Understood | None:
        """Alexa gives a lone slot of a listed type words that its list does not hold: what nothing else takes."""
        if self._catch_all is None:
            return None
        intent, slot = self._catch_all
        return Understood(intent, {slot: SlotValue(words, is_listed=False)}, f"{{{slot}}}")


def _sample(result: RecognizeResult) -> str:
    return (result.intent_sentence.text if result.intent_sentence else None) or ""


def load_model(folder: Path, locale: str) -> Mapping[str, Any]:
    """Read the interaction model of a locale."""
    model: Mapping[str, Any] = json.loads((folder / f"{locale}.json").read_text(encoding="utf-8"))
    return model


def tidy(utterance: str) -> str:
    """Return an utterance as speech recognition writes it: lower case, no punctuation."""
    plain = unicodedata.normalize("NFKC", utterance.translate(_APOSTROPHES)).lower().replace("@", " at ")
    return " ".join(_PUNCTUATION.sub(" ", plain).split())


def as_typed(words: str, utterance: str) -> str:
    """Return words, which are tidy, as they stand in what was typed, with the signs around them."""
    if words == tidy(utterance):
        return utterance.strip()
    said = r"[\W_]+".join("(?:at|@)" if word == "at" else re.escape(word) for word in words.split())
    letters = ((unicodedata.normalize("NFKC", letter), letter) for letter in utterance.translate(_APOSTROPHES))
    plain = "".join(usual if len(usual) == 1 else letter for usual, letter in letters)
    found = re.search(rf"(?<![^\W_]){said}(?![^\W_])[\W_]*", plain, re.IGNORECASE)
    return utterance[found.start() : found.end()].strip() if found else words


def _strip_end(words: str, phrases: Iterable[str]) -> str:
    """Return words without any of the phrases after them."""
    return re.sub(rf"(?:\s+(?:{_either(phrases)}))+$", "", words)


def _strip(words: str, phrases: Iterable[str]) -> str:
    """Return words without any of the phrases before them, and without what says nothing after them."""
    return re.sub(rf"^(?:(?:{_either(phrases)})\s+)+", "", _strip_end(words, _ENDINGS))


def _either(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


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


def _lone_slots(intents: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Give each intent that has nothing but one slot for a sample, and the slot."""
    for intent in intents:
        lone = re.fullmatch(r"{(\w+)}", " ".join(intent.get("samples", ())))
        if lone:
            yield intent["name"], lone[1]


def _slots_in(sample: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", sample))


def _matcher(samples: Iterable[tuple[str, str]]) -> Intents:
    intents: dict[str, Any] = {}
    for intent, sample in samples:
        intents.setdefault(intent, {"data": [{"sentences": []}]})["data"][0]["sentences"].append(sample)
    return Intents.from_dict({"language": "en", "intents": intents})


def _values(kind: str, types: Iterable[Mapping[str, Any]], today: date) -> Mapping[str, str]:
    """Return what is said for each value of a slot type, and the value."""
    if kind == "AMAZON.NUMBER":
        return dict(slot_types.numbers())
    if kind == "AMAZON.DURATION":
        return dict(slot_types.durations())
    if kind == "AMAZON.DATE":
        return dict(slot_types.dates(today))
    if kind == "AMAZON.TIME":
        return dict(slot_types.times())
    listed = next(one["values"] for one in types if one["name"] == kind)
    return {said.lower(): _mark(value) for value in listed for said in _said(value)}


def _said(value: Mapping[str, Any]) -> tuple[str, ...]:
    return (value["name"]["value"], *value["name"].get("synonyms", ()))


def _mark(value: Mapping[str, Any]) -> str:
    """Return a listed value as it comes out of the matcher: its id, if it has one, and its name."""
    return f"{value.get('id', '')}|{value['name']['value']}"


def _slot_value(value: object, said: str) -> SlotValue:
    text = str(value)
    if "|" in text:
        id_, name = text.split("|", 1)
        return SlotValue(said.strip(), id_ or None, name)
    return SlotValue(text)
