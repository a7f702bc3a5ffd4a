"""A conversation with the page by sound alone: the microphone hears a file, and what is played is recorded."""

import base64
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page

from simulator.sound.mouth import Mouth
from simulator.sound.pcm import Sound, joined, silence, write
from tests.simulator.page.conftest import GIVEN_UP_MS, tabs
from tools.chromium import ARGUMENTS, find

_numbers = count(1)
BEFORE_SECONDS, AFTER_SECONDS = 1.5, 60
"""The silence around what is said: the page opens the microphone anew for each turn, and the file begins with it."""
RECORD = """
  Object.assign(window, { moments: [], begun: [], played: [] });
  document.addEventListener("moment", ({ detail }) => window.moments.push([detail.name, detail.at]));
  document.addEventListener("piece", ({ detail }) => { if (detail.is_cue) window.begun.push(detail.at); });
  const connect = AudioNode.prototype.connect;
  const taps = new WeakMap();
  const tap = (context) => {
    const into = new GainNode(context);
    const silence = new ConstantSourceNode(context, { offset: 0 }); // or nothing is passed on between two sounds
    connect.call(silence, into);
    silence.start();
    context.audioWorklet.addModule("/page/recorder.js").then(() => {
      const node = new AudioWorkletNode(context, "recorder", { numberOfOutputs: 0 });
      node.port.onmessage = ({ data }) => window.played.push(data);
      connect.call(into, node);
    });
    window.rate = context.sampleRate;
    return into;
  };
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to instanceof AudioDestinationNode && this.context instanceof AudioContext) {
      if (!taps.has(this.context)) taps.set(this.context, tap(this.context));
      connect.call(this, taps.get(this.context));
    }
    return connect.call(this, to, ...rest);
  };
  window.recorded = () => {
    const blocks = window.played.splice(0);
    const samples = new Int16Array(blocks.reduce((sum, one) => sum + one.length, 0));
    let place = 0;
    const loudest = 32767;
    for (const block of blocks) for (const one of block) samples[place++] = Math.max(-1, Math.min(1, one)) * loudest;
    const bytes = new Uint8Array(samples.buffer);
    let text = "";
    for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return btoa(text);
  };
"""
"""Taps what the page plays, sample by sample, with the page's own recorder; notes when things happen."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of a conversation by sound.

    Args:
        heard: What the page heard.
        answer: What it then said, as text.
        played: The sound of it.
        moments: When things happened, in milliseconds: their names and times.
    """

    heard: str
    answer: str
    played: Sound
    moments: Sequence[tuple[str, float]]

    def between(self, first: str, then: str) -> float:
        """Return the seconds from the last time that something happened to the next time that another thing did."""
        begun = max(at for name, at in self.moments if name == first)
        return (min(at for name, at in self.moments if name == then and at >= begun) - begun) / 1_000


class Conversation:
    """Speaks to a page, which listens by itself after each question.

    Args:
        page: The page.
        microphone: The file that its browser takes for what the microphone hears.
        mouth: Says what is to be heard.
    """

    def __init__(self, page: Page, microphone: Path, mouth: Mouth) -> None:
        self.page = page
        self._microphone = microphone
        self._mouth = mouth
        self._heard = page.locator("#transcript .you")
        self._spoken = page.locator("#transcript .room")

    def hold(self, utterances: Sequence[str]) -> Iterator[Turn]:
        """Say one after the other, the first after a press to talk; yield each turn once its answer was played."""
        sounds = [self._file(words) for words in utterances]
        answers, heard = self._spoken.count(), self._heard.count()
        for place, sound in enumerate(sounds):  # the page does not wait: its next turn may be over before ours begins
            answer = self._spoken.nth(answers + place)
            if place == 0:
                sound.replace(self._microphone)
                self.page.click("#press")
            answer.wait_for()
            if place + 1 < len(sounds):
                sounds[place + 1].replace(self._microphone)  # before the page listens again
            self.page.locator("body[data-state=listening], body[data-state=idle]").wait_for()
            text = answer.inner_text().removeprefix("Ready Room").strip()
            words = self._heard.nth(heard + place).inner_text().removeprefix("You").strip()
            moments = [(name, at) for name, at in self.page.evaluate("window.moments.splice(0)")]
            yield Turn(words, text, recorded(self.page), moments)

    def put(self, *words: str, between_seconds: float = BEFORE_SECONDS) -> None:
        """Let the microphone hear some words, with a pause between them, when it is opened the next time."""
        self._file(*words, between_seconds=between_seconds).replace(self._microphone)

    def _file(self, *words: str, between_seconds: float = BEFORE_SECONDS) -> Path:
        said = [self._mouth.say(one) for one in words]
        rate = said[0].rate
        before, between, after = (
            silence(round(seconds * rate), rate) for seconds in (BEFORE_SECONDS, between_seconds, AFTER_SECONDS)
        )
        file = self._microphone.with_name(f"{next(_numbers)}.wav")
        write(file, joined([before, *(part for one in said for part in (one, between)), after]))
        return file


@contextmanager
def by_sound(browser: Browser, address: str, microphone: Path, *, may_fail: bool = False) -> Iterator[Page]:
    """Yield a tab in a browser of its own, whose microphone is a file and which records what it plays."""
    own = browser.browser_type.launch(
        executable_path=find(),
        args=[
            *ARGUMENTS,
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-audio-capture={microphone}%noloop",
        ],
        timeout=GIVEN_UP_MS,
    )
    try:
        with tabs(own, address, script=RECORD, may_fail=may_fail) as opened:
            page = opened("1")
            page.select_option("#viewport", "none")
            yield page
    finally:
        own.close()


def recorded(page: Page) -> Sound:
    """Return what the page has played since the last time."""
    pcm = base64.b64decode(page.evaluate("window.recorded()"))
    return Sound(page.evaluate("window.rate"), np.frombuffer(pcm, dtype="<i2"))
