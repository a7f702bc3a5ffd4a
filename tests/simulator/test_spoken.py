"""SSML as a device speaks it."""

import pytest

from simulator.spoken import BadSsml, Piece, paragraphs, pieces

SSML = (
    '<speak><s>Here we go.</s> Breathe in<break time="3300ms"/> and out<break time="5300ms"/> In<break time="10000ms"/>'
    '<break time="500ms"/> <s>Rock &amp; roll.</s> <break time="700ms"/> <s>Go.</s></speak>'
)


def test_ssml_is_taken_apart_into_sentences_and_cues() -> None:
    assert pieces(SSML) == [
        Piece("Here we go."),
        Piece("Breathe in", 3.3, is_cue=True),
        Piece("and out", 5.3, is_cue=True),
        Piece("In", 10.5, is_cue=True),
        Piece("Rock & roll.", 0.7),
        Piece("Go."),
    ]


def test_a_cycle_has_a_line_of_its_own() -> None:
    assert [[piece.words for piece in line] for line in paragraphs(pieces(SSML))] == [
        ["Here we go."],
        ["Breathe in", "and out"],
        ["In"],
        ["Rock & roll.", "Go."],
    ]


@pytest.mark.parametrize(
    ("inside", "spoken"),
    [
        ('<s>Say <emphasis level="strong">it</emphasis> once.</s>', [Piece("Say it once.")]),
        ("<s>One.</s><s>Two.</s>", [Piece("One."), Piece("Two.")]),
        ('<s>One,<break time="1s"/> two.</s>', [Piece("One,", 1.0), Piece("two.")]),
        ('<prosody rate="slow">In</prosody>', [Piece("In", is_cue=True, rate=0.75)]),
        ('<prosody rate="50%"><s>Slowly.</s></prosody>', [Piece("Slowly.", rate=0.5)]),
        ('<prosody rate="odd">In</prosody>', [Piece("In", is_cue=True)]),
        ('<s><sub alias="AUH meter">AUM</sub></s>', [Piece("AUH meter")]),
        ('<break time="1s"/><s>Well.</s>', [Piece("", 1.0), Piece("Well.")]),
        ('<s>Hm.</s><break strength="strong"/>', [Piece("Hm.", 0.75)]),
        ('<audio src="https://a.example/b.mp3"/><break time="2s"/>', [Piece("", 2.0, sound="https://a.example/b.mp3")]),
        ('<amazon:effect name="whispered">psst</amazon:effect>', [Piece("psst", is_cue=True)]),
        ('<alexa:name type="first" personId="x"/>', []),
        ("<s></s>", []),
    ],
)
def test_each_element_is_spoken_as_it_is_meant(inside: str, spoken: list[Piece]) -> None:
    assert pieces(f"<speak>{inside}</speak>") == spoken


def test_how_long_it_takes() -> None:
    assert Piece("Go.").seconds == 0.3
    assert Piece("Breathe in", 3.3).seconds == pytest.approx(4.0)
    assert Piece("Breathe in", 3.55, is_cue=True).seconds == 4
    assert Piece("Breathe in", is_cue=True).seconds == pytest.approx(0.7)
    assert Piece("Breathe in", rate=0.5).seconds == pytest.approx(1.4)
    assert Piece("", 2.0, sound="https://a.example/b.mp3").seconds == 2.0


def test_what_is_not_well_formed_is_an_error() -> None:
    with pytest.raises(BadSsml):
        pieces("<speak>Rock & roll</speak>")
