"""The two ways to make a film: whatever a film does, both show the same."""

from pathlib import Path

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
from scenes.stage import scene as stage
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


def painted(scene: type[FilmScene], plain: bool, **about: object) -> list[np.ndarray]:
    """Each frame of a film as often as it is shown, as it would be given to an encoder."""
    kind = type(scene.__name__, (scene,), {"plain": plain, "__module__": scene.__module__})
    with frames(height=90, rate=5, dry_run=True):
        film = kind(**about)
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
    monkeypatch.setattr(stage, "ASSETS", tmp_path)


def test_whatever_manim_has_is_shown_as_manim_shows_it(script, scrawl, small) -> None:
    about = {"digit": scrawl, "network": small}
    ours = painted(WhatManimHas, plain=False, **about)
    assert len(ours) == 35
    are_alike(ours, painted(WhatManimHas, plain=True, **about))


def test_the_flagship_looks_the_same_made_the_plain_way() -> None:
    ours = painted(ForwardPass, plain=False)
    assert len(ours) == 5 * 79
    are_alike(ours, painted(ForwardPass, plain=True))


def test_where_the_view_moves_nothing_rests(script, scrawl, small) -> None:
    with frames(height=90):
        scene = WhatManimHas(digit=scrawl, network=small)
    square, frame = Square(), scene.camera.frame
    scene.add(square, frame)
    moves, rests = scene.get_moving_and_static_mobjects([frame.animate.shift(RIGHT).build()])
    assert (moves, rests) == ([square, frame], [])
