"""Everything that the README says one can say is reached from "open ready room", whatever the opening asks."""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from simulator.answer import Answer
from simulator.device import Device, Elicitation
from simulator.endpoints import into
from simulator.player import AUDIO_PLAYER
from simulator.requests import Who
from skill.alexa.authority import LOCAL_SKILL_ID, Authority
from skill.ledger.sqlite import SqliteLedger
from tests.stage import Clock, listener, service, signer

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
LINES = Path(__file__).parent.parent / "skill" / "speech" / "en-US"
OPEN = "open ready room"
FILLED = {"I'm getting ready for …": "I'm getting ready for a job interview", "switch to …": "switch to piano recital"}
AS_ONE_SENTENCE = ("for my evidence", "to delete everything", "for two sighs", "for three minutes of box breathing")
"""What follows "ask ready room" and is said by itself, too."""

LATER, AN_HOUR, A_DAY = 1_200, 3_600, 86_400
_KNOWN: tuple[str | int, ...] = (
    *("ask ready room I'm getting ready for a piano recital", "I want to play the whole sonata", "six"),
    *("I played at school", "last may", "I can play in front of people"),
)
_DID = tuple(said for n in ("one", "two", "three", "four") for said in (f"tell ready room that I did {n}", "yes"))
_LADDER: tuple[str | int, ...] = (
    *(*_KNOWN, "ask ready room to build my ladder", "say hello", "I say my name", "seven", "ask two questions"),
    *("I look at them", "six", "I end on time"),
)
OPENINGS: Mapping[str, tuple[str, tuple[str | int, ...]]] = {
    "new": ("opening.what", ()),
    "wish": ("opening.wish", (*_KNOWN, *_DID, OPEN, "no")),
    "add": ("opening.add", (*_KNOWN, OPEN, "no")),
    "today": (
        "opening_today.warm_up",
        (*_KNOWN, "ask ready room to schedule it for tomorrow at three p m", "no", A_DAY),
    ),
    "unfinished": (
        "unfinished.resume",
        (*_KNOWN, "ask ready room to debrief", "yes", "I spoke slowly", "stop", AN_HOUR),
    ),
    "how it went": ("debrief.outcome", (*_KNOWN, "ask ready room to warm me up", LATER)),
    "how the step went": ("debrief.outcome", (*_LADDER, "tomorrow", "stop", "ask ready room to warm me up", LATER)),
    "undecided": ("note_waiting.read", (*_KNOWN, "tell ready room that I smiled", "stop", AN_HOUR)),
    "met half-way": (
        "meeting_unfinished.resume",
        ("ask ready room I'm getting ready for a piano recital", "stop", AN_HOUR),
    ),
    "ladder": ("ladder_offer.build", _KNOWN),
    "ladder begun": ("ladder_offer.resume", (*_LADDER[:8], "stop", AN_HOUR)),
    "half-way": ("half_way.where", (*_KNOWN, "ask ready room to warm me up", 30)),
}
"""What the opening asks, and what was said before, with the seconds that passed."""
ON_EACH_DEVICE = {"new", "how it went", "undecided", "met half-way"}
"""Where free text, or more than a word, is an answer: there it matters what a device takes for it."""
OPENED = [(name, how) for name in OPENINGS for how in Elicitation if name in ON_EACH_DEVICE or how == "honour"]
ITS_OWN_ANSWER = {("half-way", "my evidence"), ("half-way", "for my evidence")}
"""What answers the very question: whether to go on from one's evidence."""


def rows() -> Iterator[tuple[str, list[str]]]:
    """Give what each row of the README's table says, whole and in its variants; and the words around it."""
    table = README.partition("| say | and it |")[2].partition("\n\n")[0]
    for row in table.splitlines():
        said = row.split(" | ")[0]
        phrases: list[str] = []
        for found in re.finditer(r"`([^`]+)`(?: \(([^)]*)\))?", said):
            phrases.append(FILLED.get(found[1], found[1]))
            phrases += [f"{found[1]} {more}" for more in re.findall(r"`([^`]+)`", found[2] or "")]
        if phrases:
            yield said, phrases


def phrases(*, to_a_track: bool) -> list[str]:
    """Return what can be said at an opening; or to a track that plays."""
    found = [phrase for said, of_row in rows() for phrase in of_row if ("while a track plays" in said) is to_a_track]
    return [phrase for phrase in found if phrase != OPEN]


@dataclass(frozen=True)
class Led:
    """Where an utterance led: the question that is open after it, and the first that was said."""

    question: str
    first: str
    plays: str = ""


