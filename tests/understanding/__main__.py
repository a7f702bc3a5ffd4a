"""Print how well the skill understands the sets that it never learned from: `make understanding`.

With `--conversations`, perform the sets' whole conversations, and print what held of what must be true after each turn.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from simulator.alexa_api import serve_api
from simulator.device import Elicitation
from tests.stage import authority
from tests.understanding.conversations import Performance, Result, perform, read
from tests.understanding.measure import Figures, measure
from tools.examples import read_set

HELD_BACK = Path(__file__).parent / "held_back"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure some sets, or perform their conversations, and print the figures."""
    parser = argparse.ArgumentParser(prog="understanding", description=main.__doc__)
    parser.add_argument("sets", nargs="*", type=Path, help="folders of sets; by default those held back")
    parser.add_argument("--wrong", action="store_true", help="list what was not understood")
    parser.add_argument("--conversations", action="store_true", help="perform the conversations of the sets")
    parser.add_argument("--locale", default="en-US", help="the locale of the devices that conversations are held with")
    options = parser.parse_args(arguments)
    folders = options.sets or sorted(HELD_BACK.iterdir())
    if options.conversations:
        performances = list(perform_all(folders, options.locale))
        if options.wrong:
            print_not_held(performances)
        print_held(performances)
        return 0
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


def perform_all(paths: Sequence[Path], locale: str) -> Iterator[Performance]:
    """Perform all conversations of some folders or files, with each kind of device."""
    with tempfile.TemporaryDirectory() as home, serve_api("America/New_York") as api:
        for path in paths:
            for conversation in read(path):
                for elicitation in Elicitation:
                    yield perform(conversation, authority(Path(home)), api, elicitation, locale)


def print_held(performances: Sequence[Performance]) -> None:
    """Print how many checks held, and of how many conversations all, in all and by the kind of device."""
    print(f"{'':24}{'checks':>8}{'held':>6}{'':>8}{'conversations':>16}{'whole':>7}")
    _print_held("all", performances)
    for elicitation in Elicitation:
        _print_held(f"  {elicitation}", [one for one in performances if one.elicitation is elicitation])


def _print_held(name: str, performances: Sequence[Performance]) -> None:
    checks, held = sum(len(one.results) for one in performances), sum(one.held for one in performances)
    whole = sum(one.is_whole for one in performances)
    print(f"{name:24}{checks:8}{held:6}{held / max(1, checks):8.1%}{len(performances):16}{whole:7}")


def print_not_held(performances: Sequence[Performance]) -> None:
    """Print each check that did not hold, once for the devices with which the same was said and kept."""
    failed: dict[tuple[str, int, Result], list[str]] = defaultdict(list)
    for one in performances:
        for number, result in enumerate(one.results):
            if not result.held:
                failed[one.conversation.title, number, result].append(str(one.elicitation))
    for title in dict.fromkeys(one.conversation.title for one in performances):
        print(f"# {title}")
        for key in sorted((key for key in failed if key[0] == title), key=lambda key: key[1]):
            _print_result(key[2], failed[key])


def _print_result(result: Result, ways: Sequence[str]) -> None:
    print(f"  {result.check}  ({', '.join(ways)})")
    print(f"    > {result.turn.words}")
    print(f"    {result.said}")
    if result.kept:
        print(f"    kept: {'; '.join(result.kept)}")


if __name__ == "__main__":
    sys.exit(main())
