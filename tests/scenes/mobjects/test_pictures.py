"""The composite pictures of the forward pass: each says what its record says."""

import dataclasses

import cairo
import numpy as np
import pytest
from made_up import random_network
from manim import DOWN, LEFT, ORIGIN, RIGHT, UP
from oracle.activations import squish_named

from network import Digit, ForwardPass
from network.activations import ACTIVATIONS, activation_named
from network.digits import Step
from network.interpretability.telling import Telling
from scenes import theme
from scenes.ledger import digest
from scenes.mobjects.cells import NeuronColumn, PixelGrid
from scenes.mobjects.count import PixelCount
from scenes.mobjects.diagram import NetworkDiagram
from scenes.mobjects.overlay import Overlay
from scenes.mobjects.photo import Photo
from scenes.mobjects.samples import LEVELS, Samples
from scenes.mobjects.scores import TRACK, Scores
from scenes.mobjects.squish import Squish
from scenes.mobjects.strongest_terms import StrongestTerms
from scenes.mobjects.weighted_sum import WeightedSum

WORDS = {
    "others": "others",
    "runner_up": "second",
    "margin": "margin",
    "label": "label",
}


@pytest.fixture
def record(rng: np.random.Generator, scrawl: Digit) -> ForwardPass:
    return random_network(rng, 784, 6, 5, 4).forward(scrawl)


@pytest.fixture
def pixels(scrawl: Digit) -> PixelGrid:
    return PixelGrid(28, 28, 4).show(scrawl, "image")


def test_samples_are_the_pixels_nearest_to_their_levels(scrawl: Digit, pixels: PixelGrid) -> None:
    samples = Samples(scrawl, pixels, UP)
    shown = sorted(float(number.text) for number in samples.numbers)
    for level, value in zip(LEVELS, shown, strict=True):
        nearest = np.abs(scrawl.pixels - level).min()
        assert abs(value - level) == pytest.approx(nearest, abs=0.01)


def test_samples_come_from_their_pixels_places(scrawl: Digit, pixels: PixelGrid) -> None:
    samples = Samples(scrawl, pixels, UP)
    places = samples.cells.reading.places
    samples.lift().begin()
    np.testing.assert_allclose(samples.cells.centers, pixels.centers[list(places)])
    assert samples.cells.reading.shown == digest(scrawl.pixels[list(places)])


def test_a_blank_digit_has_only_dark_pixels_to_lift() -> None:
    blank = Digit(np.zeros((28, 28)))
    samples = Samples(blank, PixelGrid(28, 28, 4).show(blank, "image"), UP)
    assert {number.text for number in samples.numbers} == {"0.00"}


def test_a_photo_is_shown_as_it_was_given(scrawl: Digit) -> None:
    given = np.linspace(0, 1, 12).reshape(3, 4)
    photo = Photo(Digit(scrawl.image, steps=(Step("picture", given),)), side=4)
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, 4, 3)
    context = cairo.Context(surface)
    context.set_matrix(cairo.Matrix(1, 0, 0, -1, 2, 1.5))
    photo.paint(context)
    surface.flush()
    shown = np.ndarray((3, 4, 4), np.uint8, surface.get_data())[..., 0] / 255
    np.testing.assert_allclose(shown, given, atol=0.005)


def test_a_count_is_read_from_the_picture(scrawl: Digit, pixels: PixelGrid) -> None:
    count = PixelCount(scrawl, pixels, RIGHT)
    assert [part.text for part in count.product] == ["28", "×", "28", "=", "784"]


def test_an_overlay_ends_as_the_products(record: ForwardPass, pixels: PixelGrid) -> None:
    neuron = record.layers[0].neuron(2)
    overlay = Overlay(record, neuron, pixels, ORIGIN)
    overlay.multiply().build()
    shown = overlay.products.target
    largest = np.abs(neuron.weights).max()
    np.testing.assert_allclose(shown.rgba[:, :3], theme.signed(neuron.products, largest))


def test_where_the_input_is_full_an_overlay_leaves_the_weight_as_it_is(
    record: ForwardPass, pixels: PixelGrid
) -> None:
    overlay = Overlay(record, record.layers[0].neuron(2), pixels, ORIGIN)
    before = overlay.products.rgba.copy()
    overlay.multiply().build()
    full = record.digit.pixels == 1
    np.testing.assert_allclose(overlay.products.target.rgba[full], before[full])


