"""How likely words are of each kind, computed from runs of words in examples."""

from collections import Counter
from collections.abc import Mapping
from math import isclose, log
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.nlu.intents import Intent
from skill.nlu.naive_bayes import LONGEST_RUN, NaiveBayes, count_runs, read_examples, runs

SENTENCE = st.lists(st.sampled_from("abcde"), max_size=6).map(" ".join)
EXAMPLES = st.lists(SENTENCE, min_size=1, max_size=4)
SMOOTHING = 0.5


def likelihood(words: str, counts: Mapping[str, Counter[str]], kind: str) -> float:
    """Return what a score is by its definition: the logarithm of each known run's smoothed share, added up."""
    known = {run for counted in counts.values() for run in counted}
    total = sum(counts[kind].values()) + SMOOTHING * len(known)
    return sum(log((counts[kind][run] + SMOOTHING) / total) for run in runs(words) if run in known)


def test_runs_are_one_to_three_words_and_the_beginning_and_the_end_count_as_words() -> None:
    assert set(runs("warm up")) == {"warm", "up", "^ warm", "warm up", "up $", "^ warm up", "warm up $"}


def test_no_words_have_one_run_of_the_beginning_and_the_end() -> None:
    assert list(runs("")) == ["^ $"]


@given(SENTENCE)
def test_each_run_is_given_once_is_short_and_occurs_in_the_words(words: str) -> None:
    found = list(runs(words))
    assert len(found) == len(set(found))
    assert all(1 <= len(run.split()) <= LONGEST_RUN for run in found)
    assert all(f" {run} " in f" ^ {words} $ ".replace("  ", " ") for run in found)


@given(SENTENCE)
def test_every_word_is_a_run_and_the_beginning_alone_is_none(words: str) -> None:
    assert set(words.split()) <= set(runs(words))
    assert not {"^", "$"} & set(runs(words))


def test_a_run_counts_once_in_each_example() -> None:
    counts = count_runs(["again and again", "again", "once more"])
    assert counts["again"] == 2
    assert counts["once more"] == 1
    assert counts["more again"] == 0


@given(EXAMPLES, EXAMPLES)
def test_counts_of_examples_add_up(some: list[str], others: list[str]) -> None:
    assert count_runs([*some, *others]) == count_runs(some) + count_runs(others)


@given(EXAMPLES, EXAMPLES, EXAMPLES, SENTENCE)
def test_a_score_is_the_likelihood_of_the_known_runs(
    one: list[str], two: list[str], three: list[str], words: str
) -> None:
    counts = {"one": count_runs(one), "two": count_runs(two), "three": count_runs(three)}
    scores = NaiveBayes(counts, SMOOTHING).scores(words)
    assert scores.keys() == counts.keys()
    assert all(isclose(scores[kind], likelihood(words, counts, kind), abs_tol=1e-9) for kind in counts)


def test_words_like_the_examples_of_one_kind_are_likelier_of_that_kind() -> None:
    bayes = NaiveBayes(
        {"calm": count_runs(["calm me down", "settle my nerves"]), "play": count_runs(["play a song"])}, SMOOTHING
    )
    calm, play = bayes.scores("calm my nerves"), bayes.scores("play my song")
    assert calm["calm"] > calm["play"]
    assert play["play"] > play["calm"]


def test_words_that_no_example_has_say_nothing_about_any_kind() -> None:
    bayes = NaiveBayes({"calm": count_runs(["calm me down"]), "play": count_runs(["play a song"])}, SMOOTHING)
    assert set(bayes.scores("quidditch").values()) == {0}


def test_unknown_words_among_known_ones_count_only_by_what_they_separate() -> None:
    bayes = NaiveBayes({"calm": count_runs(["calm me down"]), "play": count_runs(["play a song"])}, SMOOTHING)
    together, apart = bayes.scores("calm me down"), bayes.scores("calm quidditch me down")
    assert together["calm"] - together["play"] > apart["calm"] - apart["play"] > 0


def test_a_kind_without_examples_can_still_be_scored() -> None:
    scores = NaiveBayes({"known": count_runs(["warm up"]), "empty": Counter[str]()}, SMOOTHING).scores("warm up")
    assert scores["known"] > scores["empty"]


def test_examples_are_read_under_their_headings_without_comments_and_empty_lines(tmp_path: Path) -> None:
    file = tmp_path / "intents.txt"
    file.write_text(
        "# Of anybody.\n\n[stop]\nthat will do\n# later\ngo away\n\n[yes]\nrather\n[no]\n", encoding="utf-8"
    )
    assert read_examples([file], Intent) == {
        Intent.STOP: ["that will do", "go away"],
        Intent.YES: ["rather"],
        Intent.NO: [],
    }


def test_the_examples_of_several_files_are_joined_under_equal_headings(tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text("[stop]\nthat will do\n", encoding="utf-8")
    second.write_text("[yes]\nrather\n[stop]\npack it in\n", encoding="utf-8")
    assert read_examples([first, second], str) == {"stop": ["that will do", "pack it in"], "yes": ["rather"]}
    assert read_examples([], str) == {}


def test_a_heading_that_is_no_kind_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "intents.txt"
    file.write_text("[juggle]\nthree balls\n", encoding="utf-8")
    with pytest.raises(ValueError, match="juggle"):
        read_examples([file], Intent)
