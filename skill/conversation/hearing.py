"""Hearing: what was meant, from the intent and the slots that the platform recognised and from a language's phrases.

Free text passes the same table of commands, numbers and non-answers whichever way it came: on some devices an open
question takes everything that is said, "stop" included.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from skill.efficacy.attribution import Cause

FALLBACK_LANGUAGE = "en"
_LANGUAGES = Path(__file__).parent / "languages"
_NOT_WORDS = re.compile(r"[^\w\s'-]+")


class Meaning(StrEnum):
    """What a performer may mean.

    The first lines can be meant at any time, the next answer something, the last begin something.
    """

    STOP, HELP, REPEAT = "stop", "help", "repeat"
    SKIP, BACK, WAIT, ENOUGH, WRONG, FORGET, READY = "skip", "back", "wait", "enough", "wrong", "forget", "ready"

    YES, NO = "yes", "no"
    NUMBER, LENGTH, DATE, OUTCOME, DIFFICULTY = "number", "length", "date", "outcome", "difficulty"
    WORDS = "words"
    DONT_KNOW = "dont-know"
    NOTHING = "nothing"
    """Something was said, but not what."""

    OPEN = "open"
    WARM_UP, ON_SOON, NO_BREATHING, BREATHING = "warm-up", "on-soon", "no-breathing", "breathing"
    EVIDENCE, MORE, OTHER = "evidence", "more", "other"
    DONE, DEBRIEF, NOTE, DOMAIN, SUCCESS = "done", "debrief", "note", "domain", "success"
    DISTRESS = "distress"
    ERASE, AGAIN, RESTART, RESUME_EVIDENCE = "erase", "again", "restart", "resume-evidence"


INTENTS: Mapping[str, Meaning] = {
    "LaunchRequest": Meaning.OPEN,
    "AMAZON.StopIntent": Meaning.STOP,
    "AMAZON.CancelIntent": Meaning.STOP,
    "AMAZON.NavigateHomeIntent": Meaning.STOP,
    "AMAZON.HelpIntent": Meaning.HELP,
    "AMAZON.RepeatIntent": Meaning.REPEAT,
    "AMAZON.FallbackIntent": Meaning.NOTHING,
    "AMAZON.YesIntent": Meaning.YES,
    "AMAZON.NoIntent": Meaning.NO,
    "AMAZON.NextIntent": Meaning.SKIP,
    "AMAZON.PreviousIntent": Meaning.BACK,
    "AMAZON.PauseIntent": Meaning.WAIT,
    "AMAZON.ResumeIntent": Meaning.READY,
    "AMAZON.StartOverIntent": Meaning.RESTART,
    "SkipIntent": Meaning.SKIP,
    "GoBackIntent": Meaning.BACK,
    "WaitIntent": Meaning.WAIT,
    "EnoughIntent": Meaning.ENOUGH,
    "ThatsWrongIntent": Meaning.WRONG,
    "ForgetThatIntent": Meaning.FORGET,
    "DontKnowIntent": Meaning.DONT_KNOW,
    "NumberIntent": Meaning.NUMBER,
    "LengthIntent": Meaning.LENGTH,
    "DateIntent": Meaning.DATE,
    "OutcomeIntent": Meaning.OUTCOME,
    "DifficultyIntent": Meaning.DIFFICULTY,
    "AnswerIntent": Meaning.WORDS,
    "WarmUpIntent": Meaning.WARM_UP,
    "WarmUpForIntent": Meaning.WARM_UP,
    "OnSoonIntent": Meaning.ON_SOON,
    "NoBreathingIntent": Meaning.NO_BREATHING,
    "BreathingIntent": Meaning.BREATHING,
    "HearEvidenceIntent": Meaning.EVIDENCE,
    "MoreIntent": Meaning.MORE,
    "SomethingElseIntent": Meaning.OTHER,
    "DoneIntent": Meaning.DONE,
    "DebriefIntent": Meaning.DEBRIEF,
    "NoteIntent": Meaning.NOTE,
    "GettingReadyIntent": Meaning.DOMAIN,
    "ThingIntent": Meaning.DOMAIN,
    "AddSuccessIntent": Meaning.SUCCESS,
    "RestartIntent": Meaning.RESTART,
    "DeleteEverythingIntent": Meaning.ERASE,
    "DistressIntent": Meaning.DISTRESS,
    "TryAgainIntent": Meaning.AGAIN,
    "FromEvidenceIntent": Meaning.RESUME_EVIDENCE,
}
"""What each intent of the interaction models means. The carrier intents of a language, too, mean words."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was meant.

    Args:
        meaning: The kind of thing.
        words: The free text, as far as there is any; else the utterance that stands for the intent.
        value: A number, a length in seconds, a date (as Alexa gives it), an outcome or a difficulty.
        pattern: A breathing pattern's name.
    """

    meaning: Meaning
    words: str | None = None
    value: str | int | None = None
    pattern: str | None = None


@cache
def language_for(locale: str) -> "Language":
    """Return the phrases for a locale's language; English when it has none."""
    code = locale.split("-", maxsplit=1)[0]
    return _load(code if (_LANGUAGES / f"{code}.toml").exists() else FALLBACK_LANGUAGE)


