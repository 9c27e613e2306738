import numpy as np
import pytest
from easel import Values, at, painted
from manim import LEFT as LEFTWARDS
from manim import PI, RIGHT, UP

from network import Digit, Layer, Network
from network.activations import sigmoid
from scenes import theme
from scenes.ledger import digest
from scenes.mobjects import light as module
from scenes.mobjects.cells import NeuronColumn
from scenes.mobjects.edges import EdgeBundle
from scenes.mobjects.light import CREST, LAST, LEFT, add_up, crest, develop, left, way_of

PIXELS = 60


def bundle(products: object) -> EdgeBundle:
    values = Values(products)
    above, below = values.values.shape
    senders, receivers = (NeuronColumn(count, 3) for count in (below, above))
    return EdgeBundle(senders.shift(2 * LEFTWARDS), receivers.shift(2 * RIGHT)).show(
        values, "values"
    )


def picture(edges: EdgeBundle, pixels: int = PIXELS) -> np.ndarray:
    return painted(edges, pixels, 6, 4)


def test_a_positive_product_is_a_blue_line_and_a_negative_one_orange() -> None:
    edges = bundle([[1.0], [-1.0]])
    edges.front = 1.0
    image = picture(edges)
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
    image = picture(edges).max(axis=(0, 2))
    assert image[70] > 0.3
    assert image[260] == 0


def test_lines_that_show_another_record_are_painted_anew() -> None:
    edges = bundle([[1.0]])
    edges.front = 1.0
    assert picture(edges)[:, 180, 2].max() > picture(edges)[:, 180, 0].max()
    edges.show(Values([[-1.0]]), "values")
    assert picture(edges)[:, 180, 2].max() < picture(edges)[:, 180, 0].max()


def test_lines_are_as_long_on_a_larger_frame() -> None:
    edges = bundle([[1.0]])
    edges.front = 1.0
    for pixels in (PIXELS, 2 * PIXELS):
        lit = np.flatnonzero(picture(edges, pixels).max(axis=(0, 2)) > 0.3)
        assert np.ptp(lit) / pixels == pytest.approx(4, abs=0.1)


def test_lines_step_back_with_their_opacity() -> None:
    edges = bundle([[1.0]])
    edges.front = 1.0
    full = picture(edges).max()
    assert picture(edges.set_opacity(0.5)).max() == pytest.approx(full / 2, abs=0.01)
    assert picture(edges.set_opacity(0)).max() == 0


def test_before_the_light_comes_nothing_is_seen() -> None:
    assert picture(bundle([[1.0]])).max() == 0


def test_every_line_needs_its_product() -> None:
    edges = bundle([[1.0, 2.0]])
    with pytest.raises(ValueError, match=r"shape \(2, 1\) for lines of shape \(1, 2\)"):
        edges.show(Values([[1.0], [2.0]]), "values")


def test_lines_are_read_once_light_runs_along_them() -> None:
    edges = bundle([[1.0]])
    moved = edges.copy().shift(UP)
    edges.become(moved)
    assert edges.reading is None
    edges.front = 0.1
    assert edges.reading.path == "values"


def test_one_neuron_s_products_may_come_as_a_row() -> None:
    senders, receiver = NeuronColumn(3, 3).shift(LEFTWARDS), NeuronColumn(1, 3).shift(RIGHT)
    row = EdgeBundle(senders, receiver).show(Values([1, -0.5, 0]), "values")
    column = EdgeBundle(senders, receiver).show(Values([[1, -0.5, 0]]), "values")
    np.testing.assert_array_equal(row.light, column.light)
    row.front = column.front = 1.0
    assert row.reading.shown == column.reading.shown


def test_lines_to_some_receivers_keep_their_part_of_the_reading() -> None:
    edges = bundle([[1, 2, 3], [4, -5, 6], [-7, 8, 9]])
    edges.front = 1.0
    some = edges.copy().only([2, 0])
    np.testing.assert_array_equal(some.light, edges.light[[2, 0]])
    np.testing.assert_array_equal(some.ends, edges.ends[[2, 0]])
    np.testing.assert_array_equal(some.starts, edges.starts)
    assert some.reading.places == (6, 7, 8, 0, 1, 2)
    assert some.only([1]).reading.shown == digest(np.array([1, 2, 3]))


