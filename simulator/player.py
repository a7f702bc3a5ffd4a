"""The device's audio player: one track at a time, what stands in line after it, and where it is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

AUDIO_PLAYER = "AudioPlayer"


@dataclass(frozen=True, slots=True)
class Track:
    """A sound track.

    Args:
        url: Where it is.
        token: The skill's name for it.
        offset_ms: Where it is, or was when it began to play, in milliseconds.
        activity: PLAYING, PAUSED, STOPPED or FINISHED.
        title: What a screen shows of it.
    """

    url: str
    token: str
    offset_ms: int
    activity: str
    title: str = ""

    @property
    def is_playing(self) -> bool:
        """Whether it sounds."""
        return self.activity == "PLAYING"


class Player:
    """Plays tracks; tells the time by the device's clock, unless whoever makes the sound knows better.

    Args:
        clock: The time.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._since = clock()
        self._next: list[Track] = []
        self.track: Track | None = None

    def take(self, directives: Iterable[Mapping[str, Any]]) -> None:
        """Do what directives say that are for the player; what is none is left out."""
        for directive in directives:
            kind = directive.get("type")
            if kind == f"{AUDIO_PLAYER}.Play":
                self._play(directive)
            elif kind == f"{AUDIO_PLAYER}.Stop":
                self._stop()
            elif kind == f"{AUDIO_PLAYER}.ClearQueue":
                self._next.clear()
                if directive.get("clearBehavior") == "CLEAR_ALL":
                    self._stop()

    def _play(self, directive: Mapping[str, Any]) -> None:
        item, behaviour = directive.get("audioItem") or {}, directive.get("playBehavior")
        stream, title = item.get("stream") or {}, (item.get("metadata") or {}).get("title", "")
        if not isinstance(stream.get("url"), str) or not isinstance(stream.get("token"), str):
            return
        track = Track(stream["url"], stream["token"], int(stream.get("offsetInMilliseconds") or 0), "PLAYING", title)
        if behaviour in {"REPLACE_ALL", "REPLACE_ENQUEUED"}:
            self._next.clear()
        if behaviour == "REPLACE_ALL" or self.track is None or not self.track.is_playing:
            self.track, self._since = track, self._clock()
        else:
            self._next.append(track)

    def _stop(self) -> None:
        self.halt("STOPPED")
        if self.track is not None and self.track.activity == "PAUSED":
            self.track = replace(self.track, activity="STOPPED")

    def is_at(self, offset_ms: int) -> None:
        """Say where the track really is."""
        if self.track is not None:
            self.track, self._since = replace(self.track, offset_ms=max(0, offset_ms)), self._clock()

    def halt(self, activity: str) -> Track | None:
        """Stop, pause or finish the track where it is; return it if it was playing."""
        if self.track is None or not self.track.is_playing:
            return None
        passed = self._clock() - self._since
        self.track = replace(
            self.track, offset_ms=self.track.offset_ms + passed // timedelta(milliseconds=1), activity=activity
        )
        return self.track

    def go_on(self) -> None:
        """Play on where it was paused, if it was."""
        if self.track is not None and self.track.activity == "PAUSED":
            self.track, self._since = replace(self.track, activity="PLAYING"), self._clock()

    def finish(self) -> None:
        """End the track; what stands next in line begins."""
        self.halt("FINISHED")
        if self._next:
            self.track, self._since = self._next.pop(0), self._clock()

    def as_context(self) -> Mapping[str, Any]:
        """Return what a request says of the player."""
        if self.track is None:
            return {"playerActivity": "IDLE"}
        track = self.track
        return {"token": track.token, "offsetInMilliseconds": track.offset_ms, "playerActivity": track.activity}
