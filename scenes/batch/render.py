"""Films made from the command line: rendered under one bar, with a poster or a storyboard."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import av
from PIL import Image, ImageDraw, ImageFont
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from network import Digit, Network
from scenes.script.script import Cue

ROOT = Path(__file__).parents[2]
QUALITIES = {
    "l": "low_quality",
    "m": "medium_quality",
    "h": "high_quality",
    "k": "fourk_quality",
}
GROUND, INK = "#23252E", "#ECECEF"
STRIP = 40  # pixels below each still of a storyboard, for its beat
GAP = 16  # pixels between stills
COLUMNS = 2


def known_scenes() -> list[str]:
    """The names of the scenes that have a script."""
    scripts = sorted((ROOT / "assets" / "script").glob("*.toml"))
    return [
        path.stem for path in scripts if (ROOT / "scenes" / path.name).with_suffix(".py").is_file()
    ]


def check_scene(name: str) -> None:
    """Raise ValueError for a name that no scene has."""
    if name not in known_scenes():
        raise ValueError(f"No scene {name!r}; there is {', '.join(known_scenes())}.")


def scene_named(name: str) -> type[Any]:
    """The scene class of a name such as "forward_pass"; this is what imports manim.

    Raises ValueError for an unknown name.
    """
    check_scene(name)
    module = import_module(f"scenes.{name}")
    scene: type[Any] = getattr(module, "".join(map(str.capitalize, name.split("_"))))
    return scene


def check_film(digit: Digit, network: Network) -> None:
    """Raise ValueError for a digit and a network that films cannot show."""
    import_module("scenes.stage.validation").check_network(network, digit)


class FilmProgress(Progress):
    """A bar over the frames of a film, as far as the clock of its scene has come."""

    def __init__(self, scene: Any, rate: float, console: Console) -> None:
        self.scene, self.rate = scene, rate
        super().__init__(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("frames"),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,  # a log has no use for bars
        )
        self.add_task("Rendering", total=self.frames(scene.script.seconds))

    def frames(self, seconds: float) -> int:
        """How many frames there are in a time."""
        return round(seconds * self.rate)

    def get_renderables(self) -> Iterable[RenderableType]:
        """The bar as it stands now."""
        for number in self.task_ids:
            self.update(number, completed=self.frames(self.scene.time))
        yield from super().get_renderables()


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
        config.digest_file(ROOT / "manim.cfg")
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


def poster(film: Path) -> Image.Image:
    """The last frame of a film."""
    with av.open(film) as container:
        container.seek(container.duration or 0)  # to the last keyframe
        *_, last = container.decode(video=0)
    return _image(last)


def stills(film: Path, moments: Sequence[float]) -> list[Image.Image]:
    """The last frame before each of some moments, in seconds.

    Raises ValueError for a moment at which the film has not begun.
    """
    shown: dict[float, av.VideoFrame] = {}
    with av.open(film) as container:
        for frame in container.decode(video=0):
            shown |= {moment: frame for moment in moments if frame.time < moment - 1e-3}
    if len(shown) < len(set(moments)):
        raise ValueError(f"No frame of {film} stands before {min(moments):g} s.")
    return [_image(shown[moment]) for moment in moments]


def _image(frame: av.VideoFrame) -> Image.Image:
    return Image.fromarray(frame.to_ndarray(format="rgb24"))


def storyboard(film: Path, cues: Sequence[Cue]) -> Image.Image:
    """One still for each beat on a sheet: the picture in which the beat ends."""
    pictures = stills(film, [cue.end for cue in cues])
    width, height = pictures[0].size
    across, down = width + GAP, height + STRIP + GAP
    rows = -(-len(cues) // COLUMNS)
    sheet = Image.new("RGB", (GAP + COLUMNS * across, GAP + rows * down), GROUND)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(STRIP // 2)
    for place, (cue, picture) in enumerate(zip(cues, pictures, strict=True)):
        row, column = divmod(place, COLUMNS)
        corner = GAP + column * across, GAP + row * down
        sheet.paste(picture, corner)
        told = f"{place + 1}  {cue.beat}   {cue.start:.1f} to {cue.end:.1f} s"
        draw.text((corner[0], corner[1] + height + STRIP // 4), told, INK, font)
    return sheet