def test_bundles_can_be_drawn_on_one_scale() -> None:
    small, large = bundle([[0.2]]), bundle([[0.8]])
    assert small.light == large.light
    small.show(Values([[0.2]]), "values", largest=0.8)
    assert small.light < large.light


def test_products_beyond_the_scale_are_refused() -> None:
    with pytest.raises(ValueError, match=r"values reaches from 0.2 to 0.8; lines show -0.5 to 0.5"):
        bundle([[0.2, 0.8]]).show(Values([[0.2, 0.8]]), "values", largest=0.5)
    with pytest.raises(ValueError, match="not a number"):
        bundle([[0.2, np.nan]])


def test_lines_can_be_led_to_where_their_neurons_are_now() -> None:
    senders, receivers = NeuronColumn(2, 3).shift(LEFTWARDS), NeuronColumn(2, 3).shift(RIGHT)
    edges = EdgeBundle(senders, receivers)
    edges.join(senders.shift(UP), receivers)
    np.testing.assert_array_equal(edges.starts, senders.centers)
    with pytest.raises(ValueError, match=r"3 senders and 2 receivers for lines of shape \(2, 2\)"):
        edges.join(NeuronColumn(3), receivers)


def test_light_is_added_up_once_for_each_place(monkeypatch) -> None:
    made = []
    monkeypatch.setattr(module, "add_up", lambda *given: made.append(1) or add_up(*given))
    edges = bundle([[1.0]])
    for edges.front in (0.3, 0.6, 1.0):
        picture(edges)
    edges.become(edges.copy().scale(1.0).set_opacity(0.5))  # as a fade has it
    picture(edges)
    assert len(made) == 1
    picture(edges.shift(0.1 * RIGHT))
    assert len(made) == 2


def test_lines_that_grow_or_shrink_are_shown_by_the_same_picture(monkeypatch) -> None:
    made = []
    monkeypatch.setattr(module, "add_up", lambda *given: made.append(1) or add_up(*given))
    edges = bundle([[1.0]])
    edges.front = 1.0
    whole = picture(edges)
    small = picture(edges.scale(0.5, about_point=2 * LEFTWARDS))
    lit = np.flatnonzero(small.max(axis=(0, 2)) > 0.2)
    assert len(made) == 1
    assert lit[[0, -1]] / PIXELS == pytest.approx([1, 3], abs=0.1)  # half as long, from the left
    np.testing.assert_array_equal(whole, picture(edges.scale(2, about_point=2 * LEFTWARDS)))
    picture(edges.rotate(0.1))
    assert len(made) == 2


def test_light_comes_the_same_share_of_every_line() -> None:
    senders, receivers = NeuronColumn(2, 3), NeuronColumn(1, 3).shift(2 * RIGHT)
    senders.points[:4] += 2 * RIGHT  # the upper one is nearer
    edges = EdgeBundle(senders.shift(2 * LEFTWARDS), receivers).show(Values([[1, -1]]), "values")
    edges.front = 0.5 / (1 + CREST)
    image = picture(edges)
    reached = [np.flatnonzero(image[..., channel].max(axis=0) > 0.5).max() for channel in (2, 0)]
    for start, end in zip(edges.starts, reached, strict=True):
        half_way = 3 + (start[0] + edges.ends[0, 0]) / 2
        assert end / PIXELS == pytest.approx(half_way, abs=0.15)


