"""Nobody else can have planted this user's files and folders, or can change them."""

import grp
import os
import pwd
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from skill.alexa.authority import local_authority
from skill.files import NotOurs, check_own, open_own, own_folder, write_own
from skill.ledger.protocol import Unavailable
from skill.ledger.sqlite import SqliteLedger
from tests.test_main import run
from tests.users import IS_ROOT, NOBODY, a_file_of_another, a_folder_of_another, bound_by_permissions


def made(path: Path, mode: int) -> Path:
    """Create a folder with a mode, regardless of the umask."""
    path.mkdir()
    path.chmod(mode)
    return path


def another_users(tmp: Path) -> Path:
    return a_folder_of_another(made(tmp / "theirs", 0o755))


def a_link(tmp: Path) -> Path:
    (tmp / "link").symlink_to(made(tmp / "target", 0o700))
    return tmp / "link"


def a_link_to_nothing(tmp: Path) -> Path:
    (tmp / "link").symlink_to(tmp / "nothing")
    return tmp / "link"


def anybodys(tmp: Path) -> Path:
    return made(tmp / "open", 0o777)


def anybodys_with_the_sticky_bit(tmp: Path) -> Path:
    return made(tmp / "open", 0o1777)


def new_in_anybodys(tmp: Path) -> Path:
    return made(tmp / "open", 0o777) / "new"


def deep_in_anybodys(tmp: Path) -> Path:
    return made(tmp / "open", 0o777) / "deep" / "er" / "new"


def ours_in_anybodys(tmp: Path) -> Path:
    return made(made(tmp / "open", 0o777) / "mine", 0o700)


def new_in_another_users(tmp: Path) -> Path:
    return another_users(tmp) / "new"


def by_a_link_into_anybodys(tmp: Path) -> Path:
    made(made(tmp / "open", 0o777) / "mine", 0o700)
    (tmp / "way").symlink_to(tmp / "open")
    return tmp / "way" / "mine"


def up_out_of_anybodys(tmp: Path) -> Path:
    made(made(tmp / "open", 0o777) / "in", 0o700)
    return tmp / "open" / "in" / ".." / ".." / "mine"


WRONG: list[Callable[[Path], Path]] = [
    *(another_users, a_link, a_link_to_nothing, anybodys, anybodys_with_the_sticky_bit, new_in_anybodys),
    *(deep_in_anybodys, ours_in_anybodys, new_in_another_users, by_a_link_into_anybodys, up_out_of_anybodys),
]


@pytest.mark.parametrize("folder", WRONG, ids=lambda make: make.__name__)
def test_a_home_that_another_may_have_planted_or_may_change_is_refused(
    folder: Callable[[Path], Path], tmp_path: Path
) -> None:
    home = folder(tmp_path)
    before = sorted(home.iterdir()) if home.is_dir() else None
    stopped = run(home, "talk", said="open ready room\n")
    assert (stopped.returncode, stopped.stdout, stopped.stderr.count("\n")) == (2, "", 1)
    assert stopped.stderr.startswith("ready-room: ")
    assert any(why in stopped.stderr for why in ("another user", "other users", "is a link"))
    assert (sorted(home.iterdir()) if home.is_dir() else None) == before, "nothing was laid in it"


@pytest.mark.parametrize("folder", WRONG[3:], ids=lambda make: make.__name__)
def test_a_ledger_in_such_a_folder_is_refused(folder: Callable[[Path], Path], tmp_path: Path) -> None:
    file = folder(tmp_path) / "ledger.sqlite3"
    home = made(tmp_path / "own", 0o700)
    for command in (("talk",), ("serve",), ("create-table",)):
        stopped = run(home, *command, READY_ROOM_LEDGER=f"sqlite:///{file}")
        assert (stopped.returncode, stopped.stdout, stopped.stderr.count("\n")) == (2, "", 1)
        assert "cannot open" in stopped.stderr
    assert not file.exists()


