"""The style sheets: kept for ever under the address of their version, which is another one if any of them changes."""

import re
from pathlib import Path
from shutil import copytree

import pytest

from skill.web.page import look_of
from tests.web.page.browsing import Reader, win
from tests.web.page.visitors import Visitor

STATIC = Path("skill/web/page/static")
VIEWS = ("/", "/evidence", "/certainty", "/ladder", "/plan", "/preferences", "/keeping", "/keeping/sheet")
PIECE = "/evidence/piece?key=first%232026-05-03T13:00:00Z%23e1"


def test_every_sheet_that_a_view_names_is_kept_for_ever_and_no_other_is_there(visitor: Visitor) -> None:
    Reader(visitor.client, visitor.ledger, account=visitor.account).keep(win(1))
    named = set()
    for view in (*VIEWS, PIECE, "/evidence/past", "/keeping/delete", "/care/line"):
        head, _, body = visitor.get(view).text.partition("</head>")
        assert "stylesheet" not in body, view
        named |= set(re.findall(r'<link rel="stylesheet" href="([^"]+)"', head))
    assert {address.rpartition("/")[2].partition("?")[0] for address in named} == {one.name for one in STATIC.iterdir()}
    for address in named:
        with visitor.client.get(address) as sheet:
            assert sheet.headers["Cache-Control"] == "public, max-age=31536000, immutable", address


@pytest.mark.parametrize("name", sorted(one.name for one in STATIC.iterdir()))
def test_another_sheet_is_another_version(tmp_path: Path, name: str) -> None:
    changed = Path(copytree(STATIC, tmp_path / "static"))
    assert look_of(changed) == look_of(STATIC)
    (changed / name).write_text("body { color: red; }")
    assert look_of(changed) != look_of(STATIC)
