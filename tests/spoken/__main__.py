"""Speak sentences, recognize them and put them to the skill, and print what came of them: `make spoken`."""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from simulator.alexa_api import serve_api
from simulator.sound.ear import Ear
from simulator.sound.mouth import Mouth
from simulator.sound.wake_word import WakeWord
from tests.spoken import calls, lines
from tests.spoken.calls import Call
from tests.spoken.hearing import NAME, RoundTrip, Way, confused, word_errors
from tests.spoken.measure import Row, of_play, of_sentences, of_sets
from tests.stage import PLAYS, authority
from tools.examples import read_sets

HELD_BACK = Path(__file__).parents[1] / "understanding" / "held_back"
SEED = 1
_MOST_CONFUSED = 25


def main(arguments: Sequence[str] | None = None) -> int:
    """Speak a sample, and print the tables."""
    parser = argparse.ArgumentParser(prog="spoken", description=main.__doc__)
    parser.add_argument("--sentences", type=int, default=200, help="how many of tests/sentences")
    parser.add_argument("--held-back", type=int, default=100, help="how many of the sets held back")
    parser.add_argument("--plays", nargs="*", type=Path, default=[PLAYS / "starter-protocol.txt"], help="plays")
    parser.add_argument("--lines", type=int, default=100, help="how many of what the skill says")
    parser.add_argument(
        "--calls", type=int, default=100, help="before how many of these lines to listen for Alexa; 0: none"
    )
    parser.add_argument("--seed", type=int, default=SEED, help="which sample")
    parser.add_argument("--wrong", action="store_true", help="list what was led astray")
    options = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory() as home,
        serve_api("America/New_York") as api,
        Mouth() as mouth,
        Ear(name=NAME) as ear,
    ):
        trip, signed = RoundTrip(mouth, ear), authority(Path(home))
        rows = [*of_sentences(trip, signed, options.sentences, options.seed)]
        rows += of_sets(trip, read_sets(HELD_BACK), options.held_back, options.seed)
        for file in options.plays:
            rows += of_play(trip, file, signed, api, Way())
        print_table(rows)
        if options.wrong:
            print_wrong(rows)
        print_lines([*lines.heard(trip, options.lines, options.seed)])
        if options.calls:
            with WakeWord() as wake_word:
                print_calls([*calls.called(trip, wake_word)], [*calls.not_called(trip, wake_word, options.calls)])
    return 0


def print_table(rows: Sequence[Row]) -> None:
    """Print the figures of spoken sentences, by what kind they are and how they were spoken."""
    print(f"{'':28}{'said':>6}{'led':>6}{'':>7}{'typed':>7}{'':>7}{'named':>11}{'typed':>7}{'words wrong':>13}")
    _print_row("all", rows)
    for title, of in (("kind", _kind), ("voice", _voice), ("noise", _noise)):
        print(f"by {title}:")
        for group in sorted({of(row) for row in rows}):
            _print_row(f"  {group}", [row for row in rows if of(row) == group])
    print(f"destructive mistakes: {sum(bool(row.destroyed) for row in rows)}")
    for row in rows:
        if row.destroyed:
            print(f"  {row.destroyed}: {row.said} → {row.heard} ({row.way.voice}, {row.way})")
    print("heard for another, most often:")
    for (said, heard), times in confused((row.said, row.heard) for row in rows).most_common(_MOST_CONFUSED):
        print(f"  {times:4} {said or '(nothing)'} → {heard or '(nothing)'}")


def _kind(row: Row) -> str:
    return row.kind


def _voice(row: Row) -> str:
    return row.way.voice


def _noise(row: Row) -> str:
    return str(row.way)


def _print_row(name: str, rows: Sequence[Row]) -> None:
    count = max(1, len(rows))
    led, typed = sum(row.led for row in rows), sum(row.led_typed for row in rows)
    named, there = (sum(row.named[n] for row in rows) for n in (0, 1))
    named_typed = sum(row.named_typed for row in rows)
    words, errors = sum(len(row.said.split()) for row in rows), sum(word_errors(row.said, row.heard) for row in rows)
    taken = f"{named}/{there}" if there else ""
    print(
        f"{name:28}{len(rows):6}{led:6}{led / count:7.1%}{typed:7}{typed / count:7.1%}"
        f"{taken:>11}{named_typed or '':>7}{errors / max(1, words):13.1%}"
    )


def print_wrong(rows: Iterable[Row]) -> None:
    """Print what leads where it should if it is typed, and did not when it was spoken."""
    for row in rows:
        if row.led_typed and not row.led:
            print(f"{row.kind} ({row.way.voice}, {row.way}): {row.said} → {row.heard}")


def print_lines(found: Sequence[tuple[str, str, Mapping[str, str]]]) -> None:
    """Print how well what the skill says is understood in each voice, and which lines are not."""
    words = max(1, sum(len(text.split()) for _, text, _ in found))
    print(f"what the skill says, {len(found)} lines, words wrong:")
    for voice in lines.VOICES:
        errors = sum(word_errors(text, recognized[voice]) for _, text, recognized in found)
        print(f"  {voice:20}{errors / words:6.1%}")
    for name, text, recognized in found:
        if len(wrong := lines.wrong_in(text, recognized)) >= lines.MANY:
            print(f"  {name}: {text} → {' | '.join(recognized[voice] for voice in wrong)}")


def print_calls(called: Sequence[Call], others: Sequence[Call]) -> None:
    """Print how often the wake word was noticed, by noise, and how often it was although nobody said it."""
    print(f"called {len(called)} times, noticed {sum(one.times > 0 for one in called)}")
    for noise in sorted({str(one.way) for one in called}):
        there = [one for one in called if str(one.way) == noise]
        print(f"  {noise:20}{sum(one.times > 0 for one in there):4} of {len(there)}")
    print(
        f"other speech, {sum(one.seconds for one in others) / 60:.0f} minutes: {sum(one.times for one in others)} times"
    )
    for one in others:
        if one.times:
            print(f"  {one.words} ({one.way.voice})")


if __name__ == "__main__":
    sys.exit(main())
