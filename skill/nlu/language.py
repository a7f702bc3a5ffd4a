"""One language: what free text means in it. The phrases themselves are data, in `skill/languages`."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from skill.breathing.patterns import pattern_of
from skill.efficacy.attribution import Cause
from skill.efficacy.evidence import Kind
from skill.languages import Locale, nearest, read_once
from skill.nlu.agreement import GuardedAnswers
from skill.nlu.agreement import Wishes as Agreements
from skill.nlu.asides import Aside, Asides
from skill.nlu.classifier import MEANINGS, IntentClassifier, Reading
from skill.nlu.clusters import Clusters
from skill.nlu.dates import as_partial
from skill.nlu.features import WordClasses, stem
from skill.nlu.fillers import Fillers
from skill.nlu.finding import FindingGrammar, NamedPiece
from skill.nlu.frames import Frames, Span
from skill.nlu.grammar import Phrases, alternation, first_match, without_accents
from skill.nlu.health import HealthGrammar, HealthMention
from skill.nlu.intents import Intent, NluResult
from skill.nlu.linear import LinearModel
from skill.nlu.lookups import Lookup, LookupGrammar
from skill.nlu.names import Fit, Match, Name, Words, find, mentioned
from skill.nlu.naming import Naming
from skill.nlu.numbers import MARK, Numbers
from skill.nlu.putting_right import Correction, CorrectionGrammar, amended
from skill.nlu.questions import QuestionClassifier, QuestionTopic
from skill.nlu.refusals import Refusal, RefusalGrammar
from skill.nlu.tagger import Tagger
from skill.nlu.when import Period, When, WhenGrammar
from skill.nlu.wishes import Search, Wishes

K = TypeVar("K")
_NOBODYS: frozenset[str] = frozenset()
_REMEMBERED = 8
"""How many of the latest normalized texts, and what they say about health, are held in memory."""
_LONGEST_COMMAND, _LONGEST_NON_ANSWER, _LONGEST_CHOICE = 14, 12, 12
"""In words: anything longer is an answer."""
_SOME_DAY = date(2000, 12, 31)
"""Any day, where it doesn't matter on which day something is said."""
_VERB_COMES_BY = 4
"""How many words, the subject among them, the verb of a told deed comes within."""
_SHORT_NAME, _LONGEST_NEW_NAME = 3, 5
"""In words: how long a name is made, and may be given."""
_CORRECTABLE, _LONGEST_CORRECTION = {"difficulty"}, 4
"""The kinds of choice that a "no" corrects, and how many words then name the other one. "Yes" and "no" are outcomes."""
_LONGEST_VAGUE_GOAL = 5
"""A goal of this many words with one like "better" among them does not say what, where and how long."""

_ASIDES: Mapping[Aside, Intent] = {
    Aside.THINKING: Intent.WAIT,
    Aside.UNFINISHED: Intent.UNFINISHED,
    Aside.REFUSAL: Intent.SKIP,
    Aside.OBLIGED: Intent.OBLIGED,
}


@cache
def language_for(locale: str) -> "Language":
    """Return the phrases for a locale: those of the nearest one that exists."""
    found = nearest(locale)
    folders = tuple(folder for folder in found.folders if (folder / "heard").is_dir())
    return _load(replace(found, name="", folders=folders))


@read_once
def _load(locale: Locale) -> "Language":
    """Return a language; the same one for all locales that share their phrases."""
    return Language(locale)


@cache
def _model(file: Path) -> LinearModel:
    """Return a model; the same one for all locales that share it."""
    return LinearModel.read(file.read_bytes())


