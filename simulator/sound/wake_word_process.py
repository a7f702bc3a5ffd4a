"""Hears "Alexa" in streams of sound, run in the engines' own environment (simulator/sound/wake_word.py)."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from av import AudioFrame, AudioResampler
from pymicro_wakeword import MicroWakeWord, MicroWakeWordFeatures, Model

from simulator.sound.serving import Answer, serve

RATE = 16_000
_STEP = RATE // 100
"""Samples after which the model is asked again."""
_MOST_STREAMS = 8
_streams: dict[str, "_Stream"] = {}


class _Stream:
    """What one microphone hears from when it was opened; the model knows what came before."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._resampler = AudioResampler(format="s16", layout="mono", rate=RATE)
        self._features = MicroWakeWordFeatures()
        self._word = MicroWakeWord.from_builtin(Model.ALEXA)
        self._left = b""

    def hear(self, samples: bytes) -> float | None:
        """Hear more; return how many seconds before the end of that the word was noticed, if it was said."""
        pcm = self._left + self._resampled(samples)
        noticed = None
        size = 2 * _STEP
        steps = len(pcm) // size
        for step in range(steps):
            for features in self._features.process_streaming(pcm[step * size : (step + 1) * size]):
                if self._word.process_streaming(features) and noticed is None:
                    noticed = step + 1
        self._left = pcm[steps * size :]
        return None if noticed is None else (len(pcm) - noticed * size) / (2 * RATE)

    def _resampled(self, samples: bytes) -> bytes:
        frame = AudioFrame.from_ndarray(np.frombuffer(samples, dtype="<i2").reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = self.rate
        return b"".join(one.to_ndarray().tobytes() for one in self._resampler.resample(frame))


def _answer(asked: Mapping[str, Any], body: bytes) -> Answer:
    """Hear more of a stream, or the first of it."""
    name = asked["stream"]
    known = _streams.pop(name, None)
    if known is None or asked["begins"] or known.rate != asked["rate"]:
        known = _Stream(asked["rate"])
    _streams[name] = known
    if len(_streams) > _MOST_STREAMS:
        del _streams[next(iter(_streams))]
    return {"ago": known.hear(body)}, b""


if __name__ == "__main__":
    serve(_answer)
