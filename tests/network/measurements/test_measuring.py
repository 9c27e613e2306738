"""What is measured of a network, held against a second program of plain numpy."""

import numpy as np
import pytest
from at_hand import MNIST, needs_mnist
from made_up import random_network

from network import Network, draw_digit
from network.assets import asset
from network.datasets.mnist import read_part
from network.evaluation.noise import uniform_noise
from network.measurements.measured import digest_of_network, read_measurements
from network.measurements.measuring import measure


def sigmoid(sums: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(sums, -700, 700)))


class Second:
    """The same network, worked out anew: three lines of numpy, and a neuron that is never heard."""

    def __init__(self, network: Network) -> None:
        self.layers = [(layer.weights, layer.biases) for layer in network.layers]
        self.softmax = network.layers[-1].activation.name == "softmax"

    def layers_for(
        self, images: np.ndarray, silent: tuple[int, int] | None = None
    ) -> list[np.ndarray]:
        found = []
        for place, (weights, biases) in enumerate(self.layers):
            sums = images @ weights.T + biases
            if self.softmax and place == len(self.layers) - 1:
                powers = np.exp(sums - sums.max(axis=1, keepdims=True))
                images = powers / powers.sum(axis=1, keepdims=True)
            else:
                images = sigmoid(sums)
            if silent and silent[0] == place:
                images = images.copy()
                images[:, silent[1]] = 0
            found.append(images)
        return found

    def right(
        self, images: np.ndarray, labels: np.ndarray, silent: tuple[int, int] | None = None
    ) -> list[int]:
        answers = self.layers_for(images, silent)[-1].argmax(axis=1)
        return [int(((labels == each) & (answers == each)).sum()) for each in range(10)]


def hold(measured, network: Network, images: np.ndarray, labels: np.ndarray, silenced: int) -> None:
    """Hold measurements against the second program; so many neurons of a layer are silenced."""
    second = Second(network)
    responses = [layer.round(6) for layer in second.layers_for(images)]
    assert measured.counts.tolist() == [int((labels == each).sum()) for each in range(10)]
    assert measured.right.tolist() == second.right(images, labels)
    assert measured.sha256 == digest_of_network(network)
    for place, layer in enumerate(measured.layers):
        for label in range(10):
            of_label = responses[place][labels == label]
            np.testing.assert_allclose(layer.sums[:, label], of_label.sum(axis=0), atol=2e-3)
            assert layer.on[:, label].tolist() == (of_label > 0.5).sum(axis=0).tolist()
        loops = np.isin(labels, (8, 9))
        for neuron in range(min(silenced, len(layer.areas))):
            right = second.right(images, labels, (place, neuron))
            assert layer.right_without[neuron].tolist() == right
            row = responses[place][:, neuron]
            pairs = [
                ((row[~loops] < ours).mean(), (row[~loops] == ours).mean()) for ours in row[loops]
            ]
            area = np.mean([below + equal / 2 for below, equal in pairs])
            assert layer.areas[neuron] == pytest.approx(area)
    noise = np.stack([uniform_noise(seed).image.ravel() for seed in range(measured.statics)])
    sure = (second.layers_for(noise)[-1].max(axis=1) > 0.9).sum()
    assert measured.sure_statics == sure


@pytest.fixture(scope="module")
def drawn() -> tuple[np.ndarray, np.ndarray]:
    """Sixty drawn digits and what they are."""
    labels = np.repeat(np.arange(10), 6)
    images = np.stack([draw_digit(int(label), place).pixels for place, label in enumerate(labels)])
    return images, labels


def test_a_second_program_measures_the_same(drawn) -> None:
    network = random_network(np.random.default_rng(3), 784, 5, 4, 10)
    measured = measure("made up", network, *drawn, noises=3, statics=7)
    hold(measured, network, *drawn, silenced=5)
    assert (measured.name, measured.noises, measured.neurons) == ("made up", 3, 5)


def test_a_network_without_hidden_neurons_is_refused(drawn) -> None:
    with pytest.raises(ValueError, match="no hidden neuron to measure"):
        measure("flat", random_network(np.random.default_rng(3), 784, 10), *drawn)


@needs_mnist
@pytest.mark.parametrize("name", ["digits", "classic", "softmax", "by_hand"])
def test_the_shipped_measurements_are_those_of_the_test_digits(name) -> None:
    digits = read_part(MNIST, "t10k")
    network = Network.load(asset("weights", f"{name}.npz"))
    measured = read_measurements().of(network)
    assert measured.total == len(digits)
    hold(measured, network, digits.images.reshape(-1, 784) / 255, digits.labels, silenced=1)
