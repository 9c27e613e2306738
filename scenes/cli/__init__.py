"""What can be typed after `squish`, a command in each file, and what they share.

Whatever is heavy is imported inside the command that needs it, so that help comes at once.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console


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