@pytest.mark.parametrize("count", [3, 64])
def test_a_neuron_beside_its_weights_is_as_high_as_their_name(record, pixels, count) -> None:
    chosen = NeuronColumn(count, 6).only(np.array([2]))
    Overlay(record, record.layers[0].neuron(2), pixels, ORIGIN).unfold(chosen)
    assert chosen.target.height == pytest.approx(theme.LARGE)


@pytest.fixture
def total(record: ForwardPass, pixels: PixelGrid) -> WeightedSum:
    neuron = record.layers[0].neuron(1)
    overlay = Overlay(record, neuron, pixels, ORIGIN)
    return WeightedSum(record, Telling(record, 0, 1), overlay.products, 6, 6 * LEFT + DOWN)


def test_each_slab_of_a_heap_is_as_long_as_its_product(total: WeightedSum) -> None:
    heaped = total.pour().end
    lengths = np.ptp(heaped.corners[:, :, 0], axis=1) / total.unit
    np.testing.assert_allclose(lengths, np.abs(total.neuron.products[total.terms]), atol=1e-12)


def test_a_heap_ends_where_its_sum_is(total: WeightedSum) -> None:
    heaped, zero = total.pour().end, total.zero.get_x()
    up = total.neuron.products[total.terms] > 0
    assert (heaped.corners[up, 1, 0].max() - zero) / total.unit == pytest.approx(
        total.neuron.positive
    )
    lowest = total.neuron.positive + total.neuron.negative
    assert (heaped.corners[~up, 0, 0].min() - zero) / total.unit == pytest.approx(lowest)


def test_the_bias_leads_from_the_heaps_to_z(total: WeightedSum) -> None:
    neuron, zero = total.neuron, total.zero.get_x()
    ends = sorted((neuron.weighted_sum - neuron.bias, neuron.weighted_sum))
    shown = (total.bias_bar.corners[0, :, 0] - zero) / total.unit
    np.testing.assert_allclose(shown, ends, atol=1e-12)


def number(text: str) -> float:
    return float(text.replace("−", "-").replace(",", ""))


def test_numerals_beside_bars_are_those_of_the_bars(total: WeightedSum) -> None:
    neuron = total.neuron
    for row, bar, value in (
        (total.heap_sum, total.heap_bar, neuron.products.sum()),
        (total.bias, total.bias_bar, neuron.bias),
        (total.z, total.sum_bar, neuron.weighted_sum),
    ):
        assert number(row[-1].text) == pytest.approx(value, abs=0.005)
        assert np.ptp(bar.corners[0, :, 0]) / total.unit == pytest.approx(abs(value))
        assert row.get_y() == pytest.approx(bar.get_y(), abs=0.05)
        np.testing.assert_allclose(bar.rgba[0, :3], theme.sign_colour(value).to_rgb())


def test_terms_told_and_terms_left_over_make_all(record: ForwardPass) -> None:
    telling = Telling(record, 0, 1)
    terms = StrongestTerms(record, telling, PixelGrid(28, 28, 4), WORDS)
    products = telling.neuron.products
    told = [number(row[4].text) for row in terms.terms]
    np.testing.assert_allclose(told, products[list(telling.places)], atol=0.005)
    assert told[0] == pytest.approx(products.max(), abs=0.005)
    assert told[1] == pytest.approx(products.min(), abs=0.005)
    assert terms.others[1].text == str(784 - len(telling.places))
    assert number(terms.others[3].text) == pytest.approx(telling.others, abs=0.005)
    assert number(terms.total[1].text) == pytest.approx(products.sum(), abs=0.005)


@pytest.fixture(params=range(6))
def squish(request: pytest.FixtureRequest, record: ForwardPass) -> Squish:
    return Squish(record, record.layers[0].neuron(request.param), 6, 4, RIGHT)


def test_every_tick_is_squeezed_to_where_the_sigmoid_says(squish: Squish) -> None:
    squish.squeeze()
    end = squish.end
    expected = 1 / (1 + np.exp(-squish.sums))
    low, high = squish.interval.at(0)[1], squish.interval.at(1)[1]
    np.testing.assert_allclose((end.centers[:, 1] - low) / (high - low), expected, atol=1e-9)


