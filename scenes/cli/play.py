"""`squish play`: a page on which the reader draws and the network answers."""

from pathlib import Path

import click
import cloup

from scenes.cli import name, shipped

SHIPPED = ("digits", "by_hand")


@cloup.command(
    epilog="""
\b
Examples:
  squish play
  squish play -o lesson/play.html --network my_own.npz --network assets/weights/digits.npz
"""
)
@cloup.option(
    "-o",
    "path",
    type=Path,
    metavar="FILE",
    default=Path("play.html"),
    help="The page to write.",
)
@cloup.option(
    "--network",
    "files",
    type=Path,
    metavar="FILE",
    multiple=True,
    help="A network to play with, as often as you like.  [default: digits and by_hand]",
)
@cloup.option(
    "--export",
    "exported",
    type=Path,
    metavar="FILE",
    help="A .json to write the first network to, which the page opens like an .npz.",
)
def play(path: Path, files: tuple[Path, ...], exported: Path | None) -> None:
    """Make a page on which one draws, and networks answer."""
    from network.atomic import whole_file

    if path.suffix.lower() != ".html":
        raise ValueError(f"{path} does not end in .html; that is what is written.")
    if exported and exported.suffix.lower() != ".json":
        raise ValueError(f"{exported} does not end in .json; that is what is written.")
    from network.importers import load_network
    from scenes.batch.pictures import names_of
    from scenes.lesson.play import network_as_json, play_page

    files = files or tuple(shipped(each) for each in SHIPPED)
    networks = {
        called: load_network(each) for called, each in zip(names_of(files), files, strict=True)
    }
    text = play_page(networks)
    if exported:
        with whole_file(exported) as made:
            made.write_text(network_as_json(next(iter(networks.values()))), encoding="utf-8")
    with whole_file(path) as made:
        made.write_text(text, encoding="utf-8")
    click.echo(f"{name(path)} holds {', '.join(map(name, map(Path, networks)))}; open it anywhere.")
