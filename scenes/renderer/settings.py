"""The project's settings: its ground and its encoder, from whichever folder manim is started.

manim reads the manim.cfg of the folder that it is started in, and no other.
"""

from configparser import ConfigParser

from manim import BLACK, config

from network.assets import MANIM_CFG


def adopt_project_settings() -> None:
    """Let ground and encoder be the project's, where nobody has chosen others.

    A ground that is black is manim's own, which nobody has chosen. Raises FileNotFoundError where
    the project has lost its settings.
    """
    project = ConfigParser()
    if not project.read(MANIM_CFG, encoding="utf-8"):
        raise FileNotFoundError("manim.cfg is missing; install squishification again.")
    if config.background_color == BLACK:
        config.background_color = project["CLI"]["background_color"]
    chosen = config.video_encoder_options
    config.video_encoder_options = {**project["video_encoder.options"], **chosen}
