"""What a session carries is not read again, and never wins over what is saved."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from skill.conversation.carried import MOST, Carried, read, write
from skill.conversation.retry import apologize
from skill.conversation.turn import Session
from skill.efficacy.evidence import Evidence, Key, Kind
from skill.efficacy.performer import MAIN, OwnPattern, Performer, Preferences
from skill.ledger.protocol import Change
from skill.nlu.act import DialogAct
from skill.nlu.intents import Intent, NluResult
from tests.conversation.talk import ACCOUNT, BEGINS, Talk, keys
from tests.memory import MemoryLedger
from tests.patience import patient

KEY = Key(MAIN, "talks", BEGINS, "r1")
READS = {"performer", "performers", "evidence", "latest", "earliest", "shelf"}


class Watched:
    """A ledger that notes what is called."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self._ledger = MemoryLedger()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            self.calls.append(name)
            return getattr(self._ledger, name)(*args, **options)

        return call


@pytest.fixture
def watched() -> Watched:
    """A ledger that notes what is called."""
    return Watched()


@pytest.fixture
def telling(watched: Watched) -> Talk:
    """Somebody at the first question of a debrief."""
    talk = Talk(watched)
    talk.ask(Intent.DOMAIN, words="board talks")
    talk.say("speak to ten people")
    talk.mean(Intent.ENOUGH)
    talk.ask(Intent.DEBRIEF)
    return talk


def test_an_answer_is_one_write_and_no_read(telling: Talk, watched: Watched) -> None:
    for answer in ("yes", "I kept my eyes up", "I can look at people", "skip", "when they ask I breathe first"):
        watched.calls.clear()
        telling.say(answer)
        assert not READS.intersection(watched.calls)
        assert watched.calls.count("save") <= 1
    assert telling.evidence[0].worked == "I kept my eyes up"


def test_more_of_the_evidence_is_one_read(watched: Watched) -> None:
    talk = Talk(watched)
    for number in range(5):
        talk.ask(Intent.NOTE, words=f"I did {number}")
        talk.say("yes")
    talk.ask(Intent.EVIDENCE)
    watched.calls.clear()
    talk.mean(Intent.MORE)
    assert watched.calls == ["turn", "latest"]


def test_what_another_device_answered_meanwhile_is_kept(telling: Talk) -> None:
    telling.say("yes")
    here = dict(telling.session)
    telling.say("I kept my eyes up")
    telling.session = here
    telling.say("I named each cut")
    (piece,) = telling.evidence
    assert piece.worked in {"I kept my eyes up", "I named each cut"}
    assert piece.outcome is not None
    assert piece.version == 3


def test_a_piece_that_was_deleted_meanwhile_takes_no_answer_of_the_old_one(telling: Talk) -> None:
    telling.say("yes")
    (piece,) = telling.evidence
    telling.ledger.save(ACCOUNT, Change(forget=(piece.key,)), telling.now, patient())
    telling.say("I kept my eyes up")
    assert [one.outcome for one in telling.evidence] in ([], [None])


def test_an_unknown_voice_does_not_go_on_from_a_record_that_was_kept_to_its_owner_meanwhile(watched: Watched) -> None:
    talk = Talk(watched, voice="0123456789ab")
    talk.ask(Intent.DEBRIEF)
    talk.voice = None
    watched.calls.clear()
    talk.say("yes")
    assert "performer" in watched.calls


def test_a_repeated_answer_is_stored_once(telling: Talk) -> None:
    telling.say("yes")
    first = telling.say("I kept my eyes up")
    assert keys(telling.repeat_request()) == keys(first)
    (piece,) = telling.evidence
    assert (piece.worked, piece.version) == ("I kept my eyes up", 2)


def test_a_turn_that_could_not_be_saved_waits_without_it(telling: Talk) -> None:
    telling.say("yes")
    assert telling.session["carried"]
    turn = telling.turn(DialogAct(Intent.WORDS, words="I kept my eyes up"))
    waiting = apologize(turn, NluResult(Intent.WORDS), Session.from_json(turn.session), is_erasing=False)
    assert waiting.session is not None
    assert "carried" not in waiting.session.pending_turn["session"]


@pytest.mark.parametrize(
    "data",
    [
        {"state": {"version": 1}},
        {"state": {"version": "x", "body": "{}"}},
        {"state": {"version": 1, "body": "no JSON"}},
        {"state": []},
        {"piece": {"key": "E#main", "version": 1, "body": ""}},
        {"piece": {"key": 7, "version": 1, "body": "{}"}},
        {"piece": "E"},
    ],
)
def test_what_cannot_be_read_is_read_from_the_ledger(data: Mapping[str, Any]) -> None:
    assert read(data) == Carried()


def test_what_is_written_is_read() -> None:
    performer = Performer(preferences=Preferences(cue="lantern"), version=4)
    piece = Evidence(KEY, Kind.DEBRIEF, worked="I kept my eyes up", version=2)
    assert read(write(performer, KEY, piece)) == Carried(performer, {KEY: piece})
    assert read(write(performer, KEY, None)) == Carried(performer, {KEY: None})
    assert read(write(performer, None, None)) == Carried(performer)


def test_what_is_private_is_not_carried() -> None:
    assert "piece" not in write(Performer(), KEY, Evidence(KEY, Kind.PRIVATE, note="I can't go on", version=1))


@pytest.mark.parametrize("letter", ["é", "अ", '"', "\\", "🎻"])
def test_what_is_too_large_once_it_is_escaped_is_not_carried(letter: str) -> None:
    piece = Evidence(KEY, Kind.DEBRIEF, worked=letter * (MOST // 2), version=1)
    carried = write(Performer(), KEY, piece)
    assert "piece" not in carried
    assert len(json.dumps(carried)) <= MOST + 200


def test_what_is_too_large_is_not_carried() -> None:
    long = "a" * (MOST // 2)
    patterns = tuple(OwnPattern(long + str(number), "4-0-6-0") for number in range(2))
    large = Performer(preferences=Preferences(own_patterns=patterns))
    piece = Evidence(KEY, Kind.NOTE, note=long, version=1)
    assert read(write(large, KEY, piece)) == Carried(None, {KEY: piece})
    assert read(write(Performer(), KEY, replace(piece, note=2 * long))) == Carried(Performer())
