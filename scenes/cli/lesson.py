"""`squish lesson`: rendered films as a folder that goes into any lesson."""

from pathlib import Path
from threading import Event

import click
import cloup

from scenes.cli import RENDERS, console, listed, name


@cloup.command(
    epilog="""
\b
Examples:
  squish lesson
  squish lesson our-films -o lesson --lang en
  squish lesson --act D -o act-d
  squish lesson --scorm
  squish lesson --serve
"""
)
@cloup.argument(
    "films",
    nargs=-1,
    type=Path,
    help="Rendered films, in this order, or a folder: all films in it, each in its best quality, "
    "in the order of the lesson.  [default: the folder renders]",
)
@cloup.option(
    "--act",
    default="",
    show_default=False,
    metavar="KEY",
    help="Only the films of one act, such as A.  [default: all films of the folder]",
)
@cloup.option(
    "-o",
    "folder",
    type=Path,
    metavar="FOLDER",
    default=RENDERS / "lesson",
    help="Where to put it all.",
)
@cloup.option(
    "--lang",
    "languages",
    multiple=True,
    callback=listed,
    metavar="CODES",
    help="Languages, with commas between.  [default: all that the films have]",
)
@cloup.option(
    "--at",
    default="",
    show_default=False,
    metavar="ADDRESS",
    help="Where the lesson will lie, seen from the page that a figure is pasted into."
    "  [default: each film beside that page]",
)
@cloup.option("--scorm", is_flag=True, help="Also make lesson.zip, for course systems.")
@cloup.option("--serve", is_flag=True, help="Then show it to browsers on this machine.")
def lesson(
    films: tuple[Path, ...],
    act: str,
    folder: Path,
    languages: tuple[str, ...],
    at: str,
    scorm: bool,
    serve: bool,
) -> None:
    """Make rendered films ready for a lesson.

    FOLDER gets index.html, a folder for each film with pages, captions, transcripts, posters and
    slides, and lesson.mp4, all films in one piece with captions and chapters. Nothing is encoded
    again, and everything works from disk as well as from a server.
    """
    from network.atomic import whole_folder
    from scenes.lesson.lesson import rendered_films, shared_languages, write
    from scenes.stage.film import Film

    if len(films) > 1 and act:
        raise ValueError("Give films or --act, not both; an act is looked for in one folder.")
    given = films or (RENDERS,)
    paths = given if films and not films[0].is_dir() else rendered_films(given[0], act)
    found = [Film.load(each) for each in paths]
    told = shared_languages(found, languages)
    with console().status("Making the lesson"), whole_folder(folder) as made:
        write(found, made, told, at=at, course=scorm, before=folder)
    click.echo(f"{name(folder / 'index.html')} has {', '.join(film.name for film in found)}.")
    if (folder / "lesson.mp4").is_file():
        click.echo(f"{name(folder / 'lesson.mp4')} has them in one piece.")
    if serve:
        _serve(folder)


def _serve(folder: Path) -> None:
    """Serve a lesson until Ctrl-C."""
    from scenes.lesson.server import serving

    with serving(folder) as address:
        click.echo(f"It is at {address} on this machine; Ctrl-C ends that.")
        try:
            Event().wait()
        except KeyboardInterrupt:
            click.echo(f"\n{name(folder)} is no longer served.")
