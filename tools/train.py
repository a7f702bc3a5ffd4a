"""Train what understands sentences: `make train`. The models are files of a language; the examples can be read.

Intents are learned from `heard/intents.txt` and from the marked sets in `examples`, and so is what words name. The
library is scikit-learn: https://scikit-learn.org/stable/modules/sgd.html.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from zlib import crc32

import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from skill.languages import nearest
from skill.nlu import clusters
from skill.nlu.features import WordClasses, sentence_features, stem, token_features
from skill.nlu.grammar import normalize
from skill.nlu.linear import LinearModel
from skill.nlu.linear import packed as packed_model
from tools.examples import (
    EXAMPLES,
    LANGUAGE,
    QUESTIONS,
    Record,
    Utterance,
    WrittenSet,
    digest_of,
    intents_files,
    learned_from,
    read_clusters,
    read_sets,
    write_counts,
)

BUCKETS = 1 << 18
"""How many hashes of features there are: so many that hardly two share one."""
_MOST_ROWS = 32_000
"""How many features a model keeps, those that tell most: more understand no better and take more memory."""
TAGGED = ("domain", "topic", "person", "quote", "step", "new", "cue", "done", "outcome")
"""The kinds that are told by where they stand; all others have words or a grammar of their own."""
INTENT_OF: Mapping[str, str] = {"out": "nothing", "rating-on": "rating", "rating-off": "no-rating"}
"""Meanings of the marked sets that are called otherwise in `heard/intents.txt`."""
FINER: Mapping[str, tuple[str, ...]] = {
    "debrief": ("debrief", "did-it"),
    "ladder": ("ladder", "challenge"),
    "easier": ("easier", "step-before"),
    "more": ("more", "other"),
}
"""Meanings that the marked sets do not tell apart: the likelier one by `heard/intents.txt` is meant."""
CHOICES = {"outcome", "difficulty"}
"""Meanings that are told apart by their value."""
_WEIGHT_OF_SETS = 3.0
"""What a marked utterance counts, compared to a line of `heard/intents.txt`."""
_WEIGHT_OF_OUT = 1.5
"""What an utterance that is not meant for the skill counts, compared to others: it must not be acted on."""
_TELLS = ("worked?", "tells?", "plan?", "success?")
_ASKED_IN = ("worked?", "tells?", "plan?", "goal?", "outcome?", "offer?", "rating?", "when?", "who?", "domain?")
"""Questions in whose place the sentences of `heard/questions.txt` are put, by turns."""
_ALPHA, _ALPHA_OF_NAMES = 2e-4, 1e-5
"""How strongly large weights are held back."""
_SPREAD_OF_WISHES, _SPREAD_OF_ANSWERS = 1.3, 1.4
"""What scores are multiplied by, so that wishes and answers that are ahead by as much are as sure."""
_FEWEST = 2
"""In how many examples a feature has to be: what is in one alone tells nothing, and shares its place with others."""
_LARGEST = 15
"""The largest number in a stored table: larger ones understand no better and make a larger bundle."""

Row = tuple[Sequence[str], str, float]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train the models of English and write them."""
    parser = argparse.ArgumentParser(prog="train", description=main.__doc__)
    parser.add_argument("--sets", type=Path, default=EXAMPLES, help="folder of marked sets")
    parser.add_argument("--without", nargs="*", default=[], help="sets to leave out")
    parser.add_argument("--to", type=Path, default=LANGUAGE / "heard", help="folder for the models")
    options = parser.parse_args(arguments)
    sets = [one for one in read_sets(options.sets) if one.name not in options.without]
    grouped = clusters.packed(read_clusters())
    (options.to / "words.clusters").write_bytes(grouped)
    write_counts()
    classes = WordClasses(nearest("en-US").table("heard/classes.toml")["classes"], clusters.Clusters.read(grouped))
    left_out = {options.sets / name for name in options.without}
    digest = digest_of(file for file in learned_from(options.sets) if left_out.isdisjoint(file.parents))
    for name, rows, alpha, spread in (
        ("wishes", wishes(sets, classes), _ALPHA, _SPREAD_OF_WISHES),
        ("answers", answers(sets, classes), _ALPHA, _SPREAD_OF_ANSWERS),
        ("names", tokens(sets, classes), _ALPHA_OF_NAMES, 1.0),
    ):
        (options.to / f"{name}.model").write_bytes(packed(*fitted(rows, alpha), digest, spread))
    return 0


def own_words(record: Record) -> frozenset[str]:
    """Return the words of the names of a record's domains, as `stem` gives them."""
    little = nearest("en-US").table("heard/classes.toml")["little"]["words"]
    return frozenset(stem(word) for one in record.domains for word in normalize(one.name).split()) - set(little)


def wishes(sets: Sequence[WrittenSet], classes: WordClasses) -> list[Row]:
    """Return the features, intent and weight of everything said while nothing is open."""
    rows: list[Row] = []
    for intent, sentence in (one for file in intents_files() for one in headed(file)):
        rows.append((sentence_features(normalize(sentence).split(), classes, frozenset(), ""), intent, 1.0))
    first = LinearModel.read(packed(*fitted(rows, _ALPHA), ""))
    for one in sets:
        own = own_words(one.record)
        for said in one.utterances:
            if said.situation == "-":
                features = sentence_features(normalize(said.words).split(), classes, own, "")
                rows.append((features, finer(said, first, features), _WEIGHT_OF_SETS * weight_of(said)))
    return rows


