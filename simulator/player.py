"""The device's audio player: the current track, its position and its queue."""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

AUDIO_PLAYER = "AudioPlayer"


@dataclass(frozen=True, slots=True)
class Track:
    """A sound track.

    Args:
        url: The sound's URL.
        token: The skill's name for the track.
        offset_ms: The position in milliseconds; of a playing track, the position when it last started.
        activity: PLAYING, PAUSED, STOPPED or FINISHED.
        title: The title for a screen.
    """

    url: str
    token: str
    offset_ms: int
    activity: str
    title: str = ""

    @property
    def is_playing(self) -> bool:
        """Whether the track is playing."""
        return self.activity == "PLAYING"


class Player:
    """Plays tracks. The position follows the clock unless it is set with `is_at`.

    Args:
        clock: The current time.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._since = clock()
        self._queue: list[Track] = []
        self.track: Track | None = None

    def fork(self, clock: Callable[[], datetime]) -> "Player":
        """Return a player in the same state, by another clock; the two then change independently."""
        other = copy(self)
        other._queue, other._clock = list(self._queue), clock
        return other

    def take(self, directives: Iterable[Mapping[str, Any]]) -> None:
        """Carry out the directives for the player; ignore all others."""
        for directive in directives:
            kind = directive.get("type")
            if kind == f"{AUDIO_PLAYER}.Play":
                self._play(directive)
            elif kind == f"{AUDIO_PLAYER}.Stop":
                self._stop()
            elif kind == f"{AUDIO_PLAYER}.ClearQueue":
                self._queue.clear()
                if directive.get("clearBehavior") == "CLEAR_ALL":
                    self._stop()

    def _play(self, directive: Mapping[str, Any]) -> None:
        item, behavior = directive.get("audioItem") or {}, directive.get("playBehavior")
        stream, title = item.get("stream") or {}, (item.get("metadata") or {}).get("title", "")
        if not isinstance(stream.get("url"), str) or not isinstance(stream.get("token"), str):
            return
        track = Track(stream["url"], stream["token"], int(stream.get("offsetInMilliseconds") or 0), "PLAYING", title)
        if behavior in {"REPLACE_ALL", "REPLACE_ENQUEUED"}:
            self._queue.clear()
        if behavior == "REPLACE_ALL" or self.track is None or not self.track.is_playing:
            self.track, self._since = track, self._clock()
        else:
            self._queue.append(track)

    def _stop(self) -> None:
        self.halt("STOPPED")
        if self.track is not None and self.track.activity == "PAUSED":
            self.track = replace(self.track, activity="STOPPED")

    def is_at(self, offset_ms: int) -> None:
        """Set the track's real position."""
        if self.track is not None:
            self.track, self._since = replace(self.track, offset_ms=max(0, offset_ms)), self._clock()

    def halt(self, activity: str) -> Track | None:
        """Stop, pause or finish the track at its position; return it if it was playing."""
        if self.track is None or not self.track.is_playing:
            return None
        passed = self._clock() - self._since
        self.track = replace(
            self.track, offset_ms=self.track.offset_ms + passed // timedelta(milliseconds=1), activity=activity
        )
        return self.track

    def go_on(self) -> None:
        """Resume the track if it is paused."""
        if self.track is not None and self.track.activity == "PAUSED":
            self.track, self._since = replace(self.track, activity="PLAYING"), self._clock()

    def finish(self) -> None:
        """Finish the track and start the next one in the queue."""
        self.halt("FINISHED")
        if self._queue:
            self.track, self._since = self._queue.pop(0), self._clock()

    def as_context(self) -> Mapping[str, Any]:
        """Return the player's state for a request's context."""
        if self.track is None:
            return {"playerActivity": "IDLE"}
        track = self.track
        return {"token": track.token, "offsetInMilliseconds": track.offset_ms, "playerActivity": track.activity}
