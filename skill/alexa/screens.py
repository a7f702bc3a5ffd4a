"""The screen document: a circle to breathe with, then each line as it is read.

One APL document fits every screen; `pacer.json` holds its constant part. Its commands keep time: a phase lasts as long
as its animation, however long the voice takes, because speech runs on a separate sequencer. `begin` starts it: Alexa
displays a document at once, but runs commands sent with it only after the response's own speech. A touch or utterance
that interrupts the commands leaves the document paused.

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
from skill.speech.parts import Line, Pause, cut, line
from skill.speech.ssml import alone, cue_words, shown
from skill.speech.texts import Texts

LONGEST_LINES, _BYTES_A_CYCLE = 5_000, 12
"""The most bytes of JSON for all lines, as each is sent twice, shown and spoken; and what each cycle takes off that."""
_REST, _FULL, _BEFORE_TOP_UP = 0.45, 1.0, 0.85
"""The circle's size after breathing out, after breathing in, and before a top-up breath."""
_TEN = 10
_SETTLE_MS, _PATIENCE_MS = 800, 120_000
"""How long the breathing takes to fade out, and how long the document stays once it has finished or is paused."""
_LARGE_TO, _MEDIUM_TO = 80, 160
"""The most characters shown at large and at medium size; longer texts scroll."""
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
    timeline: Timeline,
    from_cycle: int,
    after: Sequence[Line | Pause],
    texts: Texts,
    token: str,
    *,
    is_slow: bool = False,
) -> RenderDocumentDirective:
    """Show a breathing round from a given cycle on, then the lines after it; only the lines if no cycle is left.

    The document waits until `begin` is sent with it. Touches arrive as events with the button's name and the number of
    finished cycles.

    Args:
        timeline: The whole round.
        from_cycle: How many of its cycles are finished.
        after: What is read after the breathing, including pauses.
        texts: The texts of the device's language.
        token: Identifies the document.
        is_slow: Whether the lines are said slowly.
    """
    done = min(max(from_cycle, 0), timeline.cycles)
    lines = _fitting(after, texts, LONGEST_LINES - _BYTES_A_CYCLE * timeline.cycles)
    document = deepcopy(_document())
    document["settings"] = {"idleTimeout": _whole_ms(timeline, done, lines) + _PATIENCE_MS}
    document["commands"] |= _commands(timeline, done, lines)
    return RenderDocumentDirective(
        token=token, document=document, datasources=_datasources(timeline, done, lines, texts, is_slow)
    )


def begin(token: str) -> ExecuteCommandsDirective:
    """Start the document once the response's own speech is over."""
    return ExecuteCommandsDirective(token=token, commands=[{"type": "begin"}])


def paused(token: str) -> ExecuteCommandsDirective:
    """Pause the document as its pause button would: new commands end the running ones."""
    pause = {"type": "SetValue", "componentId": "room", "property": "paused", "value": "${true}"}
    return ExecuteCommandsDirective(token=token, commands=[pause, {"type": "Idle", "sequencer": "voice"}])


@cache
def _document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads((Path(__file__).parent / "pacer.json").read_text(encoding="utf-8"))
    return document


def _commands(timeline: Timeline, done: int, lines: Sequence[tuple[str, int]]) -> dict[str, Any]:
    """Return the document's commands for this round: one cycle, ten cycles, and the whole round."""
    tens = [{"type": "cycle", "at": f"${{first + {more}}}", "thin": 1} for more in range(_TEN)]
    return {
        "cycle": {"parameters": ["at", "thin"], "commands": _cycle(timeline.pattern)},
        "ten": {"parameters": ["first"], "commands": tens},
        "begin": {"commands": [_all(timeline.cycles, done, lines)]},
    }


def _all(cycles: int, done: int, lines: Sequence[tuple[str, int]]) -> Command:
    """Return what `begin` runs; the screen stays on meanwhile."""
    focus = {"type": "SetFocus", "componentId": "pause", "when": "${viewport.mode == 'tv'}"}
    settle = [{"type": "settle"}] if done < cycles else []
    read = [{"type": "read", "line": place, "ms": ms} for place, (_, ms) in enumerate(lines)]
    over = {"type": "tell", "name": "over", "of": True}
    commands = [focus, *_cycles(cycles, done), *settle, *read, over]
    return {"type": "Sequential", "screenLock": True, "commands": commands, "catch": [{"type": "halt"}]}


def _cycles(cycles: int, done: int) -> list[Command]:
    """Return one command for each cycle, but only one for every ten cycles with thin cues."""
    commands: list[Command] = []
    while done < cycles:
        is_ten = done >= TAUGHT_CYCLES and done + _TEN <= cycles
        one = {"type": "cycle", "at": done, "thin": int(done >= TAUGHT_CYCLES)}
        commands.append({"type": "ten", "first": done} if is_ten else one)
        done += _TEN if is_ten else 1
    return commands


