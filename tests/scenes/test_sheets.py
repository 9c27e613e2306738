"""Sheets: the picture is the same as if all were painted anew, but what rests is painted once."""

import cairo
import numpy as np
import pytest
from manim import BLUE, RIGHT, Circle, Mobject, Square

from scenes.mobjects.cells import PixelGrid
from scenes.recording import FilmCamera
from scenes.sheets import Sheets


@pytest.fixture
def mobjects() -> list[Mobject]:
    """A moving circle between things that rest, one of which it crosses."""
    behind = Square(fill_opacity=1).shift(RIGHT)
    grid = PixelGrid(4, 4, 3).set_opacity(0.5)
    return [behind, Circle(color=BLUE, fill_opacity=0.7), grid, Square().shift(2 * RIGHT)]


class Studio:
    """A camera that counts what it paints."""

    def __init__(self) -> None:
        self.camera = FilmCamera(pixel_width=320, pixel_height=180)
        self.painted: list[Mobject] = []

    def paint(self, context: cairo.Context, mobject: Mobject) -> None:
        self.painted.append(mobject)
        self.camera.paint(context, mobject)

    def frame(self, sheets: Sheets, mobjects: list[Mobject]) -> np.ndarray:
        self.painted.clear()
        self.camera.reset()
        context = self.camera.get_cairo_context(self.camera.pixel_array)
        sheets.paint(context, mobjects, self.paint)
        return self.camera.pixel_array


def test_what_rests_is_painted_no_more(mobjects) -> None:
    studio, sheets = Studio(), Sheets()
    for _ in range(3):
        mobjects[1].shift(0.1 * RIGHT)
        studio.frame(sheets, mobjects)
    assert studio.painted == [mobjects[1]]


def test_the_picture_is_as_if_all_were_painted(mobjects) -> None:
    studio, sheets = Studio(), Sheets()
    for _ in range(4):
        mobjects[1].shift(0.3 * RIGHT)
        laid = studio.frame(sheets, mobjects).astype(int)
        assert np.abs(laid - studio.frame(Sheets(), mobjects)).max() <= 2


def test_what_changes_its_colour_is_painted_anew(mobjects) -> None:
    studio, sheets = Studio(), Sheets()
    for _ in range(3):
        studio.frame(sheets, mobjects)
    assert studio.painted == []
    mobjects[2].rgba[0, :3] = 1
    mobjects[3].set_stroke(BLUE)
    laid = studio.frame(sheets, mobjects)
    assert {*mobjects[2:]} <= {*studio.painted}
    assert np.abs(laid.astype(int) - studio.frame(Sheets(), mobjects)).max() <= 2


def test_a_frame_that_was_handed_over_is_not_painted_on(mobjects) -> None:
    studio, sheets = Studio(), Sheets()
    first = studio.frame(sheets, mobjects)
    kept = first.copy()
    mobjects[1].shift(RIGHT)
    studio.frame(sheets, mobjects)
    assert (first == kept).all()
