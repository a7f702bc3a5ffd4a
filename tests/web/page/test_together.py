"""The page and the speaker at once: two hundred changes of one performer's record, none lost, none doubled."""

import threading
from collections import Counter
from collections.abc import Callable
from itertools import chain

from simulator.device import Device
from simulator.plays import as_text
from skill.alexa.requests import account_of
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Evidence, Kind, Outcome
from skill.web.page.pieces import key_text
from tests.patience import patient
from tests.stage import ACCOUNT_KEY, Stage, service
from tests.web.page.browsing import Form, Reader, key, sign_in, win

EDITS, RELEASES, PREFERENCES, NOTES, DEBRIEFS = 30, 20, 30, 40, 8
CHANGES = EDITS + RELEASES + PREFERENCES + 2 * NOTES + 5 * DEBRIEFS
_TRIES = 20
_AGAIN = "Should I try again?"


def wins() -> list[Evidence]:
    """Return the pieces that are put right on the page."""
    return [win(number) for number in range(1, EDITS + 1)]


def notes() -> list[Evidence]:
    """Return the notes that are released on the page."""
    return [Evidence(key(100 + number), Kind.NOTE, note=f"I waved {number}", closed=True) for number in range(RELEASES)]


def send(reader: Reader, form: Form, **changes: str) -> None:
    """Send a form, and again while the page asks for that."""
    for _ in range(_TRIES):
        answer = reader.send(form, **changes)
        if answer.status_code != 409 or "Look again, and try again" not in answer.text:
            break
    assert answer.status_code == 303, answer.text


def put_right(reader: Reader) -> None:
    """Put each win right on the page."""
    for number, piece in enumerate(wins(), 1):
        form = reader.form("/evidence/piece", "/evidence/piece", key=key_text(piece.key))
        send(reader, form, shows=f"I can do it {number}", plan=f"I plan {number}")


def release(reader: Reader) -> None:
    """Release each note on the page, and change a preference between them."""
    for piece in notes():
        send(reader, reader.form("/evidence/piece", "/evidence/release", key=key_text(piece.key)), read="yes")
    for number in range(1, PREFERENCES + 1):
        if number % 2:
            send(reader, reader.form("/plan", "/plan/cue"), cue=f"steady {number}")
        else:
            send(reader, reader.form("/preferences", "/preferences"), seconds=str(60 * (1 + number % 5)))


def hear(device: Device, words: str, expected: str) -> str:
    """Say something, and that it shall be tried again while it cannot be saved; return what was answered."""
    said = as_text(device.hear(words))
    for _ in range(_TRIES):
        if _AGAIN not in said:
            break
        said = as_text(device.hear("yes"))
    assert expected in said, said
    return said


def tell_notes(device: Device) -> None:
    """Tell notes and release them by voice."""
    for number in range(NOTES):
        hear(device, f"tell ready room that I did thing number {number}", "Got it.")
        hear(device, "yes", "it's there for your warm-ups")


def debrief(device: Device) -> None:
    """Warm up and take debriefs by voice."""
    for number in range(DEBRIEFS):
        hear(device, "ask ready room to warm me up", "Go.")
        hear(device, "ask ready room to debrief", "Did it go the way you wanted")
        hear(device, "yes", "What's one thing you did")
        hear(device, f"I paused {number} times", "What does that tell you")
        asked = hear(device, f"I can wait for {number} breaths when they ask", "?")
        if "Your plan was" in asked:
            hear(device, "yes", "differently")
        hear(device, f"I look up {number} times before I begin", "quick question")
        hear(device, "no", "That's on your record")


def test_nothing_is_lost_and_nothing_is_doubled(stage: Stage) -> None:
    account = account_of(stage.user, ACCOUNT_KEY)
    app = service(stage.ledger, stage.clock, stage.authority)
    one, other = (sign_in(app, stage.ledger, account=account) for _ in range(2))
    one.keep(*wins(), *notes(), domains=(Domain("first", name="talk"),))
    failed: list[BaseException] = []

    def run(act: Callable[[], None]) -> None:
        try:
            act()
        except BaseException as error:
            failed.append(error)

    kitchen, hall = stage.device("kitchen"), stage.device("hall")
    acts = (
        lambda: put_right(one),
        lambda: release(other),
        lambda: tell_notes(kitchen),
        lambda: debrief(hall),
    )
    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed, failed[0]
    assert CHANGES == 200

    found = stage.ledger.latest(account, "main", "first", 1_000, patient())
    told = Counter((piece.kind, piece.note or piece.worked) for piece in found)
    expected = chain(
        ((Kind.DEBRIEF, f"I did deed {number}") for number in range(1, EDITS + 1)),
        ((Kind.NOTE, f"I waved {number}") for number in range(RELEASES)),
        ((Kind.NOTE, f"I did thing number {number}") for number in range(NOTES)),
        ((Kind.DEBRIEF, f"I paused {number} times") for number in range(DEBRIEFS)),
    )
    assert told == Counter(expected)
    assert all(piece.read_back for piece in found if piece.kind is Kind.NOTE)
    edited = {piece.worked: (piece.shows, piece.plan) for piece in found if piece.edited_at}
    assert edited == {f"I did deed {n}": (f"I can do it {n}", f"I plan {n}") for n in range(1, EDITS + 1)}
    by_voice = [piece for piece in found if (piece.worked or "").startswith("I paused")]
    assert all(piece.outcome is Outcome.YES and piece.shows and piece.plan and piece.closed for piece in by_voice)
    record = one.record()
    assert record.preferences.cue == f"steady {PREFERENCES - 1}"
    assert record.preferences.seconds == 60
    assert record.warm_up is not None
    plans = [plan.words for plan in record.domain.plans]
    assert len(plans) == len(set(plans)) == 5
