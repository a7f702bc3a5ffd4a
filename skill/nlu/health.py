"""Recognizes a health condition or a symptom of the speaker's own: it calls for a doctor before breathing exercises.

The phrases are data, in `skill/languages`. Idioms that mean nothing of the kind are removed first.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from skill.nlu.grammar import Phrases
from skill.nlu.naive_bayes import NaiveBayes

_FILLERS, _ANY_WORDS = 5, 8
"""How many words {some}, which change nothing, and {any} may match."""
_CERTAIN = "condition"
_MARKS = (_CERTAIN, "sign", "state")
"""What a mark replaces before the other phrases are matched: a condition, a possible one, and a person's state."""
_THEIRS, _NOT = "theirs", "not"
_SMOOTHING = 0.3
_LIKELY = 12.0
"""How much likelier words must be about the speaker's health than not, as a natural logarithm, for each point by which
other meanings are ahead."""
_USUALLY_BEHIND = 0.8
_LEAST = 6.0
"""How much likelier they must be anyway."""
_ENOUGH_WORDS = 4
"""With fewer words than this, likeness to examples does not count."""
_MOST_OTHER_WORDS = 3
"""How many other words may surround a phrase that gives the holds back."""


class HealthMention(StrEnum):
    """What speakers say about their health."""

    SYMPTOM = "symptom"
    """They feel unwell: dizzy, short of breath, pain in the chest."""
    CONDITION = "condition"
    """They are pregnant, or have a condition of the heart, lungs or nerves that calls for a doctor first."""
    CLEARED = "cleared"
    """They may hold their breath again."""
    DENIED = "denied"
    """They have no condition, or no longer."""


class HealthGrammar:
    """The health phrases of one language.

    Args:
        data: The language's phrases about health.
        counts: How often runs of words occur in sentences about one's own health and in others, which tells them apart
            where no phrase matches.
        behind: By how much other meanings of normalized words are ahead of a health mention.
    """

    def __init__(
        self,
        data: Mapping[str, Any],
        counts: Sequence[bytes],
        behind: Callable[[str], float] = lambda _plain: _USUALLY_BEHIND,
    ) -> None:
        self._bayes, self._behind = NaiveBayes(counts, _SMOOTHING), behind
        lists = {name: rf"<{name}>\s*" for name in _MARKS}
        lists["some"] = rf"(?:(?<![\w'-])(?:{data['some']})(?![\w'-])\s*){{0,{_FILLERS}}}"
        lists["any"] = rf"(?:\S+\s+){{0,{_ANY_WORDS}}}?"
        self._phrases = {name: Phrases(phrases, lists) for name, phrases in data.items() if name != "some"}

    def classify(self, plain: str) -> HealthMention | None:
        """Return what normalized words say about the speaker's health, the most serious first; `None` if nothing."""
        words = self._without("idioms", plain)
        if self._matches("symptoms", self._without("no_symptoms", words)):
            return HealthMention.SYMPTOM
        if self._is_cleared(words):
            return HealthMention.CLEARED
        if self._phrases["healthy"].fullmatch(words):
            return HealthMention.DENIED
        return HealthMention.CONDITION if self._is_own(self._marked(words)) or self._is_likely(plain) else None

    def _marked(self, words: str) -> str:
        """Return words with each condition replaced by a mark, and without those that the speaker denies."""
        for name in _MARKS:
            words = self._phrases[f"{name}s"].sub(f"<{name}> ", words)
        return self._without("denied", words)

    def _is_own(self, marked: str) -> bool:
        """Whether a condition is the speaker's, or belongs to somebody who breathes with them."""
        if self._matches("own", marked):
            return True
        if "<" not in marked:
            return False
        if self._matches("along", marked):
            return True
        is_named = f"<{_CERTAIN}>" in marked or self._matches("beside", marked)
        return is_named and not self._matches("elsewhere", marked)

    def _is_likely(self, plain: str) -> bool:
        """Whether words resemble the examples about health closely enough to count without a phrase.

        They resemble those of something that is coming up as well: "I've got a half marathon in three weeks". So the
        more other meanings they may have, the closer it has to be.
        """
        scores = self._bayes.scores(plain)
        likelier = scores[_THEIRS] - scores[_NOT]
        if likelier < _LEAST or len(plain.split()) < _ENOUGH_WORDS:
            return False
        return likelier > _LIKELY * self._behind(plain)

    def _is_cleared(self, words: str) -> bool:
        """Whether words say that holds are fine and hardly anything else, and mention no condition."""
        others = self._without("cleared", words)
        rest = self._marked(others)
        is_clear = (
            len(rest.split()) <= _MOST_OTHER_WORDS and "<" not in rest and not self._matches("not_cleared", others)
        )
        return is_clear and self._matches("cleared", words)

    def _matches(self, name: str, words: str) -> bool:
        return self._phrases[name].search(words) is not None

    def _without(self, name: str, words: str) -> str:
        return " ".join(self._phrases[name].sub(" ", words).split())
