import cairo
import numpy as np
import pytest
from manim import LEFT, RIGHT

from network import Digit, Layer, Network
from network.activations import sigmoid
from scenes import theme
from scenes.mobjects.cells import NeuronColumn
from scenes.mobjects.edges import EdgeBundle, add_up, develop

PIXELS = 60


class Products:
    def __init__(self, values: object) -> None:
        self.values = np.array(values, dtype=float)


def bundle(products: object) -> EdgeBundle:
    values = Products(products)
    above, below = values.values.shape
    senders, receivers = (NeuronColumn(count, 3) for count in (below, above))
    return EdgeBundle(senders.shift(2 * LEFT), receivers.shift(2 * RIGHT)).show(values, "values")


def painted(edges: EdgeBundle, pixels: int = PIXELS) -> np.ndarray:
    width, height = 6 * pixels, 4 * pixels
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, width, height)
    context = cairo.Context(surface)
    context.set_matrix(cairo.Matrix(pixels, 0, 0, -pixels, width / 2, height / 2))
    edges.paint(context)
    surface.flush()
    return np.ndarray((height, width, 4), np.uint8, surface.get_data())[..., :3] / 255


def test_a_positive_product_is_a_blue_line_and_a_negative_one_orange() -> None:
    edges = bundle([[1.0], [-1.0]])
    edges.front = 1.0
    image = painted(edges)
    # half-way, the two lines stand 0.375 above and below the middle
    up, down = (
        image[118 - 22 : 122 - 22, 180].max(axis=0),
        image[118 + 23 : 122 + 23, 180].max(axis=0),
    )
    assert up[2] > up[0]
    assert down[0] > down[2]


def test_a_product_of_zero_draws_nothing() -> None:
    edges = bundle([[0.0, 1.0]])
    assert edges.drawn == 1
    assert edges.light[0, 0] == 0


def test_a_larger_product_gives_more_light() -> None:
    edges = bundle([[0.1, 0.5, -1.0]])
    assert (np.diff(np.abs(edges.light[0])) > 0).all()


def test_the_light_comes_from_the_left() -> None:
    edges = bundle([[1.0]])
    edges.front = 0.5
    image = painted(edges).max(axis=(0, 2))
    assert image[70] > 0.3
    assert image[260] == 0


def test_lines_that_show_another_record_are_painted_anew() -> None:
    edges = bundle([[1.0]])
    edges.front = 1.0
    assert painted(edges)[:, 180, 2].max() > painted(edges)[:, 180, 0].max()
    edges.show(Products([[-1.0]]), "values")
    assert painted(edges)[:, 180, 2].max() < painted(edges)[:, 180, 0].max()


def test_lines_are_as_long_on_a_larger_frame() -> None:
    edges = bundle([[1.0]])
    edges.front = 1.0
    for pixels in (PIXELS, 2 * PIXELS):
        lit = np.flatnonzero(painted(edges, pixels).max(axis=(0, 2)) > 0.3)
        assert np.ptp(lit) / pixels == pytest.approx(4, abs=0.1)


def test_lines_step_back_with_their_opacity() -> None:
    edges = bundle([[1.0]])
    edges.front = 1.0
    full = painted(edges).max()
    assert painted(edges.set_opacity(0.5)).max() == pytest.approx(full / 2, abs=0.01)
    assert painted(edges.set_opacity(0)).max() == 0


def test_before_the_light_comes_nothing_is_seen() -> None:
    assert painted(bundle([[1.0]])).max() == 0


def test_every_line_needs_its_product() -> None:
    edges = bundle([[1.0, 2.0]])
    with pytest.raises(ValueError, match=r"shape \(2, 1\) for lines of shape \(1, 2\)"):
        edges.show(Products([[1.0], [2.0]]), "values")


def straight(light: np.ndarray, start: tuple[float, float], end: tuple[float, float]) -> np.ndarray:
    starts, ends = np.array([start], dtype=float), np.array([end], dtype=float)
    return add_up(starts, ends, light, np.array([60, 40]), scale=200)


@pytest.mark.parametrize("end", [(50, 20.5), (50, 30), (50, 3), (25, 38), (10.5, 35)])
def test_the_light_of_a_line_is_its_length_times_its_width(end: tuple[float, float]) -> None:
    light = straight(np.array([[1.0]]), (10, 20.5), end)
    length = np.hypot(end[0] - 10, end[1] - 20.5)
    assert light[0].sum() == pytest.approx(length * 0.028 * 200, rel=0.06)
    assert light[1].sum() == 0


def test_a_line_drawn_backwards_is_the_same_line() -> None:
    one = straight(np.array([[-0.7]]), (10, 8), (50, 31))
    two = straight(np.array([[-0.7]]), (50, 31), (10, 8))
    np.testing.assert_allclose(one, two, atol=0.35)


def test_light_adds_up() -> None:
    starts, ends = np.array([[5.0, 20.5], [5.0, 20.5]]), np.array([[55.0, 20.5]])
    both = add_up(starts, ends, np.array([[0.5, 0.5]]), np.array([60, 40]), 200)
    one = add_up(starts[:1], ends, np.array([[0.5]]), np.array([60, 40]), 200)
    np.testing.assert_allclose(both, 2 * one, rtol=1e-5)


def test_a_developed_picture_keeps_the_theme_s_colours() -> None:
    light = np.zeros((2, 4, 8), dtype=np.float32)
    light[0, :, :4] = light[1, :, 4:] = 50
    surface = develop(light)
    pixels = np.ndarray((4, 8, 4), np.uint8, surface.get_data())[..., :3] / 255
    np.testing.assert_allclose(pixels[0, 0], theme.POSITIVE.to_rgb(), atol=0.15)
    np.testing.assert_allclose(pixels[0, 7], theme.NEGATIVE.to_rgb(), atol=0.15)


def test_lines_of_a_layer_are_its_products(scrawl: Digit, rng: np.random.Generator) -> None:
    layer = Layer(rng.normal(size=(3, 784)), np.zeros(3), sigmoid)
    record = Network((layer,)).forward(scrawl)
    senders, receivers = NeuronColumn(784, 6), NeuronColumn(3, 6).shift(RIGHT)
    edges = EdgeBundle(senders, receivers).show(record, "layers.0.products")
    np.testing.assert_array_equal(np.sign(edges.light), np.sign(layer.weights * scrawl.pixels))
