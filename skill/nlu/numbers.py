"""Numbers in words: whole numbers, ratings, lengths of time and breaths. The words are data, in `skill/languages`."""

from collections.abc import Mapping
from typing import Any

from skill.nlu.amounts import Amounts
from skill.nlu.breaths import BreathGrammar
from skill.nlu.grammar import Normalizer, Phrases, Regex, alternation, as_number
from skill.nlu.lengths import Lengths
from skill.nlu.ratings import Ratings

MARK = "~"
"""Stands in words for something that was found in them."""
_MINUTE = 60


class Numbers:
    """The numbers of one language.

    Args:
        data: The language's phrases.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        breath, words = data["breath"], data["number_words"]
        self._amounts = Amounts(data)
        self.normalizer = Normalizer(
            data["written"],
            data["written_units"],
            self._amounts.in_words,
            data["written_fractions"],
            words["and"],
        )
        self._ratings = Ratings(data, self._amounts, self.normalizer)
        self._lengths = Lengths(data, self._amounts)
        self._breath = BreathGrammar(data, self._amounts)
        self._left = Regex(rf"\b(?:{alternation(breath['left'])}) (?={self._lengths.any})")
        self._starts = Regex(rf"\b{alternation(breath['starts'])}\Z")
        such, times = alternation(breath["such"]), alternation(breath["times"])
        some, plural = alternation(data["durations_some"]), self._amounts.plural
        self._some: Mapping[str, int] = data["durations_some"]
        self._times = Regex(rf"\b({self._amounts.any}|{some})(?: (?:{such}))* (?:{times}){plural}\b")
        self._no_holds, self._title = Phrases(breath["no_holds"]), Phrases(breath["title"])
        self._left_out = Phrases(breath["left_out"])
        self._not_titles = Phrases(breath["not_titles"])
        self._mine, self._for_good = Phrases(breath["mine"]), Phrases(breath["for_good"])

    @property
    def corrections(self) -> Phrases:
        """What may come between a word and the one that replaces it."""
        return self._ratings.corrections

    @property
    def values(self) -> Mapping[str, int]:
        """Each number in words, and its value."""
        return self._amounts.values

    def exact(self, plain: str) -> int | None:
        """Return the whole number that words are, if they are exactly that."""
        return as_number(plain) if plain.isdecimal() else self._amounts.whole(plain)

    def rating(self, words: str) -> int | None:
        """See `Ratings.rating`."""
        return self._ratings.rating(words)

    def told_rating(self, words: str) -> int | None:
        """See `Ratings.told`."""
        return self._ratings.told(words)

    def mentions_number(self, words: str) -> bool:
        """See `Ratings.mentions_number`."""
        return self._ratings.mentions_number(words)

    def is_length(self, plain: str) -> bool:
        """Whether words are a length of time and nothing else."""
        return self._lengths.is_only(plain)

    def seconds(self, plain: str) -> int | None:
        """Return a length of time in seconds."""
        return self._lengths.seconds(plain)

    def breathing_seconds(self, plain: str) -> int | None:
        """Return how many seconds the performer wants to breathe.

        The lengths within a custom pattern don't count, nor those of something else: "the eight minute solo".
        """
        return self.seconds(
            self._lengths.without_others(self._breath.without(plain) if self.custom_pattern(plain) else plain)
        )

    def seconds_left(self, plain: str) -> int | None:
        """Return how many seconds are left until the performer is on: "in ten minutes"."""
        is_breath = self.custom_pattern(plain) is not None
        for found in self._left.finditer(plain):
            seconds = self.seconds(plain[found.end() :])
            starts = self._starts.search(plain[: found.end()].strip()) is not None
            if seconds is not None and (not is_breath or starts or seconds >= _MINUTE):
                return seconds
        return None

    def mentions_breath_phase(self, plain: str) -> bool:
        """Whether the words give at least one breath-phase length."""
        return self._breath.mentions_phase(plain)

    def repetitions(self, plain: str) -> int | None:
        """Return how many times to breathe: "ten deep breaths"."""
        found = self._times.search(plain)
        if found is None:
            return None
        amount = self._some[found[1]] if found[1] in self._some else self._amounts.value(found[1])
        times = max(1, int(amount))
        return None if times == 1 and self.custom_pattern(plain) else times  # "a breath in of four …"

    def custom_pattern(self, plain: str) -> str | None:
        """Return the lengths of a breath in seconds, as 4-0-6-0; `None` unless they include in and out."""
        return self._breath.pattern(plain)

    def excludes_holds(self, plain: str) -> bool:
        """Whether the words ask for a breath without its holds."""
        return bool(self._no_holds.search(plain))

    def leaves_out_breathing(self, plain: str) -> bool:
        """Whether the words leave the breathing out of what they ask for."""
        return bool(self._left_out.search(plain))

    def without_excluded_holds(self, plain: str) -> str:
        """Return the words without those that ask for a breath without its holds."""
        return " ".join(self._no_holds.sub(" ", plain).split())

    def is_own_pattern(self, plain: str) -> bool:
        """Whether the words call a pattern the performer's own: "my pattern"."""
        return bool(self._mine.search(plain))

    def pattern_title(self, plain: str) -> str | None:
        """Return the name that words give to a pattern: "name that lantern"; `None` if they give none."""
        parted = self._for_good.sub(f"{MARK} ", self._breath.parted(plain, MARK))
        found = self._title.search(parted)
        title = parted[found.end() :].partition(MARK)[0].strip() if found else ""
        return title if title and not self._not_titles.match(title) else None
