"""`squish storyboard`: one still for each beat of a film."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click
import cloup

from scenes import cli
from scenes.cli import console, name, png

if TYPE_CHECKING:
    from scenes.script.film_source import FilmSource


@cloup.command()
@cloup.argument("film", callback=cli.film, help="A film of the lesson, or your own .py file.")
@cloup.option(
    "-o", "path", type=Path, metavar="FILE", help="The PNG to write.  [default: FILM.png]"
)
def storyboard(film: "FilmSource", path: Path | None) -> None:
    """Put one still for each beat of a film on a sheet."""
    from network.atomic import whole_file

    path = png(path or Path(f"{film.name}.png"))
    terminal = console()
    with terminal.status("Setting the stage"):
        from scenes.batch import finding, render, stills
        from scenes.stage.film import read_cues

        scene_class = finding.scene_class(film)
    with whole_file(path) as made, TemporaryDirectory(dir=made.parent) as folder:
        rendered = render.film(scene_class, Path(folder), "l", terminal)
        stills.storyboard(rendered, read_cues(rendered)).save(made, format="PNG")
    click.echo(name(path))