def _counts(locale: Locale, name: str) -> list[bytes]:
    """Return how often runs of words occur in the examples of that name, the language's first."""
    return [file.read_bytes() for file in locale.files(f"heard/{name}.counts")]


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
        self._fillers = Fillers(words["fillers"])
        self._hesitation = re.compile(rf"(?:(?:{'|'.join(words['hesitations'])})\b[\s,.]*)+", re.IGNORECASE)
        self._hesitations = re.compile(rf"\b(?:{'|'.join(words['hesitations'])})\b")
        self._plural_ending = re.compile(rf"{alternation(words['plural_endings'])}\Z")
        self._spelling: Mapping[str, str] = words["spelling"]
        self._misspelled = re.compile(rf"(?<![\w'-]){alternation(self._spelling)}(?![\w'-])", re.IGNORECASE)
        self._statement_leads = Phrases(words["telling"])
        self._note_leads = Phrases(words["noting"])
        self._articles, self._goal_leads, self._name_leads, self._name_ends = (
            Phrases(words[name]) for name in ("articles", "goal_leads", "name_leads", "name_ends")
        )
        self._commands, self._names, self._leading, self._outright, self._outright_leading = (
            {Intent(name): Phrases(phrases) for name, phrases in data[kind].items()}
            for kind in ("commands", "names", "leading", "outright", "outright_leading")
        )
        self._vetoes, self._when_signs = (Phrases(words[name]) for name in ("vetoes", "whens"))
        self._read_told(data)
        self._because = Phrases(data["reasons"]["signs"])
        self._question_signs, self._medical = (Phrases(data["asked"][name]) for name in ("signs", "medical"))
        self._deeds, self._no_deeds = (Phrases(data["deed"][name]) for name in ("signs", "idioms"))
        self._read_deeds_and_names(data)
        self._non_answers = Phrases(data["non_answers"]["phrases"])
        self._asides = Asides(data["asides"])
        self._read_urgency(data["asides"])
        self._patterns = _phrases_by_name(data["patterns"])
        self._choices = {
            kind: [(row["choice"], Phrases(row["phrases"])) for row in data[kind]]
            for kind in ("outcome", "difficulty", "how", "more")
        }
        self._numbers = Numbers(data)
        number = {"number": rf"(?:{alternation(data['numbers'])}|\d+)\s*"}
        self._rating_signs = Phrases(data["rating_in_passing"]["signs"], number)
        self._normalizer = self._numbers.normalizer
        # a turn asks several times about the same words; only the latest are held
        self.normalize = lru_cache(_REMEMBERED)(self._normalizer.normalize)
        self.breath_lead: str = data["breath"]["lead"]
        self._for_good, self._habits = (Phrases(data["breath"][name]) for name in ("for_good", "habits"))
        self._breath_requests, self._breath_uses = (Phrases(data["breath"][name]) for name in ("requests", "uses"))
        self._general_signs, self._general_empty = (frozenset(data["general"][name]) for name in ("signs", "empty"))
        self._far = Phrases(data["far"]["phrases"])
        self._when = WhenGrammar(locale.table("heard/when.toml"), self._numbers.values)
        self._parts_of_day = _phrases_by_name(data["parts_of_day"])
        self._idioms, self._distress = Phrases(data["distress"]["idioms"]), Phrases(data["distress"]["signs"])
        names = locale.table("heard/names.toml")
        self.words = Words(names)
        self._wishes = Wishes(names, self.words, self.past_period)
        self._piece_words = Phrases(names["evidence"]["called"])
        attribution = _phrases_by_name(data["attribution"])
        self._only_sounds_own, self._own = attribution["only_sounds_own"], attribution["own"]
        self._causes = {cause: attribution[cause] for cause in Cause}
        before = data["outcome_before"]
        self._fine, self._no_outcome, self._as_well_as = (
            Phrases(before[name]) for name in ("fine", "nothing", "well_as")
        )
        self._read_corrections(locale.table("heard/corrections.toml"))
        self._lookups = LookupGrammar(locale.table("heard/lookups.toml"))
        self._read_examples(locale)

    def _read_corrections(self, data: Mapping[str, Any]) -> None:
        """Read what puts right, takes back, forbids or agrees."""
        self._empty_words = frozenset(map(self.singular, data["about"]["empty"]))
        self._putting_right = CorrectionGrammar(data["putting_right"], self._normalizer)
        self._refusing, self._agreeing = RefusalGrammar(data["refusing"]), Agreements(data["agreeing"])
        forgetting = data["forgetting"]
        self._forgets, self._entries = Phrases(forgetting["verbs"]), LookupGrammar(forgetting)
        self._finding, self._guarded = FindingGrammar(data["finding"]), GuardedAnswers(data["guarded"])

    def _read_examples(self, locale: Locale) -> None:
        """Read what is told by its likeness to examples."""
        health = HealthGrammar(locale.table("heard/health.toml"), _counts(locale, "health"), self._behind_health)
        self._health_mention = lru_cache(_REMEMBERED)(health.classify)
        self._questions = QuestionClassifier(_counts(locale, "questions"))
        table = locale.table("heard/classes.toml")
        clusters = Clusters.read(locale.file("heard/words.clusters").read_bytes())
        self._classes = classes = WordClasses(table["classes"], clusters)
        self._little = frozenset(table["little"]["words"])
        self._lead_words = frozenset(table["little"]["leads"])
        self._faint, articles = frozenset(table["little"]["faint"]), table["little"]["articles"]
        self._articles_alike = dict.fromkeys(articles, articles[0])
        self._wish_model, self._answer_model = (
            IntentClassifier(_model(locale.file(f"heard/{name}.model")), classes) for name in ("wishes", "answers")
        )
        self._tagger = Tagger(_model(locale.file("heard/names.model")), classes)

    def _read_urgency(self, data: Mapping[str, Any]) -> None:
        """Read what somebody says who is about to go on."""
        self._urgent, self._called_up, self._on_in = (Phrases(data[name]) for name in ("urgent", "called_up", "on_in"))
        self._urgent_end = Phrases(data["urgent_end"])
        self._not_now, self._later = frozenset(data["not_now"]), frozenset(data["later"])

    def _read_told(self, data: Mapping[str, Any]) -> None:
        """Read what tells statements, wishes and corrections apart."""
        (
            self._points,
            self._reported_requests,
            self._naming_signs,
            self._upcoming,
            self._prepared,
            self._goes_on,
        ) = (Phrases(data["told"][name]) for name in ("points", "wishes", "naming", "upcoming", "prepared", "reports"))
        self._finished = Phrases(data["told"]["finished"])
        self._called_wrong = {name: Phrases(phrases) for name, phrases in data["called_wrong"].items()}
        self._yet_to_do, self._said_last = (Phrases(data[name]["signs"]) for name in ("yet_to_do", "said_last"))

    def _read_deeds_and_names(self, data: Mapping[str, Any]) -> None:
        """Read what tells a deed, makes a name, or names somebody in a request."""
        self._deed_subjects, self._deed_leads = (Phrases(data["deed"][name]) for name in ("subjects", "leads"))
        self._past, self._not_past, self._not_done = (
            frozenset(data["deed"][name]) for name in ("past", "not_past", "not_done")
        )
        self._past_endings = tuple(data["deed"]["endings"])
        self._wished, self._joins = (Phrases(data["deed"][name]) for name in ("wished", "joins"))
        self._states_goal = Phrases(data["naming"]["states_goal"])
        self._prepares, self._tells_event = (Phrases(data["naming"][name]) for name in ("prepares", "tells_event"))
        self._naming, self._renames = Naming(data["naming"]), Phrases(data["naming"]["renames"])
        (
            self._role_models,
            self._encouragements,
            self._new_steps,
            self._new_goals,
            self._new_plans,
            self._new_things,
            self._notes_for,
            self._bring_backs,
        ) = (
            Frames(data["frames"][name])
            for name in (
                "role_models",
                "encouragements",
                "new_steps",
                "new_goals",
                "new_plans",
                "new_things",
                "notes_for",
                "bring_backs",
            )
        )
        self._said = Phrases(data["frames"]["said"], {"person": r"(?P<person>\S+(?: \S+)??) "})
        self._asks_outright, self._reschedules = (
            Phrases(data[name]["signs"]) for name in ("asks_outright", "reschedules")
        )
        self._quotes, self._means = (Phrases(data["answer_forms"][name]) for name in ("quotes", "means"))
        self._answer_forms = {f"{name}?": Phrases(data["answer_forms"][name]) for name in ("tells", "plan", "success")}
        self._pronouns = Phrases(data["frames"]["pronouns"])
        self._somebody = Phrases(data["frames"]["nobody_named"])

    def read(self, words: str) -> NluResult:
        """Return what free text means: a command, a number, a non-answer, or the words themselves."""
        tidy = self.tidy(words)
        plain = self.normalize(tidy)
        if not plain:
            return NluResult(Intent.NOTHING)
        fluent = " ".join(self._hesitations.sub(" ", plain).split())
        for candidate in dict.fromkeys((plain, self._fillers.without(plain), self._fillers.without(fluent))):
            length = len(candidate.split())
            if length <= _LONGEST_COMMAND and (intent := _full_match(self._commands, candidate)):
                return NluResult(intent, tidy)
            if intent := _full_match(self._names, candidate):
                return NluResult(intent)
            if aside := self._asides.aside(candidate):
                return NluResult(_ASIDES[aside], tidy)
            if length <= _LONGEST_NON_ANSWER and self._non_answers.fullmatch(candidate):
                return NluResult(Intent.DONT_KNOW, tidy)
            if (number := self._numbers.exact(candidate)) is not None:
                return NluResult(Intent.NUMBER, tidy, number)
        if self._goal_leads.fullmatch(plain) and " " in plain:  # "I want to", and no more
            return NluResult(Intent.NOTHING)
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
        plain = self._fillers.without(self.normalize(words))
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
        last = _full_match(self._commands, rest.rpartition(" ")[2]) if rest else None
        takes_back = intent is Intent.YES and self._vetoes.search(rest)
        if takes_back or {intent, last} == {Intent.YES, Intent.NO}:
            return None
        return {Intent.YES: True, Intent.NO: False}.get(intent) if intent else None

    def wish(
        self,
        words: str,
        likely: Intent | None = None,
        without: Collection[Intent] = frozenset(),
        own: Collection[str] = (),
    ) -> Reading:
        """Return what free text wishes for, where only a request is expected.

        Args:
            words: The words.
            likely: The intent that the skill asked for, if any.
            without: Intents that are ruled out.
            own: The names of what the performer gets ready for.
        """
        plain = self._fillers.without(self.normalize(words)) or self.normalize(words)
        return self._wish_model.read(plain.split(), self._own_words(own), likely, without)

    def reading(self, words: str, situation: str, own: Collection[str] = ()) -> Reading:
        """Return what free text means while a question is open.

        Args:
            words: The words.
            situation: The kind of question, as the examples call it.
            own: The names of what the performer gets ready for.
        """
        return self._answer_model.read(self.normalize(words).split(), self._own_words(own), situation=situation)

    def named(self, words: str, intent: Intent, own: Collection[str] = ()) -> Mapping[str, str]:
        """Return what free text names, by kind, as it was said.

        Args:
            words: The words.
            intent: What they mean.
            own: The names of what the performer gets ready for.
        """
        plain = self.normalize(words).split()
        spans = self._tagger.spans(plain, self._own_words(own), MEANINGS.get(intent, str(intent)))
        return {
            kind: self._normalizer.first(self._normalizer.after(words, start) if start else words, end - start)
            for kind, (start, end) in spans.items()
        }

    def tells_apart(self, name: str) -> bool:
        """Whether a name has a word that tells a thing from others: unlike "getting ready" or "something new"."""
        return not set(self.normalize(name).split()) <= self._little | self._lead_words

    def _own_words(self, names: Collection[str]) -> frozenset[str]:
        return frozenset(stem(word) for name in names for word in self.normalize(name).split()) - self._little

    def behind_yes_or_no(self, words: str) -> tuple[bool | None, str]:
        """Return yes or no if words begin with it, and what follows it, without fillers."""
        plain = self.normalize(words)
        first, _, rest = plain.partition(" ")
        intent = None if self._agreeing.is_forbidden(plain) else _full_match(self._commands, first)
        agreed = {Intent.YES: True, Intent.NO: False}.get(intent) if intent else None
        count = len(plain.split()) - len(self._fillers.without_leading(rest).split())
        return agreed, self._normalizer.after(words, count)

    def begins_as_wish(self, words: str) -> bool:
        """Whether words begin as a wish does: "let me …"."""
        return self._agreeing.is_wish(self.normalize(words))

    def names_what_was_asked(self, words: str) -> bool:
        """Whether words only name what was asked: "read it"."""
        return self._agreeing.is_same(self.normalize(words))

    def refusal(self, words: str) -> Refusal | None:
        """Return what words forbid or exclude; `None` if nothing."""
        return self._refusing.read(self._fillers.without(self.normalize(words)))

    def guarded_yes_or_no(self, words: str, deed: str, title: str = "") -> bool | None:
        """Return yes or no to a question that deletes something or puts it away; `None` if anything else was said.

        Args:
            words: The words.
            deed: What a yes would do: erase, forget or retire.
            title: What it would be done to, if that has a title.
        """
        return self._guarded.read(self.normalize(words), deed, self.normalize(title))

    def corrections(self, words: str) -> Sequence[Correction]:
        """Return how words may put right what was told, the likeliest first; nothing if they don't."""
        return [replace(one, words=self.tidy(one.words)) for one in self._putting_right.read(words)]

    def named_piece(self, words: str) -> NamedPiece | None:
        """Return the earlier piece that a request to forget it, or to put it right, names; `None` if it is none."""
        return self._finding.read(self._fillers.without(self.normalize(words)))

    def describes_piece(self, words: str) -> bool:
        """Whether words that ask to forget something say what, and not only "that"."""
        return self._finding.describes(self._fillers.without(self.normalize(words)))

    def kind_of_piece(self, words: str) -> Kind | None:
        """Return the kind of piece that words mention: "my last debrief"."""
        return self._finding.kind(self.normalize(words))

    def classify(self, words: str, likely: Intent | None = None, without: Collection[Intent] = frozenset()) -> Intent:
        """Return the likeliest intent of free text, where only a request is expected."""
        return self.wish(words, likely, without).intent

    def choice(self, kind: str, words: str) -> str | None:
        """Return which choice of a kind ("outcome", "difficulty") a few words name, if any."""
        plain = self.normalize(words)
        if len(plain.split()) > _LONGEST_CHOICE:
            return None
        plain = self._as_outcome(plain) if kind == "outcome" else plain
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

    def _as_outcome(self, plain: str) -> str:
        """Return normalized words with what went not wrong as fine, and without "as well" where it says nothing."""
        plain = self._fine.sub(" fine ", plain)
        kept = plain if self._as_well_as.search(plain) else self._no_outcome.sub(" ", plain)
        return " ".join(kept.split()) or plain

    def rating(self, words: str) -> int | None:
        """Return the rating that a few words give, 0 to 10: "a six", "moderately certain"."""
        return self._numbers.rating(words)

    def forgets(self, words: str) -> str | None:
        """Return what words ask to forget: "aunt Joan" of "forget aunt Joan"; `None` if they ask for nothing so."""
        plain = self.normalize(words)
        found = self._forgets.match(plain)
        return plain[found.end() :] or None if found else None

    def named_entry(self, words: str) -> tuple[Lookup, str] | None:
        """Return which kind of entry on record words name, and of what thing: "my plan for the chess"."""
        return self._entries.read(self.normalize(words))

    def told_rating(self, words: str) -> int | None:
        """Return the rating that a sentence ends up with, 0 to 10: "it was a four, and now I'd say six"."""
        return self._numbers.told_rating(words)

    def rating_in_passing(self, words: str) -> int | None:
        """Return a rating, 0 to 10, that a sentence says besides something else: "hard, and I'm six out of ten"."""
        plain = self.normalize(words)
        found = self._rating_signs.search(plain)
        return self._numbers.told_rating(plain[found.start() :]) if found else None

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

    def when(self, words: str, today: date, near: str | None = None, weekday: int | None = None) -> When | None:
        """Return the day and the hour that words name, see `WhenGrammar.read`."""
        return self._when.read(self.normalize(words), today, near, weekday)

    def moves_date(self, words: str) -> bool:
        """Whether words say that a known date is on another day now: "it's been put off till Friday"."""
        return self._when.is_moved(self.normalize(words))

    def counts_from_date(self, words: str) -> bool:
        """Whether the day that words name counts from the known date: "the Friday after"."""
        return self._when.is_after_known(self.normalize(words))

    def past_period(self, words: str, today: date) -> Period | None:
        """Return the first and the last day of the time behind that words name: "the week before last"."""
        return self._when.past_period(self.normalize(words), today)

    def past_day(self, words: str, today: date) -> str | None:
        """Return the day, month, season or year behind that words tell, as a partial date; `None` if they tell none."""
        plain = self.normalize(words)
        period = self._when.past_day(plain, today)
        partial = as_partial(*period) if period else None
        return partial or self._when.past_season(plain, today)

    def is_far(self, words: str) -> bool:
        """Whether words name somebody famous or far ahead."""
        return bool(self._far.search(self.normalize(words)))

    def is_urgent(self, words: str) -> bool:
        """Whether words request a warm-up, even while an answer is asked for; a longer sentence may end so."""
        plain = self.normalize(words)
        if self._urgent.fullmatch(plain):
            return True
        found = self._urgent_end.search(plain)
        return found is not None and self._later.isdisjoint(plain[: found.start()].split())

    def is_called_up(self, words: str) -> bool:
        """Whether words say that the performer is on now, and nothing else."""
        return bool(self._called_up.fullmatch(self.normalize(words)))

    def tells_when_on(self, words: str) -> bool:
        """Whether a sentence says that the performer is on in some time, whatever else it says."""
        plain = self.normalize(words)
        found = self._on_in.search(plain)
        return found is not None and self._not_now.isdisjoint(plain[: found.start()].split())

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

    def leaves_out_breathing(self, words: str) -> bool:
        """Whether words leave the breathing out of what they ask for: "a warm-up minus the breathing"."""
        return self._numbers.leaves_out_breathing(self.normalize(words))

    def pattern_title(self, words: str) -> str | None:
        """Return the name that words give to a breathing pattern, if they give one."""
        title = self._numbers.pattern_title(self.normalize(words))
        return self.name(self._fillers.without(title)) if title else None

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
        plain = f" {self._fillers.without(self.normalize(words))} "
        for title in titles:
            rest = plain.replace(f" {self.normalize(title)} ", f" {MARK} ", 1)
            is_wanted = is_request and self._breath_uses.search(rest) is not None
            if rest != plain and (is_wanted or self._breath_requests.fullmatch(rest.strip())):
                return title
        return None

    def is_lasting(self, words: str) -> bool:
        """Whether words say that something holds from now on."""
        return bool(self._for_good.search(self.normalize(words)))

    def is_habit(self, words: str) -> bool:
        """Whether words begin or end by saying that something holds from now on; in between it may be a remark."""
        plain = self._fillers.without(self.normalize(words))
        return any(found.start() == 0 or not plain[found.end() :].strip() for found in self._habits.finditer(plain))

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
        name = (self._normalizer.first(name, len(plain[: end.start()].split())) if end else "") or name
        return self._without_when(name)

    def _without_when(self, words: str) -> str:
        """Return words without the day and the hour at their end."""
        plain = self.normalize(words)
        count = self._when.words_before(plain)
        return (self._normalizer.first(words, count) if count else "") or words

    def dated_thing(self, words: str) -> tuple[str, bool] | None:
        """Return the thing whose date words tell, and whether it is introduced: "I have a recital on Friday".

        The name is empty if it is the next date itself; `None` if the words may tell something else.
        """
        found = self._when.thing(self.normalize(words))
        if found is None:
            return None
        after = self._normalizer.after(words, found.start) if found.start else words
        name = self._normalizer.first(after, found.end - found.start)
        return name.removesuffix(self._when.contracted), found.is_new

    def tells_event(self, words: str) -> bool:
        """Whether words tell what is coming up rather than a goal: "I've got an audition", not "play it slowly"."""
        return bool(self._tells_event.match(self.normalize(words)))

    def thing_coming(self, words: str, today: date) -> str | None:
        """Return the thing that words say is on some day, whatever else they tell; `None` if they say so of none."""
        when = self.when(words, today)
        told = self.dated_thing(self._normalizer.first(words, when.until)) if when and when.before else None
        return told[0] or None if told else None

    def uncontracted(self, name: str) -> str:
        """Return the name of a thing without the "is" that is contracted with it: "my viva's"."""
        return name.removesuffix(self._when.contracted)

    def asked_thing(self, words: str) -> str | None:
        """Return what words ask the date of: empty if it is the next one; `None` if they do not ask for a date."""
        return self._when.asked_thing(self.normalize(words))

    def is_statement(self, words: str) -> bool:
        """Whether words state something ("that I …"), whatever they resemble, and request nothing."""
        plain, statement = self.normalize(words), self.statement(words)
        if statement == words or _full_match(self._commands, self.normalize(statement)) is not None:
            return False
        return not (self._points.search(plain) or self._reported_requests.search(plain) or self.names_domain(words))

    def reports_wish(self, words: str) -> bool:
        """Whether words report what somebody wishes or gets ready for: "that I want …", "that I've got … on Friday"."""
        statement = self.statement(words)
        if statement == words or self._goes_on.search(self.normalize(statement)) is not None:
            return False
        plain = self.normalize(words)
        return self._upcoming.search(plain) is not None or self._prepared.search(plain) is not None

    def calls_wrong(self, words: str, what: str) -> bool:
        """Whether words call a goal, a plan or a value wrong and give no other one: "my goal is wrong"."""
        return self._called_wrong[what].fullmatch(self.normalize(words)) is not None

    def tells_of_end(self, words: str) -> bool:
        """Whether words tell that a performance is over, and no more: "I just finished"."""
        return self._finished.fullmatch(self.normalize(words)) is not None

    def tells_of_later(self, words: str) -> bool:
        """Whether words tell what somebody will do, and nothing that they did: "next time I'll slow down"."""
        plain = self.normalize(words)
        return self._yet_to_do.search(plain) is not None and self._goes_on.search(plain) is None

    def said_last(self, words: str) -> str:
        """Return what words end up with after a correction: "a driving test, no wait, a piano exam"; else the words."""
        plain = self.normalize(words)
        ends = [found.end() for found in self._said_last.finditer(plain) if found.start() and found.end() < len(plain)]
        return (self._normalizer.after(words, len(plain[: ends[-1]].split())) if ends else "") or words

    def explained_outcome(self, words: str) -> str | None:
        """Return the outcome that words give before they explain it: "it went well because I listened"."""
        plain = self.normalize(words)
        found = self._because.search(plain)
        return self.choice("outcome", plain[: found.start()]) if found and found.start() else None

    def goes_on_about(self, words: str, person: str) -> bool:
        """Whether words, once they have named somebody, go on to tell what that person did: "Amara, she …"."""
        after = self.normalize(words).partition(self.normalize(person))[2]
        return self._pronouns.search(after) is not None

    def stated_goal(self, words: str) -> str | None:
        """Return the goal that a sentence states: "sorry, my goal is to say five verses"; `None` if it states none."""
        found = self._states_goal.match(self.normalize(words))
        return self._normalizer.after(words, len(found[0].split())) or None if found else None

    def only_prepares(self, words: str) -> bool:
        """Whether words tell no goal but to get ready for something: "I want to start preparing for …"."""
        return self._prepares.match(self.normalize(self.goal(words))) is not None

    def names_domain(self, words: str) -> bool:
        """Whether a statement ("that I'm getting ready for …") names something to get ready for."""
        is_named = self._naming_signs.search(self.normalize(words)) is not None
        return (is_named and self._goes_on.search(self.normalize(self.statement(words))) is None) or self.reports_wish(
            words
        )

    def mentions_deed(self, words: str) -> bool:
        """Whether words mention something the performer did, not only how it went: "great, because I kept tasting"."""
        rest = self._no_deeds.sub(" ", self.normalize(words)).strip()
        found = self._deeds.search(rest)
        return found is not None and found.end() < len(rest)

    def is_put_as_answer(self, words: str, situation: str) -> bool:
        """Whether words have the form of an answer to a kind of question, as the examples call it: "I can …"."""
        plain = self.normalize(words)
        forms = self._answer_forms.get(situation)
        return self._quotes.search(plain) is not None or (forms is not None and forms.match(plain) is not None)

    def asks_outright(self, words: str) -> bool:
        """Whether words begin as a request does, and no answer: "can we …", "take me through …"."""
        return self._asks_outright.match(self._fillers.without(self.normalize(words))) is not None

    def reschedules(self, words: str) -> bool:
        """Whether a sentence tells of a date as a deed: "I moved my talk to Friday"."""
        return self._reschedules.match(self._fillers.without(self.normalize(words))) is not None

    def names_means(self, words: str) -> bool:
        """Whether words are no more than means of the skill's own: "two minutes of slow breathing", "my cue word"."""
        return self._means.match(self.normalize(words)) is not None

    def tells_deed(self, words: str) -> bool:
        """Whether a sentence tells what the performer did, in the past: "I cooked for twelve in March"."""
        plain = self._fillers.without(self.normalize(words))
        plain = plain[found.end() :] if (found := self._deed_leads.match(plain)) else plain
        if not self._deed_subjects.match(plain):
            return False
        verbs = plain.split()[1:_VERB_COMES_BY]
        past = next((place for place, verb in enumerate(verbs) if self._is_past(verb)), None)
        return past is not None and self._not_done.isdisjoint(verbs[:past])

    def last_clause(self, words: str) -> str:
        """Return what follows the last join of a sentence; empty if it has none."""
        plain = self.normalize(words)
        joins = list(self._joins.finditer(plain))
        return plain[joins[-1].end() :].strip() if joins else ""

    def wished(self, words: str) -> bool:
        """Whether a sentence in the past repeats a wish rather than tells a deed: "I asked for my evidence"."""
        return self._wished.match(self._fillers.without(self.normalize(words))) is not None

    def _is_past(self, verb: str) -> bool:
        return verb in self._past or (verb.endswith(self._past_endings) and verb not in self._not_past)

    def names_from(self, goal: str) -> list[str]:
        """Return names for a goal, of two or three of its own words, the best first; none if it names nothing."""
        plain = self.normalize(goal)
        if not plain or self.names_nothing(goal):
            return []
        spans = self._naming.spans(plain)
        words = plain.split()
        parts = [
            self._normalizer.first(self._normalizer.after(goal, start) if start else goal, end - start)
            for start, end in spans
        ]
        return list(dict.fromkeys(part for part in parts if part)) or [" ".join(words[:_SHORT_NAME])]

    def new_name(self, words: str) -> str | None:
        """Return the name that words give to what was just named: "call it fish class"; `None` if they give none."""
        found = self._renames.match(self.normalize(words))
        rest = self._normalizer.after(words, len(found[0].split())) if found else ""
        name = self.name(rest) if rest else ""
        return name if 0 < self.word_count(name) <= _LONGEST_NEW_NAME else None

    def role_model(self, words: str) -> str | None:
        """Return the person whom a request names as a role model, as it was said; `None` if it names nobody."""
        return self._person(self._role_models.read(self.normalize(words)), words)

    def encouragement(self, words: str) -> tuple[str | None, str | None]:
        """Return who is said in a request to have encouraged the performer, and their words; `None` where not told."""
        found = self._encouragements.read(self.normalize(words))
        return self.quoted(self._person(found, words), self._as_said(words, found.get("quote")))

    def quoted(self, person: str | None, quote: str | None) -> tuple[str | None, str | None]:
        """Return a person and their words; what was taken for words may be the end of the name: "Sylvie says …"."""
        found = self._said.match(self.normalize(quote)) if person and quote else None
        if found is None or not quote:
            return person, quote
        name = self._normalizer.first(quote, len(found["person"].split()))
        rest = self._normalizer.after(quote, len(found[0].split()))
        return (f"{person} {name}", rest) if rest else (person, quote)

    def new_step(self, words: str) -> str | None:
        """Return the step that a request gives: "change my step to …"; `None` if it gives none."""
        return self._as_said(words, self._new_steps.read(self.normalize(words)).get("step"))

    def new_goal(self, words: str) -> tuple[str, str] | None:
        """Return what words give another goal, empty if they don't name it, and the goal; `None` if they give none."""
        return self._given(self._new_goals, words)

    def new_plan(self, words: str) -> tuple[str, str] | None:
        """Return what words give another plan, empty if they don't name it, and the plan; `None` if they give none."""
        return self._given(self._new_plans, words)

    def _given(self, frames: Frames, words: str) -> tuple[str, str] | None:
        found = frames.read(self.normalize(words))
        goal = self._as_said(words, found.get("goal"))
        return (self._as_said(words, found.get("thing")) or "", goal) if goal else None

    def new_thing(self, words: str) -> str | None:
        """Return the name of what is told to be new: "something new, it's my first trial"; `None` if nothing is."""
        told = self._as_said(words, self._new_things.read(self.normalize(words)).get("thing"))
        return self.thing_name(told) if told else None

    def brought_back(self, words: str) -> str | None:
        """Return what words call the thing that they bring back, empty for "it"; `None` if they bring none back."""
        found = self._bring_backs.read(self.normalize(words))
        return self._as_said(words, found.get("thing")) or ("" if "it" in found else None)

    def note_for(self, words: str) -> tuple[str, str] | None:
        """Return what a note is for, and the note: "note for the choir that I …"; `None` if words are no such note."""
        found = self._notes_for.read(self.normalize(words))
        told = found.get("quote") or found.get("deed")
        thing, note = self._as_said(words, found.get("thing")), self._as_said(words, told)
        return (thing, note) if thing and note else None

    def _person(self, found: Mapping[str, Span], words: str) -> str | None:
        person = self._as_said(words, found.get("person"))
        return None if person is None or self._somebody.fullmatch(self.normalize(person)) else person

    def _as_said(self, words: str, span: Span | None) -> str | None:
        """Return the words at a span of the normalized text, as they were said."""
        if span is None:
            return None
        rest = self._normalizer.after(words, span[0]) if span[0] else words
        return self._normalizer.first(rest, span[1] - span[0])

    def begins_with_when(self, words: str) -> bool:
        """Whether words begin by saying when: "as soon as they ask"."""
        return bool(self._when_signs.match(self.normalize(words)))

    def find(self, words: str, names: Sequence[Name], least: Fit = Fit.OTHERS) -> Match:
        """Return which of several things words name, by what somebody calls it; see `skill.nlu.names.find`."""
        return find(self.normalize(words), names, self.words, least)

    def mentioned(self, words: str, names: Sequence[Name]) -> Match:
        """Return which of several things a sentence names, by a distinctive word of its title."""
        return mentioned(self.normalize(words), names, self.words)

    def wished_thing(self, words: str) -> str | None:
        """Return what a wish clearly calls the thing that it is for; `None` if it names none."""
        return self._wishes.thing(self._fillers.without(self.normalize(words)))

    def thing_name(self, words: str) -> str | None:
        """Return the name of a thing without articles and times; `None` if that names nothing in particular."""
        return self._wishes.name(self.normalize(words))

    def wants_of_thing(self, words: str) -> Sequence[tuple[Intent, str]]:
        """Return what a sentence may want of a thing, and what it may call it: "how is my chess going"."""
        wants = self._wishes.wants_of_thing(self._fillers.without(self.normalize(words)))
        return [(Intent(intent), name) for intent, name in wants]

    def evidence_search(self, words: str, today: date = _SOME_DAY) -> Search | None:
        """Return which pieces of evidence words ask for; `None` if they don't ask for certain ones."""
        return self._wishes.search(self._fillers.without(self.normalize(words)), today)

    def asks_for_pieces(self, words: str) -> bool:
        """Whether words ask for certain pieces of evidence and call them so."""
        return bool(self._piece_words.search(self.normalize(words))) and self.evidence_search(words) is not None

    def loose_search(self, words: str, today: date, about: str = "") -> Search | None:
        """Return which pieces words ask for that are known to ask for evidence; see `Wishes.loose_search`."""
        topic = "" if self._piece_words.search(self.normalize(about)) else self.normalize(about)
        return self._wishes.loose_search(self._fillers.without(self.normalize(words)), today, topic)

    def evidence_topic(self, search: Search, without: str = "") -> Sequence[str]:
        """Return the stems of what evidence is to be about, without those of the thing that is named, too."""
        return self._wishes.topic(
            search.about, is_dated=search.first_day is not None, without=self.words.content(without)
        )

    def statement(self, words: str) -> str:
        """Return a statement without the word that introduces it ("that I …")."""
        return self._without_lead(self._statement_leads, words)

    def deed(self, words: str) -> str:
        """Return what somebody did without the words that ask to keep it: "make a note that I …"."""
        return self._without_lead(self._note_leads, words)

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

    def amended(self, text: str, new: str) -> str | None:
        """Return a text with the part that is most like new words replaced by them; `None` if no part is."""
        return amended(text, new, self._articles_alike, self._faint)

    def looked_up(self, words: str) -> tuple[Lookup, str] | None:
        """Return what words look up on record, and what thing or person they name for it; `None` if nothing."""
        plain = self.normalize(words)
        return self._lookups.read(plain) or self._lookups.read(self._fillers.without(plain))

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
        if all(word in self._little or self._classes.of(word, _NOBODYS) == "#number" for word in plain.split()):
            return None
        return self._health_mention(self._numbers.without_excluded_holds(plain) if self._asks_for(plain) else plain)

    def _behind_health(self, plain: str) -> float:
        """Return by how much other meanings of normalized words are ahead of a health mention, in both models."""
        return sum(model.behind(plain.split(), Intent.HEALTH) for model in (self._wish_model, self._answer_model))

    def _asks_for(self, plain: str) -> bool:
        """Whether words give or name a breathing pattern."""
        return self._numbers.custom_pattern(plain) is not None or first_match(self._patterns, plain) is not None

    def cause(self, words: str) -> Cause | None:
        """Return the outside cause to which alone words attribute a success; `None` where they name an own part."""
        plain = self.normalize(words)
        cause = first_match(self._causes, plain)
        return None if cause is None or self._own.search(self._only_sounds_own.sub(" ", plain)) else cause

    def after_yes(self, words: str) -> str:
        """Return what follows a yes at the beginning of words, as it was said; the words themselves without one."""
        first, _, rest = self.normalize(words).partition(" ")
        is_yes = bool(rest) and _full_match(self._commands, first) is Intent.YES
        return self._normalizer.after(words, 1) if is_yes else words

    def tidy(self, words: str) -> str:
        """Return words as they were said, spelled as usual and without a leading hesitation before a comma."""
        tidy = " ".join(words.split())
        found = self._hesitation.match(tidy)
        if found and set(found[0]) & {",", "."}:
            tidy = tidy[found.end() :] or tidy
        return self._misspelled.sub(lambda found: self._spelling.get(found[0].lower(), found[0]), tidy)

    def singular(self, word: str) -> str:
        """Return a word without a plural ending, to compare it with another one treated likewise."""
        return self._plural_ending.sub("", word)

    def content_words(self, words: str) -> frozenset[str]:
        """Return the words that say what something is about, singular and without accents."""
        return frozenset(map(self.singular, without_accents(self.normalize(words)).split())) - self._empty_words

    def _without_lead(self, leads: Phrases, words: str) -> str:
        """Return what follows an introduction, as it was said; the words themselves if nothing follows."""
        found = leads.match(self.normalize(words))
        return (self._normalizer.after(words, len(found[0].split())) if found else words) or words


def _phrases_by_name(lists: Mapping[str, list[str]]) -> dict[str, Phrases]:
    return {name: Phrases(phrases) for name, phrases in lists.items()}


def _full_match(phrases: Mapping[K, Phrases], plain: str) -> K | None:
    return next((name for name, pattern in phrases.items() if pattern.fullmatch(plain)), None)
