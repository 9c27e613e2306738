"""One neuron before many digits, held against sums that are added up one by one."""

import numpy as np
import pytest

from network import Digit, Network
from network.handwriting.drawn_digits import DrawnDigits
from network.interpretability.crowd import BiasSweep, Contest, Crowd

FEW = DrawnDigits((3, 8, 7), (0, 3))


@pytest.fixture
def sums(small: Network) -> list[float]:
    """Of neuron 2, for each of a few digits."""
    layer = small.layers[0]
    return [
        sum(w * a for w, a in zip(layer.weights[2], image, strict=True)) + layer.biases[2]
        for image in FEW.images
    ]


def test_a_crowd_holds_the_weighted_sum_of_each_digit(small: Network, sums: list[float]) -> None:
    crowd = Crowd(small, FEW, neuron=2)
    np.testing.assert_allclose(crowd.sums, sums)
    np.testing.assert_allclose(crowd.activations, 1 / (1 + np.exp(-crowd.sums)))
    assert (crowd.lowest, crowd.highest) == (crowd.sums.min(), crowd.sums.max())


def test_digits_beyond_the_mark_are_counted_by_what_they_are(
    small: Network, sums: list[float]
) -> None:
    mark = sorted(sums)[4] + 1e-6  # beyond it lie 7 of the 12
    crowd = Crowd(small, FEW, 2, group=(7, 3), mark=mark)
    beyond = [label for label, z in zip(FEW.labels, sums, strict=True) if z > mark]
    assert (crowd.meant, crowd.others) == (8, 4)
    assert crowd.others_beyond == beyond.count(8)
    assert crowd.meant_beyond == len(beyond) - beyond.count(8)
    assert crowd.meant_beyond + crowd.others_beyond == 7


def test_an_activation_that_rounds_to_one_counts_as_saturated(small: Network) -> None:
    layer = small.layers[0]
    drowned = Network((type(layer)(layer.weights, layer.biases + 50, layer.activation),))
    assert Crowd(drowned, FEW).saturated == 12
    assert Crowd(small, FEW).saturated == 0


def test_a_sweep_counts_who_passes_at_each_bias(small: Network, sums: list[float]) -> None:
    products = np.array(sums) - small.layers[0].biases[2]
    sweep = BiasSweep(small, FEW, np.array([9.0, -np.median(products), -9.0]), 2)
    above = products > np.median(products)
    assert sweep.labels.tolist() == [3, 7, 8]
    assert sweep.totals.tolist() == [4, 4, 4]
    assert sweep.counts[0].tolist() == [4, 4, 4]
    assert sweep.counts[1].tolist() == [int(above[FEW.labels == each].sum()) for each in (3, 7, 8)]
    assert sweep.counts[2].tolist() == [0, 0, 0]


def test_the_last_label_is_the_one_of_which_most_are_left(small: Network) -> None:
    products = Crowd(small, FEW, 2).sums - small.layers[0].biases[2]
    highest = FEW.labels[products.argmax()]
    assert BiasSweep(small, FEW, np.array([0.0, 1e-9 - products.max()]), 2).last == highest


def test_the_largest_of_a_contest_is_told_by_its_place(small: Network) -> None:
    passes = tuple(small.forward(Digit(image.reshape(28, 28))) for image in FEW.images[::4])
    contest = Contest(passes, neuron=1)
    expected = Crowd(small, FEW, 1).sums[::4]
    np.testing.assert_allclose(contest.sums, expected)
    assert contest.largest == expected.argmax()


def test_a_neuron_that_is_not_there_is_refused(small: Network, scrawl: Digit) -> None:
    count = small.shape[1]
    with pytest.raises(IndexError, match=f"Neuron {count} of a layer that has {count}"):
        Crowd(small, FEW, count)
    with pytest.raises(IndexError, match=f"Neuron {count} of a layer that has {count}"):
        BiasSweep(small, FEW, np.zeros(1), count)
    with pytest.raises(IndexError, match=f"Neuron {count} of a layer that has {count}"):
        Contest((small.forward(scrawl),) * 2, count)


def test_what_cannot_be_counted_is_refused(small: Network, scrawl: Digit) -> None:
    with pytest.raises(ValueError, match="A mark of nan; sums are finite"):
        Crowd(small, FEW, mark=float("nan"))
    for biases in (np.zeros(0), np.zeros((2, 2)), np.array([np.inf])):
        with pytest.raises(ValueError, match="a sweep takes a row of finite numbers"):
            BiasSweep(small, FEW, biases)
    with pytest.raises(ValueError, match="less than two digits"):
        Contest((small.forward(scrawl),))
