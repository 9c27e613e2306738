"""What the tests of words and commands share: records whose answers are known beforehand."""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import manim
import numpy as np
import pytest
from made_up import random_network
from PIL import Image
from scipy.special import logit
from watching import frames

from network import Digit, ForwardPass, Layer, Network, draw_digit
from network.activations import sigmoid
from scenes import theme
from scenes.batch import finding
from scenes.lesson import lesson
from scenes.script.ask import Ask
from scenes.script.script import Beat, Cue, Script
from scenes.script.sentence import Sentence
from scenes.stage import film as films
from scenes.stage.film import Film
from scenes.stage.scene import FilmScene

Forward = Callable[..., ForwardPass]


@pytest.fixture
def forward(rng: np.random.Generator) -> Forward:
    """Makes the record of a network whose outputs have the scores that are asked for."""

    def make(
        scores: Sequence[float] = (0.1, 0.9, 0.2),
        label: int | None = None,
        hidden: Sequence[int] = (5,),
        spread: float = 3,
        labels: tuple[str, ...] = (),
    ) -> ForwardPass:
        layers, below = [], 784
        for count in hidden:
            weights = rng.normal(0, spread / np.sqrt(below), (count, below))
            layers.append(Layer(weights, spread * rng.normal(size=count), sigmoid))
            below = count
        layers.append(Layer(np.zeros((len(scores), below)), logit(np.array(scores)), sigmoid))
        digit = Digit(np.clip(rng.normal(-0.3, 0.8, (28, 28)), 0, 1), label=label)
        return Network(tuple(layers), labels).forward(digit)

    return make


@pytest.fixture
def script() -> Script:
    """Two beats in two languages."""
    look = {"en": "Look at it. It is a digit.", "ja": "これを見て。数字です。"}
    says = {"en": "The answer is {answer_label}.", "ja": "答えは{answer_label}です。"}
    beats = (
        Beat("look", 2.0, (Sentence("look", look),)),
        Beat("say", 4.0, (Sentence("say", says),)),
    )
    return Script("tiny", {"en": "Tiny", "ja": "小さな話"}, beats)


@pytest.fixture
def cues() -> list[Cue]:
    return [Cue("look", 0.0, 2.0), Cue("say", 2.0, 6.0)]


class Tiny(manim.Scene):
    """Red for a while, then blue."""

    current_beat = ""
    script = Script(
        "tiny",
        {"en": "Tiny"},
        tuple(Beat(name, 0.4, (Sentence(name, {"en": "Look."}),)) for name in ("red", "blue")),
    )

    def __init__(
        self,
        digit: Digit | None = None,
        network: Network | None = None,
        known: object = None,
        language: str = "en",
    ) -> None:
        super().__init__()
        self.about, self.language = (digit, network), language

    def construct(self) -> None:
        for colour in ("#FF0000", "#0000FF"):
            self.add(manim.FullScreenRectangle(color=colour, fill_opacity=1))
            self.wait(0.4)

    def render(self, preview: bool = False) -> bool:
        rerun = super().render(preview)
        film = Path(self.renderer.file_writer.final_file_path)
        cues = [vars(Cue("red", 0.0, 0.4)), vars(Cue("blue", 0.4, 0.8))]
        film.with_suffix(".cues.json").write_text(json.dumps(cues), encoding="utf-8")
        return rerun


@pytest.fixture(scope="session")
def tiny() -> type[Tiny]:
    """A scene that is over after 12 frames."""
    return Tiny


COLOURS = {"ground": theme.GROUND, "positive": theme.POSITIVE, "negative": theme.NEGATIVE}
LINES = {  # texts that a page must not take for its own
    "en": "The answer is {answer_label}. <script>alert('<b>')</script> & a weight | *it*.",
    "ja": "答えは{answer_label}です。<script>alert('<b>')</script>と「重み」。",
}


class Colours(FilmScene):
    """A frame full of each colour, for 0.8 seconds each."""

    def construct(self) -> None:
        for name, colour in COLOURS.items():
            with self.beat(name):
                self.add(manim.FullScreenRectangle(color=colour, fill_opacity=1))
                self.wait(0.4)


