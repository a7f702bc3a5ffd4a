"""Questions put to the skill are told from answers and requests, and sorted by what they are about."""

import pytest

from skill.languages import nearest
from skill.nlu.grammar import normalize
from skill.nlu.language import language_for
from skill.nlu.naive_bayes import packed
from skill.nlu.questions import QuestionClassifier, QuestionTopic
from tools.examples import count_runs, read_examples

LOCALE = nearest("en-US")
EXAMPLES = read_examples(LOCALE.files("heard/questions.txt"), str)
ENGLISH = QuestionClassifier([LOCALE.file("heard/questions.counts").read_bytes()])

QUESTIONS = [
    ("is this safe with my tablets", QuestionTopic.MEDICAL),
    ("are you a real psychologist", QuestionTopic.THERAPIST),
    ("does breathing really work", QuestionTopic.WORKS),
    ("who gets to hear my answers", QuestionTopic.HEAR),
    ("which server is it saved on", QuestionTopic.WHERE),
    ("can i have a printed copy", QuestionTopic.OUT),
    ("how many minutes will that be", QuestionTopic.LONG),
    ("why would you want that", QuestionTopic.WHY),
    ("could you explain what you mean by that", QuestionTopic.MEANING),
    ("does a ten mean certain", QuestionTopic.RATING),
]


def made(**examples: list[str]) -> QuestionClassifier:
    """Return a classifier of a few examples; each topic's stand ten times, so that they weigh enough."""
    counts = {kind: count_runs(said * 10) for kind, said in examples.items()}
    return QuestionClassifier([packed({**counts, "request": count_runs(["warm me up"] * 10)})])


def test_every_topic_has_examples_and_every_heading_is_a_topic_or_answers() -> None:
    assert set(EXAMPLES) == {*QuestionTopic, "answer"}


def test_examples_are_written_as_phrases_are() -> None:
    assert [words for said in EXAMPLES.values() for words in said if words != normalize(words)] == []


@pytest.mark.parametrize(("words", "topic"), QUESTIONS)
def test_a_question_instead_of_an_answer_is_sorted_by_its_topic(words: str, topic: QuestionTopic) -> None:
    assert words not in EXAMPLES[topic]
    assert ENGLISH.topic_instead_of_answer(words) is topic


@pytest.mark.parametrize(("words", "topic"), QUESTIONS)
def test_the_same_question_instead_of_a_request_has_the_same_topic(words: str, topic: QuestionTopic) -> None:
    assert ENGLISH.topic_instead_of_request(words) is topic


@pytest.mark.parametrize(
    "words",
    [
        "i waited for quiet and then i began",
        "they asked me a hard question and i answered it",
        "what worked was the pause",
        "when they looked bored i changed my opening",
        "how i began made the difference",
        "",
        "quidditch",
    ],
)
def test_an_answer_is_no_question(words: str) -> None:
    assert ENGLISH.topic_instead_of_answer(words) is None
    assert ENGLISH.topic_instead_of_request(words) is None


@pytest.mark.parametrize("words", ["what else are you able to do", "what's the weather like"])
def test_what_may_as_well_be_a_request_is_a_question_only_instead_of_an_answer(words: str) -> None:
    assert ENGLISH.topic_instead_of_answer(words) in {QuestionTopic.CAN, QuestionTopic.OTHER}
    assert ENGLISH.topic_instead_of_request(words) is None


def test_a_request_is_no_question_where_a_request_is_expected() -> None:
    classifier = made(works=["does it work"], why=["warm me up why"], answer=["i paused"])
    assert classifier.topic_instead_of_answer("warm me up why") is QuestionTopic.WHY
    assert classifier.topic_instead_of_request("warm me up") is None


def test_words_have_to_be_clearly_likelier_a_question_than_an_answer() -> None:
    classifier = made(why=["why is that"], works=["does it work"], answer=["why is that"])
    assert classifier.topic_instead_of_answer("why is that") is None
    assert classifier.topic_instead_of_answer("does it work") is QuestionTopic.WORKS


def test_of_two_equally_likely_topics_neither_is_named() -> None:
    classifier = made(why=["is that so"], long=["is that so"], answer=["i paused"])
    assert classifier.topic_instead_of_answer("is that so") is QuestionTopic.OTHER


@pytest.mark.parametrize("other", ["works", "why", "therapist"])
def test_a_question_that_may_be_medical_is_medical(other: str) -> None:
    classifier = made(**{"medical": ["is that safe"], other: ["is that safe"]}, answer=["i paused"])
    assert classifier.topic_instead_of_answer("is that safe") is QuestionTopic.MEDICAL


def test_without_any_requests_there_are_still_questions() -> None:
    examples = {"why": ["why so"] * 9, "long": ["how long"], "answer": ["i did"], "request": []}
    classifier = QuestionClassifier([packed({kind: count_runs(said) for kind, said in examples.items()})])
    assert classifier.topic_instead_of_answer("why so") is QuestionTopic.WHY


@pytest.mark.parametrize("words", ["could this make me worse", "will it knock me out"])
def test_a_question_without_a_word_of_medicine_is_not_sent_to_a_doctor(words: str) -> None:
    assert ENGLISH.topic_instead_of_answer(words) is QuestionTopic.MEDICAL
    assert language_for("en-US").question_topic(words, may_be_wish=False) is QuestionTopic.OTHER
    assert language_for("en-US").question_topic(f"{words} doctor", may_be_wish=False) is QuestionTopic.MEDICAL


def test_words_without_a_sign_of_a_question_are_none() -> None:
    language = language_for("en-US")
    assert language.question_topic("tablets", may_be_wish=False) is None
    assert language.question_topic("what tablets", may_be_wish=False) is not None