@cache
def _load(code: str) -> "Language":
    return Language(tomllib.loads((_LANGUAGES / f"{code}.toml").read_text(encoding="utf-8")))


def normal(words: str) -> str:
    """Return words in lower case, without punctuation, single-spaced."""
    return " ".join(_NOT_WORDS.sub(" ", words.replace("\u2019", "'").lower()).split()).strip("-' ")


class Language:
    """The phrases of one language."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._spelling: Mapping[str, str] = data["spelling"]
        self._spelt = re.compile(rf"\b{_alternatives(list(self._spelling))}\b")
        self.carriers: Mapping[str, str] = data["carriers"]
        self._phrases: Mapping[str, str] = data["phrases"]
        self._commands = {phrase: Meaning(name) for name, phrases in data["commands"].items() for phrase in phrases}
        self._non_answers = frozenset(data["non_answers"])
        self._choices = {kind: _by_phrase(data[kind]) for kind in ("outcome", "difficulty")}
        self._numbers: Mapping[str, int] = data["numbers"]
        self._around = _alternatives(data["number_words"]["around"])
        self._leading = {
            Meaning(name): re.compile(rf"^{_alternatives(phrases)}\b", re.IGNORECASE)
            for name, phrases in data["leading"].items()
        }
        self._seconds: Mapping[str, int] = data["durations"]
        self._some: Mapping[str, float] = data["durations_some"]
        amounts = _alternatives([*self._some, *self._numbers])
        self._durations = re.compile(rf"\b({amounts}|\d+) ({_alternatives(list(self._seconds))})s?\b")
        fillers = _alternatives(data["fillers"])
        self._leading_filler = re.compile(rf"^{fillers}\s+")
        self._trailing_filler = re.compile(rf"\s+{fillers}$")
        self._articles = re.compile(rf"^{_alternatives(data['articles'])}\s+", re.IGNORECASE)
        self._goal_leads = re.compile(rf"^{_alternatives(data['goal_leads'])}\s+", re.IGNORECASE)
        self._name_leads = re.compile(rf"^{_alternatives(data['name_leads'])}\s+", re.IGNORECASE)
        self._told_leads = re.compile(rf"^{_alternatives(data['told_leads'])}\s+", re.IGNORECASE)
        self._told_of_others = re.compile(rf"^{_alternatives(data['told_of_others'])}\s+", re.IGNORECASE)
        self._patterns = {
            name: re.compile(rf"\b{_alternatives(called)}\b") for name, called in data["patterns"].items()
        }
        self._wishes = {Meaning(name): _either(patterns) for name, patterns in data["wishes"].items()}
        self._general_signs, self._general_empty = (
            frozenset(data["general"]["signs"]),
            frozenset(data["general"]["empty"]),
        )
        self._idioms, self._distress = _either(data["distress"]["idioms"]), _either(data["distress"]["signs"])
        self._causes = {Cause(name): _either(patterns) for name, patterns in data["attribution"].items()}

    def hear(self, intent: str, slots: Mapping[str, str]) -> Heard | None:
        """Tell what an intent and its slots mean; `None` for an intent that is not known."""
        if intent in self.carriers:
            said = slots.get("words")
            return self.read(f"{self.carriers[intent]} {said}") if said else Heard(Meaning.NOTHING)
        meaning = INTENTS.get(intent)
        if meaning is None:
            return None
        if meaning is Meaning.WORDS:
            return self.read(slots["words"]) if slots.get("words") else Heard(Meaning.NOTHING)
        return self._with_slots(meaning, slots)

    def _with_slots(self, meaning: Meaning, slots: Mapping[str, str]) -> Heard:
        words, value = (
            slots.get("words") or slots.get("thing"),
            next((slots[name] for name in _VALUE_SLOTS if slots.get(name)), None),
        )
        heard = Heard(meaning, self._tidy(words) if words else None, value, slots.get("pattern"))
        match meaning:
            case Meaning.WARM_UP | Meaning.ON_SOON | Meaning.LENGTH:
                seconds = iso_seconds(value or "") or self.seconds(words or "")
                return replace(heard, value=seconds, pattern=heard.pattern or self.pattern(words or ""))
            case Meaning.DISTRESS:
                return replace(heard, words=self._phrases[str(meaning)])
            case Meaning.NUMBER:
                return replace(heard, value=int(value)) if value and value.isdecimal() else Heard(Meaning.NOTHING)
            case Meaning.OUTCOME | Meaning.DIFFICULTY if value:
                return self._heard_choice(meaning, value)
            case Meaning.NOTE | Meaning.DOMAIN if not words:
                return Heard(Meaning.DEBRIEF if meaning is Meaning.NOTE else Meaning.NOTHING)
        return heard

    def _heard_choice(self, meaning: Meaning, said: str) -> Heard:
        choice = self._choices[meaning.value].get(normal(said), said)
        phrase = self._phrases.get(f"{meaning}-{choice}") or self._phrases.get(str(meaning), "{value}")
        return Heard(meaning, phrase.format(value=said), choice)

    def read(self, words: str) -> Heard:
        """Tell what free text means: a command, a number, no answer, or the words themselves."""
        tidy = self._tidy(words)
        if not normal(tidy):
            return Heard(Meaning.NOTHING)
        for plain in dict.fromkeys((normal(tidy), self._without_fillers(normal(tidy)))):
            if plain in self._commands:
                return Heard(self._commands[plain], tidy)
            if plain in self._non_answers:
                return Heard(Meaning.DONT_KNOW, tidy)
            if (number := self.number(plain)) is not None:
                return Heard(Meaning.NUMBER, tidy, number)
        return self._led(tidy) or Heard(Meaning.WORDS, tidy)

    def _led(self, tidy: str) -> Heard | None:
        """Tell what an utterance is that begins like a command and says more."""
        for meaning, leads in self._leading.items():
            if found := leads.match(tidy):
                rest = tidy[found.end() :].strip()
                return Heard(meaning, rest or None, self.seconds(rest), self.pattern(rest))
        return None

    def pattern(self, words: str) -> str | None:
        """Return the name of the breathing pattern that is spoken of, if one is."""
        return next((name for name, called in self._patterns.items() if called.search(normal(words))), None)

    def seconds(self, words: str) -> int | None:
        """Return how many seconds a length of time in words is: "a minute and thirty seconds"."""
        found = self._durations.findall(normal(words))
        if not found:
            return None
        return int(sum(self._amount(amount) * self._seconds[unit] for amount, unit in found))

    def _amount(self, words: str) -> float:
        return float(words) if words.isdecimal() else self._some.get(words) or self._numbers[words]

    def choice(self, kind: str, words: str) -> str | None:
        """Return which choice of a kind ("outcome", "difficulty") the words name, if they name one."""
        plain = normal(words)
        return self._choices[kind].get(plain) or self._choices[kind].get(self._without_fillers(plain))

    def number(self, words: str) -> int | None:
        """Return the one whole number that the words are, with nothing of weight around it."""
        rest = re.sub(rf"\b{self._around}(?=\s|$)", " ", normal(words)).split()
        numbers = [int(word) if word.isdecimal() else self._numbers.get(word) for word in rest]
        return numbers[0] if len(numbers) == 1 else None

    def goal(self, words: str) -> str:
        """Return a goal without what only leads to it ("I want to …")."""
        return self._goal_leads.sub("", words, count=1).strip() or words

    def name(self, words: str) -> str:
        """Return the name of a thing without what only leads to it ("it's a …")."""
        bare = self._name_leads.sub("", words, count=1)
        return self._articles.sub("", bare, count=1).strip() or words

    def wish(self, words: str) -> Meaning | None:
        """Return what may be wished for by free text that answers no question."""
        plain = normal(words)
        return next((meaning for meaning, pattern in self._wishes.items() if pattern.search(plain)), None)

    def names_goal(self, words: str) -> bool:
        """Whether the words begin as one names what one is getting ready for: "I want to …", "I have a …"."""
        return bool(self._goal_leads.match(words) or self._name_leads.match(words))

    def is_told(self, words: str, *, unasked: bool = False) -> bool:
        """Whether the words tell something that happened; unasked, also when they begin with somebody else."""
        if self.names_goal(words):
            return False
        return bool(self._told_leads.match(words) or (unasked and self._told_of_others.match(words)))

    def is_general(self, goal: str) -> bool:
        """Whether a goal names no task ("be more confident"), or hardly one ("be a better speaker")."""
        said = normal(goal).split()
        names_nothing = set(said) <= self._general_signs | self._general_empty
        return not self._general_signs.isdisjoint(said) and (names_nothing or len(said) <= _HARDLY_A_TASK)

    def is_distress(self, words: str) -> bool:
        """Whether the words may be of somebody in danger, the idioms of the stage taken out."""
        return bool(self._distress.search(self._idioms.sub(" ", normal(words))))

    def cause(self, words: str) -> Cause | None:
        """Return to what else the words put a success down, if they do."""
        return next((cause for cause, pattern in self._causes.items() if pattern.search(normal(words))), None)

    def _tidy(self, words: str) -> str:
        """Return words as they were said, but for a hesitation at their beginning and a full stop at their end."""
        tidy = " ".join(words.split()).rstrip(".!?,;: ")
        tidy = self._spelt.sub(lambda found: self._spelling[found[0]], tidy)
        return re.sub(r"^((um+|uh+|er+m?|hm+)\b[\s,.]*)+", "", tidy, flags=re.IGNORECASE) or tidy

    def _without_fillers(self, plain: str) -> str:
        while (shorter := self._trailing_filler.sub("", self._leading_filler.sub("", plain))) != plain:
            plain = shorter
        return plain


_HARDLY_A_TASK = 5
"""So few words around a word like "better" do not say what, where and how long."""
_VALUE_SLOTS = ("number", "length", "date", "outcome", "difficulty")


def iso_seconds(duration: str) -> int | None:
    """Return how many seconds an ISO 8601 duration of hours, minutes and seconds is; `None` of any other text."""
    found = re.fullmatch(r"PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?", duration)
    return (
        sum(int(part or 0) * unit for part, unit in zip(found.groups(), (3600, 60, 1), strict=True)) if found else None
    )


def _by_phrase(choices: Mapping[str, list[str]]) -> dict[str, str]:
    return {phrase: choice for choice, phrases in choices.items() for phrase in (choice, *phrases)}


def _alternatives(phrases: list[str]) -> str:
    return "(?:" + "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True)) + ")"


def _either(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))
