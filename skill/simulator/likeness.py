"""How like an utterance is to the samples of a model: a stand-in for what Alexa's own model makes of them.

Words and pairs of words are weighed by how rare they are among the samples (tf-idf), and the angle between utterance
and sample is taken, 0 to 1. A slot's value in the utterance counts as the slot in the sample.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

_PAIR_WEIGHT = 0.6
_SUFFIXES = ("ings", "ing", "ed", "es", "s", "ly")
_SHORTEST_STEM = 3
_LONGEST_VALUE = 6
"""In words."""


class Likeness:
    """The samples of a model, weighed.

    Args:
        samples: Intents and their samples.
        values: Of each slot that is a list, the values by what is said for them.
    """

    def __init__(self, samples: Iterable[tuple[str, str]], values: Mapping[str, Mapping[str, str]]) -> None:
        self._values = values
        self._samples = [
            (intent, frozenset(re.findall(r"{(\w+)}", sample)), _features(sample)) for intent, sample in samples
        ]
        counts = Counter(feature for _, _, features in self._samples for feature in features)
        self._rarity = {feature: math.log(1 + len(self._samples) / count) for feature, count in counts.items()}
        self._unseen = math.log(1 + len(self._samples))
        self._holding: dict[str, list[int]] = defaultdict(list)
        for place, (_, _, features) in enumerate(self._samples):
            for feature in features:
                self._holding[feature].append(place)
        self._lengths = [self._length(features) for _, _, features in self._samples]

    def best(self, utterance: str, at_least: float) -> tuple[str, Mapping[str, str]] | None:
        """Return the intent of the sample that is most like an utterance, and the slots that are in it."""
        found = [(*self._nearest(words, set(slots)), slots) for words, slots in self._readings(utterance)]
        score, intent, slots = max(found, key=lambda one: one[0])
        return (intent, slots) if score >= at_least else None

    def _nearest(self, words: str, slots: set[str]) -> tuple[float, str]:
        """Return how like the most like sample is, of those that have no slots but these."""
        features = _features(words)
        own = self._length(features)
        near: Counter[int] = Counter()
        for feature in features:
            for place in self._holding.get(feature, ()):
                near[place] += self._weight(feature) ** 2  # type: ignore[assignment]
        scores = (
            (product / (own * self._lengths[place]), self._samples[place][0])
            for place, product in near.items()
            if self._samples[place][1] <= slots
        )
        return max(scores, default=(0.0, ""))

    def _readings(self, utterance: str) -> Iterable[tuple[str, dict[str, str]]]:
        """Give the utterance as it is, and with the longest value of each slot in the slot's place."""
        yield utterance, {}
        words = utterance.split()
        spans = [
            (start, end)
            for start in range(len(words))
            for end in range(start + 1, min(start + _LONGEST_VALUE, len(words)) + 1)
        ]
        for slot, values in self._values.items():
            held = [(end - start, start, end) for start, end in spans if " ".join(words[start:end]) in values]
            if held:
                _, start, end = max(held)
                said = " ".join(words[start:end])
                yield " ".join([*words[:start], f"{{{slot}}}", *words[end:]]), {slot: said}

    def _weight(self, feature: str) -> float:
        return self._rarity.get(feature, self._unseen) * (_PAIR_WEIGHT if " " in feature else 1.0)

    def _length(self, features: Iterable[str]) -> float:
        return math.sqrt(sum(self._weight(feature) ** 2 for feature in features)) or 1.0


def _features(words: str) -> frozenset[str]:
    stems = [_stem(word) for word in words.split()]
    return frozenset([*stems, *(f"{one} {other}" for one, other in pairwise(stems))])


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM and not word.startswith("{"):
            return word.removesuffix(suffix)
    return word
