"""Part of what was told is put right: a word, a day, a person who is no role model any more."""

from collections.abc import Callable

import pytest

from skill.nlu.language import language_for
from tests.listening.situations import Situation

At = Callable[[str], Situation]
ENGLISH = language_for("en-US")


@pytest.mark.parametrize(
    ("told", "new", "right"),
    [
        ("I told the saffron joke", "the sapphire joke", "I told the sapphire joke"),
        ("I hit the high g clean", "a high a", "I hit a high a clean"),
        ("I slept badly but played fine", "I slept well", "I slept well but played fine"),
        ("I answered the boy with the allergy", "the girl with the allergy", "I answered the girl with the allergy"),
        ("I greeted six guests", "seven guests", "I greeted seven guests"),
        ("my knife was slow", "my hands were slow", "my hands were slow"),
        ("I kept my eyes up", "I kept my hands low", "I kept my hands low"),
        ("I checked the oven twice", "three times", None),
        ("I kept my eyes up", "I wrote down every move", None),
        ("I kept my eyes up", "I did it on Monday", None),
    ],
)
def test_the_part_that_is_most_alike_is_replaced(told: str, new: str, right: str | None) -> None:
    assert ENGLISH.amended(told, new) == right


@pytest.mark.parametrize(
    ("told", "said", "right"),
    [
        ("I told the saffron joke", "no I said the sapphire joke", "I told the sapphire joke"),
        ("I slept badly but played fine", "no I mean I slept well", "I slept well but played fine"),
        ("I checked the oven twice", "no I checked it three times", "I checked it three times"),
        ("I greeted six guests", "sorry seven guests", "I greeted seven guests"),
    ],
)
def test_a_note_is_put_right_where_it_is_asked_whether_to_read_it(told: str, said: str, right: str, at: At) -> None:
    there = at("base")
    there.say(f"ask ready room note that {told}")
    assert there.say(said) == f"Got it. You said: {right}. Should I read that back before your next one? [listens]"
    there.say("yes")
    assert there.evidence()[0].note == right


@pytest.mark.parametrize("said", ["no I did it for my sister", "no I'd rather sing", "no I was lucky there"])
def test_a_no_with_its_reason_replaces_nothing(said: str, at: At) -> None:
    there = at("base")
    there.say("ask ready room note that I began on time", said)
    assert there.evidence()[0].note == "I began on time"


@pytest.mark.parametrize("said", ["no", "no thanks", "no not that", "nope"])
def test_a_no_stays_a_no(said: str, at: At) -> None:
    there = at("base")
    there.say("ask ready room note that I told the saffron joke")
    assert there.say(said) == "Okay, it stays on your record and out of your warm-ups. [closes]"


@pytest.mark.parametrize(
    "said", ["yeah I'll be down in five", "yes love I'm on my way", "okay tell them we'll meet at six"]
)
def test_what_is_said_to_somebody_else_is_no_yes(said: str, at: At) -> None:
    there = at("base")
    there.say("ask ready room note that I kept calm", said)
    assert there.evidence()[0].read_back is None


@pytest.mark.parametrize("said", ["no it's seven in the evening not the morning", "sorry it's on Friday at six"])
def test_an_hour_is_no_rating(said: str, at: At) -> None:
    there = at("certainty")
    there.say("five", f"ask ready room {said}")
    assert [rating.value for rating in there.domain().ratings] == [5, 5]


@pytest.mark.parametrize(
    "said", ["forget aunt joan", "delete my aunt joan", "get rid of aunt joan please", "forget about Joan"]
)
def test_a_person_is_forgotten_after_a_yes(said: str, at: At) -> None:
    there = at("base")
    there.say("ask ready room to add a role model", "my aunt joan", "she froze", "she breathes before the top note")
    before = there.evidence()
    there.say("ask ready room to rate my certainty", "eight")
    asked = there.say(f"ask ready room {said}")
    assert asked == "What you told me about this person: my aunt joan. Should I delete it? [listens]"
    assert there.say("yes") == "It's deleted. [closes]"
    assert there.domain().models == ()
    assert [rating.value for rating in there.domain().ratings][-1] == 8
    assert there.evidence() == before


def test_the_first_rating_of_one_thing_is_forgotten_there_only(at: At) -> None:
    there = at("base")
    there.say("ask ready room I'm getting ready for rowing", "row two miles", "six", "that's enough")
    assert there.say("ask ready room to forget that").startswith("You rated your certainty 6 just now.")
    there.say("yes")
    assert there.domain("rowing").ratings == ()
    assert [rating.value for rating in there.domain("cooking").ratings] == [5]
    assert [rating.value for rating in there.domain("chess").ratings] == [4]


def test_of_somebody_unknown_nothing_is_deleted(at: At) -> None:
    there = at("base")
    before = there.everything
    there.say("ask ready room forget uncle bob", "stop")
    assert there.everything == before


@pytest.mark.parametrize(
    "said", ["what did I say for the chess", "I'm done with my chess game", "progress in chess please"]
)
def test_in_the_middle_of_a_warm_up_another_thing_is_that_one(said: str, at: At) -> None:
    there = at("base")
    there.say("ask ready room to warm me up", "open ready room")
    assert "the boy with the allergy" not in there.say(said)


def test_a_warm_up_that_is_not_gone_on_with_is_not_offered_again(at: At) -> None:
    there = at("base")
    assert "in the middle of a warm-up" in there.say("ask ready room to warm me up", "open ready room")
    there.say("no")
    assert "in the middle of a warm-up" not in there.say("open ready room")
