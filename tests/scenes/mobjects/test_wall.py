"""A wall shows many pictures, each in its place, in whatever order they stand."""

import numpy as np
import pytest
from easel import Values, painted, played
from manim import RIGHT, Scene

from scenes import theme
from scenes.mobjects.wall import PourIn, Wall

GREYS = np.linspace(0.1, 1, 6)
FLAT = Values(np.repeat(GREYS[:, None], 784, axis=1))


def wall() -> Wall:
    return Wall(FLAT, "values", columns=3, pitch=1)


def middles(shown: Wall) -> np.ndarray:
    return np.asarray(shown.corners.mean(axis=1))


def test_pictures_stand_row_by_row() -> None:
    x, y, _ = middles(wall()).T
    np.testing.assert_allclose(x, [-1, 0, 1, -1, 0, 1])
    np.testing.assert_allclose(y, [0.5, 0.5, 0.5, -0.5, -0.5, -0.5])


def test_a_sorted_wall_has_the_same_places_in_another_order() -> None:
    order = np.array([5, 0, 4, 1, 3, 2])
    np.testing.assert_allclose(middles(wall().sort(order))[order], middles(wall()))


def test_an_order_holds_through_sorting_again_and_unfolding() -> None:
    order = np.array([5, 0, 4, 1, 3, 2])
    twice = wall().sort(order[::-1]).sort(order).shift(RIGHT).unfold(6, 0.5)
    assert middles(twice)[order, 0].tolist() == sorted(middles(twice)[:, 0])
    assert twice.get_center() @ RIGHT == pytest.approx(1)


def test_an_order_that_leaves_a_picture_out_is_refused() -> None:
    with pytest.raises(ValueError, match="each of 6 pictures comes once"):
        wall().sort(np.array([0, 0, 1, 2, 3, 4]))


def test_a_wall_takes_pictures_of_784_pixels() -> None:
    with pytest.raises(ValueError, match=r"shape \(2, 9\)"):
        Wall(Values(np.zeros((2, 9))), "values", 2, 1)


def test_pictures_that_rush_in_claim_nothing_before_they_stand() -> None:
    shown = wall()
    pour = PourIn(shown, np.arange(6))
    pour.begin()
    pour.interpolate(0.2)
    assert shown.reading is None
    assert shown.light.tolist() == [1, 1, 0, 0, 0, 0]
    pour.interpolate(1)
    assert shown.reading.path == "values"
    np.testing.assert_array_equal(painted(shown), painted(wall()))


def test_a_wall_can_be_played() -> None:
    class Rush(Scene):
        def construct(self) -> None:
            shown = wall()
            self.play(shown.pour_in(np.arange(6), run_time=0.2))
            self.play(shown.animate(run_time=0.2).sort(np.arange(6)[::-1]))

    assert played(Rush).mobjects[0].reading.path == "values"


def test_signed_pictures_are_blue_above_zero_and_orange_below() -> None:
    signed = Values(np.repeat(np.array([[2.0], [-2.0], [0.0]]), 784, axis=1))
    shown = Wall(signed, "values", columns=3, pitch=1, largest=2.0).visible.rgb
    for place, colour in ((0, theme.POSITIVE), (784, theme.NEGATIVE)):
        np.testing.assert_allclose(shown[place], colour.to_rgb(), atol=theme.LEVEL)
    assert shown[-1].tolist() == [0, 0, 0]
    with pytest.raises(ValueError, match="colours show"):
        Wall(signed, "values", columns=3, pitch=1, largest=1.0)


def test_signed_pictures_are_painted_in_their_colours() -> None:
    blue = painted(Wall(Values(np.ones((1, 784))), "values", 1, 3, largest=1.0))
    red, _, most = blue[blue.shape[0] // 2, blue.shape[1] // 2][:3]
    assert most > red
