"""SSML as a device speaks it: words, silences and sounds, in their order; and what of it Alexa would not take."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

SHORTEST_SECONDS, SECONDS_A_CHARACTER = 0.3, 0.07
"""How fast Alexa speaks, about: a browser's voice or a reader may differ."""
LONGEST_BREAK, MOST_SOUNDS = 10.0, 5
_STRENGTHS = {"none": 0.0, "x-weak": 0.0, "weak": 0.25, "medium": 0.5, "strong": 0.75, "x-strong": 1.0}
_RATES = {"x-slow": 0.5, "slow": 0.75, "medium": 1.0, "fast": 1.25, "x-fast": 1.5}
_ATTRIBUTES: Mapping[str, set[str]] = {
    "speak": set(),
    "p": set(),
    "s": set(),
    "amazon:effect": {"name"},
    "amazon:emotion": {"name", "intensity"},
    "amazon:domain": {"name"},
    "break": {"time", "strength"},
    "audio": {"src"},
    "prosody": {"rate", "volume", "pitch"},
    "emphasis": {"level"},
    "lang": {"{http://www.w3.org/XML/1998/namespace}lang"},
    "say-as": {"interpret-as", "format"},
    "sub": {"alias"},
    "w": {"role"},
    "phoneme": {"alphabet", "ph"},
    "voice": {"name"},
    "alexa:name": {"type", "personId"},
}
"""The elements of SSML that Alexa knows, and their attributes."""
_HERE = {"127.0.0.1", "localhost"}


class BadSsml(ValueError):
    """It is not well formed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words or a sound, and the silence after them.

    Args:
        words: What is said.
        silence: Seconds of silence after it.
        is_cue: Whether the words stand outside a sentence: they lead what is done.
        rate: How fast they are said; 1 is as usual.
        sound: The URL of what sounds instead of words.
    """

    words: str
    silence: float = 0.0
    is_cue: bool = False
    rate: float = 1.0
    sound: str = ""

    @property
    def seconds(self) -> float:
        """How long it takes with the silence after it; of a sound only the silence is known."""
        spoken = max(SHORTEST_SECONDS, SECONDS_A_CHARACTER * len(self.words)) / self.rate if self.words else 0.0
        return spoken + self.silence


def pieces(ssml: str) -> list[Piece]:
    """Take SSML apart.

    Raises:
        BadSsml: It is not well formed.
    """
    found: list[Piece] = []
    for piece in _walk(_parse(ssml), in_sentence=False, rate=1.0):
        if not piece.words and not piece.sound and found:
            found[-1] = replace(found[-1], silence=found[-1].silence + piece.silence)
        elif found and piece.words and not piece.is_cue and _goes_on(found[-1], piece):
            found[-1] = replace(found[-1], words=f"{found[-1].words} {piece.words}")
        else:
            found.append(piece)
    return [replace(piece, words=piece.words.removesuffix(_END).rstrip()) for piece in found]


def paragraphs(spoken: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Put pieces into lines: sentences together; cues apart, a new line where one begins with a capital."""
    line: list[Piece] = []
    for piece in spoken:
        if line and (piece.is_cue != line[-1].is_cue or (piece.is_cue and piece.words[:1].isupper())):
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


_END = "\x00"
"""Stands, while SSML is taken apart, where a sentence ends."""


def _goes_on(before: Piece, piece: Piece) -> bool:
    """Whether two pieces are of one sentence, parted by an element within it."""
    alike = (before.is_cue, before.rate) == (piece.is_cue, piece.rate)
    return alike and not before.silence and not before.sound and not before.words.endswith(_END)


def _parse(ssml: str) -> ET.Element:
    named = re.sub(r"(</?)(amazon|alexa):", r"\1\2__", ssml)  # the prefixes are Alexa's, and never declared
    try:
        return ET.fromstring(named)  # noqa: S314 - it comes from the skill on this machine
    except ET.ParseError as error:
        raise BadSsml(str(error)) from error


def _walk(element: ET.Element, *, in_sentence: bool, rate: float) -> Iterator[Piece]:
    is_sentence = element.tag in {"s", "p"}
    inside = in_sentence or is_sentence
    if element.tag == "prosody":
        rate *= _rate(element.get("rate", "medium"))
    if element.tag == "break":
        yield Piece("", _seconds(element))
    elif element.tag == "audio":
        yield Piece("", sound=element.get("src", ""))
    text = element.get("alias") if element.tag == "sub" else element.text
    last: Piece | None = _piece(text, inside, rate)
    for child in element:
        if last:
            yield last
        yield from _walk(child, in_sentence=inside, rate=rate)
        last = _piece(child.tail, inside, rate)
    if last:
        yield last
    if is_sentence:
        yield Piece(_END, rate=rate)


def _piece(text: str | None, in_sentence: bool, rate: float) -> Piece | None:
    words = " ".join((text or "").split())
    return Piece(words, is_cue=not in_sentence, rate=rate) if words else None


def _rate(named: str) -> float:
    if named in _RATES:
        return _RATES[named]
    percent = re.fullmatch(r"(\d+)%", named)
    return int(percent[1]) / 100 if percent and int(percent[1]) else 1.0


def _seconds(break_: ET.Element) -> float:
    if (time := break_.get("time")) is None:
        return _STRENGTHS.get(break_.get("strength", "medium"), 0.0)
    given = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s)", time)
    return float(given[1]) / (1_000 if given[2] == "ms" else 1) if given else 0.0


def faults(ssml: str) -> Iterator[str]:
    """Say what of some SSML Alexa would not take."""
    try:
        root = _parse(ssml)
    except BadSsml as error:
        yield f"SSML that is not well formed: {error}"
        return
    if root.tag != "speak":
        yield "SSML has to be one <speak>"
    for element in root.iter():
        tag = element.tag.replace("__", ":")
        if tag not in _ATTRIBUTES:
            yield f"SSML has no <{tag}>"
        elif unknown := set(element.attrib) - _ATTRIBUTES[tag]:
            yield f"<{tag}> has no {', '.join(sorted(unknown))}"
        if tag == "break" and not _is_break(element):
            yield f"a break is of 0 to 10 s, not {element.get('time')}"
        if tag == "audio":
            yield from faults_of_sound(element.get("src", ""))
    if sum(element.tag == "audio" for element in root.iter()) > MOST_SOUNDS:
        yield f"more than {MOST_SOUNDS} clips"


def faults_of_sound(url: str) -> Iterator[str]:
    """Say why Alexa would not fetch a sound; from this machine itself it needs no certificate."""
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in _HERE:
        yield f"a sound comes by https, not from {url}"
    if " " in url:
        yield f"a sound's name holds no space: {url}"


def _is_break(element: ET.Element) -> bool:
    time, strength = element.get("time"), element.get("strength")
    is_time = time is None or (re.fullmatch(r"\d+(?:\.\d+)?(?:ms|s)", time) and _seconds(element) <= LONGEST_BREAK)
    return bool(is_time) and (strength is None or strength in _STRENGTHS)
