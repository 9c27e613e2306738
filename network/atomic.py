"""Files that are whole or not there: made aside, beside their place, and renamed at the end."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Full(OSError):
    """A disk takes no more, and what to do about it, in a sentence."""


def sentence_of(error: Exception) -> str:
    """The sentence of an error; the system's own get the name of the file instead of a number."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}." if error.filename else f"{error.strerror}."
    return str(error)


@contextmanager
def whole_file(path: str | Path) -> Iterator[Path]:
    """A path to write one file to; at the end the file appears at `path`, replacing another.

    Raises IsADirectoryError where `path` is a folder, and otherwise what `whole_folder` raises.
    """
    path = Path(path).absolute()
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder; give the name of a file.")
    with whole_folder(path.parent) as made:
        yield made / path.name


@contextmanager
def whole_folder(folder: str | Path) -> Iterator[Path]:
    """An empty folder to write into; at the end its files appear in `folder`, replacing others.

    Where the body fails or is interrupted, nothing appears and nothing stays behind.

    Raises NotADirectoryError where a file stands in the way, Full where the disk takes no more,
    and OSError where nothing can be written.
    """
    folder = Path(folder).absolute()
    with room_on_the_disk_of(folder), _aside(folder) as aside:
        made = Path(aside, "made")
        made.mkdir()
        yield made
        _move(made, folder)


def _move(made: Path, place: Path) -> None:
    if made.is_dir() and place.is_dir():
        for each in sorted(made.iterdir()):
            _move(each, place / each.name)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        made.replace(place)


@contextmanager
def room_on_the_disk_of(folder: Path) -> Iterator[None]:
    """Raise Full where the disk of a folder takes no more."""
    try:
        yield
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        told = f"No room is left for {folder} ({error.strerror}); make some on its disk."
        raise Full(told) from error


def _aside(folder: Path) -> TemporaryDirectory[str]:
    """A hidden folder on the same disk: in `folder`, or where `folder` is going to be."""
    standing = next(each for each in (folder, *folder.parents) if each.exists())
    if not standing.is_dir():
        raise NotADirectoryError(f"{standing} is a file; give the name of a folder.")
    try:
        return TemporaryDirectory(prefix=".squish-", dir=standing)
    except OSError as error:
        raise type(error)(
            f"Nothing can be written to {standing} ({error.strerror}); give another place with -o."
        ) from error
