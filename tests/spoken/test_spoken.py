"""A small round trip: fifty sentences in two voices and a play are spoken, recognized and lead where they should.

`make spoken` speaks more of them, and prints what came of it.
"""

from collections.abc import Iterator

import pytest

from simulator.alexa_api import AlexaApi
from simulator.sound.ear import Ear
from simulator.sound.mouth import Mouth
from skill.alexa.authority import Authority
from tests.sentences.test_sentences import SENTENCES
from tests.spoken import lines, measure
from tests.spoken.__main__ import print_calls, print_lines, print_table, print_wrong
from tests.spoken.calls import Call
from tests.spoken.hearing import NAME, RoundTrip, Way, word_errors
from tests.spoken.measure import Row, of_play, of_sentences
from tests.stage import PLAYS

SENTENCES_SPOKEN, SEED = 50, 3
LED, WORDS_WRONG = 0.85, 0.15
"""How many of the sentences that lead where they should if they are typed must do so if they are spoken, and how many
of the words may be recognized wrongly: with room for another processor, whose rounding is another."""
PLAY = PLAYS / "just-breathe.txt"


@pytest.fixture(scope="module")
def trip() -> Iterator[RoundTrip]:
    """Both engines."""
    with Mouth() as mouth, Ear(name=NAME) as ear:
        yield RoundTrip(mouth, ear, None)


@pytest.fixture(scope="module")
def rows(trip: RoundTrip, authority: Authority) -> list[Row]:
    """What came of the sentences, half of them in each voice."""
    with pytest.MonkeyPatch.context() as patch:
        both = [Way("piper"), Way("espeak-ng")] * SENTENCES_SPOKEN
        patch.setattr(measure, "ways", lambda _seed: iter(both))
        return list(of_sentences(trip, authority, SENTENCES_SPOKEN, SEED))


def test_spoken_sentences_lead_where_typed_ones_do(rows: list[Row]) -> None:
    assert len(rows) == SENTENCES_SPOKEN < sum(map(len, SENTENCES.values()))
    typed = [row for row in rows if row.led_typed]
    astray = [f"{row.said} → {row.heard}" for row in typed if not row.led]
    assert len(astray) <= (1 - LED) * len(typed), astray


def test_none_takes_away_what_was_not_meant(rows: list[Row]) -> None:
    assert [row for row in rows if row.destroyed] == []


def test_most_words_are_recognized(rows: list[Row]) -> None:
    errors = sum(word_errors(row.said, row.heard) for row in rows)
    assert errors <= WORDS_WRONG * sum(len(row.said.split()) for row in rows)


def test_a_play_goes_as_written_when_it_is_spoken(trip: RoundTrip, authority: Authority, api: AlexaApi) -> None:
    rows = list(of_play(trip, PLAY, authority, api, Way()))
    assert rows
    assert [f"{row.said} → {row.heard}" for row in rows if not row.led] == []


def test_what_the_skill_says_is_understood(trip: RoundTrip) -> None:
    found = list(lines.heard(trip, 10, SEED))
    errors = sum(word_errors(text, recognized["piper"]) for _, text, recognized in found)
    assert errors <= 2 * lines.WANTED * sum(len(text.split()) for _, text, _ in found), found


def test_the_tables_are_printed(rows: list[Row], capsys: pytest.CaptureFixture[str]) -> None:
    print_table(rows)
    print_wrong(rows)
    heard = {"piper": "say one me up", "espeak-ng": "say one me up", "espeak-ng, British": "say warm me up"}
    print_lines([("help", "Say: warm me up.", heard)])
    print_calls(
        [Call("Alexa", Way(), 2.0, 1), Call("Alexa", Way("espeak-ng"), 2.0, 0)], [Call("Elections", Way(), 60, 1)]
    )
    printed = capsys.readouterr().out
    assert "by voice:" in printed
    assert "1 lines, words wrong:\n  piper                25.0%\n" in printed
    assert "called 2 times, noticed 1\n  in silence             1 of 2\n" in printed
    assert "other speech, 1 minutes: 1 times\n  Elections (piper)" in printed
    assert "help: Say: warm me up. → say one me up | say one me up" in printed


def test_there_are_lines_for_everything_that_is_said() -> None:
    every = lines.lines()
    assert len(every) > 500
    assert not [text for _, text in every if "{" in text]
