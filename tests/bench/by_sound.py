"""Holds a first meeting, a warm-up and a debrief with the page by sound alone, and measures them: `make by-sound`.

What the page played is kept in build/by-sound, and the ear is asked what was said there.
"""

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, expect, sync_playwright

from simulator.documents import as_json
from simulator.sound.ear import LONGEST_SECONDS, Ear
from simulator.sound.engine import ROOT
from simulator.sound.mouth import Mouth
from simulator.sound.pcm import Sound, write
from simulator.spoken import Piece, pieces
from skill.breathing.patterns import PATTERNS
from skill.breathing.timeline import Timeline, lasting
from skill.speech.parts import Breathing
from skill.speech.ssml import ssml
from skill.speech.texts import texts_for
from tests.simulator.page.by_sound import Conversation, Turn, by_sound, recorded
from tests.simulator.page.conftest import started
from tests.simulator.page.test_page import DEBRIEF, MEETING
from tools.chromium import ARGUMENTS, find
from tools.onsets import WORD_GAP_MS, onsets
from tools.onsets import Sound as Measured

KEPT = ROOT / "build" / "by-sound"
PARTS = (
    ("silence", "spoken", "cut"),
    ("ear", "cut", "heard"),
    ("skill", "heard", "answered"),
    ("mouth and play", "answered", "sounding"),
    ("all", "spoken", "sounding"),
)
"""What passes from the end of what is said to the first sound of the answer."""

PLAY = """async (pieces) => {
  const { Mouth } = await import("/page/mouth.js");
  const mouth = new Mouth();
  mouth.room = document.getElementById("room").textContent;
  await mouth.ready();
  const begun = [];
  await mouth.speak(pieces, new AbortController().signal, () => begun.push(performance.now()));
  return begun;
}"""


def phase_errors(sound: Sound, plan: Timeline) -> Sequence[float]:
    """Return how many milliseconds after its time each phase is heard to begin, by the first one.

    The phases are found among what is said before and after them, as that which keeps the timeline best.
    """
    heard = onsets(Measured(sound.rate, sound.samples.astype(np.float64)), WORD_GAP_MS)
    planned = [cue.start_ms for cue in plan.cues]
    places = range(max(1, len(heard) - len(planned) + 1))
    found = min(places, key=lambda place: _off(heard[place:], planned))
    return [at - heard[found] - due for at, due in zip(heard[found:], planned, strict=False)]


def _off(heard: Sequence[float], planned: Sequence[int]) -> float:
    return statistics.median(abs(at - heard[0] - due) for at, due in zip(heard, planned, strict=False))


def memory(pid: int) -> Iterator[tuple[str, float]]:
    """Yield the programs below a process, itself among them, with the megabytes that each has in memory."""
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
            command = status.with_name("cmdline").read_text().split("\0")
        except OSError:
            continue
        if str(pid) in (lines["Pid"], lines["PPid"]) and "VmRSS" in lines:
            yield " ".join(command[1:4]), int(lines["VmRSS"].split()[0]) / 1_024


def converse(page: Page, microphone: Path, mouth: Mouth) -> Iterator[tuple[str, Turn]]:
    """Hold the three conversations; yield each turn with what was said."""
    conversation = Conversation(page, microphone, mouth)
    for utterances in ([said for said, _ in MEETING], ["Alexa, ask ready room to warm me up"]):
        yield from zip(utterances, conversation.hold(utterances), strict=True)
    page.get_by_role("button", name="An hour later").click()
    expect(page.locator("#ahead")).to_be_visible()
    utterances = [said for said, _ in DEBRIEF]
    yield from zip(utterances, conversation.hold(utterances), strict=True)


def breathe(page: Page, minutes: int) -> None:
    """Let the page lead the breathing by voice for some minutes, and print how exact it was.

    The skill itself goes over to tones after a minute. That is left out here: it says what to play, not when.
    """
    plan = lasting(PATTERNS["slow"], 60 * minutes)
    spoken = [Piece("We begin.", 1.0), *pieces(ssml((Breathing(plan),), texts_for("en-US")))]
    page.evaluate("window.played.splice(0)")
    shown = page.evaluate(PLAY, as_json(spoken))[1:]
    played = recorded(page)
    write(KEPT / f"breathing-{minutes}.wav", played)
    late = phase_errors(played, plan)
    if len(late) < len(plan.cues):
        raise RuntimeError(f"only {len(late)} of {len(plan.cues)} phases are heard")
    shifts = [at - shown[0] - cue.start_ms for at, cue in zip(shown, plan.cues, strict=True)]
    print(f"{minutes} minutes, {len(plan.cues)} phases, milliseconds from their time:")
    for name, errors in (("in what was played", late), ("on the page's clock", shifts)):
        off = [*map(abs, errors)]
        print(f"  {name:20} median {statistics.median(off):.1f}  most {max(off):.1f}  the last {errors[-1]:.1f}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Converse, and print what was heard, said and measured."""
    parser = argparse.ArgumentParser(prog="by-sound", description=main.__doc__)
    parser.add_argument("--minutes", type=int, nargs="*", default=[2], help="for how long to breathe besides")
    parser.add_argument("--no-talk", dest="talks", action="store_false", help="only breathe")
    options = parser.parse_args(arguments)
    KEPT.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        started(Path(folder) / "home") as address,
        sync_playwright() as playwright,
        Mouth() as mouth,
        Ear(name="ready room") as ear,
    ):
        browser = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        microphone = Path(folder) / "microphone.wav"
        with by_sound(browser, address, microphone) as page:
            if options.talks:
                talk(page, microphone, mouth, ear)
            for minutes in options.minutes:
                breathe(page, minutes)
        browser.close()
    return 0


def talk(page: Page, microphone: Path, mouth: Mouth, ear: Ear) -> None:
    """Hold the conversations and print them."""
    turns = []
    for said, turn in converse(page, microphone, mouth):
        turns.append(turn)
        write(KEPT / f"{len(turns):02}.wav", turn.played)
        print(f"{len(turns):2} said:   {said}\n   heard:  {turn.heard}\n   says:   {turn.answer}", flush=True)
        start = Sound(turn.played.rate, turn.played.samples[: LONGEST_SECONDS * turn.played.rate])
        print(f"   sounds: {ear.hear(start).words}", flush=True)
    print(f"seconds from the end of what was said, {len(turns)} turns, load {os.getloadavg()[0]:.1f}:")
    for name, first, then in PARTS:
        took = sorted(turn.between(first, then) for turn in turns)
        print(f"  {name:16} p50 {statistics.median(took):.2f}  p90 {took[int(0.9 * len(took))]:.2f}")
    for child, megabytes in memory(_speaker()):
        print(f"  {megabytes:6.0f} MB  {child}")


def _speaker() -> int:
    """Return the process id of the speaker, which is a child of ours."""
    for status in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            is_speaker = "simulator\0speak" in status.read_text()
            parent = status.with_name("status").read_text().split("PPid:\t")[1].split()[0]
        except (OSError, IndexError):
            continue
        if is_speaker and int(parent) == os.getpid():
            return int(status.parent.name)
    return os.getpid()


if __name__ == "__main__":
    sys.exit(main())
