"""What can be typed after `squish`, a command in each file, and what they share.

Whatever is heavy is imported inside the command that needs it, so that help comes at once.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from scenes.script.film_source import FilmSource

RENDERS = Path("renders")  # where manim and the project put what they make


def film(_context: click.Context, _parameter: click.Parameter, typed: str) -> "FilmSource":
    """A film of the lesson by its name, or one's own by the path of its scene.

    Raises BadParameter for an unknown one: it is a mistake in what was typed.
    """
    from scenes.script.running_order import source_of

    try:
        return source_of(typed)
    except (OSError, ValueError) as error:
        raise click.BadParameter(str(error)) from error


def films(
    context: click.Context, parameter: click.Parameter, typed: tuple[str, ...]
) -> tuple["FilmSource", ...]:
    """Several films of that kind."""
    return tuple(film(context, parameter, each) for each in typed)


def listed(
    _context: click.Context, _parameter: click.Parameter, typed: tuple[str, ...]
) -> tuple[str, ...]:
    """The words of a list: with commas between, or the option given again, or both.

    Raises BadParameter for a list with an empty place.
    """
    words = tuple(each.strip() for some in typed for each in some.split(","))
    if not all(words):
        raise click.BadParameter(f"{','.join(typed)!r} has an empty place; put a word there.")
    return words


def qualities(
    context: click.Context, parameter: click.Parameter, typed: tuple[str, ...]
) -> tuple[str, ...]:
    """The same of qualities as manim calls them; raises BadParameter for any other."""
    choice = click.Choice(["l", "m", "h", "k"])
    return tuple(
        choice.convert(each, parameter, context) for each in listed(context, parameter, typed)
    )


def shipped(network: str = "digits") -> Path:
    """The file of a network that the project ships."""
    from network.assets import asset

    return asset("weights", f"{network}.npz")


def png(path: Path) -> Path:
    """The path itself, if it is one of a PNG; raises ValueError if not."""
    if path.suffix.lower() != ".png":
        raise ValueError(f"{path} does not end in .png; that is what is written.")
    return path


def name(path: Path) -> str:
    """A path as it can be printed, whatever bytes it holds."""
    return click.format_filename(path)


def console() -> "Console":
    """Where bars and states are shown: the standard error stream."""
    from rich.console import Console

    return Console(stderr=True)
