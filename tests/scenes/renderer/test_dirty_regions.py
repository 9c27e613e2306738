"""Dirty regions: the frame looks as if all were painted anew, but only what changes is."""

import cairo
import numpy as np
import pytest
from manim import BLUE, RIGHT, UP, Circle, Mobject, Square

from scenes.mobjects.cells import PixelGrid
from scenes.mobjects.edges import EdgeBundle
from scenes.renderer.boxes import NOWHERE, Box
from scenes.renderer.camera import FilmCamera
from scenes.renderer.dirty_regions import DirtyRegionPainter

WHOLE = Box(0, 0, 320, 180)


@pytest.fixture
def mobjects() -> list[Mobject]:
    """A moving circle between things that rest, one of which it crosses."""
    behind = Square(fill_opacity=1).shift(RIGHT)
    grid = PixelGrid(4, 4, 3).set_opacity(0.5)
    return [behind, Circle(color=BLUE, fill_opacity=0.7), grid, Square().shift(2 * RIGHT)]


class Products:
    """A record of nothing but products."""

    def __init__(self, values: np.ndarray) -> None:
        self.values = values


class Studio:
    """A camera that counts what it paints."""

    def __init__(self) -> None:
        self.camera = FilmCamera(pixel_width=320, pixel_height=180)
        self.painter = self.camera.painter
        self.painted: list[Mobject] = []
        self.paint = self.camera.paint
        self.camera.paint = self.count

    def count(self, context: cairo.Context, mobject: Mobject) -> None:
        self.painted.append(mobject)
        self.paint(context, mobject)

    def show(self, mobjects: list[Mobject]) -> np.ndarray:
        self.painted.clear()
        self.camera.reset()
        self.camera.capture_mobjects(mobjects)
        return self.camera.pixel_array.astype(int)


@pytest.fixture
def studio() -> Studio:
    return Studio()


def anew(mobjects: list[Mobject]) -> np.ndarray:
    """The frame painted from nothing."""
    return Studio().show(mobjects)


def test_what_rests_is_painted_no_more(studio, mobjects) -> None:
    for _ in range(3):
        mobjects[1].shift(0.1 * RIGHT)
        studio.show(mobjects)
    assert studio.painted == [mobjects[1]]


def test_the_picture_is_as_if_all_were_painted(studio, mobjects) -> None:
    for _ in range(4):
        mobjects[1].shift(0.3 * RIGHT)
        assert np.abs(studio.show(mobjects) - anew(mobjects)).max() <= 2


def test_what_changes_its_colour_is_painted_anew(studio, mobjects) -> None:
    for _ in range(3):
        studio.show(mobjects)
    assert studio.painted == []
    mobjects[2].rgba[0, :3] = 1
    mobjects[3].set_stroke(BLUE)
    assert np.abs(studio.show(mobjects) - anew(mobjects)).max() <= 2
    assert {*mobjects[2:]} <= {*studio.painted}


@pytest.mark.parametrize(
    "change",
    [
        lambda shown: shown[2].set_opacity(0.2),
        lambda shown: shown[3].set_stroke(width=9),
        lambda shown: shown[1].set_fill(opacity=0.1),
        lambda shown: shown[2].round_off(),
        lambda shown: shown[4].show(shown[4].other, "values"),
    ],
    ids=["opacity", "width", "fill", "roundness", "record"],
)
def test_what_looks_otherwise_is_painted_anew(studio, mobjects, change) -> None:
    edges = EdgeBundle(mobjects[2], PixelGrid(1, 2, 1).shift(3 * UP))
    edges.front, edges.other = 1.0, Products(-np.ones((2, 16)))
    shown = [*mobjects, edges.show(Products(np.ones((2, 16))), "values")]
    for _ in range(3):
        before = studio.show(shown).copy()
    change(shown)
    after = studio.show(shown)
    assert np.abs(after - before).max() > 20
    assert np.abs(after - anew(shown)).max() <= 2


@pytest.mark.parametrize(
    "change",
    [
        lambda shown: shown[:2],
        lambda shown: [],
        lambda shown: [*shown, Square().shift(UP)],
        lambda shown: shown[::-1],
    ],
    ids=["some go", "all go", "one comes", "their order turns"],
)
def test_the_picture_is_right_whatever_comes_and_goes(studio, mobjects, change) -> None:
    for _ in range(3):
        studio.show(mobjects)
    changed = change(mobjects)
    assert np.abs(studio.show(changed) - anew(changed)).max() <= 2


def test_another_ground_lies_behind_all(studio, mobjects) -> None:
    studio.show(mobjects)
    ground = np.full((180, 320, 4), 255, np.uint8)
    studio.camera.set_frame_to_background(ground)
    studio.camera.capture_mobjects([])
    assert (studio.camera.pixel_array == ground).all()


def test_changes_are_where_the_frame_has_changed(studio, mobjects) -> None:
    first = studio.show(mobjects).copy()
    assert studio.painter.changes() == WHOLE
    mobjects[1].shift(0.3 * RIGHT)
    second = studio.show(mobjects)
    changes = studio.painter.changes()
    outside = np.ones((180, 320), bool)
    outside[changes.area] = False
    assert (first == second).all(axis=2)[outside].all()
    assert not (first == second).all()
    assert outside.any()


def test_there_are_no_changes_where_nothing_changes(studio, mobjects) -> None:
    studio.show(mobjects)
    studio.painter.changes()
    studio.show(mobjects)
    assert studio.painter.changes() == NOWHERE


def test_a_forgotten_frame_is_new_all_over(studio, mobjects) -> None:
    studio.show(mobjects)
    studio.painter.changes()
    studio.painter.forget()
    studio.show(mobjects)
    assert studio.painter.changes() == WHOLE


def test_manims_hashes_do_not_see_the_painter() -> None:
    assert not hasattr(DirtyRegionPainter(), "__dict__")
