"""What speakers say about their own health is told from idioms, from other people's health, and from subjects."""

import pytest

from skill.languages import nearest
from skill.nlu.health import HealthGrammar, HealthMention
from skill.nlu.language import language_for
from skill.nlu.naive_bayes import packed
from tools.examples import count_runs, read_examples

LOCALE = nearest("en-US")
EXAMPLES = read_examples(LOCALE.files("heard/health.txt"), str)
health = language_for("en-US").health
RESEMBLING = "the wibble plays up"


def grammar(theirs: str = "", times: int = 50) -> HealthGrammar:
    """Return the English phrases with a few examples of their own instead of the language's."""
    counts = {"theirs": count_runs([theirs] * times), "not": count_runs(["i played it well"])}
    return HealthGrammar(LOCALE.table("heard/health.toml"), [packed(counts)])


PHRASES = grammar()
"""The phrases alone: no words resemble these examples closely enough to count."""


@pytest.mark.parametrize(
    "words",
    [
        "i'm dizzy",
        "i feel a bit faint",
        "light headed",
        "i nearly passed out just now",
        "my chest hurts",
        "i've got pain in my chest",
        "i can't get my breath",
        "the room is spinning",
    ],
)
def test_what_speakers_feel_now_is_a_symptom(words: str) -> None:
    assert PHRASES.classify(words) is HealthMention.SYMPTOM


@pytest.mark.parametrize(
    "words",
    [
        "i'm not dizzy",
        "i don't feel dizzy",
        "i never get breathless",
        "without feeling faint",
        "i couldn't breathe for laughing",
        "my fingers were numb from the cold",
    ],
)
def test_a_symptom_that_is_denied_or_has_another_cause_is_none(words: str) -> None:
    assert PHRASES.classify(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "asthma",
        "i have asthma",
        "i really do have quite bad asthma",
        "i've got high blood pressure",
        "i had a stroke",
        "i'm pregnant",
        "i'm about twenty weeks gone",
        "diagnosed with epilepsy",
        "my heart skips sometimes",
        "they put me on oxygen they operated on me",
        "the talk went well and i have epilepsy",
        "is box breathing safe with asthma",
        "can someone with asthma do it",
    ],
)
def test_a_condition_of_the_speakers_is_a_condition(words: str) -> None:
    assert PHRASES.classify(words) is HealthMention.CONDITION


@pytest.mark.parametrize("words", ["i don't have asthma", "i no longer have asthma", "i haven't got a heart condition"])
def test_a_condition_that_is_denied_is_none(words: str) -> None:
    assert PHRASES.classify(words) in {None, HealthMention.DENIED}


@pytest.mark.parametrize(
    "words",
    [
        "my mother has asthma",
        "my dad had a heart attack",
        "my friend who has epilepsy",
        "a patient with asthma asked me",
        "she's pregnant",
    ],
)
def test_a_condition_of_somebody_else_is_none(words: str) -> None:
    assert PHRASES.classify(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "my son has asthma and he's doing it with me",
        "my wife is pregnant and this is for my wife",
        "my mother has a pacemaker and she'll be breathing too the two of us",
    ],
)
def test_a_condition_of_somebody_who_breathes_along_is_a_condition(words: str) -> None:
    assert PHRASES.classify(words) is HealthMention.CONDITION


@pytest.mark.parametrize(
    "words",
    [
        "my talk is about asthma",
        "i've got a talk about my asthma",
        "an asthma presentation",
        "i presented a case of epilepsy",
        "a fundraiser for lung cancer",
    ],
)
def test_a_condition_that_is_a_subject_is_none(words: str) -> None:
    assert PHRASES.classify(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "a pregnant pause",
        "pregnant with ideas",
        "a stroke of luck",
        "i had a fit of laughter",
        "i nearly had a heart attack when they called my name",
        "my joke gave them all a heart attack",
        "dizzy heights",
        "i broke my heart",
        "i held the last note",
        "i didn't hold back",
        "a breath of fresh air",
        "my stroke rate was steady",
        "the panic button",
    ],
)
def test_an_idiom_is_no_condition(words: str) -> None:
    assert PHRASES.classify(words) is None


def test_an_idiom_hides_no_condition_next_to_it() -> None:
    assert PHRASES.classify("a stroke of luck because i had a stroke") is HealthMention.CONDITION


@pytest.mark.parametrize("words", ["surgery", "a stroke", "a rescue inhaler"])
def test_what_may_be_a_condition_counts_only_as_the_speakers(words: str) -> None:
    assert PHRASES.classify(words) is None
    assert PHRASES.classify(f"i had {words}") is HealthMention.CONDITION


