"""Encodes recordings as MP3.

Clips have the format that Alexa requires within a response: MPEG-2, 48 kbit/s, 24 kHz. Neither rate needs padded
frames, so all frames of a file have the same size.
"""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import lameenc

from skill.breathing import tones
from skill.breathing.recordings import Kind, Recording
from skill.limits import CLIP_HZ, CLIP_KBITS

FORMATS = {Kind.CLIP: (CLIP_HZ, CLIP_KBITS), Kind.STREAM: (48_000, 64)}
"""Samples per second and kbit/s, one channel."""
DELAY = 576 + 529
"""By how many samples an encoder and a decoder delay the sound; no header tells a decoder to skip them."""
OVERHANG = 1_152
"""How many samples of the ending are dropped, so that filling the last frame makes a clip no longer than announced."""
_QUALITY = 3
"""LAME's quality setting. Setting 2 takes twice as long or more, and is less true to these tones."""


def encoded(recording: Recording) -> Iterator[bytes]:
    """Yield the file of a recording, piece by piece. The same recording always gives the same bytes."""
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
    previous = next(blocks)[DELAY:]
    for block in blocks:
        yield previous
        previous = block
    yield previous[:-OVERHANG]


def write(recording: Recording, path: Path) -> None:
    """Write a recording to a file, completely or not at all.

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
