"""Recordings as MP3.

Clips have the format that Alexa asks for within an answer: MPEG-2, 48 kbit/s, 24 kHz. Neither rate needs a padded
frame, so that every frame of a file has the same size.
"""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import lameenc

from skill.breathing import tones
from skill.breathing.recordings import Kind, Recording

FORMATS = {Kind.CLIP: (24_000, 48), Kind.STREAM: (48_000, 64)}
"""Samples a second and kbit/s, one channel."""
DELAY = 576 + 529
"""By how many samples an encoder and a decoder make the sound late: no header tells a decoder to leave them away."""
OVERHANG = 1_152
"""So many samples of the ending are left away, so that filling the last frame makes a clip no longer than said."""
_QUALITY = 3
"""LAME's measure. Its 2 takes twice as long or more, and comes less close to these tones."""


def encoded(recording: Recording) -> Iterator[bytes]:
    """Encode a recording piece by piece; joined, the pieces are the file. The same one always gives the same bytes."""
    rate, bit_rate = FORMATS[recording.kind]
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_bit_rate(bit_rate)
    encoder.set_quality(_QUALITY)
    for block in _shortened(tones.samples(recording.timeline, rate)):
        yield bytes(encoder.encode(block.astype("<i2").tobytes()))
    yield bytes(encoder.flush())


def _shortened(blocks: Iterator[tones.Samples]) -> Iterator[tones.Samples]:
    before = next(blocks)[DELAY:]
    for block in blocks:
        yield before
        before = block
    yield before[:-OVERHANG]


def write(recording: Recording, path: Path) -> None:
    """Write a recording to a file, whole or not at all.

    Raises:
        OSError: The file cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with unfinished.open("xb") as file:
            file.writelines(encoded(recording))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
