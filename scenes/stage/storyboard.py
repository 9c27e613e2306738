"""A storyboard: the picture that each beat of a film ends with, on a sheet; no more is painted."""

from typing import Any

import numpy as np
from manim import tempconfig
from PIL import Image, ImageDraw, ImageFont

from scenes.script.script import Cue
from scenes.stage.inspection import painted, watch
from scenes.stage.scene import FilmScene

HEIGHT, RATE = 480, 15  # of the frames, as of a film of low quality
GROUND, INK = "#23252E", "#ECECEF"
STRIP = 40  # pixels below each still, for its beat
GAP = 16  # pixels between stills
COLUMNS = 2


def storyboard(scene_class: type[FilmScene], **about: Any) -> Image.Image:
    """One still for each beat on a sheet: the picture in which the beat ends.

    Raises SystemExit, after a sentence, for a film that cannot be played.
    """
    settings = {
        "pixel_height": HEIGHT,
        "pixel_width": 2 * round(HEIGHT * 8 / 9),
        "frame_rate": RATE,
        "dry_run": True,
        "progress_bar": "none",
        "verbosity": "WARNING",
    }
    pictures: list[np.ndarray] = []
    with tempconfig(settings):
        scene = scene_class(**about)
        watch(
            scene, lambda: None, look_at_end=lambda: pictures.append(painted(scene.mobjects).copy())
        )
    return sheet([Image.fromarray(each) for each in pictures], scene.cues)


def sheet(stills: list[Image.Image], cues: list[Cue]) -> Image.Image:
    """Stills of one size on a sheet, and below each its beat and the beat's time."""
    width, height = stills[0].size
    across, down = width + GAP, height + STRIP + GAP
    rows = -(-len(cues) // COLUMNS)
    made = Image.new("RGB", (GAP + COLUMNS * across, GAP + rows * down), GROUND)
    draw = ImageDraw.Draw(made)
    font = ImageFont.load_default(STRIP // 2)
    for place, (cue, still) in enumerate(zip(cues, stills, strict=True)):
        row, column = divmod(place, COLUMNS)
        corner = GAP + column * across, GAP + row * down
        made.paste(still, corner)
        told = f"{place + 1}  {cue.beat}   {cue.start:.1f} to {cue.end:.1f} s"
        draw.text((corner[0], corner[1] + height + STRIP // 4), told, INK, font)
    return made
