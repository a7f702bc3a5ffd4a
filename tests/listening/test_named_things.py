"""Kind 6, evidence and things: what is named in a wish is used; what is not on the record is said to be not there."""

from collections.abc import Callable

import pytest

from tests.listening.situations import Situation

At = Callable[[str], Situation]

MOVES, KNIFE, BLADES, BOY = (
    "I wrote down every move",
    "I kept my knife slow",
    "I sharpened the blades before they came",
    "I answered the boy with the allergy",
)
COOKING = (KNIFE, BLADES, BOY)
ALL = (MOVES, *COOKING)


def read(said: str) -> set[str]:
    """Return the pieces that are read."""
    return {words for words in ALL if words in said}


@pytest.mark.parametrize(
    "words",
    [
        "for a warm-up at my chess club",
        "warm me up for the chess final",
        "to warm me up for my chess tournament",
        "chess is in ten minutes warm me up",
        "my chess match starts in five minutes get me ready",
        "for a chess warm up",
        "what have I done well at the chess club",
        "what went well at chess",
        "for my chess evidence",
        "for the evidence for my chess tournaments",
        "what did I say about the clock at chess",
        "how is my chess going",
        "how's the chess coming along",
        "how am I getting on with my chess",
        "how am I doing at the tournament",
        "my chess progress",
    ],
)
def test_a_thing_that_is_named_is_used_and_said(words: str, at: At) -> None:
    there = at("base")
    said = there.say(f"ask ready room {words}")
    assert read(said) == {MOVES}
    assert "This is for: chess tournaments." in said
    assert there.domain().title == "cooking demonstrations", "nothing is switched"


@pytest.mark.parametrize(
    "words", ["to warm me up for the demo", "how is my cooking going", "for a warm up", "what have I done well"]
)
def test_the_thing_in_use_is_used_without_a_word_of_it(words: str, at: At) -> None:
    said = at("base").say(f"ask ready room {words}")
    assert read(said) & set(COOKING)
    assert MOVES not in said
    assert "This is for" not in said


def test_how_a_named_thing_goes_is_its_count_and_its_rating(at: At) -> None:
    said = at("base").say("ask ready room how is my chess going")
    assert "There's one piece of evidence on your record." in said
    assert "Your latest certainty: 4." in said
    assert "April 25" in said


@pytest.mark.parametrize(
    "words",
    [
        "falconry is in ten minutes warm me up",
        "warm me up for falconry",
        "get me ready for my driving test",
        "I've got a wedding speech in ten minutes get me ready",
        "warm me up before my viva",
        "to prep me for our panto tonight",
    ],
)
def test_for_a_thing_that_is_not_there_nothing_of_another_is_read_and_nothing_is_added(words: str, at: At) -> None:
    there = at("base")
    said = there.say(f"ask ready room {words}")
    assert "[breathes" in said
    assert read(said) == set()
    assert "when I get stuck" not in said, "nor the plan of another thing"
    assert "There's nothing on your record for this yet" in said
    assert len(there.performer.domains) == 2
    there.at(5, 4, 9, 40)
    assert "Did it go" not in there.say("open ready room"), "its debrief would be filed under another thing"


@pytest.mark.parametrize(
    "words",
    [
        *("warm me up for the show", "warm me up before the doors open", "for a quick warm up", "warm me up for real"),
        *("get me ready for the audience", "warm me up for five minutes", "warm me up before I go on"),
    ],
)
def test_what_any_performance_may_be_called_is_no_other_thing(words: str, at: At) -> None:
    said = at("base").say(f"ask ready room {words}")
    assert read(said)
    assert "nothing on your record for this" not in said


@pytest.mark.parametrize(
    "words", ["how is my falconry going", "what have I done well at the falconry", "how am I doing with my pottery"]
)
def test_what_is_on_no_record_is_said_and_asked_about(words: str, at: At) -> None:
    there = at("base")
    said = there.say(f"ask ready room {words}")
    assert "I don't have this one on your record" in said
    assert read(said) == set()
    assert read(there.say("chess")) == {MOVES}


@pytest.mark.parametrize(
    "words",
    [
        *(
            "take my chess debrief",
            "debrief my chess game",
            "debrief me on the chess tournament",
            "do the chess debrief",
        ),
        *("take a debrief of my chess club", "let's do a chess debrief"),
    ],
)
def test_a_debrief_is_filed_under_the_thing_that_is_named(words: str, at: At) -> None:
    there = at("base")
    there.say(f"ask ready room {words}", "yes", "I castled early")
    assert there.evidence("chess")[0].worked == "I castled early"
    assert len(there.evidence("cooking")) == 3


@pytest.mark.parametrize(
    ("answer", "note"),
    [
        ("partly the chess tournament was a draw", True),
        ("yes the chess went well", False),
        ("no I lost at chess in the third round", True),
        ("partly my chess was slow", True),
    ],
)
def test_an_outcome_that_names_another_thing_goes_there(answer: str, note: bool, at: At) -> None:
    there = at("outcome")
    assert "This is for: chess tournaments." in there.say(answer)
    there.say("I castled early")
    piece = there.evidence("chess")[0]
    assert piece.worked == "I castled early"
    assert not note or answer in (piece.note or "")
    assert len(there.evidence("cooking")) == 3


