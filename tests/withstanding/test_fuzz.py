"""The endpoint under requests at random, each really signed: answered or turned away, in time, never an error."""

import os
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask.testing import FlaskClient

from simulator.alexa_api import AlexaApi
from skill.alexa.authority import Authority
from skill.ledger.protocol import Ledger
from tests.stage import Clock, service, signer
from tests.withstanding.envelopes import Envelopes, as_bytes

COUNT = int(os.environ.get("READY_ROOM_FUZZ", "300"))
"""How many requests of each kind."""
LONGEST_SECONDS = 6.0
"""Of the processor's time, that an answer takes: what else the machine does is not counted."""
BROKEN = "Something went wrong"


@dataclass
class Fuzz:
    """Sends requests at random, and says what was wrong with the answers.

    Args:
        client: Somebody who calls the service.
        authority: Whose signature it trusts.
        envelopes: Makes the requests.
    """

    client: FlaskClient
    authority: Authority
    envelopes: Envelopes
    seen: Counter[int] = field(default_factory=Counter)
    slowest: float = 0.0

    def valid(self) -> None:
        """Send what Alexa could have sent; come back with what is answered."""
        envelope = self.envelopes.valid()
        body = as_bytes(envelope)
        status, text, answer = self._sent(body)
        assert status == 200, body
        assert BROKEN not in text, body
        self.envelopes.learn(envelope, answer)

    def mutated(self) -> None:
        """Send what nobody would send."""
        body = self.envelopes.mutated()
        status, text, _ = self._sent(body)
        assert status in {200, 400}, body
        assert BROKEN not in text, body

    def _sent(self, body: bytes) -> tuple[int, str, Any]:
        begun = time.thread_time()
        answer = self.client.post("/alexa", data=body, headers=dict(signer(self.authority).headers(body)))
        took = time.thread_time() - begun
        assert took < LONGEST_SECONDS, body
        self.seen[answer.status_code] += 1
        self.slowest = max(self.slowest, took)
        return answer.status_code, answer.text, answer.json if answer.status_code == 200 else None


def fuzz(ledger: Ledger, authority: Authority, api: AlexaApi, seed: int, many: int) -> Fuzz:
    """Send so many of each kind, in turns, so that the odd ones meet sessions and records."""
    envelopes = Envelopes(seed, (api.url, api.token("user-0")))
    running = Fuzz(service(ledger, Clock(), authority).test_client(), authority, envelopes)
    for _ in range(many):
        running.valid()
        running.mutated()
    return running


@pytest.mark.parametrize("seed", [1])
def test_whatever_comes_is_answered_or_turned_away_in_time(
    seed: int, ledger: Ledger, authority: Authority, api: AlexaApi
) -> None:
    done = fuzz(ledger, authority, api, seed, COUNT)
    print(f"\n{dict(done.seen)}, slowest {done.slowest:.2f} s")
    assert set(done.seen) == {200, 400}
    assert done.seen[200] > COUNT
