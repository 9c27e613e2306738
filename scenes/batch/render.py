"""Rendering: one film into a folder, with all that it hands over, under a bar."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console

from network import Digit, Network, fitted_to
from network.assets import MANIM_CFG
from scenes.stage.progress import FilmProgress

QUALITIES = {
    "l": "low_quality",
    "m": "medium_quality",
    "h": "high_quality",
    "k": "fourk_quality",
}


def check_film(digit: Digit, network: Network) -> None:
    """Raise ValueError for a digit and a network that films cannot show."""
    from scenes.stage.validation import check_network

    check_network(network, fitted_to(digit, network))


def film(
    scene_class: type[Any], folder: Path, quality: str | None, console: Console, **about: object
) -> Path:
    """Render a scene into a folder under a bar: what `watched_film` does."""
    return watched_film(
        scene_class, folder, quality, partial(FilmProgress, console=console), **about
    )


def watched_film(
    scene_class: type[Any],
    folder: Path,
    quality: str | None,
    watch: Callable[[Any, float], AbstractContextManager[object]],
    **about: object,
) -> Path:
    """Render a scene into a folder, with all that it hands over beside the film: the film's path.

    `quality` is l, m, h or k as in manim; None is what manim.cfg says. `watch` is entered with the
    scene and its frames a second while it is rendered. `about` goes to the scene.
    """
    from manim import config, tempconfig

    with TemporaryDirectory(prefix=".media-", dir=folder) as media, tempconfig({}):
        config.verbosity = "WARNING"
        config.digest_file(MANIM_CFG)
        config.update({"media_dir": media, "progress_bar": "none", "verbosity": "WARNING"})
        config.update({"preview": False, "disable_caching": True})
        if quality is not None:
            config.quality = QUALITIES[quality]
        scene = scene_class(**about)
        with watch(scene, config.frame_rate):
            scene.render()
        made = Path(scene.renderer.file_writer.final_file_path)
        for each in made.parent.iterdir():
            if each.is_file():
                each.replace(folder / each.name)
    return folder / made.name
