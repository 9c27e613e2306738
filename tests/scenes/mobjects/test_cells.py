import numpy as np
import pytest
from easel import PIXELS, Values, at, painted
from manim import RIGHT, UP

from network import Digit, Network
from scenes import theme
from scenes.ledger import digest
from scenes.mobjects.cell_animations import Pour
from scenes.mobjects.cells import RIM, THINNEST, NeuronColumn, PixelGrid, grid
from scenes.stage.inspection import contrast


@pytest.mark.parametrize("roundness", [0.0, 0.5, 1.0])
def test_each_cell_is_as_bright_as_its_number(roundness: float) -> None:
    cells = PixelGrid(2, 2, 3.0)
    cells.roundness = roundness
    cells.show(Values(0, 0.25, 0.6, 1), "values")
    image = painted(cells)
    shown = [at(image, center) for center in cells.centers]
    np.testing.assert_allclose(shown, np.repeat([[0], [0.25], [0.6], [1]], 3, axis=1), atol=0.005)


def test_positive_cells_are_blue_and_negative_ones_orange() -> None:
    cells = PixelGrid(1, 3, 3.0).show_signed(Values(2, -2, 0), "values", largest=2)
    image = painted(cells)
    blue, orange, none = (at(image, center) for center in cells.centers)
    np.testing.assert_allclose(blue, theme.POSITIVE.to_rgb(), atol=0.005)
    np.testing.assert_allclose(orange, theme.NEGATIVE.to_rgb(), atol=0.005)
    assert none.max() == 0


def test_activations_shine_as_their_share_of_white_and_orange_below_zero() -> None:
    cells = PixelGrid(1, 3, 3.0).show(Values(4, 1, -2), "values", white=4)
    image = painted(cells)
    white, grey, orange = (at(image, center) for center in cells.centers)
    np.testing.assert_allclose(white, 1, atol=0.005)
    np.testing.assert_allclose(grey, 0.25, atol=0.005)
    np.testing.assert_allclose(orange, theme.NEGATIVE.to_rgb() / 2, atol=0.005)


@pytest.mark.parametrize("count", [65, 100, 127, 128, 300, 512, 784, 1024])
def test_a_layer_too_large_for_a_column_is_a_block_row_by_row(count: int) -> None:
    block = NeuronColumn(count, 6.3, width=1.4)
    assert len(block) == count
    assert block.height <= 6.3 + 1e-9
    assert block.width <= 1.4 + 1e-9
    x, y = np.round(block.centers[:, :2], 6).T
    assert (np.lexsort((x, -y)) == np.arange(count)).all()  # from the top, then from the left
    apart = np.linalg.norm(block.centers[1] - block.centers[0])
    assert 0.06 < np.ptp(block.corners[0, :, 0]) < apart


def test_a_larger_number_is_drawn_more_strongly() -> None:
    strengths = theme.strength(np.array([0, 0.001, 0.1, 0.5, 1]), largest=1)
    assert (np.diff(strengths) > 0).all()
    assert strengths[[0, -1]].tolist() == [0, 1]


def test_rows_run_from_top_to_bottom_and_left_to_right() -> None:
    centers = grid(2, 3, side=3).mean(axis=1)
    assert (centers[1] - centers[0]) @ RIGHT == 1
    assert (centers[0] - centers[3]) @ UP == 1


def test_cells_are_laid_out_like_any_mobject() -> None:
    pixels = PixelGrid(28, 28, 2.8, gap=0).shift(RIGHT)
    assert pixels.width == pytest.approx(2.8)
    pixels.scale_to_fit_width(1.4).move_to(UP)
    np.testing.assert_allclose(pixels.get_center(), UP, atol=1e-9)
    np.testing.assert_allclose(np.ptp(pixels.corners[0], axis=0), [0.05, 0.05, 0])


def test_a_column_fits_its_height_however_many_neurons_there_are() -> None:
    for count in (2, 16, 64):
        column = NeuronColumn(count, 6.6)
        assert column.height <= 6.6
        steps = np.linalg.norm(np.diff(column.centers, axis=0), axis=1)
        assert np.ptp(column.corners[0, :, 1]) < steps.min()
        assert (np.diff(column.centers[:, 1]) < 0).all()