@pytest.mark.parametrize("answer", ["partly it was a draw", "yes the cooking went well", "partly the class was loud"])
def test_an_outcome_that_names_no_other_thing_stays(answer: str, at: At) -> None:
    there = at("outcome")
    assert "This is for" not in there.say(answer)
    there.say("I kept my eyes up")
    assert there.evidence("cooking")[0].worked == "I kept my eyes up"
    assert len(there.evidence("chess")) == 1


def test_the_launch_after_a_warm_up_asks_about_the_thing_that_it_was_for(at: At) -> None:
    there = at("base")
    there.say("ask ready room to warm me up for my chess club")
    there.at(5, 4, 9, 40)
    assert "chess" not in there.say("open ready room"), "a launch names nothing"
    there.say("yes", "I castled early")
    assert there.evidence("chess")[0].worked == "I castled early"


def test_a_warm_up_that_was_broken_off_goes_on_for_the_same_thing(at: At) -> None:
    there = at("base")
    there.say("ask ready room to warm me up for my chess club", "open ready room")
    assert read(there.say("evidence")) == {MOVES}


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("the evidence with the blades in it", {BLADES}),
        ("what did I say about the boy", {BOY}),
        ("the one about the allergy", {BOY}),
        ("the one with the knife", {KNIFE}),
        ("what did I tell you about sharpening", {BLADES}),
        ("do you have anything on allergies", {BOY}),
        ("read me the piece about the child", {BOY}),
        ("find the note that mentions blades", {BLADES}),
        ("have I ever mentioned a boy", {BOY}),
        ("the one about the clock", {MOVES}),
        ("my oldest piece of evidence", {KNIFE}),
        ("the first thing I told you", {KNIFE}),
        ("my earliest note", {KNIFE}),
        ("what did I tell you first", {KNIFE}),
        ("my last one", {BOY}),
        ("the newest piece please", {BOY}),
        ("evidence from the week before last", {KNIFE}),
        ("what did I say on the twenty second", {KNIFE}),
        ("my notes from the twenty second of april", {KNIFE}),
        ("what did I do last tuesday", {BOY, BLADES}),
        ("anything from last week", {BOY, BLADES}),
        ("what did I say in april", {BOY, BLADES, KNIFE}),
        ("the one about the knife in april", {KNIFE}),
        ("what did I do on april twenty fifth", {MOVES}),
    ],
)
def test_evidence_is_found_by_its_words_its_time_or_its_place(words: str, pieces: set[str], at: At) -> None:
    assert read(at("base").say(f"ask ready room {words}")) == pieces


@pytest.mark.parametrize(
    ("words", "piece", "day"),
    [
        ("what did I say on the twenty third", KNIFE, "April 22"),
        ("evidence from march", KNIFE, "April 22"),
        ("what did I do yesterday", BOY, "Tuesday"),
        ("my notes from today", BOY, "Tuesday"),
    ],
)
def test_where_a_time_holds_none_the_nearest_is_read_with_its_true_day(
    words: str, piece: str, day: str, at: At
) -> None:
    said = at("base").say(f"ask ready room {words}")
    assert "There's nothing from then. This is the nearest." in said
    assert read(said) == {piece}
    assert day in said


@pytest.mark.parametrize(
    "words", ["what did I say about the sauce", "the evidence with the falcon in it", "have I ever mentioned my aunt"]
)
def test_what_was_never_told_is_said_to_be_not_there(words: str, at: At) -> None:
    said = at("base").say(f"ask ready room {words}")
    assert "There's nothing like that on your record." in said
    assert read(said) == set()


@pytest.mark.parametrize("words", ["what did I say about the boy", "my oldest piece of evidence"])
def test_a_search_answers_a_launch_too(words: str, at: At) -> None:
    assert len(read(at("later").say(words))) == 1


def test_a_search_goes_on_by_more(at: At) -> None:
    there = at("base")
    for number in ("one", "two"):
        there.say(f"tell ready room that I showed the blades to guest {number}", "yes")
    there.say("tell ready room that I put the blades away", "yes", "ask ready room what did I say about the blades")
    assert BLADES not in there.last
    assert read(there.say("more")) == {BLADES}


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("to switch to chess", "chess tournaments"),
        ("to switch to my chess club", "chess tournaments"),
        ("to switch to the tournament", "chess tournaments"),
    ],
)
def test_a_switch_finds_a_thing_by_what_it_is_called(words: str, title: str, at: At) -> None:
    there = at("base")
    there.say(f"ask ready room {words}")
    assert there.domain().title == title


@pytest.mark.parametrize("words", ["to retire falconry", "to switch to falconry"])
def test_a_thing_that_is_not_there_is_neither_switched_to_nor_put_away(words: str, at: At) -> None:
    there = at("base")
    said = there.say(f"ask ready room {words}")
    assert "I don't have this one on your record: falconry." in said
    assert there.domain().title == "cooking demonstrations"


@pytest.mark.parametrize("words", ["what worked with the allergy", "what went well at the blades"])
def test_what_names_no_thing_but_a_piece_tells_of_is_found(words: str, at: At) -> None:
    said = at("base").say(f"ask ready room {words}")
    assert "I don't have this one" not in said
    assert read(said)
