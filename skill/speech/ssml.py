"""The only place that makes SSML: a performer's words pass through `escape` here, and nowhere else."""

import re
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import TypeAlias
from xml.sax.saxutils import escape as escape_markup

from skill.breathing.recordings import Recording
from skill.breathing.timeline import Cue
from skill.limits import BREAK_MS, SPEECH_CHARACTERS
from skill.speech.cues import cue_ms
from skill.speech.parts import Breathing, Line, Part, Parts, Pause, Tones, cut
from skill.speech.texts import Texts

Address: TypeAlias = Callable[[Recording], str]
_NAME_ONLY: Address = attrgetter("name")
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_CUT = " …"
_SLOW = "75%"
"""The rate of slow speech, of the usual one."""
_EMOJI = re.compile(
    "(?:(?!\\w)[\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u200d\u20e3\ufe0e\ufe0f"
    "\U0001f000-\U0001faff\U000e0020-\U000e007f])+|(?<!\\w)[:;]-?[()DPp](?!\\w)"
)
"""Emoji, which a voice leaves out or reads by name; the characters that join them; and emoticons such as :-). A circled
number is a word, and stays."""
_BEFORE_A_MARK = re.compile(r"\s+(?=[.,;:!?](?:\s|$))")
_MARK_AND_STOP = re.compile(r"(?:([!?\u2026]|\.{3})|(?<=\w)[.,;:\u2013\u2014-])\s*\.(?!\.)")


def escape(text: str) -> str:
    """Return text that is safe inside SSML: no markup, and no characters that XML forbids. The words stay the same."""
    return escape_markup(_FORBIDDEN.sub("", text))


def aloud(text: str) -> str:
    """Return a sentence as it is spoken, even if typed: without emoji, and with one punctuation mark at its end."""
    words = _BEFORE_A_MARK.sub("", " ".join(_EMOJI.sub(" ", text).split()))
    return _MARK_AND_STOP.sub(lambda found: found[1] or ".", words)


def ssml(
    parts: Sequence[Part],
    texts: Texts,
    limit: int = SPEECH_CHARACTERS,
    address: Address = _NAME_ONLY,
    *,
    is_slow: bool = False,
) -> str:
    """Return parts as SSML of at most `limit` characters; `address` gives the URL of a recording.

    If it is slow, its sentences are; the cues of the breath keep their time. If that is too long, parts that give way
    are left out, the highest first; then the longest sentences are cut short.
    """
    remaining = tuple(parts)
    while len(whole := _speak([_paced(part, _words(part, texts, address), is_slow) for part in remaining])) > limit:
        ranks = [rank for part in remaining if (rank := _gives_way(part))]
        if not ranks:
            return _cut_short(remaining, texts, limit, address, is_slow)
        remaining = tuple(part for part in remaining if _gives_way(part) != max(ranks))
    return whole


def _gives_way(part: Part) -> int:
    return 0 if isinstance(part, Breathing | Tones) else part.gives_way


def _speak(pieces: Sequence[str]) -> str:
    return f"<speak>{' '.join(pieces)}</speak>"


def _paced(part: Part, words: str, is_slow: bool) -> str:
    """Return the SSML of a part; of a line, said slowly if that is wanted."""
    return _slowly(words) if is_slow and isinstance(part, Line) else words


def _slowly(words: str) -> str:
    return f'<prosody rate="{_SLOW}">{words}</prosody>'


def _words(part: Part, texts: Texts, address: Address) -> str:
    match part:
        case Line():
            sentence = _sentence(texts.say(part))
            return sentence if part.args else _with_numbers_said(sentence, texts.telephone)
        case Pause():
            return _silence(part.ms)
        case Breathing():
            return " ".join(_cue(cue, texts) for cue in part.timeline.cues)
        case Tones():
            return f'<audio src="{escape(address(part.recording))}"/>'


def _sentence(text: str) -> str:
    return f"<s>{escape(aloud(text))}</s>"


def _with_numbers_said(sentence: str, telephone: Mapping[str, str]) -> str:
    """Return a sentence with its telephone numbers said as people say them, not as amounts."""
    if not telephone:
        return sentence
    numbers = re.compile(rf"\b(?:{'|'.join(telephone)})\b")
    return numbers.sub(lambda found: f'<sub alias="{telephone[found[0]]}">{found[0]}</sub>', sentence)


def _silence(ms: int) -> str:
    whole, rest = divmod(max(ms, 0), BREAK_MS)
    lengths = [BREAK_MS] * whole + ([rest] if rest else [])
    return "".join(f'<break time="{length}ms"/>' for length in lengths)


def _cue(cue: Cue, texts: Texts) -> str:
    """Return a phase's cue and a silence, which together last as long as the phase."""
    words = cue_words(cue, texts)
    return escape(words) + _silence(cue.length_ms - cue_ms(words, texts.locale))


def cue_words(cue: Cue, texts: Texts) -> str:
    """Return the words of a phase's cue: in full while it is taught, if there is time for them."""
    words = texts.say(Line(f"cue-{cue.phase}.taught" if cue.taught else f"cue-{cue.phase}"))
    return words if cue_ms(words, texts.locale) <= cue.length_ms else texts.say(Line(f"cue-{cue.phase}"))


def alone(words: str, *, is_cue: bool = False, is_slow: bool = False) -> str:
    """Return SSML for a screen to speak by itself: a sentence, or a cue, which is never slow."""
    sentence = _slowly(_sentence(words)) if is_slow else _sentence(words)
    return _speak([_without_binding(escape(words) if is_cue else sentence)])


def shown(words: str) -> str:
    """Return words escaped for a screen: APL reads markup in a text, and a resource's name after an @."""
    safe = _without_binding(escape(words))
    return f"&#64;{safe[1:]}" if safe.startswith("@") else safe


def _without_binding(text: str) -> str:
    """Keep APL from evaluating what looks like its data binding."""
    return text.replace("${", "&#36;{")


def _cut_short(parts: Parts, texts: Texts, limit: int, address: Address, is_slow: bool) -> str:
    """Cut the longest sentence with variables at a word boundary, again and again, until everything fits."""
    pieces = [_paced(part, _words(part, texts, address), is_slow) for part in parts]
    plain = {place: texts.say(part) for place, part in enumerate(parts) if isinstance(part, Line) and part.args}
    while plain and len(_speak(pieces)) > limit:
        longest = max(plain, key=lambda place: len(pieces[place]))
        words = plain.pop(longest)
        if half := cut(words, len(words) // 2):
            plain[longest] = half
        pieces[longest] = _paced(parts[longest], _sentence(half + _CUT), is_slow)
    return _speak(pieces)
