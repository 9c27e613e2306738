"""`squish play`: a page on which the reader draws and the network answers."""

from pathlib import Path

import click
import cloup

from scenes.lesson.commands import WEIGHTS, name
from scenes.lesson.files import whole_file

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
    help="A network to play with, as often as you like.  [default: those that the project ships]",
)
def play(path: Path, files: tuple[Path, ...]) -> None:
    """Make a page on which one draws digits and sees what a network does with them."""
    if path.suffix.lower() != ".html":
        raise ValueError(f"{path} does not end in .html; that is what is written.")
    from network import Network
    from scenes.lesson.play import play_page

    files = files or tuple(WEIGHTS.with_stem(each) for each in SHIPPED)
    text = play_page({each.stem: Network.load(each) for each in files})
    with whole_file(path) as made:
        made.write_text(text, encoding="utf-8")
    click.echo(f"{name(path)} holds {', '.join(each.stem for each in files)}; open it anywhere.")
