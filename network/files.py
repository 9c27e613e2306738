"""Files that are whole or as they were: written aside, and renamed at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path beside another to write to; at the end what was written takes the other's place.

    Where the body fails or is interrupted, the file is as it was and nothing stays beside it.

    Raises OSError, with the name of the file, where the disk does not take it.
    """
    unfinished = path.with_name(path.name + ".part")
    try:
        yield unfinished
        unfinished.replace(path)
    except OSError as error:  # numpy's own does not name the file
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        unfinished.unlink(missing_ok=True)
