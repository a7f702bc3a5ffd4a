"""Checks that files and folders are this user's own: nobody else can have put them there or can change them."""

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
    """Another user may have put something there, or can change it; the message says what, and why."""


def own_folder(folder: Path, *, may_be_link: bool = False) -> None:
    """Check that a folder and the path to it are this user's own; create it, readable only by us, if it is missing.

    Args:
        folder: The folder.
        may_be_link: Whether the folder itself may be a link of our own. Links on the path to it always may.

    Raises:
        NotOurs: Another user may have created it, or can replace it or its contents.
        OSError: It cannot be created.
    """
    _check_path(folder)
    for missing in reversed([one for one in (folder, *folder.parents) if not os.path.lexists(one)]):
        missing.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() and not may_be_link:
        raise NotOurs(f"{folder} is a link")
    status = folder.stat()
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    if status.st_uid != os.geteuid():
        raise NotOurs(f"{folder} belongs to another user")
    if _others_write(folder, status):
        raise NotOurs(f"{folder} can be written by other users")


def open_own(file: Path, flags: int) -> int:
    """Open one of this user's own files, never through a link, and return its descriptor.

    Args:
        file: The file.
        flags: As for `os.open`; with `O_CREAT`, a new file is readable only by us.

    Raises:
        NotOurs: It is a link or not a regular file, belongs to another user, or others can write it.
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
    """Return whether a file exists, after checking that it is this user's own.

    Args:
        file: The file.
        is_secret: Whether to check that nobody else can read it either.

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
    """Write a file that only its owner can read, completely or not at all; only one writer may do so at a time."""
    new = file.with_suffix(f"{file.suffix}.new")
    new.unlink(missing_ok=True)  # left by a program that was interrupted
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
    new.replace(file)


def _check_file(file: Path, status: os.stat_result, *, is_secret: bool) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise NotOurs(f"{file} is not a regular file")
    if status.st_uid != os.geteuid():
        raise NotOurs(f"{file} belongs to another user")
    if _others_write(file, status):
        raise NotOurs(f"{file} can be written by other users")
    if is_secret and status.st_mode & 0o077:
        raise NotOurs(f"{file} can be read by other users")


def _check_path(path: Path) -> None:
    """Check that only we and root can replace a folder or link on a path."""
    trusted = {_ROOT, os.geteuid(), *_overflow_user()}
    for step, status in _steps(path):
        if status.st_uid not in trusted:
            raise NotOurs(f"{step} belongs to another user")
        if stat.S_ISDIR(status.st_mode) and not status.st_mode & stat.S_ISVTX and _others_write(step, status):
            raise NotOurs(f"{step} can be written by other users")


def _steps(path: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Yield each folder and link on a path, and the path itself, as far as they exist."""
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
    """Whether anyone but the owner can write something; a group that has only this user does not count."""
    by_group = status.st_mode & stat.S_IWGRP and (_has_acl(path) or not _is_private(status.st_gid))
    return bool(status.st_mode & stat.S_IWOTH or by_group)


def _has_acl(path: Path) -> bool:
    """Whether a path has an access control list; its group bits then say what anyone on the list may do at most."""
    try:
        return "system.posix_acl_access" in os.listxattr(path, follow_symlinks=False)
    except (AttributeError, OSError):  # no access control lists on this system
        return False


def _is_private(group: int) -> bool:
    """Whether a group is this user's alone; most Linux systems create one for each user."""
    try:
        user, entry = pwd.getpwuid(os.geteuid()), grp.getgrgid(group)
    except KeyError:
        return False
    has_others = set(entry.gr_mem) - {user.pw_name} or any(
        other.pw_gid == group and other.pw_uid != user.pw_uid for other in pwd.getpwall()
    )
    return (user.pw_gid, user.pw_name) == (group, entry.gr_name) and not has_others


@cache
def _overflow_user() -> frozenset[int]:
    """Return the user id that, in a user namespace, stands for all users outside it, such as the machine's root."""
    try:
        is_whole = _ALL_USERS in _MAPPED.read_text(encoding="utf-8").split()
        return frozenset() if is_whole else frozenset({int(_OVERFLOW.read_text(encoding="utf-8"))})
    except (OSError, ValueError):
        return frozenset()