def test_a_crest_runs_before_the_light_that_stays() -> None:
    place = np.arange(LAST + 1) / LAST
    for front in (0.3, 0.6, 0.9):
        reached = front * (1 + CREST)
        stays, shines = left(front), crest(front)
        assert (stays[place > reached] == 0).all()
        assert (shines[place > reached] == 0).all()
        assert (stays[place < reached - CREST] == 255).all()
        assert (shines[place < reached - CREST] == 0).all()
        assert shines.max() > 240
    assert (left(1) > 254.9).all()
    assert (crest(1) < 0.1).all()
    assert (left(0) == 0).all()


def test_a_third_of_the_crest_s_light_stays() -> None:
    faint = np.full((2, 4, 8), 0.01, dtype=np.float32)
    shown = [
        np.ndarray((4, 8, 4), np.uint8, develop(faint, brighter).get_data())[0, 0, 3]
        for brighter in (1.0, 1 / LEFT)
    ]
    assert shown[0] / shown[1] == pytest.approx(LEFT, abs=0.05)


def test_each_pixel_of_a_line_knows_how_far_along_it_lies() -> None:
    for start, end in (((5, 20.5), (55, 20.5)), ((55, 20.5), (5, 20.5)), ((30.5, 38), (30.5, 3))):
        added = add_up(np.array([start]), np.array([end]), np.ones((1, 1)), np.array([60, 40]), 200)
        way = way_of(added)
        for share in (0.1, 0.5, 0.9):
            column, row = np.array(start) + share * (np.array(end) - start)
            assert way[int(row), int(column)] / LAST == pytest.approx(share, abs=0.04)


def test_lines_far_larger_than_a_frame_are_refused() -> None:
    edges = bundle([[1.0, 1.0]]).scale(100)
    edges.front = 1.0
    with pytest.raises(ValueError, match=r"Lines that span 24,008 x .* so scale them less"):
        picture(edges)


def test_light_runs_from_senders_to_receivers_wherever_these_are() -> None:
    edges = bundle([[1.0]]).rotate(PI / 2)
    edges.front = 0.5
    image = picture(edges).max(axis=(1, 2))
    assert image[-70] > 0.3
    assert image[10] == 0


def test_what_is_to_be_seen_of_lines_is_a_point_of_the_strongest() -> None:
    edges = bundle([[0.2, 0.3], [-1.0, 0.1]])
    assert len(edges.visible) == 0
    for edges.front in (0.3, 1.0):
        seen = edges.visible
        assert len(seen) == 1
        shown = at(picture(edges), seen.centers[0], PIXELS)
        assert shown.max() > 0.3
        assert shown[0] > shown[2]
        np.testing.assert_allclose(seen.rgb[0], theme.NEGATIVE.to_rgb())
    assert len(edges.set_opacity(0).visible) == 0
    assert len(bundle([[0.0]]).visible) == 0


def straight(light: np.ndarray, start: tuple[float, float], end: tuple[float, float]) -> np.ndarray:
    starts, ends = np.array([start], dtype=float), np.array([end], dtype=float)
    return add_up(starts, ends, light, np.array([60, 40]), scale=200)[:2]


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
    np.testing.assert_allclose(both[:2], 2 * one[:2], rtol=1e-5)


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


def test_lines_on_their_way_keep_their_picture_and_rest_in_their_own(rng) -> None:
    """Blocks move apart without growing; where they rest the light lies on the lines again."""
    senders, receivers = NeuronColumn(80, 3, width=0.6), NeuronColumn(70, 3, width=0.6)
    receivers.shift(RIGHT)
    edges = EdgeBundle(senders, receivers).show(Values(rng.normal(size=(70, 80))), "values")
    edges.front = 1.0
    painted(edges)
    kept = edges._picture._left
    end = edges.copy().join(senders, receivers.copy().shift(0.4 * RIGHT))
    edges.interpolate(edges.copy(), end, 0.5)
    painted(edges)
    assert edges._picture._left is kept
    edges.interpolate(edges.copy(), end, 1)
    afresh = EdgeBundle(senders, receivers.copy().shift(0.4 * RIGHT))
    afresh.show(edges.reading.record, "values").front = 1.0
    np.testing.assert_array_equal(painted(edges), painted(afresh))