@pytest.mark.parametrize(
    "words",
    [
        "holds are fine",
        "holding my breath is okay again",
        "my doctor says i can hold my breath",
        "give me back the holds please",
        "i can hold my breath again",
        "holds are fine one two three",
    ],
)
def test_words_that_give_the_holds_back_clear_them(words: str) -> None:
    assert PHRASES.classify(words) is HealthMention.CLEARED


@pytest.mark.parametrize(
    "words",
    [
        "holds are fine unless i stand",
        "are holds fine",
        "my doctor never said holding is fine",
        "holds are fine one two three four",
    ],
)
def test_a_doubt_or_many_more_words_do_not_clear_the_holds(words: str) -> None:
    assert PHRASES.classify(words) is not HealthMention.CLEARED


def test_the_holds_are_not_cleared_together_with_a_condition() -> None:
    assert PHRASES.classify("holds are fine i have asthma") is HealthMention.CONDITION


def test_a_symptom_weighs_more_than_a_condition_and_than_a_clearance() -> None:
    assert PHRASES.classify("i have asthma and feel dizzy") is HealthMention.SYMPTOM
    assert PHRASES.classify("i feel dizzy but holds are fine") is HealthMention.SYMPTOM


@pytest.mark.parametrize("words", ["", "piano", "i paused before each answer", "i asked the doctor in the front row"])
def test_other_words_say_nothing_about_health(words: str) -> None:
    assert PHRASES.classify(words) is None
    assert health(words) is None


def test_a_few_empty_words_may_stand_between_the_words_of_a_phrase() -> None:
    assert PHRASES.classify("i have some really quite very bad stroke") is HealthMention.CONDITION
    assert PHRASES.classify("i have painted the lucky stroke") is None


def test_words_that_resemble_the_examples_are_a_condition_without_any_phrase() -> None:
    assert PHRASES.classify(RESEMBLING) is None
    assert grammar(RESEMBLING).classify(RESEMBLING) is HealthMention.CONDITION


def test_fewer_than_four_words_are_not_judged_by_what_they_resemble() -> None:
    assert grammar("wibble plays up", 500).classify("wibble plays up") is None
    assert grammar("my wibble plays up", 500).classify("my wibble plays up") is HealthMention.CONDITION


def test_a_faint_resemblance_is_not_enough() -> None:
    assert grammar(RESEMBLING).classify("the curtain was very long") is None


@pytest.mark.parametrize("words", ["i was born with a hole in my heart", "my lungs they are not good i take the spray"])
def test_the_languages_examples_add_what_no_phrase_says(words: str) -> None:
    assert PHRASES.classify(words) is None
    assert health(words) is HealthMention.CONDITION


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("theirs", {HealthMention.SYMPTOM, HealthMention.CONDITION}), ("not", {None, HealthMention.CLEARED})],
)
def test_almost_all_examples_are_understood_as_they_are_sorted(kind: str, expected: set[HealthMention | None]) -> None:
    some = EXAMPLES[kind][::15]
    wrong = [words for words in some if health(words) not in expected]
    assert len(wrong) <= 0.02 * len(some), wrong


@pytest.mark.parametrize(
    "words",
    [
        "i am having a presentation for the client on wednesday",
        "i am having one interview in the morning",
        "i'm having a recital on saturday",
        "i am having my semester exams",
        "i'm having a job interview at the hospital gift shop",
        "i had a driving lesson this afternoon",
        "i had a singing lesson today",
        "i had a mock interview yesterday",
    ],
)
def test_what_somebody_is_having_is_mostly_no_condition(words: str) -> None:
    assert health(words) is None


@pytest.mark.parametrize(
    "words", ["i'm having a baby in may", "i am having chest pains", "i had a heart attack last year"]
)
def test_some_of_it_is(words: str) -> None:
    assert health(words) is not None


@pytest.mark.parametrize("words", ["i'm in my third month", "third month of pregnancy", "i'm in the sixth month now"])
def test_a_month_of_pregnancy_is_told(words: str) -> None:
    assert PHRASES.classify(words) is not None


@pytest.mark.parametrize(
    "words",
    [
        "i hit my sales goal for the third month running",
        "we hit our target for the second month",
        "it's my fifth month of training",
        "i practised every day for the sixth month in a row",
    ],
)
def test_any_other_month_tells_nothing_of_health(words: str) -> None:
    assert health(words) is None