@pytest.mark.parametrize("name", sorted({*ACTIVATIONS} - {"softmax", "log_softmax"}))
def test_the_curve_is_that_of_the_neuron_s_own_function(name: str, record: ForwardPass) -> None:
    layer = dataclasses.replace(record.layers[0], activation=activation_named(name))
    squish = Squish(dataclasses.replace(record, layers=(layer,)), layer.neuron(1), 6, 4)
    expected = squish_named(name)(squish.sums)
    heights = [squish.interval.at(each)[1] for each in expected]
    assert [squish.above(each)[1] for each in squish.sums] == pytest.approx(heights, abs=1e-9)
    top, bottom = squish.interval.line.get_end()[1], squish.interval.line.get_start()[1]
    assert bottom - 1e-9 <= min(heights) < max(heights) <= top + 1e-9
    for mark in squish.interval.marks:
        value = float(mark.text.replace("−", "-"))
        assert abs(mark.get_y() - squish.interval.at(value)[1]) < 0.3
    for white in squish.white[1:]:
        found = squish_named(name)(layer.weights @ layer.inputs + layer.biases)
        assert float(white.text) == pytest.approx(np.abs(found).max(), abs=0.005)


def test_marks_stand_where_their_numbers_are(squish: Squish) -> None:
    for mark in squish.line.marks:
        value = float(mark.text.replace("−", "-"))
        assert mark.get_x() == pytest.approx(squish.line.at(value)[0], abs=1e-9)


def test_z_is_on_the_line_and_a_is_at_its_height(squish: Squish, record: ForwardPass) -> None:
    index = int(squish.path.split(".")[-1])
    z = float((record.layers[0].weights[index] * record.digit.pixels).sum())
    z += float(record.layers[0].biases[index])
    at = (squish.dot.get_x() - squish.line.at(0)[0]) / (6 / 2) * squish.reach
    assert at == pytest.approx(z, abs=1e-9)
    foot = squish.interval.at(0)[1]
    assert squish.neuron.get_y() == pytest.approx(foot)  # nothing tells its height yet
    for step in (squish.climb(), squish.cross()):
        step.begin()
        step.finish()
    for carried in (squish.neuron, squish.dot):
        height = (carried.get_y() - foot) / 4
        assert height == pytest.approx(1 / (1 + np.exp(-z)), abs=1e-9)


def test_the_line_reaches_beyond_any_sum(record: ForwardPass) -> None:
    for neuron in map(record.layers[0].neuron, range(6)):
        assert Squish(record, neuron, 6, 4, RIGHT).reach > abs(neuron.weighted_sum)


@pytest.mark.parametrize("depth", [1, 2, 3, 4, 5])
def test_a_diagram_has_a_column_for_each_layer(depth: int, rng, scrawl: Digit) -> None:
    record = random_network(rng, 784, *[3] * depth).forward(scrawl)
    diagram = NetworkDiagram(record, PixelGrid(28, 28, 4).shift(4.4 * LEFT))
    assert [len(column) for column in diagram.columns] == [3] * depth
    steps = np.diff([column.get_x() for column in diagram.columns])
    assert (steps > 0.9).all()


def test_lines_join_every_neuron_of_one_layer_to_every_one_of_the_next(
    record: ForwardPass, pixels: PixelGrid
) -> None:
    diagram = NetworkDiagram(record, pixels)
    assert [edges.light.shape for edges in diagram.edges] == [(6, 784), (5, 6), (4, 5)]


def test_bars_are_as_long_as_their_scores(record: ForwardPass) -> None:
    scores = Scores(record, NeuronColumn(4, 6))
    lengths = np.ptp(scores.bars.corners[:, :, 0], axis=1) / TRACK
    np.testing.assert_allclose(lengths, record.scores, atol=1e-12)


def test_bars_grow_from_nothing_and_are_read_when_they_are_whole(record: ForwardPass) -> None:
    scores = Scores(record, NeuronColumn(4, 6))
    growth, whole = scores.read().animations[0], scores.bars.copy()
    growth.begin()
    assert np.ptp(scores.bars.corners[:, :, 0], axis=1).max() == 0
    assert scores.bars.reading is None
    growth.finish()
    np.testing.assert_array_equal(scores.bars.corners, whole.corners)
    assert scores.bars.reading is whole.reading
