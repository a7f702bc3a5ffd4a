"""The life of an engine's process: it answers frames from its input until that is closed, which is when we end.

This runs in the engines' own environment, so it imports nothing but the standard library.
"""

import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

from simulator.sound.frames import BrokenFrame, exactly, packed, unpacked

Answer = tuple[Mapping[str, Any], bytes]


def serve(answer: Callable[[Mapping[str, Any], bytes], Answer]) -> None:
    """Answer every frame; an error is answered with its text, and the next frame is read."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not get between the frames
        read = exactly(sys.stdin.buffer)
        while True:
            try:
                header, body = unpacked(read)
            except BrokenFrame:
                return
            try:
                reply, sound = answer(header, body)
            except Exception as error:  # whatever an engine raises, the other side is told
                reply, sound = {"error": f"{type(error).__name__}: {error}"}, b""
            out.write(packed(reply, sound))
            out.flush()
