"""Bricks and hills stand where their numbers put them."""

from types import SimpleNamespace

import numpy as np
import pytest
from easel import played
from manim import DOWN, LEFT, RIGHT, UP, Scene

from network import Digit, ForwardPass, Layer, Network
from network.activations import sigmoid
from scenes.mobjects.bricks import SPENT, Bricks
from scenes.mobjects.cells import PixelGrid
from scenes.mobjects.hills import SPECK, Hills, stacked

WEIGHTS = {0: 0.5, 3: 1.5, 5: -0.25, 9: 2.0, 20: -1.0}  # of a made-up neuron, by place
LIT = {0: 1.0, 3: 0.5, 5: 1.0, 20: 0.75}  # its inputs; all others are dark, place 9 too


def forward_pass(bias: float = 0.0) -> ForwardPass:
    weights, image = np.zeros((1, 784)), np.zeros(784)
    weights[0, [*WEIGHTS]] = [*WEIGHTS.values()]
    image[[*LIT]] = [*LIT.values()]
    network = Network((Layer(weights, np.array([bias]), sigmoid),))
    return network.forward(Digit(image.reshape(28, 28)))


def bricks() -> Bricks:
    record = forward_pass()
    picture = PixelGrid(28, 28).show_signed(record, "layers.0.neuron.0.products", 1)
    return Bricks(record, record.layers[0].neuron(0), picture, LEFT, unit=2.0)


def ends(pile) -> tuple[float, float]:
    return pile.get_left()[0], pile.get_right()[0]


def test_blue_bricks_lead_from_zero_to_the_sum_of_all_that_is_for_it() -> None:
    row = bricks()
    assert ends(row.up) == pytest.approx((-1, -1 + 2 * 1.25), abs=0.01)
    assert len(row.up) == 2  # the weight that meets darkness has none


def test_orange_bricks_lead_back_from_there_to_the_sum() -> None:
    row = bricks()
    assert ends(row.down) == pytest.approx((-1 + 2 * 0.25, -1 + 2 * 1.25), abs=0.01)
    assert row.mark.get_x() == pytest.approx(-1 + 2 * 0.25)
    assert row.z.text == "0.25"
    assert row.down.get_top()[1] <= row.up.get_bottom()[1] + 1e-9


def test_bricks_that_are_taken_back_step_back() -> None:
    row = bricks()
    taken = row.give_up(0.8)  # of two bricks, 0.75 and 0.5 long, the second reaches further
    taken.begin()
    taken.interpolate(1)
    further = row.up.centers[:, 0].argmax()
    assert row.up.rgba[further, 3] == SPENT
    assert row.up.rgba[1 - further, 3] == 1


def test_bricks_that_were_moved_know_where_their_numbers_stand() -> None:
    row = bricks().shift(2 * UP).scale(0.5)
    assert row.at(0)[0] == pytest.approx(row.up.get_left()[0], abs=0.01)
    assert row.at(1.25)[0] == pytest.approx(row.up.get_right()[0], abs=0.01)


def test_bricks_of_some_of_the_products_are_those() -> None:
    record = forward_pass()
    picture = PixelGrid(28, 28).show_signed(record, "layers.0.neuron.0.products", 1)
    row = Bricks(record, record.layers[0].neuron(0), picture.only([5, 9, 20]), LEFT, unit=1.0)
    assert len(row.up) == 0
    assert row.down.reading.places == (5, 20)


def test_a_neuron_with_a_bias_has_no_bricks() -> None:
    record = forward_pass(bias=-2)
    with pytest.raises(ValueError, match="A neuron with a bias of -2; bricks are products alone"):
        Bricks(record, record.layers[0].neuron(0), PixelGrid(28, 28), LEFT, 1.0)


def crowd(*sums: float) -> SimpleNamespace:
    return SimpleNamespace(
        sums=np.array(sums),
        is_meant=np.arange(len(sums)) % 2 == 1,
        mark=2.0,
        meant_beyond=1,
        others_beyond=0,
    )


def test_a_speck_stands_above_its_sum() -> None:
    hills = Hills(crowd(0.0, 3.5, 1.25, -2.0))
    for hill, sums in ((hills.others, (0.0, 1.25)), (hills.meant, (3.5, -2.0))):
        places = [hills.at(z)[0] for z in sums]
        np.testing.assert_allclose(hill.centers[:, 0], places, atol=0.5 * SPECK + 1e-9)


def test_specks_of_one_place_stand_on_each_other_in_their_own_hill() -> None:
    columns, levels = stacked(np.array([1.0, 1.01, 1.02, 5.0]), 0.1, np.array([0, 0, 1, 0], bool))
    np.testing.assert_allclose(columns, [1.0, 1.0, 1.0, 5.0])
    np.testing.assert_allclose(levels, [0.0, 0.1, 0.0, 0.0])


def test_hills_move_to_other_sums_of_the_same_digits() -> None:
    before, after = crowd(0.0, 3.5, 1.25, -2.0), crowd(-1.0, 2.5, 0.0, 4.0)

    class Move(Scene):
        def construct(self) -> None:
            self.hills = Hills(before).shift(0.5 * DOWN + 0.3 * RIGHT)
            self.add(self.hills)
            self.play(self.hills.move(after))

    hills = played(Move).hills
    np.testing.assert_allclose(
        hills.meant.centers[:, 0], [hills.at(2.5)[0], hills.at(4.0)[0]], atol=0.5 * SPECK + 1e-9
    )
    assert hills.meant.reading.record is after
