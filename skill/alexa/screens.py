"""The screen: a circle to breathe with, and then each line that is read.

One document of APL fits every screen; `pacer.json` is what is always the same of it. Its commands keep the time: a
phase lasts as long as its animation, whatever the voice takes, which speaks on a sequencer of its own. The document
begins when `begin` tells it to: Alexa displays a document at once, but runs commands that are sent along with it only
when the answer's own speech is over. Whatever ends them early, a touch or a word to Alexa, leaves the document paused.

APL 1.4 is the lowest version with sequencers.
"""

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from ask_sdk_model.interfaces.alexa.presentation.apl import ExecuteCommandsDirective, RenderDocumentDirective

from skill.breathing.patterns import Pattern, Phase
from skill.breathing.timeline import TAUGHT_CYCLES, Timeline, timeline
from skill.speech.pace import spoken_ms
from skill.speech.parts import Line, Pause, line
from skill.speech.ssml import alone, cue_words, shown
from skill.speech.texts import Texts

LONGEST_LINES, _BYTES_A_CYCLE = 5_000, 12
"""Bytes of all lines together, as JSON; each is sent twice, to be shown and to be spoken. Each cycle takes of them."""
_REST, _FULL, _BEFORE_TOP_UP = 0.45, 1.0, 0.85
"""How large the circle is after a breath out, and after a breath in."""
_TEN = 10
_SETTLE_MS, _PATIENCE_MS = 800, 120_000
"""How long the document waits for somebody, when all is said or it is paused."""
_LARGE_TO, _MEDIUM_TO = 80, 160
"""So many characters are shown large, or of medium size; what is longer scrolls."""
_WORDS = {
    Phase.IN: "screen-in",
    Phase.TOP_UP: "screen-top-up",
    Phase.HOLD: "screen-hold",
    Phase.OUT: "screen-out",
    Phase.REST: "screen-rest",
}
_BUTTONS = {"pause": "screen-pause", "resume": "screen-resume", "skip": "screen-skip", "stop": "screen-stop"}
_SPOKEN = {
    "pause": "screen-pause.spoken",
    "resume": "screen-resume.spoken",
    "skip": "screen-skip.spoken",
    "stop": "screen-stop.spoken",
}

Command = Mapping[str, Any]
Data = Mapping[str, Any]


def pacer(
    timeline: Timeline, from_cycle: int, after: Sequence[Line | Pause], texts: Texts, token: str
) -> RenderDocumentDirective:
    """Show a round of breathing, from a cycle on, and then the lines that follow it; with none left, these alone.

    It stands still until `begin` is sent with it. Its touches come as events: what was touched, and how many cycles are
    behind.

    Args:
        timeline: The whole round.
        from_cycle: How many cycles of it are behind.
        after: What is read when the breathing is over, the silences among it.
        texts: The language.
        token: By what the document is known.
    """
    done = min(max(from_cycle, 0), timeline.cycles)
    said = _fitting(after, texts, LONGEST_LINES - _BYTES_A_CYCLE * timeline.cycles)
    document = deepcopy(_document())
    document["settings"] = {"idleTimeout": _whole_ms(timeline, done, said) + _PATIENCE_MS}
    document["commands"] |= _commands(timeline, done, said)
    return RenderDocumentDirective(
        token=token, document=document, datasources=_datasources(timeline, done, said, texts)
    )


def begin(token: str) -> ExecuteCommandsDirective:
    """Begin what the document shows, when what is said with it is over."""
    return ExecuteCommandsDirective(token=token, commands=[{"type": "begin"}])


def paused(token: str) -> ExecuteCommandsDirective:
    """Have the document stand still, as if somebody had touched pause: new commands end those that run."""
    stands = {"type": "SetValue", "componentId": "room", "property": "paused", "value": "${true}"}
    return ExecuteCommandsDirective(token=token, commands=[stands, {"type": "Idle", "sequencer": "voice"}])


@cache
def _document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads((Path(__file__).parent / "pacer.json").read_text(encoding="utf-8"))
    return document


def _commands(timeline: Timeline, done: int, said: Sequence[tuple[str, int]]) -> dict[str, Any]:
    """Return the document's commands that are made for this round: a cycle, ten of them, and all of it."""
    tens = [{"type": "cycle", "at": f"${{first + {more}}}", "thin": 1} for more in range(_TEN)]
    return {
        "cycle": {"parameters": ["at", "thin"], "commands": _cycle(timeline.pattern)},
        "ten": {"parameters": ["first"], "commands": tens},
        "begin": {"commands": [_all(timeline.cycles, done, said)]},
    }


def _all(cycles: int, done: int, said: Sequence[tuple[str, int]]) -> Command:
    """Return what `begin` runs, the screen kept on meanwhile."""
    focus = {"type": "SetFocus", "componentId": "pause", "when": "${viewport.mode == 'tv'}"}
    settle = [{"type": "settle"}] if done < cycles else []
    read = [{"type": "read", "line": place, "ms": ms} for place, (_, ms) in enumerate(said)]
    over = {"type": "tell", "name": "over", "of": True}
    commands = [focus, *_cycles(cycles, done), *settle, *read, over]
    return {"type": "Sequential", "screenLock": True, "commands": commands, "catch": [{"type": "halt"}]}