def finer(said: Utterance, first: LinearModel, features: Sequence[str]) -> str:
    """Return the intent of an utterance, which may be told apart more finely than its meaning."""
    if said.meaning in {"debrief", "outcome"}:
        outcome = next((one.value for one in said.entities if one.kind == "outcome"), None)
        if outcome is not None:
            return f"outcome={outcome}" if outcome else "outcome"
    if said.meaning in FINER:
        return next(label for label, _ in first.ranked(features) if label in FINER[said.meaning])
    return INTENT_OF.get(said.meaning, said.meaning)


def answers(sets: Sequence[WrittenSet], classes: WordClasses) -> Iterable[Row]:
    """Yield the features, meaning and weight of everything said while a question is open, and of wishes as well."""
    for one in sets:
        own = own_words(one.record)
        for said in one.utterances:
            words = normalize(said.words).split()
            if said.situation != "-":
                yield (
                    sentence_features(words, classes, own, said.situation),
                    chosen(said),
                    _WEIGHT_OF_SETS * weight_of(said),
                )
            else:
                yield sentence_features(words, classes, own, ""), said.meaning, weight_of(said)
    for number, (topic, sentence) in enumerate(headed(QUESTIONS)):
        words = normalize(sentence).split()
        meaning, situations = ("words", _TELLS) if topic == "answer" else ("question", _ASKED_IN)
        situation = situations[number % len(situations)]
        yield sentence_features(words, classes, frozenset(), situation), meaning, 1.0


def weight_of(said: Utterance) -> float:
    """Return what an utterance counts, compared to others of its set."""
    return _WEIGHT_OF_OUT if said.meaning == "out" else 1.0


def chosen(said: Utterance) -> str:
    """Return the meaning of an answer, with the outcome or the difficulty that it is."""
    values = (one.value for one in said.entities if one.kind == said.meaning and one.value)
    choice = next(values, "") if said.meaning in CHOICES else ""
    return f"{said.meaning}={choice}" if choice else said.meaning


def tokens(sets: Sequence[WrittenSet], classes: WordClasses) -> Iterable[Row]:
    """Yield the features and tag of every word."""
    for one in sets:
        own = own_words(one.record)
        for said in one.utterances:
            words = normalize(said.words).split()
            tags, kinds = tags_of(said, words), [classes.of(word, own) for word in words]
            groups = classes.clusters(words)
            for at, tag in enumerate(tags):
                before = tags[at - 1] if at else "O"
                yield token_features(words, kinds, groups, at, said.meaning, before), tag, 1.0


def tags_of(said: Utterance, words: Sequence[str]) -> list[str]:
    """Return each word's tag: B- and I- with a kind, or O."""
    tags, begin = ["O"] * len(words), 0
    for entity in said.entities:
        named = normalize(entity.words).split()
        place = next((at for at in range(begin, len(words)) if words[at : at + len(named)] == named), None)
        if entity.kind not in TAGGED or not named or place is None:
            continue
        tags[place] = f"B-{entity.kind}"
        tags[place + 1 : place + len(named)] = [f"I-{entity.kind}"] * (len(named) - 1)
        begin = place + len(named)
    return tags


def headed(file: Path) -> Iterable[tuple[str, str]]:
    """Yield the heading and the sentence of each line of a file."""
    heading = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif line.strip() and not line.startswith("#"):
            yield heading, line.strip()


def fitted(rows: Iterable[Row], alpha: float) -> tuple[Sequence[str], numpy.ndarray]:
    """Return the labels, and the weight of each label for each hash of a feature."""
    places: list[int] = []
    values: list[float] = []
    ends, labels, weights = [0], [], []
    rows = list(rows)
    counts = Counter(feature for features, _, _ in rows for feature in features)
    for features, label, weight in rows:
        common = [feature for feature in features if counts[feature] >= _FEWEST]
        places += [crc32(feature.encode()) % BUCKETS for feature in common]
        values += [len(features) ** -0.5] * len(common)
        ends.append(len(places))
        labels.append(label)
        weights.append(weight)
    table = csr_matrix((values, places, ends), shape=(len(labels), BUCKETS))
    table.sum_duplicates()
    model = SGDClassifier(
        loss="modified_huber", alpha=alpha, max_iter=25, tol=None, average=True, fit_intercept=False, random_state=0
    )
    model.fit(table, labels, sample_weight=weights)
    return list(map(str, model.classes_)), model.coef_.T


def packed(labels: Sequence[str], weights: numpy.ndarray, digest: str, spread: float = 1.0) -> bytes:
    """Return a model as it is stored, with the rows that tell most."""
    places = numpy.sort(numpy.argsort(-numpy.linalg.norm(weights, axis=1), kind="stable")[:_MOST_ROWS])
    kept = weights[places]
    scale = float(numpy.quantile(numpy.abs(kept[kept != 0]), 0.9995)) / _LARGEST
    table = numpy.clip(numpy.rint(kept / scale), -_LARGEST, _LARGEST).astype(numpy.int8)
    rows = ((int(place), row.tobytes()) for place, row in zip(places, table, strict=True) if row.any())
    return packed_model(labels, rows, BUCKETS, round(scale * spread, 6), digest)


if __name__ == "__main__":
    sys.exit(main())
