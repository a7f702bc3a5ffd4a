"""Takes the pictures of the performer's page that the documents show: run by `make pictures`.

What they show was told to the skill: the four weeks of one performer in the tests, at the end of which they ask for
their page.
"""

import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from simulator.alexa_api import serve_api
from simulator.plays import perform, read
from skill.ledger.sqlite import SqliteLedger
from tests.processes import ROOT
from tests.stage import PLAYS, Clock, Stage, authority, service
from tools.chromium import ARGUMENTS, find

FOLDER = ROOT / "docs" / "pictures"
SIZES = {"phone": (390, 844), "desktop": (1280, 800)}
PICTURES: Sequence[tuple[str, str, Literal["light", "dark"]]] = (
    ("today", "desktop", "light"),
    ("evidence", "phone", "dark"),
    ("certainty", "phone", "light"),
    ("ladder", "phone", "light"),
)
"""The view, the size and the scheme of each picture."""
_CODE = re.compile(r"\b[2-9B-DF-HJKMNP-TV-Z]{5}-[2-9B-DF-HJKMNP-TV-Z]{5}\b")


class _Quiet(WSGIRequestHandler):
    """Logs no requests."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Write nothing."""


@contextmanager
def told(home: Path) -> Iterator[tuple[str, str]]:
    """Yield the address of a page after four weeks, and a code for it."""
    play = read((PLAYS / "four-weeks.txt").read_text(encoding="utf-8"))
    ledger, clock = SqliteLedger(home / "ledger.sqlite3"), Clock(play.begins)
    with serve_api(str(play.begins.tzinfo)) as api:
        stage = Stage(clock, ledger, authority(home), api)
        list(perform(play, stage))
        device = stage.device("phone")
        device.hear("Alexa, open ready room")
        card = device.hear("my page").card
    assert card is not None, "the speaker gave no code"
    found = _CODE.search(card[1])
    assert found is not None, card
    app = service(ledger, clock, authority(home))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}/page", found[0]
    finally:
        server.shutdown()
        thread.join()


def take(page: Page, address: str, code: str) -> None:
    """Sign in, and take the pictures."""
    page.goto(f"{address}/in")
    page.get_by_role("textbox").fill(code)
    page.get_by_role("main").get_by_role("button").click()
    for view, size, scheme in PICTURES:
        width, height = SIZES[size]
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{address}/{'' if view == 'today' else view}")
        page.screenshot(path=FOLDER / f"{view}.png")


def main() -> None:
    """Write the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as name, told(Path(name)) as (address, code), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        take(chromium.new_page(), address, code)
        chromium.close()
    for file in sorted(FOLDER.glob("*.png")):
        print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1_000:.0f} KB")


if __name__ == "__main__":
    main()