def test_numbers_must_be_as_many_as_cells() -> None:
    with pytest.raises(ValueError, match="3 numbers for 4 cells"):
        PixelGrid(2, 2, 1).show(Values(0, 0, 0), "values")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ((0, 1.3), "values reaches from 0 to 1.3; brightness shows 0 to 1."),
        ((-0.1, 1), "values reaches from -0.1 to 1; brightness shows 0 to 1."),
        ((0, np.nan), r"values holds what is not a number \(NaN\); brightness shows 0 to 1."),
        ((0, np.inf), "values reaches from 0 to inf"),
    ],
)
def test_what_brightness_cannot_show_is_refused(values: tuple[float, ...], told: str) -> None:
    cells = PixelGrid(1, 2).show(Values(0.5, 0.5), "values")
    before = cells.rgba.copy()
    with pytest.raises(ValueError, match=told):
        cells.show(Values(*values), "values")
    np.testing.assert_array_equal(cells.rgba, before)
    assert cells.reading.record.values.tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("values", "largest", "told"),
    [
        ((2, -3), 2.5, "values reaches from -3 to 2; colours show -2.5 to 2.5."),
        ((0, np.nan), 1, "not a number"),
        ((1, 1), np.nan, "values reaches from 1 to 1; colours show nan to nan"),
    ],
)
def test_what_is_larger_than_the_largest_is_refused(values, largest: float, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        PixelGrid(1, 2).show_signed(Values(*values), "values", largest=largest)


def test_what_is_to_be_seen_of_cells_are_those_with_light() -> None:
    cells = PixelGrid(1, 2).show(Values(0, 1), "values").set_opacity(0.5)
    np.testing.assert_allclose(cells.visible.centers, cells.centers)
    np.testing.assert_allclose(cells.visible.rgb, [[0, 0, 0], [1, 1, 1]])
    assert cells.visible.opacity.tolist() == [0.5, 0.5]
    cells.rgba[0, 3] = 0
    assert len(cells.visible) == 1
    assert len(cells.set_opacity(0).visible) == 0


def test_showing_enters_path_and_digest(scrawl: Digit) -> None:
    pixels = PixelGrid(28, 28, 2.8).show(scrawl, "image")
    assert (pixels.reading.path, pixels.reading.shown) == ("image", digest(scrawl.pixels))


def test_some_of_the_cells_keep_their_part_of_the_reading(scrawl: Digit) -> None:
    some = PixelGrid(28, 28, 2.8).show(scrawl, "image").only(np.array([5, 300])).only([1])
    assert some.reading.places == (300,)
    assert some.reading.shown == digest(scrawl.pixels[[300]])


def test_half_way_between_two_showings_lies_their_mean(small: Network, scrawl: Digit) -> None:
    dark = NeuronColumn(5, 4)
    lit = dark.copy().show(small.forward(scrawl), "layers.0.activations")
    between = dark.copy().interpolate(dark, lit, 0.5)
    np.testing.assert_allclose(between.rgba[:, 0], lit.rgba[:, 0] / 2)
    assert between.reading is None
    assert between.interpolate(dark, lit, 1).reading is lit.reading


def test_fading_takes_light_from_every_cell() -> None:
    cells = PixelGrid(1, 1, 2.0).show(Values(1), "values").fade(0.75)
    assert painted(cells)[80, 80] == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize("roundness", [0.0, 1.0])
def test_cells_of_which_none_is_to_be_seen_leave_nothing(roundness: float) -> None:
    cells = PixelGrid(2, 2, 3.0)
    cells.roundness = roundness
    cells.rgba[:, 3] = 0
    assert painted(cells).max() == 0


def test_neighbours_without_rims_leave_no_seam() -> None:
    cells = PixelGrid(3, 7, 3.1, gap=0).show(Values(*np.linspace(0.9, 1, 21)), "values")
    inner = painted(cells)[60:100, 30:130]
    assert inner.min() > 0.89


def test_the_rim_of_a_small_neuron_can_still_be_seen() -> None:
    column = NeuronColumn(64, 6.6)
    assert column.rim * np.ptp(column.corners[0, :, 0]) == pytest.approx(THINNEST)


@pytest.mark.parametrize("size", [0.4, 1.2, 3.0])
def test_a_round_cell_covers_a_circle(size: float) -> None:
    cell = NeuronColumn(1, 4, largest=size).unlit().show(Values(1), "values")
    area = painted(cell)[..., 0].sum() / PIXELS**2
    inner = size * (1 - 2 * RIM)
    assert np.pi / 4 * inner**2 < area < 1.05 * np.pi / 4 * size**2


def test_pouring_begins_here_and_ends_there() -> None:
    cells = PixelGrid(2, 2, 1.0)
    end = cells.copy().shift(3 * RIGHT)
    pour = Pour(cells, end, np.array([2, 0, 1, 3]), rate_func=lambda t: t)
    start = cells.centers
    pour.begin()
    np.testing.assert_allclose(cells.centers, start)
    pour.interpolate(0.3)
    moved = cells.centers[:, 0] - start[:, 0]
    assert moved[2] > moved[0] >= moved[1] >= moved[3]
    pour.finish()
    np.testing.assert_allclose(cells.points, end.points)


@pytest.mark.parametrize("sign", [1, -1])
def test_the_smallest_number_that_is_to_be_seen_stands_out_from_the_ground(sign: int) -> None:
    colours = theme.signed(sign * np.array([0, theme.SMALLEST / 9, theme.SMALLEST, 1]), largest=1)
    found = [contrast(colour, theme.GROUND.to_rgb()) for colour in colours]
    assert found[2] >= 3
    assert found[1] < 1.5  # what is smaller goes out, and not all at once
