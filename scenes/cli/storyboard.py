"""`squish storyboard`: one still for each beat of a film."""

from pathlib import Path
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
    with whole_file(path) as made:
        with console().status(f"Playing {film.name}"):
            from scenes.batch.finding import scene_class
            from scenes.stage.storyboard import storyboard as sheet_of

            sheet = sheet_of(scene_class(film))
        sheet.save(made, format="PNG")
    click.echo(name(path))
