"""What a linear model looks at in words: the words, their neighbors, their pieces and their classes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from skill.nlu.clusters import Clusters

_BEGIN, _END = "<", ">"
_PIECES = (4, 5)
"""The lengths of the pieces of a word, in characters, so that a word that was never seen is like its relatives."""
_SHORTEST_STEM = 3
_MOST_WORDS_COUNTED = 12
_FIRST = 3


class WordClasses:
    """Classes of words: numbers, days, things about the house, and words that are used alike.

    Args:
        classes: The words of each class.
        clusters: The clusters of words that are used alike.
    """

    def __init__(self, classes: Mapping[str, Iterable[str]], clusters: Clusters | None = None) -> None:
        self._of = {word: f"#{name}" for name, words in classes.items() for word in words}
        self._clusters = clusters or Clusters()

    def masked(self, words: Sequence[str], own: frozenset[str] = frozenset()) -> list[str]:
        """Return words with those of a class replaced by it; several of one class in a row become one.

        Args:
            words: Words in lower case.
            own: Words of the names that are the performer's own, as `stem` gives them.
        """
        masked: list[str] = []
        for word in words:
            as_class = "#own" if stem(word) in own else self._of.get(word, word)
            if not (masked and as_class == masked[-1] and as_class.startswith("#")):
                masked.append(as_class)
        return masked

    def of(self, word: str, own: frozenset[str]) -> str:
        """Return the class of a word; empty if it has none."""
        return "#own" if stem(word) in own else self._of.get(word, "")

    def clusters(self, words: Iterable[str]) -> list[str]:
        """Return the cluster of each word; empty if it is in none."""
        return [self._clusters.of(word) for word in words]


def stem(word: str) -> str:
    """Return a word without a usual ending, to compare it with others treated likewise."""
    for ending in ("'s", "ing", "ers", "er", "ies", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def sentence_features(words: Sequence[str], classes: WordClasses, own: frozenset[str], situation: str) -> list[str]:
    """Return the features of a sentence, each once.

    Args:
        words: Words in lower case.
        classes: The classes of words.
        own: Words of the performer's own names, as `stem` gives them.
        situation: The kind of question that is open; empty for none.
    """
    masked = classes.masked(words, own)
    of_words = [*_grams("w", words), *_edges(words), f"n {min(len(words), _MOST_WORDS_COUNTED)}", "any"]
    of_classes = [feature for feature in _grams("m", masked) if "#" in feature]
    of_clusters = [f"k {cluster or '-'}" for cluster in classes.clusters(words)]
    plain = [*of_words, *of_classes, *of_clusters]
    found = [*plain, *(piece for word in words for piece in _pieces(word))]
    if situation:
        found += [f"{situation} {feature}" for feature in plain if feature.count(" ") <= _FIRST - 1]
    return list(dict.fromkeys(found))


def _grams(name: str, words: Sequence[str]) -> Iterator[str]:
    """Yield words, pairs, triples, and pairs with any word between them."""
    padded = [_BEGIN, *words, _END]
    for word in words:
        yield f"{name} {word}"
    for first, second in pairwise(padded):
        yield f"{name} {first} {second}"
    for first, second, third in zip(padded, padded[1:], padded[2:], strict=False):
        yield f"{name}3 {first} {second} {third}"
        yield f"{name}_ {first} {third}"


def _edges(words: Sequence[str]) -> Iterator[str]:
    for count in range(1, _FIRST + 1):
        if len(words) >= count:
            yield f"first {' '.join(words[:count])}"
    for count in (1, 2):
        if len(words) >= count:
            yield f"last {' '.join(words[-count:])}"


def _pieces(word: str) -> Iterator[str]:
    whole = f"{_BEGIN}{word}{_END}"
    for length in _PIECES:
        for start in range(len(whole) - length + 1):
            yield f"c {whole[start : start + length]}"


def token_features(
    words: Sequence[str], classes: Sequence[str], clusters: Sequence[str], at: int, intent: str, before: str
) -> list[str]:
    """Return the features of one word among its neighbors, to tell what it names.

    Args:
        words: Words in lower case.
        classes: The class of each word, or an empty text.
        clusters: The cluster of each word, or an empty text.
        at: The place of the word.
        intent: What the sentence is taken to mean.
        before: The tag of the word before.
    """

    def near(offset: int) -> str:
        place = at + offset
        return words[place] if 0 <= place < len(words) else _BEGIN if place < 0 else _END

    def kind(offset: int) -> str:
        place = at + offset
        return (classes[place] or "-") if 0 <= place < len(words) else ""

    def cluster(offset: int) -> str:
        place = at + offset
        return (clusters[place] or "-") if 0 <= place < len(words) else ""

    word, last, after = near(0), near(-1), near(1)
    here = cluster(0)
    return [
        f"0 {word}",
        f"-1 {last}",
        f"+1 {after}",
        f"-2 {near(-2)}",
        f"+2 {near(2)}",
        f"-1 0 {last} {word}",
        f"0 +1 {word} {after}",
        f"-2 -1 {near(-2)} {last}",
        f"-3 -2 -1 {near(-3)} {near(-2)} {last}",
        f"-2 -1 0 {near(-2)} {last} {word}",
        f"+1 +2 {after} {near(2)}",
        f"end {word[-3:]}",
        f"class {kind(0)}",
        f"class -1 {kind(-1)} {last}",
        f"class +1 {kind(1)} {kind(0)}",
        f"left {len(words) - at if len(words) - at < _FIRST else 'more'}",
        f"begun {at if at < _FIRST else 'more'}",
        f"{intent} any",
        f"{intent} -1 {last}",
        f"{intent} 0 {word}",
        f"{intent} -2 -1 {near(-2)} {last}",
        f"{intent} +1 {after}",
        f"{intent} class {kind(0)}",
        f"{intent} tag {before}",
        f"tag {before}",
        f"tag {before} 0 {word}",
        f"tag {before} -1 {last}",
        f"tag {before} class {kind(0)}",
        f"tag {before} +1 {after}",
        f"k {here}",
        f"k -1 {cluster(-1)}",
        f"k +1 {cluster(1)}",
        f"k -1 0 {cluster(-1)} {here}",
        f"k 0 +1 {here} {cluster(1)}",
        f"-1 k {last} {here}",
        f"tag {before} k {here}",
        f"{intent} k {here}",
    ]
