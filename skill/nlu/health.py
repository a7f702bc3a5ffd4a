"""What a speaker says about a condition or a symptom of their own: a doctor comes before breathing exercises then.

The words are data, in `skill/languages`; idioms that mean nothing of the kind are taken out of what was said first.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from skill.languages import Locale
from skill.nlu.grammar import Phrases
from skill.nlu.naive_bayes import NaiveBayes, count_runs, read_examples

_FILLERS, _ANY_WORDS = 5, 8
"""How many words may stand for {some}, which change nothing, and for {any}."""
_CERTAIN = "condition"
_MARKS = (_CERTAIN, "sign", "state")
"""What is marked before the phrases about it are looked for: a condition, what may be one, what somebody may be."""
_THEIRS, _NOT = "theirs", "not"
_SMOOTHING = 0.3
_LIKELY = 10.0
"""By how much words have to be likelier about the speaker's health than not (the natural logarithm of it)."""
_ENOUGH_WORDS = 4
"""Fewer words than these are not judged by their likeness."""
_CLEARLY = 3
"""So few words may stand beside those that give the holds back."""


class HealthMention(StrEnum):
    """What somebody says about their health."""

    SYMPTOM = "symptom"
    """They feel unwell: dizzy, short of breath, pain in the chest."""
    CONDITION = "condition"
    """They are pregnant, or something about their heart, lungs or nerves wants a doctor's word first."""
    CLEARED = "cleared"
    """They may hold their breath again."""


class HealthGrammar:
    """The words for conditions in one language.

    Args:
        data: The language's phrases about health.
        bayes: Tells sentences about one's own health from others: for what no phrase says.
    """

    def __init__(self, data: Mapping[str, Any], bayes: NaiveBayes[str]) -> None:
        self._bayes = bayes
        lists = {name: rf"<{name}>\s*" for name in _MARKS}
        lists["some"] = rf"(?:(?<![\w'-])(?:{data['some']})(?![\w'-])\s*){{0,{_FILLERS}}}"
        lists["any"] = rf"(?:\S+\s+){{0,{_ANY_WORDS}}}?"
        self._phrases = {name: Phrases(said, lists) for name, said in data.items() if name != "some"}

    @classmethod
    def read(cls, locale: Locale, ordinary: Mapping[str, int]) -> "HealthGrammar":
        """Read a language's phrases, and the examples beside them.

        Args:
            locale: The locale whose phrases and examples they are.
            ordinary: How often runs of words stand in what else is said.
        """
        counts = {kind: count_runs(said) for kind, said in read_examples(locale.files("heard/health.txt"), str).items()}
        known = set().union(*counts.values()) & ordinary.keys()
        counts[_NOT].update({run: ordinary[run] for run in known})
        return cls(locale.table("heard/health.toml"), NaiveBayes(counts, _SMOOTHING))

    def classify(self, plain: str) -> HealthMention | None:
        """Return what words in lower case without punctuation say about the speaker's health, the gravest first."""
        words = self._without("idioms", plain)
        if self._says("symptoms", self._without("no_symptoms", words)):
            return HealthMention.SYMPTOM
        if self._is_cleared(words):
            return HealthMention.CLEARED
        return HealthMention.CONDITION if self._is_own(self._marked(words)) or self._is_likely(plain) else None

    def _marked(self, words: str) -> str:
        """Return words with a mark in the place of each condition; without those that they say they do not have."""
        for name in _MARKS:
            words = self._phrases[f"{name}s"].sub(f"<{name}> ", words)
        return self._without("denied", words)

    def _is_own(self, marked: str) -> bool:
        """Whether a condition is the speaker's, or of somebody who breathes along."""
        if self._says("own", marked):
            return True
        if "<" not in marked:
            return False
        if self._says("along", marked):
            return True
        is_named = f"<{_CERTAIN}>" in marked or self._says("beside", marked)
        return is_named and not self._says("elsewhere", marked)

    def _is_likely(self, plain: str) -> bool:
        """Whether words resemble the examples about health closely enough to count without a phrase."""
        scores = self._bayes.scores(plain)
        return scores[_THEIRS] - scores[_NOT] > _LIKELY and len(plain.split()) >= _ENOUGH_WORDS

    def _is_cleared(self, words: str) -> bool:
        """Whether words say that holds are fine, and hardly anything else: nothing of a condition."""
        rest = self._marked(self._without("cleared", words))
        is_clear = len(rest.split()) <= _CLEARLY and "<" not in rest and not self._says("not_cleared", words)
        return is_clear and self._says("cleared", words)

    def _says(self, name: str, words: str) -> bool:
        return self._phrases[name].search(words) is not None

    def _without(self, name: str, words: str) -> str:
        return " ".join(self._phrases[name].sub(" ", words).split())
