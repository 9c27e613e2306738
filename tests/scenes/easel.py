"""Pictures of made-up records: painted on black, or played without being painted."""

from collections.abc import Callable
from typing import Any

import cairo
import numpy as np
from manim import Scene
from watching import frames

from scenes.mobjects.painted import Painted
from scenes.mobjects.words import Readout

PIXELS = 40  # per scene unit


class Values:
    """A record of some numbers, which need not be true of any network."""

    def __init__(self, *values: object) -> None:
        self.values = np.array(values[0] if len(values) == 1 else values, dtype=float)


class Said:
    """A record of a text."""

    def __init__(self, text: str) -> None:
        self.text = text


def printed(text: str, **style: Any) -> Readout:
    """A readout that prints a text, numerals too."""
    return Readout(Said(text), "text", **style)


def painted(mobject: Painted, pixels: int = PIXELS, width: int = 4, height: int = 4) -> np.ndarray:
    """Red, green and blue, (rows, columns, 3), in a frame around the origin, in scene units."""
    columns, rows = width * pixels, height * pixels
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, columns, rows)
    context = cairo.Context(surface)
    context.set_matrix(cairo.Matrix(pixels, 0, 0, -pixels, columns / 2, rows / 2))
    mobject.paint(context)
    surface.flush()
    # manim's frames keep red where cairo keeps blue
    return np.ndarray((rows, columns, 4), np.uint8, surface.get_data())[..., :3] / 255


def at(image: np.ndarray, point: np.ndarray, pixels: int = PIXELS) -> np.ndarray:
    """The colour of a painting at a point of the frame."""
    rows, columns, _ = image.shape
    return image[int(rows / 2 - pixels * point[1]), int(columns / 2 + pixels * point[0])]


def played(scene: type[Scene], look: Callable[[Scene], None] = lambda scene: None) -> Scene:
    """A scene that has been run without painting anything; each of its frames is looked at."""
    with frames(height=90, rate=5, dry_run=True):
        stage = scene()
        renderer, step = stage.renderer, 1 / stage.camera.frame_rate

        def render(scene: Scene, time: float, moving: object = None) -> None:
            renderer.time += step
            look(scene)

        renderer.render = render
        renderer.update_frame = lambda *args, **kwargs: None
        stage.render()
        look(stage)
    return stage
