"""The locator is the network at a seventh of its size, with a frame around one part."""

import numpy as np
import pytest
from made_up import random_network
from manim import Animation, Mobject

from network import Digit, ForwardPass
from scenes import theme
from scenes.mobjects.diagram import WIDTH
from scenes.mobjects.locator import Locator


@pytest.fixture
def record(rng: np.random.Generator, scrawl: Digit) -> ForwardPass:
    return random_network(rng, 784, 16, 16, 10).forward(scrawl)


def over(animation: Animation) -> None:
    animation.begin()
    animation.finish()


def encloses(frame: Mobject, part: Mobject) -> bool:
    def corners(mobject: Mobject) -> np.ndarray:
        return np.array([mobject.get_corner(each)[:2] for each in ([-1, -1, 0], [1, 1, 0])])

    outer, inner = corners(frame), corners(part)
    return bool((outer[0] < inner[0]).all() and (outer[1] > inner[1]).all())


def test_the_locator_stands_at_the_upper_right_and_inside_the_frame(record: ForwardPass) -> None:
    locator = Locator(record)
    assert locator.get_x() == pytest.approx(5.9, abs=0.1)
    assert locator.get_y() == pytest.approx(3.35, abs=0.05)
    assert locator.width == pytest.approx(WIDTH / 7, rel=0.1)
    over(locator.point_at_layer(2))
    assert locator.get_right()[0] < theme.FRAME_WIDTH / 2
    assert locator.get_top()[1] < theme.FRAME_HEIGHT / 2


def test_one_yellow_frame_goes_from_part_to_part(record: ForwardPass) -> None:
    locator = Locator(record)
    digit, columns = locator.diagram.pixels, locator.diagram.columns
    for animation, part in (
        (locator.point_at_digit, digit),
        (lambda: locator.point_at_lines(0), digit),
        (lambda: locator.point_at_lines(1), columns[1]),
        (lambda: locator.point_at_layer(0), columns[0]),
        (lambda: locator.point_at_neuron(2, 3), columns[2].copy().only([3])),
    ):
        over(animation())
        assert encloses(locator.frame, part)
    assert locator.frame.get_stroke_color() == theme.LOOK_HERE
    assert not encloses(locator.frame, columns[2])
    assert len(locator.submobjects) == 2


def test_no_neuron_of_the_locator_claims_to_shine(record: ForwardPass) -> None:
    columns = Locator(record).diagram.columns
    assert all(column.reading is None and not column.rgba[:, :3].any() for column in columns)
