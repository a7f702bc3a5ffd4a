"""Splits SSML into words, silences and sounds as a device speaks them, and finds what Alexa would reject."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

SHORTEST_SECONDS, SECONDS_A_CHARACTER = 0.3, 0.07
"""Approximately how fast Alexa speaks; a browser's voice or a reader may differ."""
LONGEST_BREAK, MOST_SOUNDS = 10.0, 5
_MARKS = ".,;:!?"
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
"""The SSML elements that Alexa supports, with their attributes."""
_LOCAL_HOSTS = {"127.0.0.1", "localhost"}


class BadSsml(ValueError):
    """The SSML is not well formed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words or a sound, and the silence after them.

    Args:
        words: The spoken words.
        silence: Seconds of silence afterwards.
        is_cue: Whether the words are a cue, which stands outside any sentence.
        rate: The speaking rate; 1 is normal.
        sound: The URL of a sound that is played instead of words.
    """

    words: str
    silence: float = 0.0
    is_cue: bool = False
    rate: float = 1.0
    sound: str = ""

    @property
    def seconds(self) -> float:
        """The length with the silence afterwards; for a sound, the silence alone, as its own length isn't known.

        A cue and its silence take a whole number of seconds in Alexa's voice, so the estimate is rounded to that.
        """
        spoken = max(SHORTEST_SECONDS, SECONDS_A_CHARACTER * len(self.words)) / self.rate if self.words else 0.0
        return float(round(spoken + self.silence)) if self.is_cue and self.silence else spoken + self.silence


def pieces(ssml: str) -> list[Piece]:
    """Split SSML into pieces.

    Raises:
        BadSsml: The SSML is not well formed.
    """
    reader = _Reader()
    reader.read(_parse(ssml), in_sentence=False, rate=1.0)
    return reader.pieces


def paragraphs(spoken: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Group pieces into lines: sentences together, cues apart. A cue that starts with a capital begins a new line."""
    line: list[Piece] = []
    for piece in spoken:
        if line and (piece.is_cue != line[-1].is_cue or (piece.is_cue and piece.words[:1].isupper())):
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


def _parse(ssml: str) -> ET.Element:
    plain = re.sub(r"(</?)(amazon|alexa):", r"\1\2__", ssml)  # Alexa's prefixes are never declared
    try:
        return ET.fromstring(plain)  # noqa: S314 - the skill's own SSML
    except ET.ParseError as error:
        raise BadSsml(str(error)) from error


class _Reader:
    """Collects pieces from elements in document order."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._is_within = False
        """Whether the next words may continue the sentence of the last piece."""

    def read(self, element: ET.Element, *, in_sentence: bool, rate: float) -> None:
        """Read an element and its content."""
        is_sentence = element.tag in {"s", "p"}
        self._is_within = self._is_within and not is_sentence
        if element.tag == "prosody":
            rate *= _rate(element.get("rate", "medium"))
        elif element.tag == "break":
            self._pause(_seconds(element))
        elif element.tag == "audio":
            self._add(Piece("", sound=element.get("src", "")), in_sentence=False)
        inside = in_sentence or is_sentence
        self._say(element.get("alias") if element.tag == "sub" else element.text, inside, rate)
        for child in element:
            self.read(child, in_sentence=inside, rate=rate)
            self._say(child.tail, inside, rate)
        self._is_within = self._is_within and not is_sentence

    def _say(self, text: str | None, in_sentence: bool, rate: float) -> None:
        words = " ".join((text or "").split())
        if not words:
            return
        if self._is_within and self.pieces[-1].rate == rate:
            between = "" if words[0] in _MARKS else " "
            self.pieces[-1] = replace(self.pieces[-1], words=f"{self.pieces[-1].words}{between}{words}")
        else:
            self._add(Piece(words, is_cue=not in_sentence, rate=rate), in_sentence=in_sentence)

    def _pause(self, seconds: float) -> None:
        if self.pieces:
            self.pieces[-1] = replace(self.pieces[-1], silence=self.pieces[-1].silence + seconds)
        else:
            self.pieces.append(Piece("", seconds))
        self._is_within = False

    def _add(self, piece: Piece, *, in_sentence: bool) -> None:
        self.pieces.append(piece)
        self._is_within = in_sentence


def _rate(name: str) -> float:
    if name in _RATES:
        return _RATES[name]
    percent = re.fullmatch(r"(\d+)%", name)
    return int(percent[1]) / 100 if percent and int(percent[1]) else 1.0


def _seconds(break_: ET.Element) -> float:
    if (time := break_.get("time")) is None:
        return _STRENGTHS.get(break_.get("strength", "medium"), 0.0)
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s)", time)
    return float(match[1]) / (1_000 if match[2] == "ms" else 1) if match else 0.0


def faults(ssml: str) -> Iterator[str]:
    """Yield what Alexa would reject in some SSML."""
    try:
        root = _parse(ssml)
    except BadSsml as error:
        yield f"SSML that is not well formed: {error}"
        return
    if root.tag != "speak":
        yield "SSML must be a single <speak> element"
    for element in root.iter():
        tag = element.tag.replace("__", ":")
        if tag not in _ATTRIBUTES:
            yield f"SSML has no <{tag}>"
        elif unknown := set(element.attrib) - _ATTRIBUTES[tag]:
            yield f"<{tag}> has no {', '.join(sorted(unknown))}"
        if tag == "break" and not _is_break(element):
            yield f"a break must last 0 to 10 s, not {element.get('time')}"
        if tag == "audio":
            yield from faults_of_sound(element.get("src", ""))
    if sum(element.tag == "audio" for element in root.iter()) > MOST_SOUNDS:
        yield f"SSML has more than {MOST_SOUNDS} audio clips"


def faults_of_sound(url: str) -> Iterator[str]:
    """Yield why Alexa would not fetch a sound. Sounds on this machine need no certificate."""
    parts = urlsplit(url)
    if parts.scheme not in {"https", "soundbank"} and parts.hostname not in _LOCAL_HOSTS:
        yield f"a sound needs an https URL, not {url}"
    if " " in url:
        yield f"a sound's URL must not contain a space: {url}"


def _is_break(element: ET.Element) -> bool:
    time, strength = element.get("time"), element.get("strength")
    is_time = time is None or (re.fullmatch(r"\d+(?:\.\d+)?(?:ms|s)", time) and _seconds(element) <= LONGEST_BREAK)
    return bool(is_time) and (strength is None or strength in _STRENGTHS)
