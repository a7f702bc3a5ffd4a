"""Many who tell at once, on a network that loses, repeats and reorders what they say."""

import json
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from typing import Any

import urllib3

from simulator.device import Device
from simulator.listener import Listener
from simulator.plays import as_text
from simulator.requests import Caller
from simulator.signing import Signer
from skill.alexa.authority import LOCAL_CHAIN_URL, LOCAL_SKILL_ID, local_authority
from tests.patience import GIVEN_UP_SECONDS
from tests.stage import listener
from tests.withstanding.faults import Fault
from tests.withstanding.processes import Service
from tests.withstanding.tally import Tally

Seconds = tuple[float, float]
"""At least and at most."""
_TRIES = 240
_PAUSE = 0.5
_AGAIN = "Should I try again?"
_SEVERAL = 3
"""One request in so many is sent twice at once, and one in so many is followed by an older one."""


class Teller:
    """One who tells, over HTTP.

    Args:
        name: Their name.
        url: The service.
        understanding: Understands what they say.
        signer: Signs their requests.
        tally: Where it is counted.
        thinks: How long they need to say the next thing.
    """

    def __init__(
        self, name: str, url: str, understanding: Listener, signer: Signer, tally: Tally, thinks: Seconds
    ) -> None:
        self._name, self._url, self._tally, self._thinks = name, url, tally, thinks
        self._understanding, self._signer = understanding, signer
        self._pool = urllib3.PoolManager(timeout=GIVEN_UP_SECONDS, retries=False)
        self._chance = random.Random(name)
        self._numbers = count(1)
        self._sent: list[tuple[bytes, Mapping[str, str]]] = []

    def a_round(self) -> None:
        """Tell a note, and take a debrief as somebody new."""
        number = next(self._numbers)
        self._note(f"I did thing number {number}")
        self._debrief(f"{self._name}-debrief-{number}", number)

    def _note(self, words: str) -> None:
        user = f"{self._name}-notes"
        if self._was_told(self._device(user), f"tell ready room that {words}", "Got it."):
            self._tally.notes.setdefault(user, []).append(words)

    def _debrief(self, user: str, number: int) -> None:
        device, kept = self._device(user), self._tally.debriefs.setdefault(user, {})
        self._was_told(device, "ask ready room to debrief", "Did it go the way you wanted")
        for name, words, then in (
            ("outcome", "yes", "What's one thing you did"),
            ("worked", f"I paused {number} times", "What does that tell you"),
            ("shows", f"I can wait for {number} breaths", "What will you do differently"),
        ):
            if self._was_told(device, words, then):
                kept[name] = words

    def _was_told(self, device: Device, words: str, expected: str) -> bool:
        """Say something, and "yes" for as long as it cannot be kept; return whether what is expected was answered."""
        time.sleep(self._chance.uniform(*self._thinks))
        said = as_text(device.hear(words))
        for _ in range(_TRIES):
            if _AGAIN not in said:
                break
            self._tally.add("apologies")
            time.sleep(_PAUSE)
            said = as_text(device.hear("yes"))
        if expected not in said:
            self._tally.wrong.append(f"{words!r} was answered: {said}")
        return expected in said

    def _device(self, user: str) -> Device:
        self._sent = []
        return Device(self._understanding, self._post, self._signer, LOCAL_SKILL_ID, caller=Caller(user=user))

    def _post(self, body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
        """Send a request: again where its connection broke, now and then twice at once, and an older one after it."""
        self._sent.append((body, headers))
        if self._chance.randrange(_SEVERAL):
            answer = self._answered(body, headers)
        else:
            copy = threading.Thread(target=self._repeat, args=(body, headers))
            copy.start()
            answer = self._answered(body, headers)
            copy.join()
        if not self._chance.randrange(_SEVERAL):
            self._repeat(*self._chance.choice(self._sent))
        return answer

    def _answered(self, body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
        for _ in range(_TRIES):
            if (answer := self._once(body, headers)) is not None:
                return answer
            self._tally.add("lost")
            time.sleep(_PAUSE)
        raise RuntimeError("nobody answers")

    def _repeat(self, body: bytes, headers: Mapping[str, str]) -> None:
        self._tally.add("repeated")
        self._once(body, headers)

    def _once(self, body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any] | None:
        begun = time.monotonic()
        try:
            answer = self._pool.request("POST", self._url, body=body, headers={**headers, "Connection": "close"})
        except urllib3.exceptions.HTTPError:
            return None
        self._tally.took(time.monotonic() - begun)
        if answer.status != 200:
            self._tally.failed.append(answer.status)
            return {}
        read: Mapping[str, Any] = json.loads(answer.data)
        return read


def storm(service: Service, name: str, tellers: int, thinks: Seconds, fault: Fault) -> Tally:
    """Let so many tell at once while a fault befalls the service, then to the end of their round, and one round more.

    Args:
        service: The service.
        name: The storm's: its tellers are nobody else's.
        tellers: How many.
        thinks: How long each needs to say the next thing: without, the machine that tells is what is slow.
        fault: What befalls the service meanwhile.
    """
    tally, is_over = Tally(), threading.Event()
    understanding = listener("en-US", datetime.now(UTC).date().isoformat())
    signer = Signer.load(local_authority(service.home).key, LOCAL_CHAIN_URL)

    def tell(number: int) -> None:
        teller = Teller(f"{name}-{number}", service.url, understanding, signer, tally, thinks)
        while not is_over.is_set():
            teller.a_round()
        teller.a_round()

    with _threads(tell, tellers, tally):
        try:
            fault(tally)
        finally:
            is_over.set()
    return tally


@contextmanager
def _threads(tell: Callable[[int], None], many: int, tally: Tally) -> Iterator[None]:
    """Run many threads, and wait for them at the end of the block; what breaks off in them is wrong."""

    def run(number: int) -> None:
        try:
            tell(number)
        except Exception as error:
            tally.wrong.append(f"teller {number}: {error!r}")

    running = [threading.Thread(target=run, args=(number,)) for number in range(many)]
    for one in running:
        one.start()
    try:
        yield
    finally:
        for one in running:
            one.join()