@pytest.fixture(scope="session")
def scripts(tmp_path_factory) -> Path:
    """A folder with the script of the colours."""
    folder = tmp_path_factory.mktemp("assets") / "script"
    folder.mkdir()
    beats = [
        "\n".join(
            ["[[beats]]", f"name = '{name}'", "seconds = 0.8"]
            + [f'{language} = """{line}"""' for language, line in LINES.items()]
        )
        for name in COLOURS
    ]
    title = "title = { en = 'Colours <script>alert(1)</script>', ja = '色<script>' }"
    (folder / "colours.toml").write_text("\n".join([title, *beats]), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def rendered(scripts, tmp_path_factory) -> Callable[[int], Path]:
    """Renders the colours, each height once, with the settings of all films: the mp4."""

    @cache
    def make(height: int) -> Path:
        folder = tmp_path_factory.mktemp(f"film-{height}")
        rng = np.random.default_rng(3)
        about = {
            "digit": Digit(rng.uniform(size=(28, 28)), label=2, origin="<b>a two</b>.png"),
            "network": random_network(rng, 784, 5, 4, 3),
        }
        with pytest.MonkeyPatch.context() as patch, frames(height, media_dir=str(folder)):
            patch.setattr("scenes.script.film_source.SCRIPTS", scripts)
            scene = Colours(**about)
            scene.render()
        return Path(scene.renderer.file_writer.final_file_path)

    return make


@pytest.fixture
def coloured(rendered, scripts, monkeypatch) -> Path:
    """A film of three colours, with all that it has handed over beside it."""
    monkeypatch.setattr(films, "SCRIPTS", scripts)
    return rendered(180)


@pytest.fixture
def colours_class(scripts, monkeypatch) -> type[Colours]:
    """The scene of three colours, which finds its script."""
    monkeypatch.setattr("scenes.script.film_source.SCRIPTS", scripts)
    return Colours


@pytest.fixture
def colours(coloured) -> Film:
    """The same film, read."""
    return Film.load(coloured)


@pytest.fixture
def asking(colours) -> Film:
    """The same film, which puts a question in its second beat."""
    choices = tuple(
        Sentence(f"choice {place}", {"en": f"<{{labels.{place}}}>", "ja": f"{{labels.{place}}}だ"})
        for place in range(3)
    )
    first, second, third = colours.script.beats
    ask = Ask(second.marks[0], choices, "answer")  # the place of the brightest output
    beats = (first, replace(second, ask=ask), third)
    cues = (colours.cues[0], replace(colours.cues[1], asked=1.0), colours.cues[2])
    return replace(colours, script=replace(colours.script, beats=beats), cues=cues)


@pytest.fixture(scope="session")
def made_lesson(rendered, scripts, tmp_path_factory) -> Path:
    """A lesson of the film of three colours, and of a copy of it, for course systems too."""
    folder, copies = tmp_path_factory.mktemp("lesson"), tmp_path_factory.mktemp("copy")
    film = rendered(180)
    for each in film.parent.glob("Colours.*"):
        shutil.copy(each, copies / each.name.replace("Colours", "Again"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(films, "SCRIPTS", scripts)
        told = [Film.load(film), Film.load(copies / "Again.mp4")]
        lesson.write(told, folder, ("en", "ja"), course=True)
    return folder


@pytest.fixture
def elsewhere(tmp_path, monkeypatch) -> Path:
    """An empty folder to work in."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def seven(tmp_path) -> Path:
    """A picture of a seven, outside the folder."""
    path = tmp_path / "seven.png"
    image = (255 * draw_digit(7, 2).image).round().astype(np.uint8)
    Image.fromarray(image).resize((280, 280), Image.Resampling.NEAREST).save(path)
    return path


@pytest.fixture
def stand_in(monkeypatch, tiny):
    """A short film in the place of the flagship."""
    monkeypatch.setattr(finding, "scene_class", lambda source: tiny)
    return tiny
