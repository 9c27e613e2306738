"""`squish explain`: the film of a picture, with all that goes with it."""

from pathlib import Path

import click
import cloup

from scenes.lesson.commands import WEIGHTS, console, name
from scenes.lesson.files import whole_folder


@cloup.command(
    epilog="""
\b
Examples:
  squish explain three.jpg
  squish explain photo.png --label 4 -o lesson/four -q h
  squish explain three.jpg --network my_own.npz -q l
"""
)
@cloup.argument("picture", type=Path, help="A picture of one digit: PNG, JPEG, WebP, BMP or GIF.")
@cloup.option(
    "--network",
    "weights",
    type=Path,
    metavar="FILE",
    help="The network to ask: an .npz, or what `squish import` takes."
    "  [default: the one that the project ships]",
)
@cloup.option(
    "--label", type=int, metavar="N", help="What the digit is, so that the film can judge."
)
@cloup.option(
    "-o",
    "folder",
    type=Path,
    metavar="FOLDER",
    help="Where to put it all.  [default: a folder named like PICTURE]",
)
@cloup.option(
    "-q",
    "quality",
    type=cloup.Choice(["l", "m", "h", "k"]),
    help="480p15, 720p30, 1080p60 or 2160p60.  [default: 1080p30]",
)
def explain(
    picture: Path, weights: Path | None, label: int | None, folder: Path | None, quality: str | None
) -> None:
    """Make the film of a picture, with all that goes with it.

    FOLDER gets the film, its captions in English and Japanese, a poster, an explanation in plain
    text with the real numbers, and the cues and the ledger of the film as JSON.
    """
    from network import Network, read_digit

    network = Network.load(weights or WEIGHTS)
    digit = read_digit(picture, label)
    terminal = console()
    with terminal.status("Setting the stage"):
        from scenes.lesson import render
        from scenes.lesson.explanation import explain as explained

        scene = render.scene_named("forward_pass")
        render.check_film(digit, network)
    folder = folder or Path(picture.stem)
    record = network.forward(digit)
    with whole_folder(folder) as made:
        film = render.film(scene, made, quality, terminal, digit=digit, network=network)
        render.poster(film).save(film.with_suffix(".png"))
        (made / "explanation.txt").write_text(explained(record), "utf-8", "replace")
        names = sorted(each.name for each in made.iterdir())
    click.echo(f"The network says {record.answer_label}. {name(folder)} holds {', '.join(names)}.")
