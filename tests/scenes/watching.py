"""Ways to look at a film from within: frame by frame without painting, or at its beats' ends."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from manim import Mobject, Scene, tempconfig

from scenes.mobjects.words import Written

SEEN = 0.15  # opacity from which a text counts as readable


@contextmanager
def frames(height: int = 480, rate: int = 15, **options: Any) -> Iterator[None]:
    """manim's settings for a small film."""
    settings = {
        "pixel_height": height,
        "pixel_width": 2 * round(height * 8 / 9),
        "frame_rate": rate,
        "progress_bar": "none",
        "verbosity": "WARNING",
        "disable_caching": True,
        **options,
    }
    with tempconfig(settings):
        yield


def watch(scene: Scene, look: Callable[[Scene], None]) -> Scene:
    """Run a scene without painting or encoding anything; look at each of its frames."""
    renderer, step = scene.renderer, 1 / scene.camera.frame_rate

    def render(scene: Scene, time: float, moving: list[Mobject] | None = None) -> None:
        renderer.time += step
        look(scene)

    def freeze(duration: float) -> None:
        renderer.time += int(duration / step) * step
        look(scene)

    renderer.render = render
    renderer.freeze_current_frame = freeze
    renderer.update_frame = lambda *args, **kwargs: None
    scene.render()
    return scene


def texts(scene: Scene) -> list[Written]:
    """The texts that can be read now."""
    return [
        mobject
        for mobject in scene.get_mobject_family_members()
        if isinstance(mobject, Written)
        and max(glyph.get_fill_opacity() for glyph in mobject.submobjects) > SEEN
    ]


def box(mobject: Mobject) -> np.ndarray:
    """Left, bottom, right and top."""
    points = mobject.get_all_points()[:, :2]
    return np.concatenate((points.min(axis=0), points.max(axis=0)))


def overlap(one: np.ndarray, two: np.ndarray) -> float:
    """How far two boxes reach into each other, in scene units; 0 where they do not."""
    reach = np.minimum(one[2:], two[2:]) - np.maximum(one[:2], two[:2])
    return float(max(reach.min(), 0))