def test_what_is_new_is_ours_alone_also_the_folders_on_its_way(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        own_folder(tmp_path / "a" / "b")
    finally:
        os.umask(before)
    assert [(tmp_path / one).stat().st_mode & 0o777 for one in ("a", "a/b")] == [0o700, 0o700]
    own_folder(tmp_path / "a" / "b")


def test_links_of_ours_may_lead_to_a_folder_of_ours(tmp_path: Path) -> None:
    """An operator's data may be on another disk."""
    made(made(tmp_path / "disk", 0o755) / "data", 0o700)
    (tmp_path / "way").symlink_to("disk")
    (tmp_path / "data").symlink_to(tmp_path / "way" / "data")
    own_folder(tmp_path / "way" / "data")
    own_folder(tmp_path / "data", may_be_link=True)
    with pytest.raises(NotOurs, match="is a link"):
        own_folder(tmp_path / "data")


def test_a_link_of_another_user_leads_nowhere(tmp_path: Path) -> None:
    made(tmp_path / "data", 0o700)
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "data")
    if IS_ROOT:
        os.chown(link, NOBODY, NOBODY, follow_symlinks=False)
    else:
        link = Path("/proc/1/root")
    with pytest.raises(OSError):
        own_folder(link / "x")


def test_links_that_lead_in_a_circle_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    for folder in (tmp_path / "a", tmp_path / "a" / "x"):
        with pytest.raises(OSError):
            own_folder(folder, may_be_link=True)


def test_a_group_that_is_this_users_alone_may_write_and_no_other(tmp_path: Path) -> None:
    """Many systems create one for each user, which can write what that user creates."""
    folder = made(tmp_path / "mine", 0o775)
    os.chown(folder, -1, os.getegid())
    name, group = pwd.getpwuid(os.geteuid()).pw_name, grp.getgrgid(os.getegid())
    if (group.gr_name, group.gr_mem) == (name, []):
        own_folder(folder)
    if IS_ROOT:
        os.chown(folder, -1, NOBODY)
    if IS_ROOT or group.gr_name != name:
        with pytest.raises(NotOurs, match="other users"):
            own_folder(folder)


def test_a_group_that_another_user_has_as_their_own_is_no_private_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A user whose primary group it is does not appear in its list of members."""
    ours, folder = pwd.getpwuid(os.geteuid()), made(tmp_path / "mine", 0o770)
    os.chown(folder, -1, os.getegid())
    other = pwd.struct_passwd(("other", "x", NOBODY, os.getegid(), "", "/", "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwall", lambda: [ours, other])
    with pytest.raises(NotOurs, match="other users"):
        own_folder(folder)


def test_a_list_of_users_makes_a_group_of_others(tmp_path: Path) -> None:
    """If another user is on a file's access control list, the group bits say what they may do at most."""
    folder = made(tmp_path / "mine", 0o700)
    own_folder(folder)
    try:
        os.setxattr(folder, "system.posix_acl_access", _list_of(NOBODY))
    except OSError:  # no access control lists on this disk
        return
    assert folder.stat().st_mode & 0o777 == 0o770
    with pytest.raises(NotOurs, match="other users"):
        own_folder(folder)


def _list_of(user: int) -> bytes:
    """Return an access control list in Linux's format: the owner and one other user may do everything."""
    owner, another, group, most, others, nobody = 0x01, 0x02, 0x04, 0x10, 0x20, 0xFFFF_FFFF
    lines = ((owner, 7, nobody), (another, 7, user), (group, 0, nobody), (most, 7, nobody), (others, 0, nobody))
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *line) for line in lines)


def a_link_to_ours(tmp: Path) -> Path:
    (tmp / "target").write_text("mine")
    (tmp / "file").symlink_to(tmp / "target")
    return tmp / "file"


def a_link_to_no_file(tmp: Path) -> Path:
    (tmp / "file").symlink_to(tmp / "nothing")
    return tmp / "file"


