"""How likely words are of each kind, computed from runs of words in examples."""

from collections import Counter
from collections.abc import Mapping
from math import isclose, log

from hypothesis import given
from hypothesis import strategies as st

from skill.nlu.naive_bayes import LONGEST_RUN, NaiveBayes, packed, runs
from tools.examples import count_runs

SENTENCE = st.lists(st.sampled_from("abcde"), max_size=6).map(" ".join)
EXAMPLES = st.lists(SENTENCE, min_size=1, max_size=4)
SMOOTHING = 0.5


def naive_bayes(counts: Mapping[str, Counter[str]]) -> NaiveBayes:
    return NaiveBayes([packed(counts)], SMOOTHING)


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


@given(EXAMPLES, EXAMPLES, EXAMPLES, SENTENCE)
def test_a_score_is_the_likelihood_of_the_known_runs(
    one: list[str], two: list[str], three: list[str], words: str
) -> None:
    counts = {"one": count_runs(one), "two": count_runs(two), "three": count_runs(three)}
    scores = naive_bayes(counts).scores(words)
    assert scores.keys() == counts.keys()
    assert all(isclose(scores[kind], likelihood(words, counts, kind), abs_tol=1e-9) for kind in counts)


@given(EXAMPLES, EXAMPLES, EXAMPLES, SENTENCE)
def test_what_another_file_adds_counts_as_if_it_were_in_one(
    one: list[str], two: list[str], more: list[str], words: str
) -> None:
    counts = {"one": count_runs(one), "two": count_runs(two)}
    whole = {**counts, "two": count_runs([*two, *more])}
    scores = NaiveBayes([packed(counts), packed(whole, counts)], SMOOTHING).scores(words)
    assert all(isclose(scores[kind], likelihood(words, whole, kind), abs_tol=1e-9) for kind in whole)


def test_words_like_the_examples_of_one_kind_are_likelier_of_that_kind() -> None:
    bayes = naive_bayes({"calm": count_runs(["calm me down", "settle my nerves"]), "play": count_runs(["play a song"])})
    calm, play = bayes.scores("calm my nerves"), bayes.scores("play my song")
    assert calm["calm"] > calm["play"]
    assert play["play"] > play["calm"]


def test_words_that_no_example_has_say_nothing_about_any_kind() -> None:
    bayes = naive_bayes({"calm": count_runs(["calm me down"]), "play": count_runs(["play a song"])})
    assert set(bayes.scores("quidditch").values()) == {0}


def test_unknown_words_among_known_ones_count_only_by_what_they_separate() -> None:
    bayes = naive_bayes({"calm": count_runs(["calm me down"]), "play": count_runs(["play a song"])})
    together, apart = bayes.scores("calm me down"), bayes.scores("calm quidditch me down")
    assert together["calm"] - together["play"] > apart["calm"] - apart["play"] > 0


def test_a_kind_without_examples_can_still_be_scored() -> None:
    scores = naive_bayes({"known": count_runs(["warm up"]), "empty": Counter[str]()}).scores("warm up")
    assert scores["known"] > scores["empty"]