def _cycles(cycles: int, done: int) -> list[Command]:
    """Return a command for each cycle, and for each ten of those that are led thinly."""
    found: list[Command] = []
    while done < cycles:
        is_ten = done >= TAUGHT_CYCLES and done + _TEN <= cycles
        one = {"type": "cycle", "at": done, "thin": int(done >= TAUGHT_CYCLES)}
        found.append({"type": "ten", "first": done} if is_ten else one)
        done += _TEN if is_ten else 1
    return found


def _cycle(pattern: Pattern) -> list[Command]:
    """Return a cycle, phase by phase; each has two cues, the full one and the thin one."""
    sizes = _sizes(pattern)
    phases = [
        {"type": "phase", "cue": f"${{thin + {2 * place}}}", "from": sizes[place - 1], "to": sizes[place], "ms": ms}
        for place, (_, ms) in enumerate(pattern.phases)
    ]
    return [*phases, {"type": "tell", "name": "cycle", "of": "${at + 1}"}]


def _sizes(pattern: Pattern) -> list[float]:
    """Return how large the circle is at the end of each phase."""
    full = _BEFORE_TOP_UP if any(phase is Phase.TOP_UP for phase, _ in pattern.phases) else _FULL
    ends = {Phase.IN: full, Phase.TOP_UP: _FULL, Phase.OUT: _REST}
    sizes: list[float] = []
    for phase, _ in pattern.phases:
        sizes.append(ends[phase] if phase in ends else sizes[-1] if sizes else _REST)
    return sizes


def _datasources(timeline_: Timeline, done: int, said: Sequence[tuple[str, int]], texts: Texts) -> dict[str, Data]:
    """Return what the document shows and speaks.

    Nobody's words stand in a list: APL evaluates the data that a list is made from once more.
    """
    cues = _cues(timeline_.pattern)
    spoken = {f"cue{place}": alone(cue_words(cue, texts), is_cue=True) for place, cue in enumerate(cues)}
    spoken |= {f"line{place}": alone(words) for place, (words, _) in enumerate(said)}
    left = range(timeline_.cycles - done + 1)
    shows = {
        "done": done,
        "cycles": timeline_.cycles,
        "rest": _REST,
        "cues": [texts.say(Line(_WORDS[cue.phase])) for cue in cues],
        "left": [texts.say(line("screen-left", breaths=breaths)) for breaths in left],
        "lines": [_size(words) for words, _ in said],
        "paused": texts.say(line("screen-paused")),
        "buttons": {name: texts.say(Line(key)) for name, key in _BUTTONS.items()},
        "spoken": {name: texts.say(Line(key)) for name, key in _SPOKEN.items()},
    }
    read = {f"text{place}": shown(words) for place, (words, _) in enumerate(said)}
    speech = [{"transformer": "ssmlToSpeech", "inputPath": name} for name in spoken]
    return {"pacer": {"type": "object", "properties": shows | read | spoken, "transformers": speech}}


def _cues(pattern: Pattern) -> list[Any]:
    """Return the cues of each phase: the full one, the thin one."""
    taught, *_, thin = (
        timeline(pattern, TAUGHT_CYCLES + 1).cues[place : place + len(pattern.phases)]
        for place in range(0, (TAUGHT_CYCLES + 1) * len(pattern.phases), len(pattern.phases))
    )
    return [cue for pair in zip(taught, thin, strict=True) for cue in pair]


def _size(words: str) -> int:
    return 0 if len(words) <= _LARGE_TO else 1 if len(words) <= _MEDIUM_TO else 2


def _fitting(after: Sequence[Line | Pause], texts: Texts, most: int) -> list[tuple[str, int]]:
    """Return the lines in words, each with its silence; too long, what gives way is left out, then lines are cut."""
    left = tuple(after)
    while _bytes(said := _said(left, texts)) > most:
        rank = max(part.gives_way for part in left)
        if not rank:
            return _cut(said, most)
        left = tuple(part for part in left if part.gives_way != rank)
    return said


def _said(parts: Sequence[Line | Pause], texts: Texts) -> list[tuple[str, int]]:
    said: list[tuple[str, int]] = []
    for part in parts:
        if isinstance(part, Line):
            said.append((texts.say(part), 0))
        elif said:
            said[-1] = (said[-1][0], said[-1][1] + part.ms)
    return said


def _cut(said: list[tuple[str, int]], most: int) -> list[tuple[str, int]]:
    """Cut the longest line at a word, again and again, until all of them fit."""
    while _bytes(said) > most:
        longest = max(range(len(said)), key=lambda place: len(said[place][0]))
        words, ms = said[longest]
        if len(words) <= _MEDIUM_TO // 2:
            return said
        said[longest] = (words[: len(words) // 2].rsplit(" ", 1)[0] + " …", ms)
    return said


def _bytes(said: Sequence[tuple[str, int]]) -> int:
    return sum(len(json.dumps(words)) for words, _ in said)


def _whole_ms(timeline: Timeline, done: int, said: Sequence[tuple[str, int]]) -> int:
    """Return about how long all of it takes."""
    breathing = (timeline.cycles - done) * timeline.pattern.cycle_ms + _SETTLE_MS
    return breathing + sum(spoken_ms(words) + ms for words, ms in said)
