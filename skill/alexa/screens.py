"""The screen documents: a circle to breathe with, then each line as it is read; and a record, while it is read.

Each APL document fits every screen; `pacer.json` and `record.json` hold their constant parts. The commands of the pacer
keep time: a phase lasts as long as its animation, however long the voice takes, because speech runs on a separate
sequencer. `begin` starts it: Alexa displays a document at once, but runs commands sent with it only after the
response's own speech. A touch or utterance that interrupts the commands leaves the document paused.

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
from skill.conversation.turn import Shown, ShownRating, ShownText
from skill.efficacy.certainty import HIGHEST, LOWEST
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
RECORD = "record"
"""The token of a record on the screen."""
LONGEST_RECORD, _TITLE_TO, _LONGEST_TITLE = 5_000, 40, 70
"""The most bytes of JSON for a record's texts; and the most characters of a title at full size, and at all."""
_ROW, _COLUMN = round(100 / (HIGHEST - LOWEST + 3), 2), 8
"""A plot's height for one step of the scale, with one step of room above and below; and its width for a point; in %."""
_READ_MS = 30_000
"""How long a record stays after it was read, as Alexa does by default."""
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
    document = deepcopy(_document("pacer"))
    document["settings"] = {"idleTimeout": _whole_ms(timeline, done, lines) + _PATIENCE_MS}
    document["commands"] |= _commands(timeline, done, lines)
    return RenderDocumentDirective(
        token=token, document=document, datasources=_datasources(timeline, done, lines, texts, is_slow)
    )


def record(shown_: Shown, texts: Texts) -> RenderDocumentDirective | None:
    """Show a record while it is read: its title, its texts, and ratings as points over time; `None` if it is too long.

    No line connects the points, so nothing looks like a trend that is none.
    """
    title, pairs = _short_title(texts.say(shown_.title)), _fitting_pairs(shown_.texts, texts)
    if not pairs:
        return None
    document = deepcopy(_document("record"))
    read_ms = sum(spoken_ms(label) + spoken_ms(words) for label, words in pairs)
    document["settings"] = {"idleTimeout": read_ms + _READ_MS}
    properties: dict[str, Any] = {
        "heading": shown(title),
        "headingSize": int(len(title) > _TITLE_TO),
        "sizes": [int(len(words) > _LARGE_TO) for _, words in pairs],
        "points": [],
    }
    for place, (label, words) in enumerate(pairs):
        properties |= {f"text{place}label": label, f"text{place}words": words}
    if shown_.ratings:
        properties |= _plot(shown_, texts)
    return RenderDocumentDirective(
        token=RECORD, document=document, datasources={RECORD: {"type": "object", "properties": properties}}
    )


def _fitting_pairs(shown_: Sequence[ShownText], texts: Texts) -> list[tuple[str, str]]:
    """Return each label with its words, escaped. If too long, omit optional ones; if still too long, all of them.

    They are not cut: what is shown is then short enough to be read aloud as well, all of it.
    """
    left = shown_
    while len(json.dumps(pairs := [_escaped(text, texts) for text in left])) > LONGEST_RECORD:
        rank = max(text.gives_way for text in left)
        left = [text for text in left if text.gives_way != rank]
    return pairs


def _escaped(text: ShownText, texts: Texts) -> tuple[str, str]:
    return shown(texts.say(text.label)), shown(texts.say(text.words))


def _short_title(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{cut(title, _LONGEST_TITLE)} …"


def _plot(shown_: Shown, texts: Texts) -> Data:
    """Return where the points, the axis and the band of no change are, in percent, and the words around them."""
    lowest, highest = shown_.unchanged or (0, -1)
    days = [texts.say(rating.day) for rating in (shown_.ratings[0], shown_.ratings[-1])]
    unchanged = {"unchanged": texts.say(line("screen-unchanged"))} if shown_.unchanged else {}
    return {
        "plot": texts.say(line("screen-plot")),
        "scale": texts.say(line("screen-scale")),
        **unchanged,
        "row": _ROW,
        "column": _COLUMN,
        "axis": [
            {"value": value, "top": _top(value), "labelTop": _top(value + 1)}
            for value in (HIGHEST, (LOWEST + HIGHEST) // 2, LOWEST)
        ],
        "band": {"top": _top(highest), "height": round((highest - lowest + 1) * _ROW, 2)},
        "points": [
            {"left": left, "top": _top(rating.value), "label": texts.say(rating.label)}
            for rating, left in zip(shown_.ratings, _lefts(shown_.ratings), strict=True)
        ],
        "days": list(dict.fromkeys(days)),
    }


def _top(value: int) -> float:
    """Return where the row of a rating begins."""
    return round((HIGHEST - value + 1) * _ROW, 2)


def _lefts(ratings: Sequence[ShownRating]) -> list[float]:
    """Return where each point's column begins, by its time; in the middle if there is only one time."""
    times = [rating.at.timestamp() for rating in ratings]
    first, span = min(times), max(times) - min(times)
    return [round((100 - _COLUMN) * ((time - first) / span if span else 0.5), 2) for time in times]


def begin(token: str) -> ExecuteCommandsDirective:
    """Start the document once the response's own speech is over."""
    return ExecuteCommandsDirective(token=token, commands=[{"type": "begin"}])


def paused(token: str) -> ExecuteCommandsDirective:
    """Pause the document as its pause button would: new commands end the running ones."""
    pause = {"type": "SetValue", "componentId": "room", "property": "paused", "value": "${true}"}
    return ExecuteCommandsDirective(token=token, commands=[pause, {"type": "Idle", "sequencer": "voice"}])


@cache
def _document(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
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
