"""One language: what free text means in it. The phrases themselves are data, in `skill/languages`."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache
from typing import TypeVar

from skill.efficacy.attribution import Cause
from skill.languages import Locale, nearest
from skill.nlu.classifier import IntentClassifier
from skill.nlu.grammar import Phrases, first_match
from skill.nlu.health import HealthGrammar, HealthMention
from skill.nlu.intents import Intent, NluResult
from skill.nlu.naive_bayes import read_examples
from skill.nlu.numbers import Numbers
from skill.nlu.questions import QuestionClassifier, QuestionTopic

K = TypeVar("K")
_HESITATION = re.compile(r"(?:(?:um+|uh+|er+m?|hm+)\b[\s,.]*)+", re.IGNORECASE)
_LONGEST_COMMAND, _LONGEST_NON_ANSWER, _LONGEST_CHOICE, _LONGEST_FILLER = 9, 10, 12, 4
"""In words: whoever says more is answering."""
_HARDLY_A_TASK = 5
"""So few words around a word like "better" do not say what, where and how long."""


@cache
def language_for(locale: str) -> "Language":
    """Return the phrases for a locale: those of the nearest one that there is."""
    found = nearest(locale)
    return _load(replace(found, name="", folders=tuple(one for one in found.folders if (one / "heard").is_dir())))


@cache
def _load(locale: Locale) -> "Language":
    """Return a language; one for all locales that hear the same."""
    return Language(locale)


class Language:
    """The phrases of one language, ready to be matched.

    Args:
        locale: The locale whose phrases and examples are read.
    """

    def __init__(self, locale: Locale) -> None:
        data = locale.table("heard/grammar.toml")
        words = data["words"]
        self.carriers: Mapping[str, str] = data["carriers"]
        self._phrases: Mapping[str, str] = data["phrases"]
        self._filler = Phrases(words["fillers"])
        self._spelling: Mapping[str, str] = words["spelling"]
        self._spelt = Phrases(self._spelling)
        self._telling = Phrases(words["telling"])
        self._articles, self._goal_leads, self._name_leads, self._name_ends = (
            Phrases(words[name]) for name in ("articles", "goal_leads", "name_leads", "name_ends")
        )
        self._commands, self._leading, self._outright, self._outright_leading = (
            {Intent(name): Phrases(phrases) for name, phrases in data[kind].items()}
            for kind in ("commands", "leading", "outright", "outright_leading")
        )
        self._vetoes, self._when_signs = (Phrases(words[name]) for name in ("vetoes", "whens"))
        self._points, self._reported_requests, self._naming = (
            Phrases(data["told"][name]) for name in ("points", "wishes", "naming")
        )
        self._because = Phrases(data["reasons"]["signs"])
        self._question_signs, self._medical = (Phrases(data["asked"][name]) for name in ("signs", "medical"))
        self._deeds, self._no_deeds = (Phrases(data["deed"][name]) for name in ("signs", "idioms"))
        self._non_answers = Phrases(data["non_answers"]["phrases"])
        self._patterns = _each(data["patterns"])
        self._choices = {
            kind: [(row["choice"], Phrases(row["phrases"])) for row in data[kind]]
            for kind in ("outcome", "difficulty", "how")
        }
        self._numbers = Numbers(data)
        self._normalizer = self._numbers.normalizer
        self.normalize = self._normalizer.normalize
        self.breath_lead: str = data["breath"]["lead"]
        self._for_good = Phrases(data["breath"]["for_good"])
        self._general_signs, self._general_empty = (frozenset(data["general"][name]) for name in ("signs", "empty"))
        self._far = Phrases(data["far"]["phrases"])
        self._parts_of_day = _each(data["parts_of_day"])
        self._idioms, self._distress = Phrases(data["distress"]["idioms"]), Phrases(data["distress"]["signs"])
        self._causes = {Cause(name): phrases for name, phrases in _each(data["attribution"]).items()}
        examples = read_examples(locale.files("heard/intents.txt"), Intent)
        self._intents = IntentClassifier({meaning: map(self._bare, said) for meaning, said in examples.items()})
        self._health = HealthGrammar.read(locale, self._intents.counts)
        asked = read_examples(locale.files("heard/questions.txt"), str)
        self._questions = QuestionClassifier(asked, self._intents.counts)

    def read(self, words: str) -> NluResult:
        """Tell what free text means: a command, a number, no answer, or the words themselves."""
        tidy = self.tidy(words)
        plain = self.normalize(tidy)
        if not plain:
            return NluResult(Intent.NOTHING)
        for said in dict.fromkeys((plain, self._bare(plain))):
            if len(said.split()) <= _LONGEST_COMMAND and (meaning := _fully(self._commands, said)):
                return NluResult(meaning, tidy)
            if len(said.split()) <= _LONGEST_NON_ANSWER and self._non_answers.fullmatch(said):
                return NluResult(Intent.DONT_KNOW, tidy)
            if (number := self._numbers.exact(said)) is not None:
                return NluResult(Intent.NUMBER, tidy, number)
        return self._leading_command(tidy, plain) or NluResult(Intent.WORDS, tidy)

    def _leading_command(self, tidy: str, plain: str) -> NluResult | None:
        """Tell what it is that begins like a command and says more."""
        for meaning, leads in self._leading.items():
            if found := leads.match(plain):
                rest = self._normalizer.after(tidy, len(found[0].split()))
                # "I have …" may be the beginning of anything.
                if meaning is not Intent.ON_SOON or self._numbers.is_length(self.normalize(rest)):
                    return NluResult(
                        meaning, rest or None, seconds=self.seconds(rest), pattern=self.named_pattern(rest)
                    )
        return None

    def explicit_request(self, words: str) -> NluResult | None:
        """Tell what is asked for outright by words that may be an answer, too; `None` where they are no such phrase."""
        plain = self._bare(self.normalize(words))
        if meaning := _fully(self._outright, plain):
            return NluResult(
                meaning, seconds=self.seconds(words), pattern=self.custom_pattern(words) or self.named_pattern(words)
            )
        for meaning, leads in self._outright_leading.items():
            if (found := leads.match(self.normalize(words))) and (
                rest := self._normalizer.after(words, len(found[0].split()))
            ):
                return NluResult(meaning, rest)
        return None

    @property
    def distress_words(self) -> str:
        """What is kept when somebody's words of distress were recognised and not given."""
        return self._phrases["distress"]

    def yes_or_no(self, words: str) -> bool | None:
        """Return whether words begin with a yes or with a no, and nothing in them takes the yes back."""
        first, _, rest = self.normalize(words).partition(" ")
        meaning = _fully(self._commands, first)
        if meaning is Intent.YES and self._vetoes.search(rest):
            return None
        return {Intent.YES: True, Intent.NO: False}.get(meaning) if meaning else None

    def classify(self, words: str, likely: Intent | None = None, without: Collection[Intent] = frozenset()) -> Intent:
        """Return what free text most likely wishes for, where nothing but a wish is expected."""
        return self._intents.classify(self._bare(self.normalize(words)), likely, without)

    def choice(self, kind: str, words: str) -> str | None:
        """Return which choice of a kind ("outcome", "difficulty") a few words name, if they name one."""
        plain = self.normalize(words)
        if len(plain.split()) > _LONGEST_CHOICE:
            return None
        return next((choice for choice, pattern in self._choices[kind] if pattern.search(plain)), None)

    def rating(self, words: str) -> int | None:
        """Return where on the scale of certainty a few words stand, 0 to 10: "a six", "moderately certain"."""
        return self._numbers.rating(words)

    def word_count(self, words: str) -> int:
        """Return how many words there are in what was said; signs and pictures are none."""
        return len(self.normalize(words).split())

    def seconds(self, words: str) -> int | None:
        """Return how many seconds a length of time in words is: "a minute and thirty seconds"."""
        return self._numbers.seconds(self.normalize(words))

    def breathing_seconds(self, words: str) -> int | None:
        """Return how many seconds somebody wants to breathe."""
        return self._numbers.breathing_seconds(self.normalize(words))

    def mentions_breath_phase(self, words: str) -> bool:
        """Whether part of a breath is told in numbers, though not all of it may be."""
        return self._numbers.mentions_breath_phase(self.normalize(words))

    def seconds_left(self, words: str) -> int | None:
        """Return how many seconds are left until somebody is on: "in ten minutes"."""
        return self._numbers.seconds_left(self.normalize(words))

    def repetitions(self, words: str) -> int | None:
        """Return how often something is to be breathed: "ten deep breaths"."""
        return self._numbers.repetitions(self.normalize(words))

    def part_of_day(self, words: str) -> str | None:
        """Return the part of the day that is spoken of: MO, AF, EV or NI, as Alexa gives it."""
        return first_match(self._parts_of_day, self.normalize(words))

    def is_far(self, words: str) -> bool:
        """Whether who is named is famous or far ahead, going by the words."""
        return bool(self._far.search(self.normalize(words)))

    def custom_pattern(self, words: str) -> str | None:
        """Return a breathing pattern of somebody's own, as 4-0-6-0: "in for four, hold for two, out for six"."""
        return self._numbers.custom_pattern(self.normalize(words))

    def is_lasting(self, words: str) -> bool:
        """Whether words say that it is to be so from now on."""
        return bool(self._for_good.search(self.normalize(words)))

    def named_pattern(self, words: str) -> str | None:
        """Return the name of the breathing pattern that is spoken of, if one is."""
        return first_match(self._patterns, self.normalize(words))

    def goal(self, words: str) -> str:
        """Return a goal without what only leads to it ("I want to …")."""
        return self._without_lead(self._goal_leads, words)

    def name(self, words: str) -> str:
        """Return the name of a thing without what only leads to it ("it's a …") or says when it is ("… on Friday")."""
        name = self._without_lead(self._articles, self._without_lead(self._name_leads, words))
        plain = self.normalize(name)
        end = self._name_ends.search(plain)
        return (self._normalizer.first(name, len(plain[: end.start()].split())) if end else "") or name

    def is_statement(self, words: str) -> bool:
        """Whether words tell something ("that I …"), whatever they are like, and wish for nothing."""
        plain, told = self.normalize(words), self.statement(words)
        if told == words or _fully(self._commands, self.normalize(told)) is not None:
            return False
        return not (self._points.search(plain) or self._reported_requests.search(plain) or self.names_domain(words))

    def explained_outcome(self, words: str) -> str | None:
        """Return how it went, where words say so and then why: "it went well because I listened"."""
        plain = self.normalize(words)
        found = self._because.search(plain)
        return self.choice("outcome", plain[: found.start()]) if found and found.start() else None

    def names_domain(self, words: str) -> bool:
        """Whether words that are told ("that I'm getting ready for …") name something to get ready for."""
        return bool(self._naming.search(self.normalize(words)))

    def mentions_deed(self, words: str) -> bool:
        """Whether words tell something that somebody did, and not only how it went: "great, because I kept tasting"."""
        rest = self._no_deeds.sub(" ", self.normalize(words)).strip()
        found = self._deeds.search(rest)
        return found is not None and found.end() < len(rest)

    def begins_with_when(self, words: str) -> bool:
        """Whether words begin as one says when: "as soon as they ask"."""
        return bool(self._when_signs.match(self.normalize(words)))

    def statement(self, words: str) -> str:
        """Return what is told, without the word that only leads to it ("that I …")."""
        return self._without_lead(self._telling, words)

    def is_general(self, goal: str) -> bool:
        """Whether a goal names no task ("be more confident"), or hardly one ("be a better speaker")."""
        said = self.normalize(goal).split()
        return not self._general_signs.isdisjoint(said) and (self.names_nothing(goal) or len(said) <= _HARDLY_A_TASK)

    def names_nothing(self, words: str) -> bool:
        """Whether words name no thing, only how one wants to be ("more confidence"): no "best man speech"."""
        return set(self.normalize(words).split()) <= self._general_signs | self._general_empty

    def is_distress(self, words: str) -> bool:
        """Whether the words may be of somebody in danger, the idioms of the stage taken out."""
        return bool(self._distress.search(self._idioms.sub(" ", self.normalize(words))))

    def question_topic(self, words: str, *, may_be_wish: bool) -> QuestionTopic | None:
        """Return what words ask the skill about, if they are a question.

        Args:
            words: The words.
            may_be_wish: Whether a wish is expected; else an answer.
        """
        plain = self.normalize(words)
        if not self._question_signs.search(plain):
            return None
        asks = self._questions.topic_instead_of_request if may_be_wish else self._questions.topic_instead_of_answer
        about = asks(plain)
        return QuestionTopic.OTHER if about is QuestionTopic.MEDICAL and not self._medical.search(plain) else about

    def health(self, words: str) -> HealthMention | None:
        """Return what words say about the speaker's health, if anything."""
        return self._health.classify(self.normalize(words))

    def cause(self, words: str) -> Cause | None:
        """Return to what else the words put a success down, if they do."""
        return first_match(self._causes, self.normalize(words))

    def tidy(self, words: str) -> str:
        """Return words as they were said, but for a hesitation that stands apart at their beginning."""
        tidy = " ".join(words.split())
        found = _HESITATION.match(tidy)
        if found and set(found[0]) & {",", "."}:
            tidy = tidy[found.end() :] or tidy
        return self._spelt.sub(self._spell, tidy)

    def _spell(self, found: re.Match[str]) -> str:
        word = found[0].strip()
        return found[0].replace(word, self._spelling[word.lower()])

    def _bare(self, plain: str) -> str:
        """Return words without the fillers around them."""
        while plain:
            found = self._filler.match(plain)
            shorter = self._unended(plain[found.end() :] if found else plain).strip()
            if shorter == plain or not shorter:
                return plain
            plain = shorter
        return plain

    def _without_lead(self, leads: Phrases, words: str) -> str:
        """Return what follows a lead, as it was said; where nothing follows, the words."""
        found = leads.match(self.normalize(words))
        return (self._normalizer.after(words, len(found[0].split())) if found else words) or words

    def _unended(self, plain: str) -> str:
        """Return words without the filler at their end."""
        words = plain.split()
        for last in range(max(0, len(words) - _LONGEST_FILLER), len(words)):
            if self._filler.fullmatch(" ".join(words[last:])):
                return " ".join(words[:last])
        return plain


def _each(phrases: Mapping[str, list[str]]) -> dict[str, Phrases]:
    return {name: Phrases(said) for name, said in phrases.items()}


def _fully(phrases: Mapping[K, Phrases], plain: str) -> K | None:
    return next((name for name, pattern in phrases.items() if pattern.fullmatch(plain)), None)
