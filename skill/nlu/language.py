"""One language: what free text means in it. The phrases themselves are data, in `skill/languages`."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import TypeVar

from skill.breathing.patterns import pattern_of
from skill.efficacy.attribution import Cause
from skill.languages import Locale, nearest
from skill.nlu.classifier import IntentClassifier
from skill.nlu.grammar import Phrases, alternation, first_match
from skill.nlu.health import HealthGrammar, HealthMention
from skill.nlu.intents import Intent, NluResult
from skill.nlu.naive_bayes import read_examples
from skill.nlu.numbers import MARK, Numbers
from skill.nlu.questions import QuestionClassifier, QuestionTopic

K = TypeVar("K")
_REMEMBERED = 8
"""How many of the latest normalized texts, and what they say about health, are held in memory."""
_LONGEST_COMMAND, _LONGEST_NON_ANSWER, _LONGEST_CHOICE, _LONGEST_FILLER = 9, 10, 12, 4
"""In words: anything longer is an answer."""
_CORRECTABLE, _LONGEST_CORRECTION = {"difficulty"}, 4
"""The kinds of choice that a "no" corrects, and how many words then name the other one. "Yes" and "no" are outcomes."""
_LONGEST_VAGUE_GOAL = 5
"""A goal of this many words with one like "better" among them does not say what, where and how long."""


@cache
def language_for(locale: str) -> "Language":
    """Return the phrases for a locale: those of the nearest one that exists."""
    found = nearest(locale)
    folders = tuple(folder for folder in found.folders if (folder / "heard").is_dir())
    return _load(replace(found, name="", folders=folders))


@cache
def _load(locale: Locale) -> "Language":
    """Return a language; the same one for all locales that share their phrases."""
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
        self._hesitation = re.compile(rf"(?:(?:{'|'.join(words['hesitations'])})\b[\s,.]*)+", re.IGNORECASE)
        self._plural_ending = re.compile(rf"{alternation(words['plural_endings'])}\Z")
        self._spelling: Mapping[str, str] = words["spelling"]
        self._spelling_phrases = Phrases(self._spelling)
        self._statement_leads = Phrases(words["telling"])
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
        self._patterns = _phrases_by_name(data["patterns"])
        self._choices = {
            kind: [(row["choice"], Phrases(row["phrases"])) for row in data[kind]]
            for kind in ("outcome", "difficulty", "how", "more")
        }
        self._numbers = Numbers(data)
        self._normalizer = self._numbers.normalizer
        # a turn asks several times about the same words; only the latest are held
        self.normalize = lru_cache(_REMEMBERED)(self._normalizer.normalize)
        self.breath_lead: str = data["breath"]["lead"]
        self._for_good = Phrases(data["breath"]["for_good"])
        self._breath_requests, self._breath_uses = (Phrases(data["breath"][name]) for name in ("requests", "uses"))
        self._general_signs, self._general_empty = (frozenset(data["general"][name]) for name in ("signs", "empty"))
        self._far = Phrases(data["far"]["phrases"])
        self._parts_of_day = _phrases_by_name(data["parts_of_day"])
        self._idioms, self._distress = Phrases(data["distress"]["idioms"]), Phrases(data["distress"]["signs"])
        self._causes = {Cause(name): phrases for name, phrases in _phrases_by_name(data["attribution"]).items()}
        examples = read_examples(locale.files("heard/intents.txt"), Intent)
        bare = {intent: map(self._without_fillers, sentences) for intent, sentences in examples.items()}
        self._intents = IntentClassifier(bare)
        health = HealthGrammar.read(locale, self._intents.counts)
        self._health_mention = lru_cache(_REMEMBERED)(health.classify)
        questions = read_examples(locale.files("heard/questions.txt"), str)
        self._questions = QuestionClassifier(questions, self._intents.counts)

    def read(self, words: str) -> NluResult:
        """Return what free text means: a command, a number, a non-answer, or the words themselves."""
        tidy = self.tidy(words)
        plain = self.normalize(tidy)
        if not plain:
            return NluResult(Intent.NOTHING)
        for candidate in dict.fromkeys((plain, self._without_fillers(plain))):
            length = len(candidate.split())
            if length <= _LONGEST_COMMAND and (intent := _full_match(self._commands, candidate)):
                return NluResult(intent, tidy)
            if length <= _LONGEST_NON_ANSWER and self._non_answers.fullmatch(candidate):
                return NluResult(Intent.DONT_KNOW, tidy)
            if (number := self._numbers.exact(candidate)) is not None:
                return NluResult(Intent.NUMBER, tidy, number)
        return self._leading_command(tidy, plain) or NluResult(Intent.WORDS, tidy)

    def _leading_command(self, tidy: str, plain: str) -> NluResult | None:
        """Return the command with which longer words begin, and its values; `None` if they begin with none."""
        for intent, leads in self._leading.items():
            if found := leads.match(plain):
                rest = self._normalizer.after(tidy, len(found[0].split()))
                # "I have …" may be the beginning of anything.
                if intent is not Intent.ON_SOON or self._numbers.is_length(self.normalize(rest)):
                    return NluResult(intent, rest or None, seconds=self.seconds(rest), pattern=self.named_pattern(rest))
        return None

    def explicit_request(self, words: str) -> NluResult | None:
        """Return what words explicitly request that could also be an answer; `None` if they match no such phrase."""
        plain = self._without_fillers(self.normalize(words))
        if intent := _full_match(self._outright, plain):
            return NluResult(intent, seconds=self.seconds(words), pattern=self.pattern(words))
        for intent, leads in self._outright_leading.items():
            if (found := leads.match(self.normalize(words))) and (
                rest := self._normalizer.after(words, len(found[0].split()))
            ):
                return NluResult(intent, rest)
        return None

    @property
    def distress_words(self) -> str:
        """What is stored when the platform recognized words of distress without giving the words."""
        return self._phrases["distress"]

    def yes_or_no(self, words: str) -> bool | None:
        """Return whether words begin with a yes or a no; `None` if with neither, or if the rest takes the yes back."""
        first, _, rest = self.normalize(words).partition(" ")
        intent = _full_match(self._commands, first)
        if intent is Intent.YES and self._vetoes.search(rest):
            return None
        return {Intent.YES: True, Intent.NO: False}.get(intent) if intent else None

    def classify(self, words: str, likely: Intent | None = None, without: Collection[Intent] = frozenset()) -> Intent:
        """Return the likeliest intent of free text, where only a request is expected."""
        return self._intents.classify(self._without_fillers(self.normalize(words)), likely, without)

    def choice(self, kind: str, words: str) -> str | None:
        """Return which choice of a kind ("outcome", "difficulty") a few words name, if any."""
        plain = self.normalize(words)
        if len(plain.split()) > _LONGEST_CHOICE:
            return None
        corrected = self._corrected(kind, plain) if kind in _CORRECTABLE else None
        return corrected or self._first_choice(kind, plain)

    def _first_choice(self, kind: str, plain: str) -> str | None:
        return next((choice for choice, pattern in self._choices[kind] if pattern.search(plain)), None)

    def _corrected(self, kind: str, plain: str) -> str | None:
        """Return the choice that replaces one before it: "easy, no, hard"; `None` if none is replaced."""
        before, *corrections = (part.strip() for part in self._numbers.corrections.split(plain))
        last = corrections[-1] if corrections else ""
        is_short = 0 < len(last.split()) <= _LONGEST_CORRECTION
        return self._first_choice(kind, last) if is_short and self._first_choice(kind, before) else None

    def rating(self, words: str) -> int | None:
        """Return the rating that a few words give, 0 to 10: "a six", "moderately certain"."""
        return self._numbers.rating(words)

    def mentions_number(self, words: str) -> bool:
        """Whether words have a number in them that could be meant as a rating."""
        return self._numbers.mentions_number(words)

    def word_count(self, words: str) -> int:
        """Return the number of words in what was said; signs and emoji are not words."""
        return len(self.normalize(words).split())

    def seconds(self, words: str) -> int | None:
        """Return a length of time in words as seconds: "a minute and thirty seconds"."""
        return self._numbers.seconds(self.normalize(words))

    def breathing_seconds(self, words: str) -> int | None:
        """Return how many seconds the performer wants to breathe."""
        return self._numbers.breathing_seconds(self.normalize(words))

    def mentions_breath_phase(self, words: str) -> bool:
        """Whether the words give at least one breath-phase length."""
        return self._numbers.mentions_breath_phase(self.normalize(words))

    def seconds_left(self, words: str) -> int | None:
        """Return how many seconds are left until the performer is on: "in ten minutes"."""
        return self._numbers.seconds_left(self.normalize(words))

    def repetitions(self, words: str) -> int | None:
        """Return how many times to breathe: "ten deep breaths"."""
        return self._numbers.repetitions(self.normalize(words))

    def part_of_day(self, words: str) -> str | None:
        """Return the part of the day that words mention: MO, AF, EV or NI, as Alexa gives it."""
        return first_match(self._parts_of_day, self.normalize(words))

    def is_far(self, words: str) -> bool:
        """Whether words name somebody famous or far ahead."""
        return bool(self._far.search(self.normalize(words)))

    def custom_pattern(self, words: str) -> str | None:
        """Return a custom breathing pattern, as 4-0-6-0: "in for four, hold for two, out for six"."""
        return self._numbers.custom_pattern(self.normalize(words))

    def pattern(self, words: str) -> str | None:
        """Return the breathing pattern that words give or name; without its holds if they leave them out."""
        return self.without_holds(words, self.custom_pattern(words) or self.named_pattern(words))

    def without_holds(self, words: str, pattern: str | None) -> str | None:
        """Return a pattern's name; that of the one without its holds, if words leave them out."""
        known = pattern_of(pattern or "") if self.excludes_holds(words) else None
        return known.without_holds.name if known else pattern

    def excludes_holds(self, words: str) -> bool:
        """Whether words ask for a breath without its holds."""
        return self._numbers.excludes_holds(self.normalize(words))

    def pattern_title(self, words: str) -> str | None:
        """Return the name that words give to a breathing pattern, if they give one."""
        title = self._numbers.pattern_title(self.normalize(words))
        return self.name(self._without_fillers(title)) if title else None

    def is_own_pattern(self, words: str) -> bool:
        """Whether words call a breathing pattern the performer's own: "my pattern"."""
        return self._numbers.is_own_pattern(self.normalize(words))

    def pattern_titled(self, words: str, titles: Iterable[str], *, is_request: bool = False) -> str | None:
        """Return the one of several names of patterns that words ask for: "breathe with lantern".

        Args:
            words: The words.
            titles: The names that were given to patterns.
            is_request: Whether it is known that the words ask for breathing.
        """
        plain = f" {self._without_fillers(self.normalize(words))} "
        for title in titles:
            rest = plain.replace(f" {self.normalize(title)} ", f" {MARK} ", 1)
            is_wanted = is_request and self._breath_uses.search(rest) is not None
            if rest != plain and (is_wanted or self._breath_requests.fullmatch(rest.strip())):
                return title
        return None

    def is_lasting(self, words: str) -> bool:
        """Whether words say that something holds from now on."""
        return bool(self._for_good.search(self.normalize(words)))

    def named_pattern(self, words: str) -> str | None:
        """Return the name of the breathing pattern that words mention, if any."""
        return first_match(self._patterns, self.normalize(words))

    def goal(self, words: str) -> str:
        """Return a goal without the words that introduce it ("I want to …")."""
        return self._without_lead(self._goal_leads, words)

    def name(self, words: str) -> str:
        """Return a name without the words that introduce it ("it's a …") or say when it is ("… on Friday")."""
        name = self._without_lead(self._articles, self._without_lead(self._name_leads, words))
        plain = self.normalize(name)
        end = self._name_ends.search(plain)
        return (self._normalizer.first(name, len(plain[: end.start()].split())) if end else "") or name

    def is_statement(self, words: str) -> bool:
        """Whether words state something ("that I …"), whatever they resemble, and request nothing."""
        plain, statement = self.normalize(words), self.statement(words)
        if statement == words or _full_match(self._commands, self.normalize(statement)) is not None:
            return False
        return not (self._points.search(plain) or self._reported_requests.search(plain) or self.names_domain(words))

    def explained_outcome(self, words: str) -> str | None:
        """Return the outcome that words give before they explain it: "it went well because I listened"."""
        plain = self.normalize(words)
        found = self._because.search(plain)
        return self.choice("outcome", plain[: found.start()]) if found and found.start() else None

    def names_domain(self, words: str) -> bool:
        """Whether a statement ("that I'm getting ready for …") names something to get ready for."""
        return bool(self._naming.search(self.normalize(words)))

    def mentions_deed(self, words: str) -> bool:
        """Whether words mention something the performer did, not only how it went: "great, because I kept tasting"."""
        rest = self._no_deeds.sub(" ", self.normalize(words)).strip()
        found = self._deeds.search(rest)
        return found is not None and found.end() < len(rest)

    def begins_with_when(self, words: str) -> bool:
        """Whether words begin by saying when: "as soon as they ask"."""
        return bool(self._when_signs.match(self.normalize(words)))

    def statement(self, words: str) -> str:
        """Return a statement without the word that introduces it ("that I …")."""
        return self._without_lead(self._statement_leads, words)

    def is_general(self, goal: str) -> bool:
        """Whether a goal names no task ("be more confident"), or hardly one ("be a better speaker")."""
        words = self.normalize(goal).split()
        is_vague = self.names_nothing(goal) or len(words) <= _LONGEST_VAGUE_GOAL
        return not self._general_signs.isdisjoint(words) and is_vague

    def names_nothing(self, words: str) -> bool:
        """Whether words name no thing, only a way to be ("more confidence"), unlike "best man speech"."""
        return set(self.normalize(words).split()) <= self._general_signs | self._general_empty

    def is_distress(self, words: str) -> bool:
        """Whether words may come from somebody in danger; idioms of the stage don't count."""
        return bool(self._distress.search(self._idioms.sub(" ", self.normalize(words))))

    def question_topic(self, words: str, *, may_be_wish: bool) -> QuestionTopic | None:
        """Return the topic of a question to the skill; `None` if the words are no such question.

        Args:
            words: The words.
            may_be_wish: Whether a request is expected; otherwise an answer is.
        """
        plain = self.normalize(words)
        if not self._question_signs.search(plain):
            return None
        questions = self._questions
        classify = questions.topic_instead_of_request if may_be_wish else questions.topic_instead_of_answer
        topic = classify(plain)
        return QuestionTopic.OTHER if topic is QuestionTopic.MEDICAL and not self._medical.search(plain) else topic

    def health(self, words: str) -> HealthMention | None:
        """Return what words say about the speaker's health, if anything."""
        plain = self.normalize(words)
        return self._health_mention(self._numbers.without_excluded_holds(plain) if self._asks_for(plain) else plain)

    def _asks_for(self, plain: str) -> bool:
        """Whether words give or name a breathing pattern."""
        return self._numbers.custom_pattern(plain) is not None or first_match(self._patterns, plain) is not None

    def cause(self, words: str) -> Cause | None:
        """Return the outside cause to which words attribute a success, if any."""
        return first_match(self._causes, self.normalize(words))

    def tidy(self, words: str) -> str:
        """Return words as they were said, spelled as usual and without a leading hesitation before a comma."""
        tidy = " ".join(words.split())
        found = self._hesitation.match(tidy)
        if found and set(found[0]) & {",", "."}:
            tidy = tidy[found.end() :] or tidy
        return self._spelling_phrases.sub(self._spell, tidy)

    def singular(self, word: str) -> str:
        """Return a word without a plural ending, to compare it with another one treated likewise."""
        return self._plural_ending.sub("", word)

    def _spell(self, found: re.Match[str]) -> str:
        word = found[0].strip()
        return found[0].replace(word, self._spelling[word.lower()])

    def _without_fillers(self, plain: str) -> str:
        """Return normalized words without the fillers around them."""
        while plain:
            found = self._filler.match(plain)
            shorter = self._without_final_filler(plain[found.end() :] if found else plain).strip()
            if shorter == plain or not shorter:
                return plain
            plain = shorter
        return plain

    def _without_lead(self, leads: Phrases, words: str) -> str:
        """Return what follows an introduction, as it was said; the words themselves if nothing follows."""
        found = leads.match(self.normalize(words))
        return (self._normalizer.after(words, len(found[0].split())) if found else words) or words

    def _without_final_filler(self, plain: str) -> str:
        """Return words without the filler at their end."""
        words = plain.split()
        for last in range(max(0, len(words) - _LONGEST_FILLER), len(words)):
            if self._filler.fullmatch(" ".join(words[last:])):
                return " ".join(words[:last])
        return plain


def _phrases_by_name(lists: Mapping[str, list[str]]) -> dict[str, Phrases]:
    return {name: Phrases(phrases) for name, phrases in lists.items()}


def _full_match(phrases: Mapping[K, Phrases], plain: str) -> K | None:
    return next((name for name, pattern in phrases.items() if pattern.fullmatch(plain)), None)
