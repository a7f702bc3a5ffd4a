"""Tells what the words of a sentence name by where they stand: a thing, a person, a quotation, a new name.

The model is trained on examples in which these are marked (`make train`).
"""

from collections.abc import Mapping, Sequence
from itertools import islice

from skill.nlu.features import WordClasses, token_features
from skill.nlu.linear import LinearModel

_OUTSIDE = "O"
_BEGIN, _INSIDE = "B-", "I-"
_BEAM, _TRIED = 3, 4
"""How many ways through a sentence are followed, and how many tags are tried for each word on each of them."""
_MOST_WORDS = 60
"""Longer sentences are told, and name nothing to be picked out."""


class Tagger:
    """Marks what is named in a sentence.

    Args:
        model: The model: a score of each tag for each word.
        classes: The classes of words that it was trained with.
    """

    def __init__(self, model: LinearModel, classes: WordClasses) -> None:
        self._model, self._classes = model, classes

    def spans(self, words: Sequence[str], own: frozenset[str], meaning: str) -> Mapping[str, tuple[int, int]]:
        """Return for each kind of what is named where it begins and ends, the first of each kind.

        Args:
            words: Words in lower case without punctuation.
            own: Words of the performer's own names, as `skill.nlu.features.stem` gives them.
            meaning: What the sentence means, as the examples call it.
        """
        found: dict[str, tuple[int, int]] = {}
        tags = self._tags(words, own, meaning) if len(words) <= _MOST_WORDS else []
        for at, tag in enumerate(tags):
            if tag.startswith(_BEGIN) and (kind := tag.removeprefix(_BEGIN)) not in found:
                end = at + 1
                while end < len(tags) and tags[end] == f"{_INSIDE}{kind}":
                    end += 1
                found[kind] = (at, end)
        return found

    def _tags(self, words: Sequence[str], own: frozenset[str], meaning: str) -> Sequence[str]:
        """Return the likeliest tags, one a word."""
        kinds, clusters = [self._classes.of(word, own) for word in words], self._classes.clusters(words)
        ways: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
        for at in range(len(words)):
            longer = []
            for score, tags in ways:
                before = tags[-1] if tags else _OUTSIDE
                ranked = self._model.ranked(token_features(words, kinds, clusters, at, meaning, before))
                allowed = (one for one in ranked if _may_follow(before, one[0]))
                longer += [(score + more, (*tags, tag)) for tag, more in islice(allowed, _TRIED)]
            ways = sorted(longer, key=lambda way: -way[0])[:_BEAM]
        return ways[0][1]


def _may_follow(before: str, tag: str) -> bool:
    """Whether a tag may come after another: a name goes on only where it has begun."""
    return not tag.startswith(_INSIDE) or before[len(_BEGIN) :] == tag[len(_INSIDE) :]