def _cycle(pattern: Pattern) -> list[Command]:
    """Return a cycle's commands, phase by phase; each phase has two cues, a full one and a thin one."""
    sizes = _sizes(pattern)
    phases = [
        {"type": "phase", "cue": f"${{thin + {2 * place}}}", "from": sizes[place - 1], "to": sizes[place], "ms": ms}
        for place, (_, ms) in enumerate(pattern.phases)
    ]
    return [*phases, {"type": "tell", "name": "cycle", "of": "${at + 1}"}]


def _sizes(pattern: Pattern) -> list[float]:
    """Return the circle's size at the end of each phase."""
    full = _BEFORE_TOP_UP if any(phase is Phase.TOP_UP for phase, _ in pattern.phases) else _FULL
    ends = {Phase.IN: full, Phase.TOP_UP: _FULL, Phase.OUT: _REST}
    sizes: list[float] = []
    for phase, _ in pattern.phases:
        sizes.append(ends[phase] if phase in ends else sizes[-1] if sizes else _REST)
    return sizes


def _datasources(
    timeline_: Timeline, done: int, lines: Sequence[tuple[str, int]], texts: Texts, is_slow: bool
) -> dict[str, Data]:
    """Return the data that the document shows and speaks.

    Performers' words are never put in a list, because APL evaluates list data a second time.
    """
    cues = _cues(timeline_.pattern)
    spoken = {f"cue{place}": alone(cue_words(cue, texts), is_cue=True) for place, cue in enumerate(cues)}
    spoken |= {f"line{place}": alone(words, is_slow=is_slow) for place, (words, _) in enumerate(lines)}
    left = range(timeline_.cycles - done + 1)
    shows = {
        "done": done,
        "cycles": timeline_.cycles,
        "rest": _REST,
        "cues": [texts.say(Line(_WORDS[cue.phase])) for cue in cues],
        "left": [texts.say(line("screen-left", breaths=breaths)) for breaths in left],
        "lines": [_size(words) for words, _ in lines],
        "paused": texts.say(line("screen-paused")),
        "buttons": {name: texts.say(Line(key)) for name, key in _BUTTONS.items()},
        "spoken": {name: texts.say(Line(key)) for name, key in _SPOKEN.items()},
    }
    read = {f"text{place}": shown(words) for place, (words, _) in enumerate(lines)}
    speech = [{"transformer": "ssmlToSpeech", "inputPath": name} for name in spoken]
    return {"pacer": {"type": "object", "properties": shows | read | spoken, "transformers": speech}}


def _cues(pattern: Pattern) -> list[Any]:
    """Return each phase's full cue and thin cue, in turn."""
    taught, *_, thin = (
        timeline(pattern, TAUGHT_CYCLES + 1).cues[place : place + len(pattern.phases)]
        for place in range(0, (TAUGHT_CYCLES + 1) * len(pattern.phases), len(pattern.phases))
    )
    return [cue for pair in zip(taught, thin, strict=True) for cue in pair]


def _size(words: str) -> int:
    return 0 if len(words) <= _LARGE_TO else 1 if len(words) <= _MEDIUM_TO else 2


def _fitting(after: Sequence[Line | Pause], texts: Texts, limit: int) -> list[tuple[str, int]]:
    """Return the lines' texts, each with the pause after it. If too long, omit optional parts, then cut lines."""
    left = tuple(after)
    while _bytes(lines := _with_pauses(left, texts)) > limit:
        rank = max(part.gives_way for part in left)
        if not rank:
            return _cut(lines, limit)
        left = tuple(part for part in left if part.gives_way != rank)
    return lines


def _with_pauses(parts: Sequence[Line | Pause], texts: Texts) -> list[tuple[str, int]]:
    lines: list[tuple[str, int]] = []
    for part in parts:
        if isinstance(part, Line):
            lines.append((texts.say(part), 0))
        elif lines:
            lines[-1] = (lines[-1][0], lines[-1][1] + part.ms)
    return lines


def _cut(lines: list[tuple[str, int]], limit: int) -> list[tuple[str, int]]:
    """Halve the longest line, at a word, until all of them fit or the longest is short."""
    while _bytes(lines) > limit:
        longest = max(range(len(lines)), key=lambda place: len(lines[place][0]))
        words, ms = lines[longest]
        if len(words) <= _MEDIUM_TO // 2:
            return lines
        lines[longest] = (f"{cut(words, len(words) // 2)} …", ms)
    return lines


def _bytes(lines: Sequence[tuple[str, int]]) -> int:
    return sum(len(json.dumps(words)) for words, _ in lines)


def _whole_ms(timeline: Timeline, done: int, lines: Sequence[tuple[str, int]]) -> int:
    """Return approximately how long everything takes."""
    breathing = (timeline.cycles - done) * timeline.pattern.cycle_ms + _SETTLE_MS
    return breathing + sum(spoken_ms(words) + ms for words, ms in lines)
