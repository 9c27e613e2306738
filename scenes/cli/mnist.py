"""`squish mnist`: the data set to train with, fetched or looked over."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
import cloup

from scenes.cli import console, name

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from network.datasets.download import Tell

STOPPED = 130  # the exit status after Ctrl-C


@cloup.command(
    epilog="""
\b
Examples:
  squish mnist
  squish mnist ~/Downloads/mnist
"""
)
@cloup.argument(
    "folder", type=Path, required=False, help="Look over the IDX files there, packed or not."
)
@cloup.option(
    "--mirror",
    "mirrors",
    metavar="URL",
    multiple=True,
    help="Fetch from there instead of the usual mirrors; may be given again.",
)
def mnist(folder: Path | None, mirrors: tuple[str, ...]) -> int:
    """Fetch the digits that networks learn from, or look over a folder.

    The four files of MNIST come to your cache folder, where training finds them. What has come
    is kept when you stop, and gone on with the next time.
    """
    from network.datasets.mnist import cache_folder

    for mirror in mirrors:
        if not mirror.lower().startswith(("http://", "https://")):
            raise ValueError(f"{mirror!r} is no mirror; give an address that begins with https://.")
    if folder is None:
        folder = cache_folder()
        try:
            _fetch(folder, mirrors)
        except KeyboardInterrupt:
            click.echo("squish: stopped; what has come is kept for the next time.", err=True)
            return STOPPED
    elif mirrors:
        raise ValueError("A folder is looked over, not fetched; leave out --mirror.")
    elif not folder.is_dir():
        raise ValueError(f"There is no folder {folder}; name one that holds IDX files.")
    click.echo(f"In {name(folder)}:")
    found = _found(folder)
    for file, (_, told) in found.items():
        click.echo(f"  {file:<24} {told}")
    return int(not all(well for well, _ in found.values()))


def _fetch(folder: Path, mirrors: tuple[str, ...]) -> None:
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    from network.datasets.download import MIRRORS, download

    columns = TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn()
    terminal = console()
    watched = terminal.is_terminal  # a log has no use for bars
    with Progress(*columns, console=terminal, transient=True, disable=not watched) as progress:
        download(folder, _bars(progress), mirrors or MIRRORS)


def _bars(progress: "Progress") -> "Tell":
    """A bar for each file, from its first bytes on."""
    bars: dict[str, TaskID] = {}

    def tell(file: str, done: int, total: int | None) -> None:
        if file not in bars:
            bars[file] = progress.add_task(file)
        progress.update(bars[file], completed=done, total=total)

    return tell


def _found(folder: Path) -> dict[str, tuple[bool, str]]:
    """For each of MNIST's files whether a folder has it whole, and what it holds."""
    from network.datasets.mnist import (
        DIGESTS,
        IMAGES_MAGIC,
        LABELS_MAGIC,
        find_file,
        fingerprint,
        read_idx,
    )

    found = {}
    for file, digest in DIGESTS.items():
        try:
            path = find_file(folder, file)
            array = read_idx(path, IMAGES_MAGIC if "images" in file else LABELS_MAGIC)
        except FileNotFoundError:
            found[file] = False, "is missing"
        except ValueError as error:
            found[file] = False, f"cannot be used: {error}"
        else:
            held = f"{len(array):,} labels"
            if array.ndim > 1:
                held = f"{len(array):,} pictures of {' x '.join(map(str, array.shape[1:]))} pixels"
            kind = "MNIST's own" if fingerprint(path) == digest else "not those of MNIST"
            found[file] = True, f"{held}, {kind}"
    return found
