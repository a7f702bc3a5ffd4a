"""What was told last is put right by the words for it; an earlier piece is found by its words, its day or its kind."""

from collections.abc import Callable

import pytest

from skill.efficacy.evidence import Outcome
from tests.listening.situations import Situation

FENCING = ("ask ready room I'm getting ready for fencing", "win two bouts", "five")
RINSED = "tell ready room that I rinsed the rice"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("wait make that three", 3),
        ("hang about that should be a two", 2),
        ("no, make that four", 4),
        ("sorry I meant six", 6),
        ("scratch that put seven", 7),
        ("it should be eight", 8),
        ("no no three", 3),
        ("I said five but I meant nine", 9),
        ("change that to one", 1),
        ("oops more like a four", 4),
        ("actually let's say six out of ten", 6),
        ("arre make it two na", 2),
    ],
)
def test_a_rating_is_replaced_and_the_next_question_comes_again(
    said: str, value: int, at: Callable[[str], Situation]
) -> None:
    there = at("new")
    there.say(*FENCING)
    assert there.say(said) == (
        f"Got it: {value}. Think of one time you did something like this. What did you do? [listens]"
    )
    assert [rating.value for rating in there.domain().ratings] == [value]
    assert not there.evidence()


@pytest.mark.parametrize(
    "said",
    [
        "I made that three times over",
        "wait for the third touch and then I lunged",
        "I meant to wait and I did",
        "no hesitation I just lunged",
        "it was three bouts in one evening",
        "sorry as I was I said it and went on",
        "actually I beat my coach once",
        "I put my point on the target",
    ],
)
def test_what_resembles_a_correction_stays_an_answer(said: str, at: Callable[[str], Situation]) -> None:
    there = at("new")
    there.say(*FENCING)
    there.say(said)
    assert [rating.value for rating in there.domain().ratings] == [5]
    assert [one.worked for one in there.evidence()] == [said]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("worked", "make that partly"),
        ("worked", "sorry partly"),
        ("worked", "no I meant partly"),
        ("shows", "actually make it partly"),
        ("shows", "it should have been partly"),
        ("plan", "hold on change that to partly"),
    ],
)
def test_an_outcome_is_replaced_at_a_later_question(question: str, said: str, at: Callable[[str], Situation]) -> None:
    there = at(question)
    before = there.last
    there.say(said)
    latest = there.evidence()[0]
    assert latest.outcome is Outcome.PARTLY
    assert latest.worked == (None if question == "worked" else "I kept my eyes up")
    assert latest.plan is None
    assert before.rpartition("?")[0].rpartition(".")[2] in there.last


@pytest.mark.parametrize(
    ("question", "said", "field", "words"),
    [
        ("shows", "no I meant I kept my hands low", "worked", "I kept my hands low"),
        ("shows", "scratch that put I slowed down", "worked", "I slowed down"),
        ("shows", "what I meant to say was I breathed", "worked", "I breathed"),
        ("shows", "add to that I kept breathing", "worked", "I kept my eyes up. I kept breathing"),
        ("plan", "sorry I meant I can hold a room", "shows", "I can hold a room"),
    ],
)
def test_words_are_replaced_or_added_to(
    question: str, said: str, field: str, words: str, at: Callable[[str], Situation]
) -> None:
    there = at(question)
    there.say(said)
    assert getattr(there.evidence()[0], field) == words


@pytest.mark.parametrize(
    ("question", "said", "field"),
    [
        ("plan", "make that a habit before every class", "plan"),
        ("plan", "put the knife down before I speak", "plan"),
        ("plan", "say it should be quiet when they come in", "plan"),
        ("shows", "I meant to look up and I can", "shows"),
        ("shows", "it was me who kept it going", "shows"),
        ("worked", "I said sorry and went on", "worked"),
        ("worked", "that was the hardest chess game of my life", "worked"),
        ("worked", "I added that pinch of salt", "worked"),
    ],
)
def test_answers_that_resemble_corrections_are_kept(
    question: str, said: str, field: str, at: Callable[[str], Situation]
) -> None:
    there = at(question)
    there.say(said)
    assert getattr(there.evidence()[0], field) == said


@pytest.mark.parametrize(
    "said",
    [
        "what I said before was wrong",
        "my last answer was wrong",
        "I misspoke",
        "no I got that wrong",
        "what I just told you isn't right",
        "that was a mistake",
    ],
)
def test_without_a_new_value_the_answer_before_is_asked_again(said: str, at: Callable[[str], Situation]) -> None:
    there = at("plan")
    assert "Your plan was: when I get stuck I'll name the next step. Did you do it?" in there.say(said)
    assert there.evidence()[0].plan is None


@pytest.mark.parametrize(
    "said", ["make that three", "I meant three", "no, it should be a three", "scratch that put three"]
)
def test_a_rating_is_replaced_for_five_minutes(said: str, at: Callable[[str], Situation]) -> None:
    there = at("certainty")
    there.say("six", f"ask ready room {said}")
    assert [rating.value for rating in there.domain().ratings] == [5, 3]
    there.at(5, 4, 9, 30).say("ask ready room make that eight")
    assert [rating.value for rating in there.domain().ratings] == [5, 3]


