"""The outcome is read from the whole sentence, and so is what is told with it. Kind 5, and several answers at once."""

from collections.abc import Callable

import pytest

from skill.efficacy.evidence import Difficulty, Outcome
from tests.listening.situations import Situation

At = Callable[[str], Situation]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("nothing went wrong", Outcome.YES),
        ("not a thing went wrong", Outcome.YES),
        ("it didn't go wrong at all", Outcome.YES),
        ("nobody noticed anything wrong", Outcome.YES),
        ("no problems at all", Outcome.YES),
        ("no trouble whatsoever", Outcome.YES),
        ("not a single mistake", Outcome.YES),
        ("no doubt about it", Outcome.YES),
        ("I never froze", Outcome.YES),
        ("couldn't fault it", Outcome.YES),
        ("it went as well as I hoped", Outcome.YES),
        ("yes it went fine", Outcome.YES),
        ("yes the whole thing", Outcome.YES),
        ("yes except the last part", Outcome.PARTLY),
        ("yeah bar the intro", Outcome.PARTLY),
        ("apart from the ending it was fine", Outcome.PARTLY),
        ("it went well until the bridge", Outcome.PARTLY),
        ("everything but the last slide went well", Outcome.PARTLY),
        ("yes but I lost my place at the end", Outcome.PARTLY),
        ("it worked apart from the microphone", Outcome.PARTLY),
        ("no I froze", Outcome.NO),
        ("no it was a shambles", Outcome.NO),
        ("no because I rushed", Outcome.NO),
        ("no the projector died", Outcome.NO),
        ("nothing went right", Outcome.NO),
        ("well it went badly", Outcome.NO),
        ("no way", Outcome.NO),
        ("no not really", Outcome.NO),
    ],
)
def test_the_outcome_is_read_from_the_whole_sentence(said: str, outcome: Outcome, at: At) -> None:
    there = at("outcome")
    there.say(said)
    assert there.evidence()[0].outcome is outcome


@pytest.mark.parametrize(
    "said",
    [
        "no way I'd have missed it",
        "no one laughed",
        "no body language problems for once",
        "I forgot my lines as well",
        "the lights went out and the sound as well",
        "my throat hurt and my foot as well",
    ],
)
def test_what_is_no_outcome_is_kept_and_asked_about(said: str, at: At) -> None:
    there = at("outcome")
    assert there.say(said) == "Got it. One word is enough: yes, partly, or no? [listens]"
    assert there.evidence()[0].outcome is None
    assert there.evidence()[0].note == said


@pytest.mark.parametrize(
    ("said", "worked"),
    [
        ("yes, I paused before each answer", "I paused before each answer"),
        ("yeah I looked up the whole time", "I looked up the whole time"),
        ("yes because I named each cut", "because I named each cut"),
        ("it went great I kept tasting", "it went great I kept tasting"),
    ],
)
def test_a_deed_after_the_yes_is_what_worked(said: str, worked: str, at: At) -> None:
    there = at("outcome")
    assert there.say(said).startswith(f"You said: {worked}. What does that tell you")
    assert (there.evidence()[0].outcome, there.evidence()[0].worked) == (Outcome.YES, worked)


@pytest.mark.parametrize(
    ("said", "difficulty", "certainty"),
    [
        ("it was hard and I'm six out of ten", Difficulty.HARD, 6),
        ("easy and I'd say nine out of ten now", Difficulty.EASY, 9),
        ("about right and four out of ten", Difficulty.RIGHT, 4),
        ("hard", Difficulty.HARD, None),
    ],
)
def test_a_rating_beside_the_difficulty_is_kept(
    said: str, difficulty: Difficulty, certainty: int | None, at: At
) -> None:
    there = at("difficulty")
    assert there.device.is_open
    there.say(said)
    assert (there.evidence()[0].difficulty, there.evidence()[0].certainty) == (difficulty, certainty)
    assert there.device.is_open == (certainty is None)


def test_a_number_where_the_difficulty_is_asked_is_the_rating(at: At) -> None:
    there = at("difficulty")
    assert there.say("seven") == "Got it. One word is enough: easy, right, or hard? [listens]"
    assert (there.evidence()[0].difficulty, there.evidence()[0].certainty) == (None, 7)


@pytest.mark.parametrize("said", ["it was hard", "seven out of ten", "yes and it was hard"])
def test_an_answer_to_one_of_the_two_quick_ones_is_a_yes_to_them(said: str, at: At) -> None:
    there = at("plan")
    there.say("skip", said)
    assert there.evidence()[0].more is True
    assert (there.evidence()[0].difficulty is None) == (said == "seven out of ten")
