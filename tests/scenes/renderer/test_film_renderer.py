"""The two ways to make a film: whatever a film does, both show the same."""

from pathlib import Path

import av
import numpy as np
import pytest
from manim import (
    LEFT,
    RIGHT,
    UP,
    Dot,
    FadeIn,
    FadeOut,
    ImageMobject,
    Line,
    Square,
    Text,
    Transform,
    ValueTracker,
)
from watching import frames

from scenes.forward_pass import ForwardPass
from scenes.mobjects.cells import PixelGrid
from scenes.script import film_source
from scenes.script.script import Script
from scenes.stage.scene import FilmScene

ALIKE = 6  # levels by which a colour may be rounded otherwise; layers are rounded on their own
SCRIPT = """
title = { en = "What manim has" }
[[beats]]
name = "values"
seconds = 2.4
en = "Numbers change, and what hangs on them follows."
[[beats]]
name = "pictures"
seconds = 1.6
en = "Pictures come and go."
[[beats]]
name = "view"
seconds = 3.0
en = "We go nearer."
"""


class WhatManimHas(FilmScene):
    """A tracker, updaters, words, pictures, and a camera that goes nearer."""

    def construct(self) -> None:
        grid = PixelGrid(28, 28, 3).show(self.digit, "image").shift(3 * RIGHT)
        tracker, dot = ValueTracker(0), Dot(color="#F7D54A").set_z_index(2)
        line = Line(LEFT, RIGHT, stroke_width=40)
        with self.beat("values"):
            dot.add_updater(lambda each: each.set_x(tracker.get_value()))
            line.add_updater(lambda each, dt: each.rotate(dt))
            self.add(line, grid, dot)
            self.play(tracker.animate(run_time=1.0).set_value(2))
            self.wait(0.4)  # the line still turns
            line.clear_updaters()
            self.play(tracker.animate(run_time=0.4).increment_value(-3), FadeOut(line))
        with self.beat("pictures"):
            pixels = np.full((2, 2, 4), 200, np.uint8)
            words = Text("two", font_size=90).next_to(grid, UP)
            self.play(FadeIn(ImageMobject(pixels).scale_to_fit_width(2)), FadeIn(words))
            self.play(Transform(words, Square(fill_opacity=1)), run_time=0.4)
        with self.beat("view"):
            self.play(self.camera.frame.animate(run_time=1.0).scale(0.6).shift(RIGHT))
            self.play(dot.animate(run_time=0.4).shift(UP))
            self.camera.frame.shift(LEFT)
            self.play(grid.animate(run_time=0.8).round_off())


def made(scene: type[FilmScene], plain: bool, **about: object) -> FilmScene:
    """A film set up to be made the one way or the other."""
    kind = type(scene.__name__, (scene,), {"plain": plain, "__module__": scene.__module__})
    return kind(**about)


def painted(scene: type[FilmScene], plain: bool, **about: object) -> list[np.ndarray]:
    """Each frame of a film as often as it is shown, as it would be given to an encoder."""
    with frames(height=90, rate=5, dry_run=True):
        film = made(scene, plain, **about)
        kept: list[np.ndarray] = []
        film.renderer.file_writer.write_frame = lambda pixels, repeat: kept.extend(
            repeat * [pixels.copy()]
        )
        film.render()
    return kept


def are_alike(ours: list[np.ndarray], theirs: list[np.ndarray]) -> None:
    for number, (one, other) in enumerate(zip(ours, theirs, strict=True)):
        apart = np.abs(one.astype(int) - other.astype(int)).max()
        assert apart <= ALIKE, f"frame {number} is {apart} levels apart"


@pytest.fixture
def script(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "script").mkdir()
    (tmp_path / "script" / "what_manim_has.toml").write_text(SCRIPT, encoding="utf-8")
    monkeypatch.setattr(film_source, "SCRIPTS", tmp_path / "script")


def test_whatever_manim_has_is_shown_as_manim_shows_it(script, scrawl, small) -> None:
    about = {"digit": scrawl, "network": small}
    ours = painted(WhatManimHas, plain=False, **about)
    assert len(ours) == 35
    are_alike(ours, painted(WhatManimHas, plain=True, **about))


def test_the_flagship_looks_the_same_made_the_plain_way() -> None:
    ours = painted(ForwardPass, plain=False)
    assert len(ours) == 5 * Script.load(ForwardPass.script_path()).seconds
    are_alike(ours, painted(ForwardPass, plain=True))


def test_a_film_made_the_plain_way_hands_over_what_every_film_does(
    script, scrawl, small, tmp_path
) -> None:
    left = {}
    for plain in (False, True):
        with frames(height=90, rate=5, media_dir=str(tmp_path / str(plain))):
            film = made(WhatManimHas, plain, digit=scrawl, network=small)
            film.render()
        path = Path(film.renderer.file_writer.final_file_path)
        with av.open(path) as container:
            shown = sum(1 for _ in container.decode(video=0))
        left[plain] = shown, sorted(each.name for each in path.parent.iterdir() if each.is_file())
    assert left[True] == left[False]
    assert "WhatManimHas.ledger.json" in left[True][1]


def test_where_the_view_moves_nothing_rests(script, scrawl, small) -> None:
    with frames(height=90):
        scene = WhatManimHas(digit=scrawl, network=small)
    square, frame = Square(), scene.camera.frame
    scene.add(square, frame)
    moves, rests = scene.get_moving_and_static_mobjects([frame.animate.shift(RIGHT).build()])
    assert (moves, rests) == ([square, frame], [])
