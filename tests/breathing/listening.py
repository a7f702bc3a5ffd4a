"""Listens to a file as a player does: ffmpeg decodes it, and its loudness shows where the phases are."""

import re
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]
Envelope = NDArray[np.float64]

SMOOTH_MS = 20


@dataclass(frozen=True, slots=True)
class Heard:
    """A decoded file: its samples from -1 to 1, and their rate per second."""

    sound: Sound
    rate: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.sound) / self.rate

    def part(self, start_ms: float, end_ms: float) -> Sound:
        """Return the part between two times."""
        return self.sound[int(start_ms * self.rate / 1_000) : int(end_ms * self.rate / 1_000)]


@dataclass(frozen=True, slots=True)
class Loudness:
    """The loudness of a file by EBU R 128.

    Args:
        whole: Of the whole file, in LUFS.
        varies: Its range, in LU.
        peak: The true peak, in dBFS.
        moments: Of the 400 ms that end at each tenth of a second, in LUFS.
    """

    whole: float
    varies: float
    peak: float
    moments: Sequence[float]

    def within(self, start_ms: int, end_ms: int) -> Sequence[float]:
        """Return the moments that lie completely between two times."""
        return self.moments[start_ms // 100 + 3 : end_ms // 100]


def _ffmpeg(mp3: bytes, *options: str) -> tuple[bytes, str]:
    command = (imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-i", "pipe:0", *options, "pipe:1")
    done = subprocess.run(command, input=mp3, capture_output=True, check=True)
    return done.stdout, done.stderr.decode()


def described(mp3: bytes) -> str:
    """Return ffmpeg's description of the sound in a file, such as `mp3 (mp3float), 24000 Hz, mono, fltp, 48 kb/s`."""
    told = re.findall(r"Stream #0:0.*?: Audio: (.*)", _ffmpeg(mp3, "-t", "0", "-f", "null")[1])
    return str(told[0])


def heard(mp3: bytes) -> Heard:
    """Decode a file."""
    pcm, told = _ffmpeg(mp3, "-f", "f32le")
    return Heard(np.frombuffer(pcm, "<f4"), int(re.findall(r"(\d+) Hz", told)[0]))


def loudness(mp3: bytes) -> Loudness:
    """Measure a file."""
    told = _ffmpeg(mp3, "-af", "ebur128=peak=true:framelog=info", "-f", "null")[1]
    whole, varies, peak = (float(re.findall(rf"{name}: +(\S+) L?U?F?S?", told)[-1]) for name in ("I", "LRA", "Peak"))
    return Loudness(whole, varies, peak, [float(moment) for moment in re.findall(r" M: *(\S+)", told)])


def envelope(listened: Heard) -> Envelope:
    """Return the loudness of a sound at each millisecond, smoothed over 20 ms to both sides."""
    step = listened.rate // 1_000
    whole = listened.sound[: len(listened.sound) // step * step]
    power = np.square(whole).reshape(-1, step).mean(axis=1, dtype=np.float64)
    window = np.hanning(SMOOTH_MS + 3)[1:-1]
    return np.sqrt(np.convolve(power, window / window.sum(), "same"))


def crossings(loud: Envelope, level: float) -> tuple[Sequence[float], Sequence[float]]:
    """Return when an envelope rises above a level and when it falls below it, in milliseconds, between its samples."""
    above = loud > level
    before = np.flatnonzero(above[1:] != above[:-1])
    times = before + 0.5 + (level - loud[before]) / (loud[before + 1] - loud[before])
    return times[~above[before]].tolist(), times[above[before]].tolist()


def phase_starts(listened: Heard) -> Sequence[float]:
    """Find when each phase begins, and finally when the bell does, in milliseconds, without knowing the plan.

    Between two phases it is the middle of the dip. Only silence comes before the first one, so its beginning is put as
    far before its rise as for the other phases, at the median. Needs two phases or more.
    """
    loud = envelope(listened)
    level = float(np.median(loud)) / 2
    (first, *rises), falls = crossings(loud, level)
    gaps = zip(falls, rises, strict=False)
    dips = [(fall, rise) for fall, rise in gaps if loud[int(fall) : int(rise) + 1].min() < level / 5]
    middles = [(fall + rise) / 2 for fall, rise in dips[:-1]]
    swell = statistics.median((rise - fall) / 2 for fall, rise in dips[:-1])
    return [first - swell, *middles, dips[-1][1]]


def pitch(sound: Sound, rate: int) -> float:
    """Return the strongest frequency of a piece of sound, in hertz, to within about one."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), rate * 2))
    return float(np.argmax(spectrum)) / 2
