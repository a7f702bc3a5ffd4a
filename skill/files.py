"""Files and folders that are this user's own: nobody else can have put them there, and nobody else can change them."""

import errno
import grp
import os
import pwd
import stat
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_ROOT = 0
_MOST_LINKS = 40
_OVERFLOW = Path("/proc/sys/kernel/overflowuid")
_MAPPED = Path("/proc/self/uid_map")
_ALL_USERS = str(2**32 - 1)


class NotOurs(OSError):
    """Another user can have put something there, or can change it; the message says what it is, and why."""


def own_folder(folder: Path, *, may_be_link: bool = False) -> None:
    """Check that a folder and the way to it are this user's own; make it if it is not there, readable by us only.

    Args:
        folder: The folder.
        may_be_link: Whether the folder itself may be a link of ours. Links on the way to it always may.

    Raises:
        NotOurs: Another user can have made it, or can replace it or what is in it.
        OSError: It cannot be made.
    """
    _check_way(folder)
    for missing in reversed([one for one in (folder, *folder.parents) if not os.path.lexists(one)]):
        missing.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() and not may_be_link:
        raise NotOurs(f"{folder} is a link")
    status = folder.stat()
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, "no folder", str(folder))
    if status.st_uid != os.geteuid():
        raise NotOurs(f"{folder} belongs to another user")
    if _others_write(folder, status):
        raise NotOurs(f"{folder} can be written by other users")


def open_own(file: Path, flags: int) -> int:
    """Open a file of this user's own, never through a link, and return its descriptor.

    Args:
        file: The file.
        flags: As `os.open` takes them; with `O_CREAT` a new file is readable by us only.

    Raises:
        NotOurs: It is a link or no plain file, belongs to another user, or others can write it.
        OSError: It cannot be opened.
    """
    try:
        descriptor = os.open(file, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise NotOurs(f"{file} is a link") if file.is_symlink() else error from error
    try:
        _check_file(file, os.fstat(descriptor), is_secret=False)
    except NotOurs:
        os.close(descriptor)
        raise
    return descriptor


def check_own(file: Path, *, is_secret: bool = False) -> bool:
    """Return whether a file is there, and check that it is this user's own.

    Args:
        file: The file.
        is_secret: Whether nobody else may read it either.

    Raises:
        NotOurs: See `open_own`.
    """
    try:
        status = file.lstat()
    except FileNotFoundError:
        return False
    if stat.S_ISLNK(status.st_mode):
        raise NotOurs(f"{file} is a link")
    _check_file(file, status, is_secret=is_secret)
    return True


def write_own(file: Path, content: bytes) -> None:
    """Write a file that only its owner can read, whole or not at all; the caller is the only one who writes it."""
    new = file.with_suffix(f"{file.suffix}.new")
    new.unlink(missing_ok=True)  # of a program that was ended half-way
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
    new.replace(file)


def _check_file(file: Path, status: os.stat_result, *, is_secret: bool) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise NotOurs(f"{file} is no plain file")
    if status.st_uid != os.geteuid():
        raise NotOurs(f"{file} belongs to another user")
    if _others_write(file, status):
        raise NotOurs(f"{file} can be written by other users")
    if is_secret and status.st_mode & 0o077:
        raise NotOurs(f"{file} can be read by other users")


def _check_way(path: Path) -> None:
    """Check that nobody but us and root can put another folder or link in the place of one on the way."""
    trusted = {_ROOT, os.geteuid(), *_outside()}
    for step, status in _way(path):
        if status.st_uid not in trusted:
            raise NotOurs(f"{step} belongs to another user")
        if stat.S_ISDIR(status.st_mode) and not status.st_mode & stat.S_ISVTX and _others_write(step, status):
            raise NotOurs(f"{step} can be written by other users")


def _way(path: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Give each folder and link on the way to a path, and the path itself, as far as they are there."""
    at, left, links = Path("/"), list(path.absolute().parts[:0:-1]), 0
    yield at, at.lstat()
    while left and links < _MOST_LINKS:
        name = left.pop()
        step = at.parent if name == ".." else at / name
        try:
            status = step.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return
        yield step, status
        if not stat.S_ISLNK(status.st_mode):
            at = step
            continue
        target, links = step.readlink(), links + 1
        at = Path("/") if target.is_absolute() else at
        left += [part for part in reversed(target.parts) if part != "/"]


def _others_write(path: Path, status: os.stat_result) -> bool:
    """Whether others than the owner can write something, a group of this user alone not counted."""
    by_group = status.st_mode & stat.S_IWGRP and (_has_list(path) or not _is_private(status.st_gid))
    return bool(status.st_mode & stat.S_IWOTH or by_group)


def _has_list(path: Path) -> bool:
    """Whether a list of users says who may do what: the group's bits are then what anybody on it may do."""
    try:
        return "system.posix_acl_access" in os.listxattr(path, follow_symlinks=False)
    except (AttributeError, OSError):  # no such lists on this system
        return False


def _is_private(group: int) -> bool:
    """Whether a group is this user's alone, as most Linux systems make one for each user."""
    try:
        user, its = pwd.getpwuid(os.geteuid()), grp.getgrgid(group)
    except KeyError:
        return False
    is_others = set(its.gr_mem) - {user.pw_name} or any(
        one.pw_gid == group and one.pw_uid != user.pw_uid for one in pwd.getpwall()
    )
    return (user.pw_gid, user.pw_name) == (group, its.gr_name) and not is_others


@cache
def _outside() -> frozenset[int]:
    """Return the user that stands, in a user namespace, for all who are outside of it, such as the machine's root."""
    try:
        is_whole = _ALL_USERS in _MAPPED.read_text(encoding="utf-8").split()
        return frozenset() if is_whole else frozenset({int(_OVERFLOW.read_text(encoding="utf-8"))})
    except (OSError, ValueError):
        return frozenset()
