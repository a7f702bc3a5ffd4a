"""The stored models were trained on the examples as they are now."""

from pathlib import Path

import pytest

from skill.languages import nearest
from skill.nlu.clusters import Clusters
from skill.nlu.linear import LinearModel
from tools.examples import EXAMPLES, LANGUAGE, counts_of, digest_of, intents_files, learned_from, read_clusters

MODELS = sorted((LANGUAGE / "heard").glob("*.model"))


@pytest.mark.parametrize("file", MODELS, ids=lambda file: file.stem)
def test_a_model_was_trained_on_the_examples_as_they_are(file: Path) -> None:
    """If this fails, run `make train`."""
    assert LinearModel.read(file.read_bytes()).digest == digest_of(learned_from())


def test_there_are_models() -> None:
    assert {file.stem for file in MODELS} == {"answers", "names", "wishes"}


def test_a_changed_example_changes_the_digest(tmp_path: Path) -> None:
    for name in ("record.toml", "utterances.txt"):
        (tmp_path / name).write_text("- | help | what can i say\n", encoding="utf-8")
    before = digest_of(learned_from(tmp_path))
    (tmp_path / "utterances.txt").write_text("- | help | what can one say\n", encoding="utf-8")
    assert digest_of(learned_from(tmp_path)) != before


def test_what_is_trained_on_are_sets_intents_and_questions() -> None:
    files = {file.relative_to(LANGUAGE).as_posix() for file in learned_from()}
    sets = {f"examples/{folder.name}" for folder in EXAMPLES.iterdir() if folder.is_dir()}
    assert {f"{one}/{name}" for one in sets for name in ("record.toml", "utterances.txt")} <= files
    assert {"examples/clusters.txt", "heard/intents.txt", "en-GB/heard/intents.txt", "heard/questions.txt"} <= files


def test_a_model_is_a_table_with_a_column_for_each_label() -> None:
    for file in MODELS:
        model = LinearModel.read(file.read_bytes())
        assert len(model.weights) == max(model.numbers) * len(model.labels)


def test_the_clusters_are_those_that_can_be_read() -> None:
    """If this fails, run `make train`."""
    stored = Clusters.read((LANGUAGE / "heard" / "words.clusters").read_bytes())
    clusters = read_clusters()
    assert len(stored.hashes) == len(clusters)
    assert {word: stored.of(word) for word in clusters} == {word: str(number) for word, number in clusters.items()}


@pytest.mark.parametrize("file", intents_files(), ids=lambda file: file.parent.parent.name)
def test_the_counts_are_those_of_the_examples(file: Path) -> None:
    """If this fails, run `make train`."""
    for name, counts in counts_of(nearest(file.parent.parent.name)).items():
        assert (file.parent / name).read_bytes() == counts
