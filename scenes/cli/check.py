"""`squish check`: what is wrong with a film, before it is rendered."""

from typing import TYPE_CHECKING

import click
import cloup

from scenes import cli

if TYPE_CHECKING:
    from scenes.script.film_source import FilmSource


@cloup.command()
@cloup.argument("film", callback=cli.film, help="A film of the lesson, or your own .py file.")
def check(film: "FilmSource") -> int:
    """Tell what a viewer of a film would miss.

    The film is played without being rendered. Texts must keep apart, within the margins, large
    and clear enough; captions must be read in their time; what the ledger lists must be seen; and
    no number may stand on screen that no record stands behind. The exit status is 1 if anything
    is found.
    """
    with cli.console().status(f"Playing {film.name}"):
        from scenes.batch.finding import scene_class
        from scenes.stage.check import checked

        found = checked(scene_class(film))
    for fault in found.faults:
        click.echo(fault)
    told = f"{found.seconds:g} s, {found.entries} entries in the ledger"
    count = len(found.faults)
    click.echo(f"{film.name}: {told}, {count or 'no'} fault{'s' * (count != 1)}.")
    return bool(found.faults)
