import numpy as np
import pytest

from network import Layer, Network, draw_digit
from network.assets import asset
from network.importers.trial import SEEN, Sight, tried

DIGITS = [draw_digit(seed % 10, seed) for seed in range(100)]
IMAGES = np.stack([digit.pixels for digit in DIGITS])
LABELS = np.arange(100) % 10
SIGHTS = [
    Sight(*numbers, inverted, transposed)
    for numbers in SEEN
    for inverted in (False, True)
    for transposed in (False, True)
]


def taught(sight: Sight) -> Network:
    """The network that the project ships, as if it had been taught what a sight gives."""
    first, *others = Network.load(asset("weights", "digits.npz")).layers
    scale, offset = sight.numbers
    weights = Sight(transposed=sight.transposed).seen(first.weights) / scale
    biases = first.biases - offset * weights.sum(axis=1)
    return Network((Layer(weights, biases, first.activation), *others))


@pytest.mark.parametrize("sight", SIGHTS, ids=lambda each: each.options)
def test_the_sight_that_a_network_was_taught_is_found(sight) -> None:
    trial = tried(taught(sight), Sight(), IMAGES, LABELS)
    assert trial is not None
    if trial.other is None:
        assert trial.share > 0.9
    else:
        assert trial.share < 0.8
        assert trial.other_share > 0.95
        assert trial.other.inverted == sight.inverted
        assert trial.other.transposed == sight.transposed


@pytest.mark.parametrize(
    ("sight", "options"),
    [
        (Sight(255), "--scale 255"),
        (Sight(inverted=True), "--inverted"),
        (Sight(255, inverted=True, transposed=True), "--scale 255 --inverted --transposed"),
        (Sight(1 / 0.3081, -0.1307 / 0.3081), "--scale 3.24569945 --offset -0.424212918"),
        (Sight(), "--scale 1"),
    ],
)
def test_a_sight_is_told_by_the_options_that_ask_for_it(sight, options) -> None:
    assert sight.options == options


@pytest.mark.parametrize("sight", SIGHTS, ids=lambda each: each.options)
def test_a_network_brought_in_with_its_sight_needs_no_other(sight) -> None:
    brought_in = taught(Sight())  # which importing makes of the one that was taught the sight
    trial = tried(brought_in, sight, IMAGES, LABELS)
    assert trial is not None
    assert trial.share > 0.95
    assert trial.other is None


def test_a_sight_given_wrongly_is_undone_before_others_are_tried() -> None:
    wrong = Sight(255, inverted=True, transposed=True)
    model = taught(Sight())
    first, *others = model.layers
    scale, offset = wrong.numbers
    weights = Sight(transposed=True).seen(first.weights)
    biases = first.biases + offset * weights.sum(axis=1)
    brought_in = Network((Layer(scale * weights, biases, first.activation), *others))
    trial = tried(brought_in, wrong, IMAGES, LABELS)
    assert trial is not None
    assert trial.other == Sight()


def test_labels_are_what_outputs_stand_for_and_not_their_places() -> None:
    network = taught(Sight())
    *layers, last = network.layers
    turned = Layer(np.roll(last.weights, -1, axis=0), np.roll(last.biases, -1), last.activation)
    labels = tuple("1234567890")
    trial = tried(Network((*layers, turned), labels), Sight(), IMAGES, LABELS)
    assert trial is not None
    assert trial.share > 0.95


def test_what_reads_no_digits_is_not_tried(small, rng) -> None:
    letters = Network(small.layers, ("a", "b", "c"))
    assert tried(letters, Sight(), IMAGES, LABELS) is None
    assert tried(small, Sight(), rng.random((5, 64)), LABELS[:5]) is None
