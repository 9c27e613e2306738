"""What the films of one neuron say is so: were a fact otherwise, the film would lie."""

import numpy as np
import pytest
from watching import frames

from scenes.bias import Bias
from scenes.one_neuron import OneNeuron
from scenes.sigmoid import Sigmoid
from scenes.stage.cast import Cast


@pytest.fixture(scope="module")
def one_neuron() -> Cast:
    with frames(dry_run=True):
        return OneNeuron().records


def test_the_four_is_read_as_a_nine(one_neuron: Cast) -> None:
    four = one_neuron.card
    assert (four.right_label, four.answer_label) == ("4", "9")
    assert four.scores.max() > 0.9


def test_the_sum_of_the_seven_is_the_largest_of_three_digits(one_neuron: Cast) -> None:
    assert one_neuron.contest.largest == 0


def test_a_page_of_ink_outdoes_the_seven_with_flanks_and_without(one_neuron: Cast) -> None:
    for seven, page in (("seven", "page"), ("seven_flanked", "page_flanked")):
        sums = [one_neuron[each].layers[0].weighted_sums[0] for each in (seven, page)]
        assert sums[1] > sums[0]


def test_flanks_take_little_from_the_seven_and_much_from_the_others(one_neuron: Cast) -> None:
    lost = {
        name: one_neuron[name].layers[0].weighted_sums[0]
        - one_neuron[f"{name}_flanked"].layers[0].weighted_sums[0]
        for name in ("seven", "three", "eight", "page")
    }
    assert 0 < lost["seven"] < 0.5
    assert min(lost["three"], lost["eight"], lost["page"]) > 1.5


def test_without_flanks_nothing_speaks_against_a_digit(one_neuron: Cast) -> None:
    assert one_neuron.seven.layers[0].weights.min() == 0
    told = one_neuron.telling
    for_it, silent = (told.neuron.products[place] for place in told.places)
    assert for_it > 0 == silent


def test_flanks_part_the_hills(one_neuron: Cast) -> None:
    blunt, sharp = one_neuron.blunt, one_neuron.sharp
    assert sharp.others_beyond < blunt.others_beyond / 5
    assert sharp.meant_beyond > 0.8 * blunt.meant_beyond


def test_hills_have_room_on_their_line(one_neuron: Cast) -> None:
    from scenes.mobjects.hills import SPAN

    for crowd in (one_neuron.blunt, one_neuron.sharp):
        assert SPAN[0] < np.min(crowd.sums) <= np.max(crowd.sums) < SPAN[1]


@pytest.fixture(scope="module")
def sigmoid() -> Cast:
    with frames(dry_run=True):
        return Sigmoid().records


def test_a_sum_of_zero_is_half_bright(sigmoid: Cast) -> None:
    layer = sigmoid.empty.layers[0]
    assert (layer.weighted_sums[0], layer.activations[0]) == (0, 0.5)


def test_the_learnt_neuron_is_the_one_that_is_exactly_one_most_often(sigmoid: Cast) -> None:
    learnt = sigmoid.learnt
    images = learnt.digits.images
    sums = images @ learnt.network.layers[0].weights.T + learnt.network.layers[0].biases
    exactly_one = (1 / (1 + np.exp(-sums)) == 1).sum(axis=0)
    assert learnt.saturated == exactly_one.max() == exactly_one[learnt.neuron]
    assert learnt.saturated > 100


def test_its_sums_reach_further_than_those_of_the_detector(sigmoid: Cast) -> None:
    from scenes.sigmoid import FAR

    assert FAR[0] < sigmoid.learnt.lowest < 10 * sigmoid.sharp.lowest < 0
    assert 10 * sigmoid.sharp.highest < sigmoid.learnt.highest < FAR[1]


@pytest.fixture(scope="module")
def bias() -> Cast:
    with frames(dry_run=True):
        return Bias().records


def test_without_a_bias_all_lamps_shine_and_with_it_only_that_of_the_seven(bias: Cast) -> None:
    for name in ("seven", "three", "eight", "empty"):
        assert bias[name].layers[0].activations[0] >= 0.5
        assert (bias[f"{name}_biased"].layers[0].activations[0] > 0.5) == (name == "seven")


def test_sevens_and_nines_go_last_as_the_bias_falls(bias: Cast) -> None:
    sweep, own = bias.sweep, bias.seven_biased.layers[0].biases[0]
    assert sweep.biases[0] == 0
    assert (np.diff(sweep.counts, axis=0) <= 0).all()
    for step in (np.abs(sweep.biases - own).argmin(), -1):
        assert sorted(np.argsort(sweep.counts[step])[-2:]) == [7, 9]
    assert sweep.last == 7


def test_a_floor_is_seen_in_other_digits_than_a_roof(bias: Cast) -> None:
    for sweep in (bias.roof, bias.base):
        assert (sweep.counts[1] <= sweep.counts[0]).all()
    seen = [set(np.flatnonzero(each.counts[0] > 50)) for each in (bias.roof, bias.base)]
    assert seen[0] == {7, 9}
    assert seen[1] and not seen[0] & seen[1]


def test_a_page_full_of_ink_fools_the_detector_all_the_same(bias: Cast) -> None:
    assert bias.page_biased.layers[0].activations[0] > 0.5
