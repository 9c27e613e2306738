"""The project's settings: its ground and its encoder, from whichever folder manim is started.

manim reads the manim.cfg of the folder that it is started in, and no other.
"""

from configparser import ConfigParser
from pathlib import Path

import click
from click.core import ParameterSource
from manim import BLACK, config

HERE = Path(__file__).parent
PLACES = HERE / "manim.cfg", HERE.parents[1] / "manim.cfg"  # in a wheel, in a checkout


def adopt_project_settings() -> None:
    """Let ground and encoder be the project's, where nobody has asked for others.

    Raises FileNotFoundError where the project has lost its settings.
    """
    project = ConfigParser()
    if not project.read(PLACES, encoding="utf-8"):
        raise FileNotFoundError("manim.cfg is missing; install squishification again.")
    if config.background_color == BLACK and not _is_typed("background_color"):
        config.background_color = project["CLI"]["background_color"]
    chosen = config.video_encoder_options
    config.video_encoder_options = {**project["video_encoder.options"], **chosen}


def _is_typed(option: str) -> bool:
    """Whether an option was given to manim's command."""
    command = click.get_current_context(silent=True)
    source = command.get_parameter_source(option) if command else None
    return source is ParameterSource.COMMANDLINE
