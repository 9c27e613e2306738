"""`squish storyboard`: one still for each beat of a scene."""

from pathlib import Path
from tempfile import TemporaryDirectory

import click
import cloup

from scenes.cli import console, name, png


@cloup.command()
@cloup.argument("scene", help="The name of a scene, such as forward_pass.")
@cloup.option(
    "-o", "path", type=Path, metavar="FILE", help="The PNG to write.  [default: SCENE.png]"
)
def storyboard(scene: str, path: Path | None) -> None:
    """Put one still for each beat of a scene on a sheet."""
    from network.atomic import whole_file

    path = png(path or Path(f"{scene}.png"))
    terminal = console()
    with terminal.status("Setting the stage"):
        from scenes.batch import render
        from scenes.stage.film import read_cues

        scene_class = render.scene_named(scene)
    with whole_file(path) as made, TemporaryDirectory(dir=made.parent) as folder:
        film = render.film(scene_class, Path(folder), "l", terminal)
        render.storyboard(film, read_cues(film)).save(made, format="PNG")
    click.echo(name(path))
