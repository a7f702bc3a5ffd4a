"""The terminal shows speech as readable text, with silences in seconds."""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from simulator.device import Device
from simulator.endpoints import NoAnswer
from simulator.spoken import Piece
from simulator.terminal import Terminal
from skill.alexa.authority import LOCAL_SKILL_ID, Authority
from skill.printable import printable
from tests.stage import Clock, listener, signer

SSML = (
    '<speak><s>Here we go.</s> Breathe in<break time="3300ms"/> and out<break time="5300ms"/> In<break time="10000ms"/>'
    '<break time="500ms"/> <s>Rock &amp; roll.</s> <break time="700ms"/> <s>Go.</s></speak>'
)
ANSWER: dict[str, Any] = {
    "response": {
        "outputSpeech": {"type": "SSML", "ssml": SSML},
        "card": {"type": "Simple", "title": "Ready Room, May 4", "content": "one\ntwo"},
        "shouldEndSession": True,
    }
}


def talk(
    authority: Authority,
    *utterances: str,
    real_time: bool = False,
    broken: bool = False,
    sleep: Callable[[float], object] | None = None,
) -> tuple[str, bool, float]:
    """Hold a conversation; return the output, whether it went well, and how many seconds it slept."""

    def skill(_body: bytes, _headers: Mapping[str, str]) -> Mapping[str, Any]:
        if broken:
            raise NoAnswer("the skill answered 500")
        return ANSWER

    slept: list[float] = []
    out, clock = io.StringIO(), Clock()
    device = Device(
        listener("en-US", clock.now.date().isoformat()), skill, signer(authority), LOCAL_SKILL_ID, clock=clock
    )
    went_well = Terminal(device, out, in_real_time=real_time, sleep=sleep or slept.append).talk(utterances, echo=True)
    return out.getvalue(), went_well, sum(slept)


def test_what_is_spoken_is_written_and_whether_the_microphone_is_open(authority: Authority) -> None:
    written, went_well, slept = talk(authority, "open ready room\n", "yes\n")
    assert written.splitlines() == [
        "You: open ready room",
        "Ready Room: Here we go.",
        "            Breathe in (3.3 s) and out (5.3 s)",
        "            In (10.5 s)",
        "            Rock & roll. Go.",
        "[card] Ready Room, May 4: one / two",
        "[microphone closed]",
        "You: yes",
        "[Nobody asked for the skill. Say: Alexa, open ready room.]",
    ]
    assert went_well
    assert slept == 0


def test_breathing_plays_in_real_time_when_it_is_wanted(authority: Authority) -> None:
    written, _, slept = talk(authority, "open ready room", real_time=True)
    assert "Breathe in ·······" in written
    assert slept == pytest.approx(21)  # phases of 4, 6 and 11 seconds


def test_what_is_said_can_be_cut_short(authority: Authority) -> None:
    def interrupted(_seconds: float) -> None:
        raise KeyboardInterrupt

    written, went_well, _ = talk(authority, "open ready room", "open ready room", real_time=True, sleep=interrupted)
    assert written.count("[interrupted]") == 2
    assert went_well


def test_a_broken_rule_of_alexas_fails_the_talk(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(ANSWER["response"], "shouldEndSession")
    written, went_well, _ = talk(authority, "open ready room")
    assert "[Alexa's rule: the answer does not say shouldEndSession]" in written.splitlines()
    assert not went_well


def test_a_skill_that_fails_ends_the_talk(authority: Authority) -> None:
    written, went_well, _ = talk(authority, "open ready room", "open ready room", broken=True)
    assert written == "You: open ready room\n[the skill answered 500]\n"
    assert not went_well


@pytest.mark.parametrize(
    "escape", ["\x1b]0;title\x07", "\x1b[2J", "\x9b2J", "\x08", "\r", "\x7f", "\u202e", "\u2066", "\u2028"]
)
def test_whatever_a_service_answers_moves_no_cursor(
    escape: str, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The service may be run by somebody else and can't be trusted."""
    words = "".join(f"&#{ord(one)};" if ord(one) in {0xD, 0x85} or ord(one) > 0x7E else one for one in escape)
    speech = f"<speak>Hello{words if escape[0] >= ' ' or escape == chr(0xD) else ''} there</speak>"
    monkeypatch.setitem(ANSWER["response"], "outputSpeech", {"type": "SSML", "ssml": speech})
    card = {"type": "Simple", "title": f"a{escape}b", "content": f"c{escape}d\ne"}
    monkeypatch.setitem(ANSWER["response"], "card", card)
    written, _, _ = talk(authority, f"open ready room{escape}\n", "open ready room\n")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", written)
    assert "[card] a" in written


def test_what_a_terminal_obeys_is_written_out_and_nothing_else() -> None:
    assert printable("a\x1b[2Jb\u202ec\nd\te \U0001f3bb") == "a\\x1b[2Jb\\u202ec\nd\te \U0001f3bb"


def test_what_is_said_aloud_is_written_first_and_not_waited_for(authority: Authority) -> None:
    out, said, clock = io.StringIO(), [], Clock()
    device = Device(
        listener("en-US", clock.now.date().isoformat()),
        lambda *_: ANSWER,
        signer(authority),
        LOCAL_SKILL_ID,
        clock=clock,
    )

    def say(spoken: Sequence[Piece]) -> None:
        said.append([piece.words for piece in spoken])
        assert "Rock & roll. Go." in out.getvalue()

    terminal = Terminal(device, out, in_real_time=True, say=say, sleep=lambda _: pytest.fail("it waited"))
    assert terminal.talk(["open ready room"], echo=False)
    assert said == [["Here we go.", "Breathe in", "and out", "In", "Rock & roll.", "Go."]]
