"""The README and docs/commands.md are true: what one can say, its opening play, and the commands.

Everything that docs/commands.md says one can say is reached from "open ready room", whatever the opening asks.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from simulator import __main__ as simulator_commands
from simulator.answer import Answer
from simulator.device import Device, Elicitation
from simulator.endpoints import into
from simulator.player import AUDIO_PLAYER
from simulator.plays import agrees
from simulator.requests import Caller
from simulator.spoken import pieces
from skill import __main__ as skill_commands
from skill.alexa.authority import LOCAL_SKILL_ID, Authority
from skill.ledger.sqlite import SqliteLedger
from skill.nlu.intents import Intent
from skill.nlu.language import language_for
from tests.patience import GIVEN_UP_SECONDS
from tests.stage import Clock, listener, service, signer

ROOT = Path(__file__).parent.parent
README, COMMANDS, CONTRIBUTING, SETTINGS = (
    (ROOT / name).read_text(encoding="utf-8")
    for name in ("README.md", "docs/commands.md", "CONTRIBUTING.md", "docs/settings.md")
)
LINES = ROOT / "skill" / "languages" / "en" / "said"
HEADER = "| say | and it |"
TO_PLAYBACK, IN_QUESTIONS = "While breathing plays", "In the middle of questions"
"""The sections of docs/commands.md whose phrases are not said to the opening."""
OPEN = "open ready room"
FILLED = {"I'm getting ready for …": "I'm getting ready for a job interview", "switch to …": "switch to piano recital"}
AS_ONE_SENTENCE = ("for my evidence", "to delete everything", "for two sighs", "for three minutes of box breathing")
"""Phrases that follow "ask ready room" and are also said alone."""

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
"""The question of each opening, and what was said before, with the seconds that passed in between."""
ON_EACH_DEVICE = {"new", "how it went", "undecided", "met half-way"}
"""Openings that accept free text or several words, so that it matters how a device fills their slots."""
OPENED = [(name, how) for name in OPENINGS for how in Elicitation if name in ON_EACH_DEVICE or how == "honour"]
ITS_OWN_ANSWER = {("half-way", "my evidence"), ("half-way", "for my evidence")}
"""Phrases that answer the opening's own question: whether to continue from the evidence."""

LOOKED_UP = {
    *("what's my goal", "what was my plan", "what's my cue word", "what did my coach say", "how many steps are left"),
}
"""Phrases that are answered the same at an opening, and then what it asks is asked again."""
AT_THE_PACE = {"speak slower, please", "normal speed"}
"""Phrases that, while a question is open, have it asked again at that pace."""


def rows(text: str = COMMANDS) -> Iterator[tuple[str, list[str]]]:
    """Yield the section of each row of a vocabulary, and the row's phrases with their variants."""
    section = ""
    in_table = False
    for line in text.splitlines():
        if line.startswith("#"):
            section = line.lstrip("# ")
        in_table = line == HEADER or (in_table and line.startswith("|"))
        if in_table and line.startswith("| `"):
            phrases: list[str] = []
            for found in re.finditer(r"`([^`]+)`(?: \(([^)]*)\))?", line.split(" | ")[0]):
                phrases.append(FILLED.get(found[1], found[1]))
                phrases += [f"{found[1]} {more}" for more in re.findall(r"`([^`]+)`", found[2] or "")]
            yield section, phrases


def phrases_in(*sections: str) -> list[str]:
    """Return what can be said in these sections of docs/commands.md."""
    return [phrase for section, of_row in rows() if section in sections for phrase in of_row]


def opening_phrases() -> list[str]:
    """Return what can be said to the opening."""
    elsewhere = {TO_PLAYBACK, IN_QUESTIONS}
    found = [phrase for section, of_row in rows() if section not in elsewhere for phrase in of_row]
    return [phrase for phrase in found if phrase != OPEN]


@dataclass(frozen=True)
class Led:
    """Where an utterance led: the question that is open afterwards, and the first sentence of the answer."""

    question: str
    first: str
    plays: str = ""


