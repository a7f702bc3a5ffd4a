"""What a speaker says about a condition or a symptom of their own: a doctor comes before breathing exercises then.

The words are data, in `languages/`; idioms that mean nothing of the kind are taken out of what was said first.
"""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from skill.conversation.bayes import NaiveBayes, counted, read_examples
from skill.conversation.phrases import Phrases

_MOST_BETWEEN = 5
"""Words that change nothing and may stand between what matters: "I've also got a bit of asthma"."""
_THEIRS, _NOT = "theirs", "not"
_SMOOTHING = 0.3
_LIKELY = 10.0
"""By how much words have to be likelier about the speaker's health than not (the natural logarithm of it)."""
_ENOUGH_WORDS = 4
"""Fewer words than these are not judged by their likeness."""
_CERTAIN = "condition"
_NAMES = (_CERTAIN, "sign", "state")
"""What marks stand for: a condition, what may be one, and what somebody may be."""
_PARTS = ("idioms", "denied", "elsewhere", "along", "own", "beside", "symptoms", "cleared")


class Health(StrEnum):
    """What somebody says about their health."""

    SYMPTOM = "symptom"
    """They feel unwell: dizzy, short of breath, pain in the chest."""
    CONDITION = "condition"
    """They are pregnant, or something about their heart, lungs or nerves wants a doctor's word first."""
    CLEARED = "cleared"
    """They may hold their breath again."""


class Conditions:
    """The words for conditions in one language.

    Args:
        data: The language's phrases about health.
        bayes: Tells sentences about one's own health from others: for what no phrase says.
    """

    def __init__(self, data: Mapping[str, Any], bayes: NaiveBayes[str]) -> None:
        self._bayes = bayes
        lists = {name: rf"<{name}>\s*" for name in _NAMES}
        lists["some"] = rf"(?:(?<![\w'-])(?:{data['some']})(?![\w'-])\s*){{0,{_MOST_BETWEEN}}}"
        self._names = {name: Phrases(data[f"{name}s"], lists) for name in _NAMES}
        (
            self._idioms,
            self._denied,
            self._elsewhere,
            self._along,
            self._own,
            self._beside,
            self._symptoms,
            self._cleared,
        ) = (Phrases(data[part], lists) for part in _PARTS)

    @classmethod
    def read(cls, file: Path, ordinary: Mapping[str, int]) -> "Conditions":
        """Read a language's phrases, and the examples beside them.

        Args:
            file: The phrases.
            ordinary: How often runs of words stand in what else is said.
        """
        counts = {kind: counted(said) for kind, said in read_examples(file.with_suffix(".txt"), str).items()}
        known = set().union(*counts.values()) & ordinary.keys()
        counts[_NOT].update({run: ordinary[run] for run in known})
        return cls(tomllib.loads(file.read_text(encoding="utf-8")), NaiveBayes(counts, _SMOOTHING))

    def told(self, plain: str) -> Health | None:
        """Return what words in lower case without punctuation say about the speaker's health, if anything."""
        words = " ".join(self._idioms.sub(" ", plain).split())
        if self._symptoms.search(words):
            return Health.SYMPTOM
        if self._cleared.search(words):
            return Health.CLEARED
        return Health.CONDITION if self._is_own(self._marked(words)) or self._is_likely(plain) else None

    def _is_likely(self, plain: str) -> bool:
        """Whether words are so much like what people say of their health that it needs no phrase."""
        scores = self._bayes.scores(plain)
        return scores[_THEIRS] - scores[_NOT] > _LIKELY and len(plain.split()) >= _ENOUGH_WORDS

    def _marked(self, words: str) -> str:
        """Return words with a mark in the place of each condition; without those that they say they do not have."""
        for name, phrases in self._names.items():
            words = phrases.sub(f"<{name}> ", words)
        return " ".join(self._denied.sub(" ", words).split())

    def _is_own(self, marked: str) -> bool:
        """Whether a condition is the speaker's, or of somebody who breathes along."""
        if self._own.search(marked):
            return True
        if "<" not in marked:
            return False
        if self._along.search(marked):
            return True
        is_named = f"<{_CERTAIN}>" in marked or self._beside.search(marked)
        return bool(is_named) and not self._elsewhere.search(marked)
