"""What is typed to Alexa leads to the same place as when it is said."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from simulator.device import Elicitation
from simulator.slot_types import in_words
from simulator.spoken import pieces
from skill.alexa.authority import Authority
from skill.alexa.requests import account_of
from skill.efficacy.domain import NAMELESS
from tests.patience import patient
from tests.sentences.test_sentences import BEFORE, PLACES, Led, Room, begins, says
from tests.stage import ACCOUNT_KEY, Stage

_NUMBERS = frozenset(map(str, range(100)))
TYPED = Path(__file__).parent / "typed" / "en-US.txt"
_KNOWN = (
    *("ask ready room I'm getting ready for a piano recital", "I want to play the whole sonata", "six"),
    *("I played at school", "last may", "I can play in front of people"),
)
OPEN: Mapping[str, tuple[str, ...]] = {
    **BEFORE,
    "what": ("open ready room",),
    "wish": (*_KNOWN, "open ready room", "no", "open ready room"),
    "plan": ("ask ready room to debrief", "yes", "I spoke slowly", "skip", "skip"),
    "day": (*_KNOWN, "ask ready room to schedule it"),
    "time": (*_KNOWN, "ask ready room to schedule it", "friday"),
    "pattern": ("ask ready room to change my breathing pattern",),
    "length": ("ask ready room to change my warm up length",),
}
LEADS: Mapping[str, Callable[[Led], bool]] = {
    **PLACES,
    "again": lambda led: bool(led.question) and "didn't catch" in led.said,
    "outcome:again": lambda led: led.question == "debrief.outcome" and "didn't catch" in led.said,
    "nervous": says("Feeling nervous is your body"),
    "flat": says("Stand up"),
    "time": begins("schedule.time"),
    "half": begins("schedule.half"),
    "progress": says("on your record"),
    "ladder": says("First, your goal"),
}


def rows() -> list[tuple[str, str, str, str]]:
    """Return the heading, place, typed form and spoken form of each sentence."""
    found, heading = [], ""
    for row in TYPED.read_text(encoding="utf-8").splitlines():
        if re.fullmatch(r"\[\w+\]", row):
            heading = row.strip("[]")
        elif row and not row.startswith("#"):
            place, words = re.split(r": ", row, maxsplit=1)
            typed, said = words.split(" || ")
            typed = typed.replace("\\n", "\n").replace("\\u0301", "\u0301")
            found.append((heading, place, typed, said))
    return found


def reached(place: str, led: Led) -> bool:
    """Whether an utterance led where it should."""
    if place.startswith("number:"):
        return f"Got it: {place.split(':')[1]}." in led.said
    return LEADS[place](led)


def skeleton(led: Led) -> tuple[str, list[str]]:
    """Return the question, and the response however it is written: without signs, and with numbers in words."""
    words = re.findall(r"[\w']+", led.said.lower().replace("@", " at "))
    return led.question, [in_words(int(word)) if word in _NUMBERS else word for word in words]


@pytest.fixture(scope="module", params=list(Elicitation), ids=str)
def rooms(request: pytest.FixtureRequest, authority: Authority) -> Callable[[str], Room]:
    """Devices in the middle of a conversation, each made when it is first needed."""
    made: dict[str, Room] = {}

    def room(heading: str) -> Room:
        if heading not in made:
            made[heading] = Room(heading, request.param, authority, OPEN[heading])
        return made[heading]

    return room


@pytest.mark.parametrize(("heading", "place", "typed", "said"), rows())
def test_what_is_typed_leads_where_it_leads_when_it_is_said(
    heading: str, place: str, typed: str, said: str, rooms: Callable[[str], Room]
) -> None:
    room = rooms(heading)
    written = room.say(heading, typed, is_typed=True)
    assert reached(place, written), written
    if said != "alexa":
        assert skeleton(written) == skeleton(room.say(heading, said))


ANSWERS = [
    "I PAUSED \u2013 twice… and “breathed” 🎉",
    "I can say: “No.” & mean it (50%) 👩\u200d💻",
    "Next I\u2019ll repeat Q#1 at 3:00 p.m.!! <b>bold</b> ¿café? \uff2f\uff2b",
]


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
@pytest.mark.parametrize("elicitation", list(Elicitation))
def test_what_is_typed_is_kept_as_it_is_and_said_without_pictures(
    elicitation: Elicitation, set_stage: Callable[[Elicitation], Stage]
) -> None:
    stage = set_stage(elicitation)
    device = stage.device()
    device.is_typed = True
    answers = [device.hear(words) for words in ("Alexa, ask Ready Room to debrief!", "YES!", *ANSWERS)]
    assert not any(answer.broken for answer in answers)
    (kept,) = stage.ledger.latest(account_of(stage.user, ACCOUNT_KEY), "main", NAMELESS, 2, patient(), before=None)
    assert [kept.worked, kept.shows, kept.plan] == ANSWERS
    said = [pieces(answer.ssml or "") for answer in answers]
    assert "I PAUSED \u2013 twice… and “breathed”." in said[2][0].words
    assert not re.search("[\U0001f000-\U0001faff]", str(said))


@pytest.mark.parametrize("ledger", ["sqlite"], indirect=True)
@pytest.mark.parametrize("pictures", ["👍", "🎉🎉🎉", "…", "?!", "6\ufe0f\u20e3"[1:], "\u200b"])
@pytest.mark.parametrize(
    "asked",
    [
        ("open ready room",),
        ("ask ready room to debrief",),
        ("ask ready room to debrief", "yes"),
        ("tell ready room that I smiled",),
        ("ask ready room to delete everything",),
        ("ask ready room to change my cue word",),
        ("ask ready room I'm getting ready for a recital",),
        ("ask ready room I'm getting ready for a recital", "I want to play it all"),
    ],
)
def test_pictures_and_signs_alone_are_no_answer(asked: tuple[str, ...], pictures: str, stage: Stage) -> None:
    """The open question is asked again, and nothing is stored."""
    device = stage.device()
    for words in asked:
        device.hear(words)
    account = account_of(stage.user, ACCOUNT_KEY)
    before = (
        stage.ledger.performer(account, "main", patient()),
        stage.ledger.latest(account, "main", NAMELESS, 5, patient()),
    )
    device.is_typed = True
    assert device.hear(pictures).is_open
    assert before == (
        stage.ledger.performer(account, "main", patient()),
        stage.ledger.latest(account, "main", NAMELESS, 5, patient()),
    )
