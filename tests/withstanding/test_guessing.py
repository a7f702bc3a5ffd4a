"""Guessing codes for the performer's page: ten thousand, while some may be used."""

import random
from datetime import timedelta
from pathlib import Path

from skill.alexa.authority import Authority
from skill.ledger.access import HALF, LETTERS, MOST_TRIES
from skill.ledger.sqlite import SqliteLedger
from skill.web.page.guesses import MOST
from tests.patience import patient
from tests.stage import NINE, Clock, service
from tests.web.page.doors import SOMEBODY_ELSE, counted, give


def test_an_attacker_who_guesses_ten_thousand_codes_is_let_in_nowhere(
    tmp_path: Path, clock: Clock, authority: Authority
) -> None:
    """Half of the guesses begin as a code that may be used does, which nobody could know."""
    ledger = SqliteLedger(tmp_path / "ledger.sqlite3")
    live = [give(ledger, NINE, f"r{number}", SOMEBODY_ELSE, f"p{number}") for number in range(20)]
    watched, calls = counted(ledger)
    client = service(watched, clock, authority).test_client()
    chance = random.Random(17)
    answers = []
    for number in range(10_000):
        half = "".join(chance.choices(LETTERS, k=HALF))
        first = chance.choice(live)[:HALF] if number % 2 else "".join(chance.choices(LETTERS, k=HALF))
        answers.append(client.post("/page/in", data={"code": first + half}))
        if number % 1_000 == 999:
            clock.pass_time(timedelta(seconds=50))  # eight minutes in all, so that all codes are still in use
    tries = [ledger.page_code(code[:HALF], patient()) for code in live]
    assert {answer.status_code for answer in answers} == {403, 429}
    assert not any("Set-Cookie" in answer.headers for answer in answers)
    assert all(found is not None and found.tries <= MOST_TRIES for found in tries)
    minutes = 9
    assert 100 < calls["page_code"] <= MOST * minutes
    assert calls["save_code"] <= MOST_TRIES * len(live)
    assert set(calls) <= {"page_code", "save_code"}, "no record was read"
    assert sum(answer.status_code == 403 for answer in answers) == calls["page_code"]