class Home:
    """A device, and what was said before its opening."""

    def __init__(
        self, folder: Path, authority: Authority, elicitation: Elicitation, before: tuple[str | int, ...]
    ) -> None:
        self.clock, self._numbers = Clock(), count()
        self._last: dict[str, Any] = {}
        self._file, self._before = folder / "ledger.sqlite3", folder / "before"
        post = into(service(SqliteLedger(self._file), self.clock, authority))

        def remember(body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
            self._last = dict(post(body, headers))
            return self._last

        def new() -> Device:
            return Device(
                listener("en-US", self.clock.now.date().isoformat()),
                remember,
                signer(authority),
                LOCAL_SKILL_ID,
                elicitation=elicitation,
                clock=self.clock,
                new_id=lambda: f"id-{next(self._numbers)}",
            )

        self.device = new
        self._tell(before)

    def _tell(self, before: tuple[str | int, ...]) -> None:
        device = self.device()
        for said in before:
            if isinstance(said, int):
                self.clock.pass_time(timedelta(seconds=said))
            else:
                device.hear(said)
                self.clock.pass_time(timedelta(seconds=6))
            if isinstance(said, int) or not device.is_open:
                device.leave()
        shutil.copy(self._file, self._before)

    def say(self, *utterances: str, interfaces: frozenset[str] = frozenset()) -> Led:
        """Say things on a new device, from the state before the opening."""
        shutil.copy(self._before, self._file)
        device = self.device()
        device.caller = replace(Caller(), interfaces=interfaces)
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
    """A home for each opening and each kind of device, created on first use."""
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
"""Phrases that the skill's own lines suggest after "open ready room"."""


def test_the_vocabulary_is_read_whole() -> None:
    tables = [text.partition("\n\n")[0] for text in COMMANDS.split(HEADER)[1:]]
    assert len(list(rows())) == sum(table.count("\n| ") for table in tables)
    assert len(opening_phrases()) >= 39
    assert phrases_in(TO_PLAYBACK) == ["pause", "resume", "start over", "next", "stop"]
    assert len(phrases_in(IN_QUESTIONS)) >= 8


def test_the_lines_that_teach_a_phrase_are_found() -> None:
    assert len(TAUGHT) > 1


def test_the_readme_lists_ten_things_to_say_and_all_are_in_the_vocabulary() -> None:
    listed = [phrases for _, phrases in rows(README)]
    assert len(listed) == 10
    assert {phrase for phrases in listed for phrase in phrases} <= {OPEN, *opening_phrases()}


@pytest.mark.parametrize(("opening", "elicitation"), OPENED)
def test_what_the_opening_asks(
    opening: str, elicitation: Elicitation, home: Callable[[str, Elicitation], Home]
) -> None:
    assert home(opening, elicitation).say(OPEN).question == OPENINGS[opening][0]


def _needs_a_date(said: str, opening: str, elicitation: Elicitation) -> bool:
    """Whether a device takes a phrase with a date as free text, so that it sends the words and no date."""
    is_asked_for_words = OPENINGS[opening][0] == "opening.what"
    return elicitation is Elicitation.GREEDY and is_asked_for_words and said.endswith(" p m")


@pytest.mark.parametrize(("opening", "elicitation"), OPENED)
def test_every_row_is_reached_from_the_opening(
    opening: str, elicitation: Elicitation, home: Callable[[str, Elicitation], Home]
) -> None:
    """A phrase said to the opening leads to the same place as in one sentence."""
    here, astray = home(opening, elicitation), []
    for said in (*opening_phrases(), *AS_ONE_SENTENCE):
        at_once, from_opening = here.say(f"ask ready room {said}"), here.say(OPEN, said)
        if said in LOOKED_UP and at_once.first == from_opening.first and from_opening.question:
            continue
        is_other = _needs_a_date(said, opening, elicitation) or (opening, said) in ITS_OWN_ANSWER or said in AT_THE_PACE
        if not is_other and at_once != from_opening:
            astray.append(f"{said}: {at_once}, not {from_opening}")
    assert not astray, "\n".join(astray)


@pytest.mark.parametrize("opening", ["wish", "how it went", "undecided"])
@pytest.mark.parametrize("said", [phrase.replace("ready for", "ready for a recital") for phrase in TAUGHT])
def test_what_the_skill_teaches_is_reached_from_the_opening(
    said: str, opening: str, home: Callable[[str, Elicitation], Home]
) -> None:
    here = home(opening, Elicitation.HONOUR)
    if said in AT_THE_PACE:
        assert here.say(OPEN, said).question == here.say(OPEN).question
        return
    at_once = here.say(f"ask ready room {said}")
    assert at_once == here.say(OPEN, said)
    assert at_once.first != "I didn't catch that."


@pytest.mark.parametrize("opening", ["new", "wish"])
@pytest.mark.parametrize("said", phrases_in(TO_PLAYBACK))
def test_a_track_that_was_begun_from_the_opening_hears_what_can_be_said_to_it(
    said: str, opening: str, home: Callable[[str, Elicitation], Home]
) -> None:
    here, player = home(opening, Elicitation.HONOUR), frozenset({AUDIO_PLAYER})
    first = ("pause",) if said == "resume" else ()
    at_once = here.say("ask ready room to just breathe", *first, said, interfaces=player)
    from_opening = here.say(OPEN, "just breathe", *first, said, interfaces=player)
    assert at_once == from_opening
    assert at_once.plays == f"Breathing, 5 minutes, {'PLAYING' if said in {'resume', 'start over'} else 'STOPPED'}"


@pytest.mark.parametrize("said", phrases_in(IN_QUESTIONS))
def test_what_can_be_said_in_the_middle_of_questions_is_no_answer(said: str) -> None:
    assert language_for("en-US").read(said).intent not in {Intent.WORDS, Intent.NOTHING}


# The README's opening play.

BEFORE_THE_PLAY: tuple[str | int, ...] = ("ask ready room to warm me up", 2_400)
"""What its performer has done before it begins."""
LEFT_OUT = ("no",)
"""What is said where the play leaves turns out."""
A_WEEK = timedelta(days=7, minutes=1)
"""And a minute, as greetings go by the minute."""


def the_play() -> Iterator[tuple[str, str]]:
    """Yield the speaker and the words of each line of the README's play."""
    quoted = [line[2:].removesuffix("\\") for line in README.splitlines() if line.startswith("> ")]
    for line in re.sub(r"\n(?!\*\*|…)", " ", "\n".join(quoted)).splitlines():
        speaker, _, words = line.removeprefix("**").partition(":** ")
        yield ("", line) if line == "…" else (speaker, words)


def test_the_opening_play_goes_as_it_is_written(authority: Authority, tmp_path: Path) -> None:
    """What the room says is what the skill says; `…` and directions stand for any words."""
    home = Home(tmp_path, authority, Elicitation.HONOUR, BEFORE_THE_PLAY)
    device, answered, spoken = home.device(), "", 0
    for speaker, words in the_play():
        if speaker == "Ready Room":
            expected = re.sub(r"\*\([^)]*\)\*", "…", words)
            assert agrees(expected, answered), f"\nREADME.md:  {expected}\nthe skill:  {answered}"
            spoken += 1
            continue
        if words.startswith("*(a week later)*"):
            home.clock.pass_time(A_WEEK)
            device = home.device()
        for said in (words.rpartition("* ")[2],) if speaker == "You" else LEFT_OUT:
            answer = device.hear(said)
            answered = " ".join(piece.words for piece in pieces(answer.ssml or "") if piece.words)
            home.clock.pass_time(timedelta(seconds=6))
    assert spoken >= 6


# The commands.

TARGETS = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
DOCUMENTS = {file.name: file.read_text(encoding="utf-8") for file in sorted((ROOT / "docs").glob("*.md"))} | {
    "README.md": README,
    "CONTRIBUTING.md": CONTRIBUTING,
}


def commands_of(main: Callable[[list[str]], int], capsys: pytest.CaptureFixture[str]) -> set[str]:
    """Return the commands that a program lists in its help."""
    with pytest.raises(SystemExit):
        main(["--help"])
    return set(re.findall(r"^    ([a-z-]+)\b", capsys.readouterr().out, re.MULTILINE))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_target_that_a_document_names_is_there(name: str) -> None:
    code = " ".join(re.findall(r"`[^`\n]+`|^ {4,}.+$|^```[^`]*```", DOCUMENTS[name], re.MULTILINE))
    assert set(re.findall(r"\bmake (?:-s )?(?!it\b)([a-z][a-z-]*)", code)) <= TARGETS


def test_every_make_target_is_documented() -> None:
    section = COMMANDS.partition("## In a working copy")[2].partition("## The simulator")[0]
    assert set(re.findall(r"`make ([a-z-]+)", section)) == TARGETS


def test_every_command_of_operators_and_of_the_simulator_is_documented_and_no_other(
    capsys: pytest.CaptureFixture[str],
) -> None:
    section = COMMANDS.partition("## For operators")[2]
    assert set(re.findall(r"ready-room ([a-z-]+)", section)) == commands_of(skill_commands.main, capsys)
    assert set(re.findall(r"python -m simulator ([a-z]+)", COMMANDS)) == commands_of(simulator_commands.main, capsys)


def test_every_option_of_talking_is_documented_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        simulator_commands.main(["talk", "--help"])
    options = set(re.findall(r"^  (--[a-z-]+)", capsys.readouterr().out, re.MULTILINE))
    section = COMMANDS.partition("**`talk`**")[2].partition("## For operators")[0]
    assert set(re.findall(r"^\| `(--[a-z-]+)", section, re.MULTILINE)) == options


def test_every_setting_is_documented_and_no_other() -> None:
    read = set(re.findall(r'"(READY_ROOM_[A-Z_]+)"', (ROOT / "skill" / "settings.py").read_text(encoding="utf-8")))
    assert set(re.findall(r"^\| \[`(READY_ROOM_[A-Z_]+)`", SETTINGS, re.MULTILINE)) == read
    assert set(re.findall(r"^## (READY_ROOM_[A-Z_]+)$", SETTINGS, re.MULTILINE)) == read


def test_the_command_that_reads_standard_input_does_what_it_says(tmp_path: Path) -> None:
    found = re.search(r"printf '([^']+)' \| make -s talk$", COMMANDS, re.MULTILINE)
    assert found is not None
    run = subprocess.run(
        [sys.executable, "-m", "simulator", "talk"],
        cwd=ROOT,
        env={**os.environ, "READY_ROOM_HOME": str(tmp_path)},
        input=found[1].replace("\\n", "\n"),
        capture_output=True,
        text=True,
        timeout=GIVEN_UP_SECONDS,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "job interview" in run.stdout


def test_the_readme_runs_and_tests_with_make() -> None:
    assert {"make run", "make talk", "make quick", "make test"} <= set(
        re.findall(r"^make [a-z]+", README, re.MULTILINE)
    )
