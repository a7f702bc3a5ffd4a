"""Earlier pieces that are named: "forget what I said on the blades", "edit my last debrief"."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from skill.efficacy.evidence import Kind
from skill.nlu.grammar import Phrases, first_match


@dataclass(frozen=True, slots=True)
class NamedPiece:
    """An earlier piece, as a request names it.

    Args:
        is_to_edit: Whether it is to be put right; otherwise it is to be forgotten.
        kind: What kind of piece it is, if that was said.
    """

    is_to_edit: bool
    kind: Kind | None = None


class FindingGrammar:
    """Reads requests about earlier pieces in one language.

    Args:
        data: The language's words for them.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._forget, self._edit, self._objects = (Phrases(data[name]) for name in ("forget", "edit", "objects"))
        self._kinds = {kind: Phrases(data[kind]) for kind in (Kind.DEBRIEF, Kind.NOTE, Kind.PAST)}

    def read(self, plain: str) -> NamedPiece | None:
        """Return the piece that a request names; `None` if the words are no such request."""
        found = self._forget.match(plain) or self._edit.match(plain)
        return NamedPiece(self._edit.match(plain) is not None, first_match(self._kinds, found[0])) if found else None

    def describes(self, plain: str) -> bool:
        """Whether a request names something: "delete the note", not "delete that"."""
        return any(phrases.match(plain) for phrases in (self._forget, self._edit, self._objects))

    def kind(self, plain: str) -> Kind | None:
        """Return the kind of piece that words mention, if any."""
        return first_match(self._kinds, plain)
