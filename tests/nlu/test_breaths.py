"""Breaths: each phase with the amount next to it, in whichever order they are said."""

import itertools

import pytest

from skill.languages import nearest
from skill.nlu.amounts import Amounts
from skill.nlu.breaths import BreathGrammar

DATA = nearest("en-US").table("heard/grammar.toml")
BREATHS = BreathGrammar(DATA, Amounts(DATA))
PHASES = [("in", "four"), ("hold", "seven"), ("out", "eight")]


@pytest.mark.parametrize("order", list(itertools.product([True, False], repeat=3)))
def test_each_phase_may_come_before_or_after_its_amount(order: tuple[bool, ...]) -> None:
    pairs = (
        f"{name} for {amount}" if is_first else f"{amount} {name}"
        for is_first, (name, amount) in zip(order, PHASES, strict=True)
    )
    assert BREATHS.pattern(" ".join(pairs)) == "4-7-8-0"


@pytest.mark.parametrize(
    ("words", "pattern"),
    [
        ("in and out for five", "5-0-5-0"),
        ("five in and out", "5-0-5-0"),
        ("in for three and a half out for five and a quarter", "3.5-0-5.25-0"),
        ("in for four out for six for two minutes", "4-0-6-0"),
        ("in for four out for six ten times", "4-0-6-0"),
        ("four in four out i'm on in ninety seconds", "4-0-4-0"),
        ("in for a hundred out for six", "100-0-6-0"),
        ("in for five thousand out for six", "999-0-6-0"),
        ("in for four and nothing out", None),
    ],
)
def test_an_amount_belongs_to_one_breath_only(words: str, pattern: str | None) -> None:
    assert BREATHS.pattern(words) == pattern


def test_the_rest_of_the_words_is_found_without_the_breath() -> None:
    assert BREATHS.without("in for four out for six for two minutes").split() == ["for", "two", "minutes"]
    assert BREATHS.parted("call it tide in for two out for five", "~") == "call it tide ~ ~"


@pytest.mark.parametrize(("words", "mentions"), [("in for four", True), ("hold on", False), ("six of eight", False)])
def test_one_phase_with_an_amount_is_mentioned(words: str, mentions: bool) -> None:
    assert BREATHS.mentions_phase(words) is mentions
