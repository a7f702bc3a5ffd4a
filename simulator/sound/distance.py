"""How far two sequences are from each other (Levenshtein)."""

from collections.abc import Sequence


def distance(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many members must be changed, added or left out to make one of the other."""
    row = list(range(len(other) + 1))
    for place, member in enumerate(one, 1):
        before, row[0] = row[0], place
        for at, its in enumerate(other, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (member != its))
    return row[-1]