class Home:
    """A device, and what was told before it opens."""

    def __init__(
        self, folder: Path, authority: Authority, elicitation: Elicitation, before: tuple[str | int, ...]
    ) -> None:
        self._clock, self._numbers = Clock(), count()
        self._last: dict[str, Any] = {}
        self._file, self._before = folder / "ledger.sqlite3", folder / "before"
        post = into(service(SqliteLedger(self._file), self._clock, authority))

        def remember(body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
            self._last = dict(post(body, headers))
            return self._last

        def new() -> Device:
            return Device(
                listener("en-US", self._clock.now.date().isoformat()),
                remember,
                signer(authority),
                LOCAL_SKILL_ID,
                elicitation=elicitation,
                clock=self._clock,
                new_id=lambda: f"id-{next(self._numbers)}",
            )

        self._new = new
        self._tell(before)

    def _tell(self, before: tuple[str | int, ...]) -> None:
        device = self._new()
        for said in before:
            if isinstance(said, int):
                self._clock.pass_time(timedelta(seconds=said))
            else:
                device.hear(said)
                self._clock.pass_time(timedelta(seconds=6))
            if isinstance(said, int) or not device.is_open:
                device.leave()
        shutil.copy(self._file, self._before)

    def say(self, *utterances: str, interfaces: frozenset[str] = frozenset()) -> Led:
        """Say things on a new device, as if nothing had been said since."""
        shutil.copy(self._before, self._file)
        device = self._new()
        device.who = replace(Who(), interfaces=interfaces)
        for said in utterances:
            answer = device.hear(said)
        question = self._last.get("sessionAttributes", {}).get("question", "") if device.is_open else ""
        plays = f"{answer.track.title}, {answer.track.activity}" if answer.track else ""
        return Led(question, _first(answer), plays)


def _first(answer: Answer) -> str:
    """Return the first sentence."""
    found = re.search(r"<s>(.*?)</s>", answer.ssml or "")
    return found[1] if found else ""


@pytest.fixture(scope="module")
def home(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Elicitation], Home]:
    """A home for each opening and each kind of device, made when it is first asked for."""
    made: dict[tuple[str, Elicitation], Home] = {}

    def at(name: str, elicitation: Elicitation) -> Home:
        if (name, elicitation) not in made:
            made[name, elicitation] = Home(tmp_path_factory.mktemp("home"), authority, elicitation, OPENINGS[name][1])
        return made[name, elicitation]

    return at


TAUGHT = sorted(
    {
        phrase
        for file in LINES.glob("*.ftl")
        for phrase in re.findall(r"open ready room(?: and say:|\. Then:) ([^.,]+)", file.read_text(), re.IGNORECASE)
    }
    | {"send cards"}
)
"""What the skill's own lines tell people to say after "open ready room"."""


def test_the_table_is_read_whole() -> None:
    assert len(list(rows())) == README.partition("| say | and it |")[2].partition("\n\n")[0].count("\n| `")
    assert len(phrases(to_a_track=False)) >= 39
    assert phrases(to_a_track=True)[:5] == ["pause", "resume", "start over", "next", "stop"]


@pytest.mark.parametrize(("opening", "elicitation"), OPENED)
def test_what_the_opening_asks(
    opening: str, elicitation: Elicitation, home: Callable[[str, Elicitation], Home]
) -> None:
    assert home(opening, elicitation).say(OPEN).question == OPENINGS[opening][0]


def _needs_a_date(said: str, opening: str, elicitation: Elicitation) -> bool:
    """Whether a device would have to read a date that it takes for free text: it brings the words, and no date."""
    is_asked_for_words = OPENINGS[opening][0] == "opening.what"
    return elicitation is Elicitation.GREEDY and is_asked_for_words and said.endswith(" p m")


@pytest.mark.parametrize(("opening", "elicitation"), OPENED)
def test_every_row_is_reached_from_the_opening(
    opening: str, elicitation: Elicitation, home: Callable[[str, Elicitation], Home]
) -> None:
    """It leads where the same leads in one sentence."""
    here, astray = home(opening, elicitation), []
    for said in (*phrases(to_a_track=False), *AS_ONE_SENTENCE):
        at_once, from_opening = here.say(f"ask ready room {said}"), here.say(OPEN, said)
        is_other = _needs_a_date(said, opening, elicitation) or (opening, said) in ITS_OWN_ANSWER
        if not is_other and at_once != from_opening:
            astray.append(f"{said}: {at_once}, not {from_opening}")
    assert not astray, "\n".join(astray)


@pytest.mark.parametrize("opening", ["wish", "how it went", "undecided"])
@pytest.mark.parametrize("said", [phrase.replace("ready for", "ready for a recital") for phrase in TAUGHT])
def test_what_the_skill_teaches_is_reached_from_the_opening(
    said: str, opening: str, home: Callable[[str, Elicitation], Home]
) -> None:
    here = home(opening, Elicitation.HONOUR)
    at_once = here.say(f"ask ready room {said}")
    assert at_once == here.say(OPEN, said)
    assert at_once.first != "I didn't catch that."


@pytest.mark.parametrize("opening", ["new", "wish"])
@pytest.mark.parametrize("said", phrases(to_a_track=True)[:5])
def test_a_track_that_was_begun_from_the_opening_hears_what_can_be_said_to_it(
    said: str, opening: str, home: Callable[[str, Elicitation], Home]
) -> None:
    here, player = home(opening, Elicitation.HONOUR), frozenset({AUDIO_PLAYER})
    first = ("pause",) if said == "resume" else ()
    at_once = here.say("ask ready room to just breathe", *first, said, interfaces=player)
    from_opening = here.say(OPEN, "just breathe", *first, said, interfaces=player)
    assert at_once == from_opening
    assert at_once.plays == f"Breathing, 5 minutes, {'PLAYING' if said in {'resume', 'start over'} else 'STOPPED'}"
