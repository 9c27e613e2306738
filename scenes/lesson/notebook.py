"""Films from Python: made by a function, and shown with their captions in a notebook."""

import html
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from network import Digit, Network
from scenes.batch import finding, render
from scenes.lesson.lesson_page import data_uri
from scenes.lesson.page_words import words
from scenes.script.running_order import running_order, source_of

WIDTH = 854  # pixels, where the page has so many


@dataclass(frozen=True)
class ShownFilm:
    """A film that lies at a path; the last value of a cell is shown with all its captions.

    The picture and the captions are inside the notebook, which may be sent without other files.
    """

    path: Path

    def _repr_html_(self) -> str:
        tracks = "".join(
            f'<track kind="captions" srclang="{language}" label="{words(language)["language"]}" '
            f'src="{data_uri(text.encode(), "vtt")}"{" default" if place == 0 else ""}>'
            for place, (language, text) in enumerate(self.captions.items())
        )
        return (
            f'<video controls playsinline aria-label="{html.escape(self.path.stem)}" '
            f'width="{WIDTH}" style="max-width: 100%; background: #0a0b0f" '
            f'src="{data_uri(self.path.read_bytes(), "mp4")}">{tracks}</video>'
        )

    @property
    def captions(self) -> dict[str, str]:
        """What stands in the files of captions beside the film, by their languages."""
        beside = sorted(self.path.parent.glob(f"{self.path.stem}.*.vtt"))
        named = {path.name.split(".")[-2]: path for path in beside}
        named.pop("chapters", None)  # of a film that is in a lesson
        return {language: path.read_text("utf-8") for language, path in named.items()}


def film(
    scene: str | type[Any] | None = None,
    digit: Digit | None = None,
    network: Network | None = None,
    folder: str | Path = "films",
    quality: str = "l",
) -> ShownFilm:
    """Make a film into a folder, with all that stands beside it, as `squish explain` does.

    `scene` is the name of a film of the lesson, a file or class of one's own, by default the film
    that explains a digit; `digit` and `network` are what it is about, by default those of the
    project; `quality` is l, m, h or k as in manim.

    Raises ValueError for an unknown scene and for what films cannot show.
    """
    if scene is None:
        scene = running_order().explaining.name
    scene_class = finding.scene_class(source_of(scene)) if isinstance(scene, str) else scene
    if digit is not None and network is not None:
        render.check_film(digit, network)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    about = {"digit": digit, "network": network}
    return ShownFilm(render.film(scene_class, folder, quality, Console(stderr=True), **about))
