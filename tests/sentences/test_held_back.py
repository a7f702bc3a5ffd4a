"""Understanding sentences whose writers saw neither the code nor its examples, and for which nothing was tuned."""

from pathlib import Path

from skill.nlu.health import HealthMention
from skill.nlu.language import language_for
from skill.nlu.questions import QuestionTopic

HELD_BACK = Path(__file__).parent / "held_back"
ENGLISH = language_for("en-US")
DOCTOR = {HealthMention.CONDITION, HealthMention.SYMPTOM}


def sentences(name: str) -> list[str]:
    """Return the sentences of a file."""
    return (HELD_BACK / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def test_a_condition_of_the_speakers_own_is_heard_in_nine_of_ten_sentences() -> None:
    missed = [words for words in sentences("health_yes") if ENGLISH.health(words) not in DOCTOR]
    assert len(missed) <= 10, missed


def test_a_question_is_told_from_an_answer() -> None:
    asked = [words.split(": ", 1)[1] for words in sentences("questions")]
    kept = [words for words in asked if ENGLISH.question_topic(words, may_be_wish=False) is None]
    assert len(kept) <= 0.1 * len(asked), kept


def test_an_answer_that_looks_like_a_question_is_kept() -> None:
    answers = sentences("answers")
    taken = [one for one in answers if ENGLISH.question_topic(one, may_be_wish=False) or ENGLISH.health(one) in DOCTOR]
    assert len(taken) <= 0.02 * len(answers), taken


def test_a_question_gets_the_line_that_it_is_about() -> None:
    """If a question is taken to be about something else, the skill should at most say that it can't answer it."""
    asked = [words.split(": ", 1) for words in sentences("questions")]
    wrong = [
        (about, words)
        for about, words in asked
        if ENGLISH.question_topic(words, may_be_wish=False) not in {None, QuestionTopic.OTHER, about}
    ]
    assert len(wrong) <= 0.15 * len(asked), wrong


def test_other_words_about_hearts_and_breath_are_left_alone_in_nine_of_ten() -> None:
    taken = [words for words in sentences("health_no") if ENGLISH.health(words) in DOCTOR]
    assert len(taken) <= 10, taken
