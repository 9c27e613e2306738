"""Halos: round cells glow as brightly as they shine, and never over another cell."""

import numpy as np
import pytest
from easel import PIXELS, Values, at, painted
from manim import LEFT, RIGHT, UP

from scenes import theme
from scenes.mobjects.cells import NeuronColumn, PixelGrid
from scenes.mobjects.halo import FINEST, REACH

SIZE = 0.8
BESIDE = (SIZE / 2 + 0.05) * RIGHT  # a point just outside a neuron of that size


def neuron(activation: float) -> NeuronColumn:
    return NeuronColumn(1, 4, largest=SIZE).show(Values(activation), "values")


def test_a_neuron_glows_as_its_activation() -> None:
    glow = [at(painted(neuron(a)), BESIDE).mean() for a in (0, 0.25, 0.5, 1)]
    assert glow[0] == 0
    assert glow[-1] > 0.2
    np.testing.assert_allclose(np.array(glow) / glow[-1], [0, 0.25, 0.5, 1], atol=0.02)


def test_a_halo_ends_at_its_reach() -> None:
    image = painted(neuron(1))
    assert at(image, (REACH * SIZE / 2 - 0.1) * UP).max() > 0
    assert at(image, (REACH * SIZE / 2 + 0.05) * UP).max() == 0
    assert neuron(1).reach > (REACH - 1) * SIZE / 2


def test_no_halo_lies_over_a_cell() -> None:
    cells = PixelGrid(1, 3, 3.0).round_off().show(Values(1, 0, 0.4), "values")
    image = painted(cells)
    seen = [at(image, center).mean() for center in cells.centers]
    np.testing.assert_allclose(seen, [1, 0, 0.4], atol=0.005)


def test_squares_and_signs_have_no_halo() -> None:
    square = PixelGrid(1, 1, SIZE).show(Values(1), "values")
    assert at(painted(square), BESIDE).max() == 0
    signed = PixelGrid(1, 1, SIZE).show_signed(Values(-1), "values", largest=1)
    assert at(painted(signed), BESIDE).max() == 0


def test_a_halo_has_the_colour_of_its_cell() -> None:
    cell = PixelGrid(1, 1, SIZE).round_off().show_signed(Values(-1), "values", largest=1)
    red, green, blue = at(painted(cell), BESIDE)
    expected = theme.NEGATIVE.to_rgb()
    assert np.array([red, green, blue]) / red == pytest.approx(expected / expected[0], abs=0.05)


def test_a_halo_fades_with_its_cells() -> None:
    whole, half = painted(neuron(1)), painted(neuron(1).set_opacity(0.5))
    assert at(half, BESIDE) == pytest.approx(at(whole, BESIDE) / 2, abs=0.01)
    assert at(painted(neuron(1).unlit()), BESIDE).max() == 0


def test_a_large_halo_is_as_bright_as_a_small_one() -> None:
    point = 0.9 * LEFT
    large = NeuronColumn(1, 4, largest=1.6).show(Values(1), "values")
    assert REACH * 1.6 * 2 * PIXELS > FINEST > REACH * 1.6 * PIXELS
    small, enlarged = (at(painted(large, pixels), point, pixels) for pixels in (PIXELS, 2 * PIXELS))
    np.testing.assert_allclose(small, enlarged, atol=0.02)
