"""Print how well the skill understands the sets that it never learned from: `make understanding`."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.understanding.measure import Figures, measure
from tools.examples import read_set

HELD_BACK = Path(__file__).parent / "held_back"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure some sets and print the table."""
    parser = argparse.ArgumentParser(prog="understanding", description=main.__doc__)
    parser.add_argument("sets", nargs="*", type=Path, help="folders of sets; by default those held back")
    parser.add_argument("--wrong", action="store_true", help="list what was not understood")
    options = parser.parse_args(arguments)
    folders = options.sets or sorted(HELD_BACK.iterdir())
    figures = measure(read_set(folder) for folder in folders)
    print_table(figures)
    if options.wrong:
        print_wrong(figures)
    return 0


def print_table(figures: Figures) -> None:
    """Print the figures of some sets."""
    print(f"{'':24}{'said':>6}{'right':>8}{'':>8}")
    _print_rows({name: row for name, row in figures.intents.items() if not name.startswith(" ")})
    both = [
        sum(figures.intents.get(group, [0, 0])[n] for group in ("wishes", "answers", "out of scope")) for n in (0, 1)
    ]
    _print_rows({"intents": both})
    named = [sum(row[n] for row in figures.entities.values()) for n in (0, 1)]
    _print_rows({"entities": named} | {f"  {kind}": row for kind, row in sorted(figures.entities.items())})
    accepts = len(figures.false_accepts)
    print(f"{'false accepts':24}{figures.out_of_scope:6}{accepts:8}{accepts / max(1, figures.out_of_scope):8.1%}")
    print(f"{'destructive mistakes':24}{'':6}{len(figures.destroyed):8}")
    print("by meaning:")
    _print_rows({name: row for name, row in sorted(figures.intents.items()) if name.startswith(" ")})
    print("taken for another, most often:")
    for (meaning, led), times in figures.confused.most_common(15):
        print(f"  {times:4} {meaning} for {led}")


def _print_rows(rows: Mapping[str, list[int]]) -> None:
    for name, (said, right) in rows.items():
        print(f"{name:24}{said:6}{right:8}{right / max(1, said):8.1%}")


def print_wrong(figures: Figures) -> None:
    """Print what was not understood."""
    for said, led in figures.wrong:
        print(f"{said.situation:10} {said.meaning:14} led to {led:14} {said.words}")
    for said, entity, led in figures.missed:
        print(f"missed {entity.kind}={entity.value or entity.words} ({led}): {said.words}")
    for said, led in figures.destroyed:
        print(f"destroyed by {led}: {said.words}")


if __name__ == "__main__":
    sys.exit(main())
