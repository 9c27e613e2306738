"""`squish gallery`: the rendered films of the lesson as small moving pictures."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
import cloup

from scenes.cli import RENDERS, console, name


@cloup.command()
@cloup.option(
    "-o",
    "folder",
    type=Path,
    metavar="FOLDER",
    default=RENDERS / "gallery",
    help="Where to put the pictures.",
)
def gallery(folder: Path) -> None:
    """Make small moving pictures of the lesson's rendered films.

    Each film, in its best quality, becomes a WebP that moves; beside it stand the pictures in
    which some of its beats end, as assets/lesson.toml lists them.
    """
    from network.atomic import whole_folder
    from scenes.lesson import gallery
    from scenes.lesson.lesson import rendered_films
    from scenes.script.running_order import running_order

    listed = {film.source.output: film for film in running_order().films}
    rendered = {path.name: path for path in rendered_films(RENDERS)}
    films = [(path, listed[file]) for file, path in rendered.items() if file in listed]
    with console().status("Making the gallery"), whole_folder(folder) as made:
        with ThreadPoolExecutor() as threads:  # codecs let the other threads go on
            for each in [
                threads.submit(gallery.write, path, made, film.name, film.stills)
                for path, film in films
            ]:
                each.result()
        written = sorted(made.iterdir())
        sizes = [(path.stat().st_size / 1000, path.name) for path in written]
    for size, file in sizes:
        click.echo(f"{size:7.0f} kB  {name(folder / file)}")
