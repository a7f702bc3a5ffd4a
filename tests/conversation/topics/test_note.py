"""A note is kept at once, and only a yes lets a warm-up read it."""

import pytest

from skill.efficacy.evidence import Kind
from skill.efficacy.performer import MAIN
from skill.ledger.protocol import Change
from skill.nlu.intents import Intent
from tests.conversation.talk import ACCOUNT, Talk, args, keys
from tests.patience import patient
from tests.stage import Stage
from tests.stories import base, say


def on_the_shelf(talk: Talk) -> list[str | None]:
    """Return the notes that a warm-up may read."""
    shelf = talk.ledger.shelf(ACCOUNT, MAIN, talk.performer.active, 10, patient())
    return [piece.note for piece in shelf]


@pytest.mark.parametrize(
    ("answer", "read_back", "line", "shelf"),
    [
        (Intent.YES, True, "note-will-be-read", ["I smiled"]),
        (Intent.NO, False, "note-not-read", []),
        (Intent.SKIP, None, "note-only-kept", []),
        (Intent.STOP, None, "stopped-in-question", []),
    ],
)
def test_it_is_kept_whatever_the_answer_and_read_only_after_a_yes(
    answer: Intent, read_back: bool | None, line: str, shelf: list[str], talk: Talk
) -> None:
    reply = talk.ask(Intent.NOTE, words="I smiled")
    assert keys(reply) == ["note-words.noted", "note-read_back"]
    (piece,) = talk.evidence
    assert (piece.kind, piece.note, piece.read_back, piece.closed) == (Kind.NOTE, "I smiled", None, True)
    assert keys(talk.mean(answer)) == [line]
    (piece,) = talk.evidence
    assert piece.read_back is read_back
    assert on_the_shelf(talk) == shelf


def test_the_word_that_only_leads_to_it_is_no_part_of_it(talk: Talk) -> None:
    talk.ask(Intent.NOTE, words="that I smiled")
    assert [piece.note for piece in talk.evidence] == ["I smiled"]


def test_corrected_it_is_asked_again_whether_it_may_be_read(talk: Talk) -> None:
    talk.ask(Intent.NOTE, words="I kept high contact")
    talk.mean(Intent.WRONG)
    assert talk.question == "note.words"
    talk.say("I kept eye contact")
    assert talk.question == "note.read_back"
    talk.mean(Intent.YES)
    assert on_the_shelf(talk) == ["I kept eye contact"]


def test_corrected_after_a_yes_it_is_not_read_until_the_next_one(talk: Talk) -> None:
    talk.ask(Intent.NOTE, words="I kept high contact")
    before = talk.session
    talk.mean(Intent.YES)
    talk.session = before
    talk.mean(Intent.WRONG)
    talk.say("I kept eye contact")
    assert talk.question == "note.read_back"
    assert on_the_shelf(talk) == []


def test_forgotten_it_is_gone_at_once(talk: Talk) -> None:
    talk.ask(Intent.NOTE, words="I smiled")
    reply = talk.mean(Intent.FORGET)
    assert keys(reply) == ["forgotten"]
    assert reply.session is None
    assert talk.evidence == []


def test_a_deed_that_is_told_instead_of_a_yes_is_added_and_other_words_are_not(talk: Talk) -> None:
    talk.ask(Intent.NOTE, words="I smiled")
    assert keys(talk.say("and I looked every one of them in the eye")) == ["kept", "note-read_back.again"]
    assert keys(talk.say("purple")) == ["note-read_back.again"]
    assert [piece.note for piece in talk.evidence] == ["I smiled. and I looked every one of them in the eye"]


def test_a_repeated_request_is_one_note(talk: Talk) -> None:
    first = talk.ask(Intent.NOTE, words="I smiled")
    assert talk.repeat_request().say == first.say
    assert len(talk.evidence) == 1


def test_an_undecided_note_is_offered_once_without_its_words(talk: Talk) -> None:
    talk.ask(Intent.NOTE, words="I smiled")
    talk.pass_time(hours=20)
    offer = talk.ask(Intent.OPEN)
    assert talk.question == "note_waiting.read"
    assert "I smiled" not in str(offer.say)
    assert keys(talk.mean(Intent.NO)) == ["okay"]
    talk.ask(Intent.OPEN)
    assert talk.question != "note_waiting.read"


def test_after_a_yes_the_waiting_note_is_read_and_decided_on(talk: Talk) -> None:
    talk.ask(Intent.NOTE, words="I smiled")
    talk.pass_time(hours=20)
    talk.ask(Intent.OPEN)
    reply = talk.mean(Intent.YES)
    assert keys(reply) == ["note-earlier", "note-read_back"]
    assert args(reply, "note-earlier")["words"] == "I smiled"
    talk.mean(Intent.YES)
    assert on_the_shelf(talk) == ["I smiled"]


def test_a_waiting_note_that_was_deleted_meanwhile_is_gone(talk: Talk) -> None:
    talk.ask(Intent.NOTE, words="I smiled")
    talk.pass_time(hours=20)
    talk.ask(Intent.OPEN)
    (piece,) = talk.evidence
    talk.ledger.save(ACCOUNT, Change(forget=(piece.key,)), talk.now, patient())
    assert keys(talk.mean(Intent.YES)) == ["gone"]


@pytest.mark.parametrize(
    "said",
    [
        "note for the chess that I offered a draw",
        "make a note for chess tournaments that I offered a draw",
        "note under chess that I offered a draw",
    ],
)
def test_a_note_for_a_thing_is_kept_there_without_the_address(stage: Stage, said: str) -> None:
    told = say(base(stage), f"ask ready room {said}")
    assert told.startswith("This is for: chess tournaments. Got it. You said: I offered a draw.")