def test_the_rating_of_a_debrief_is_replaced_in_it_too(at: Callable[[str], Situation]) -> None:
    there = at("last certainty")
    there.say("six", "ask ready room no make that four")
    assert [rating.value for rating in there.domain().ratings] == [5, 4]
    assert there.evidence()[0].certainty == 4


def test_the_rating_of_a_debrief_is_forgotten_in_it_too(at: Callable[[str], Situation]) -> None:
    there = at("last certainty")
    there.say("six", "ask ready room forget the number I gave", "yes")
    assert [rating.value for rating in there.domain().ratings] == [5]
    assert there.evidence()[0].certainty is None
    assert there.evidence()[0].worked == "I kept my eyes up"


@pytest.mark.parametrize("said", ["undo that", "take that back", "forget that"])
def test_a_rating_is_taken_back(said: str, at: Callable[[str], Situation]) -> None:
    there = at("certainty")
    assert there.say("nine", f"ask ready room {said}") == (
        "You rated your certainty 9 just now. Should I delete it? [listens]"
    )
    there.say("yes")
    assert [rating.value for rating in there.domain().ratings] == [5]
    assert len(there.evidence()) == 3


@pytest.mark.parametrize(
    "said",
    [
        "that was the chess one",
        "that belonged to chess",
        "no that was for the chess tournaments",
        "put that under chess please",
        "move it to chess tournaments",
        "sorry that should have been chess",
    ],
)
@pytest.mark.parametrize("is_open", [True, False])
def test_a_note_is_moved_to_the_thing_that_it_belongs_to(
    is_open: bool, said: str, at: Callable[[str], Situation]
) -> None:
    there = at("base")
    there.say(RINSED, *(() if is_open else ("stop", f"ask ready room {said}")))
    if is_open:
        assert there.say(said).endswith("Should I read that back before your next one? [listens]")
        there.say("yes")
    assert len(there.evidence("cooking")) == 3
    moved = there.evidence("chess")[0]
    assert (moved.note, moved.read_back) == ("I rinsed the rice", True if is_open else None)


def test_a_debrief_is_moved_with_its_answers_and_goes_on(at: Callable[[str], Situation]) -> None:
    there = at("shows")
    assert "Moved to: chess tournaments." in there.say("that was the chess one")
    there.say("I can see the board", "when I'm short of time I'll write less", "no")
    moved = there.evidence("chess")[0]
    assert (moved.worked, moved.shows) == ("I kept my eyes up", "I can see the board")
    assert there.domain("chess").plan is not None
    assert len(there.evidence("cooking")) == 3


def test_a_name_is_replaced(at: Callable[[str], Situation]) -> None:
    there = at("new")
    there.say(FENCING[0], "no I meant fencing trials")
    assert [domain.name for domain in there.performer.domains] == ["fencing trials"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("to delete what I said on the blades", "I sharpened the blades before they came"),
        ("to forget what I said on april twenty second", "I kept my knife slow"),
        ("forget the one about the knife", "I kept my knife slow"),
        ("delete the note with the boy in it", "I answered the boy with the allergy"),
        ("erase what I told you about sharpening the blades", "I sharpened the blades before they came"),
        ("forget what I said on the twenty second of april", "I kept my knife slow"),
        ("remove the piece about the allergy please", "I answered the boy with the allergy"),
        ("forget my last debrief", "I kept my knife slow"),
        ("delete the last one", "I answered the boy with the allergy"),
        ("get rid of what I said about every move", "I wrote down every move"),
        ("scrap my debrief from april twenty fifth", "I wrote down every move"),
    ],
)
def test_a_piece_is_found_and_asked_about(said: str, found: str, at: Callable[[str], Situation]) -> None:
    there = at("base")
    assert there.say(f"ask ready room {said}").endswith(f": {found}. Should I delete it? [listens]")
    there.say("yes")
    left = [one.note or one.worked for name in ("cooking", "chess") for one in there.evidence(name)]
    assert len(left) == 3
    assert found not in left


@pytest.mark.parametrize(
    "said",
    [
        "to delete what I said on the sauces",
        "to forget what I said on march third",
        "forget the one about the moon landing",
        "delete what I told you in january",
        "forget what I said about my grandmother",
        "remove my last success",
    ],
)
def test_what_is_not_there_is_said_to_be_not_there(said: str, at: Callable[[str], Situation]) -> None:
    there = at("base")
    assert there.say(f"ask ready room {said}").startswith("I can't find that on your record.")
    there.say("yes")
    assert len(there.evidence("cooking")) == 3


def test_an_earlier_piece_is_put_right(at: Callable[[str], Situation]) -> None:
    there = at("base")
    assert "I kept my knife slow. What should it say?" in there.say("ask ready room edit my last debrief")
    there.say("I kept my knife flat")
    assert there.evidence()[2].worked == "I kept my knife flat"


def test_no_private_words_are_found_or_said(at: Callable[[str], Situation]) -> None:
    there = at("base")
    there.say("ask ready room I want to die on that stage and end my life", "yes")
    assert there.say("ask ready room to forget what I said about my life").startswith("I can't find that")