def a_file_that_anybody_may_write(tmp: Path) -> Path:
    (tmp / "file").touch()
    (tmp / "file").chmod(0o666)
    return tmp / "file"


def a_pipe(tmp: Path) -> Path:
    os.mkfifo(tmp / "file")
    return tmp / "file"


def a_folder(tmp: Path) -> Path:
    return made(tmp / "file", 0o700)


def another_users_file(tmp: Path) -> Path:
    (tmp / "file").write_text("theirs")
    (tmp / "file").chmod(0o644)
    return a_file_of_another(tmp / "file")


FILES: list[Callable[[Path], Path]] = [
    *(a_link_to_ours, a_link_to_no_file, a_file_that_anybody_may_write, a_pipe, a_folder, another_users_file),
]


@pytest.mark.parametrize("file", FILES, ids=lambda make: make.__name__)
def test_a_file_that_another_may_have_planted_or_may_change_is_not_opened(
    file: Callable[[Path], Path], tmp_path: Path
) -> None:
    one = file(tmp_path)
    with pytest.raises(OSError):
        os.close(open_own(one, os.O_WRONLY))
    with pytest.raises(NotOurs):
        check_own(one)


@pytest.mark.parametrize("name", ["authority.pem", "authority.key", "authority.lock", "ledger.sqlite3"])
@pytest.mark.parametrize("file", FILES, ids=lambda make: make.__name__)
def test_in_a_home_such_a_file_is_refused(file: Callable[[Path], Path], name: str, tmp_path: Path) -> None:
    home = made(tmp_path / "home", 0o700)
    planted = file(tmp_path)
    if planted.is_relative_to(tmp_path):
        planted = planted.rename(home / name)
    else:
        (home / name).symlink_to(planted)
    stopped = run(home, "talk", said="open ready room\n")
    assert (stopped.returncode, stopped.stdout, stopped.stderr.count("\n")) == (2, "", 1)
    assert name in stopped.stderr
    assert not (tmp_path / "nothing").exists()
    assert not (tmp_path / "target").exists() or (tmp_path / "target").read_text() == "mine"


@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
@pytest.mark.parametrize("file", FILES, ids=lambda make: make.__name__)
def test_beside_a_ledger_such_a_file_is_refused(file: Callable[[Path], Path], end: str, tmp_path: Path) -> None:
    home = made(tmp_path / "home", 0o700)
    SqliteLedger(home / "ledger.sqlite3")
    planted = file(tmp_path)
    if planted.is_relative_to(tmp_path):
        planted.rename(home / f"ledger.sqlite3{end}")
    else:
        (home / f"ledger.sqlite3{end}").symlink_to(planted)
    with pytest.raises(Unavailable, match=f"sqlite3{end} (is a link|is not a regular file|belongs to|can be written)"):
        SqliteLedger(home / "ledger.sqlite3")


def test_a_key_that_others_may_read_is_no_secret(tmp_path: Path) -> None:
    home = made(tmp_path / "home", 0o700)
    local_authority(home)
    (home / "authority.key").chmod(0o640)
    with pytest.raises(NotOurs, match=r"authority.key can be read by other users"):
        local_authority(home)


def test_what_is_written_is_whole_and_its_owners_only(tmp_path: Path) -> None:
    (tmp_path / "x.html.new").symlink_to(tmp_path / "victim")
    write_own(tmp_path / "x.html", b"mine")
    assert (tmp_path / "x.html").read_bytes() == b"mine"
    assert (tmp_path / "x.html").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "victim").exists()


HOME = """
import os
from skill.alexa.authority import local_authority
from skill.ledger.sqlite import SqliteLedger
from tests.users import become_nobody
home = become_nobody() / "home"
local_authority(home)
SqliteLedger(home / "ledger.sqlite3")
print({one.stat().st_uid == os.geteuid() for one in (home, *home.iterdir())})
"""


def test_a_user_whom_permissions_bind_has_a_home_too() -> None:
    assert bound_by_permissions(HOME) == "{True}\n"
