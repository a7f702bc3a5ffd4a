"""The sentences of one language, read from its Fluent files: a line in, plain text out."""

import re
from collections.abc import Mapping
from functools import cache

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Pattern
from fluent.syntax.ast import Resource

from skill.languages import Locale, nearest, read_once
from skill.speech.parts import Line, cut

LONGEST_ARGUMENT = 2_000
"""In characters: more than two minutes of speech; Fluent refuses more than 2,500. Stored words are not cut."""
_SPACES = re.compile(r"[ \t\r\n]+")
_SENTENCE = re.compile(r"^(?=[a-zA-Z])", re.MULTILINE)
"""Where a sentence begins in a Fluent file: in the first column. No sentence refers to another."""


class UnknownLine(LookupError):
    """The language has no sentence for a line, or one of the line's variables is missing."""


@cache
def texts_for(locale: str) -> "Texts":
    """Return the sentences for a device's locale: those of the nearest locale that exists."""
    return _load(nearest(locale))


@read_once
def _load(locale: Locale) -> "Texts":
    return Texts(locale)


def sources(locale: Locale) -> list[str]:
    """Return the content of a locale's Fluent files, in its own spelling."""
    words: Mapping[str, str] = locale.table("said/words.toml")
    texts = [file.read_text(encoding="utf-8") for file in locale.files("said/*.ftl")]
    if not words:
        return texts
    otherwise = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])")
    return [otherwise.sub(lambda found: words[found[0]], text) for text in texts]


@cache
def _parsed(source: str) -> Resource:
    """Return a sentence, parsed once for all locales that have it in the same spelling."""
    return FluentResource(source)


class Texts:
    """The sentences of one locale. Each is parsed when it is first said."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale.name
        self.telephone: Mapping[str, str] = locale.table("said/telephone.toml")
        """How the telephone numbers in sentences without variables are said."""
        # Isolation marks are for mixed scripts on a screen; a voice would stumble over them.
        self._bundle = FluentBundle([locale.name], use_isolating=False)
        sentences = (one for source in sources(locale) for one in _SENTENCE.split(source)[1:])
        self._sources = {one.partition("=")[0].strip(): one for one in sentences}
        self._constant_texts: dict[str, str] = {}

    def __contains__(self, key: str) -> bool:
        return self._pattern(key) is not None

    def _pattern(self, key: str) -> Pattern | None:
        name, _, attribute = key.partition(".")
        if name not in self._sources:
            return None
        if not self._bundle.has_message(name):
            self._bundle.add_resource(_parsed(self._sources[name]))
        message = self._bundle.get_message(name)
        return message.attributes.get(attribute) if attribute else message.value

    def say(self, line: Line) -> str:
        """Return a line as plain text.

        Raises:
            UnknownLine: There is no such sentence, or one of its variables is missing.
        """
        if line.args:
            return self._format(line)
        if line.key not in self._constant_texts:
            self._constant_texts[line.key] = self._format(line)
        return self._constant_texts[line.key]

    def _format(self, line: Line) -> str:
        pattern = self._pattern(line.key)
        if pattern is None:
            raise UnknownLine(line.key)
        args = {key: self._argument(arg) for key, arg in line.args.items()}
        text, errors = self._bundle.format_pattern(pattern, args)
        if errors:
            raise UnknownLine(line.key) from errors[0]
        return _SPACES.sub(" ", str(text)).strip(" ")

    def _argument(self, arg: str | int | Line) -> str | int:
        if isinstance(arg, Line):
            return self.say(arg)
        if isinstance(arg, str) and len(arg) > LONGEST_ARGUMENT:
            return f"{cut(arg, LONGEST_ARGUMENT)} …"
        return arg
