import numpy as np
import pytest

from network import Network
from network.training.by_hand import GAINS, by_hand, detector
from network.training.detectors import DETECTORS, SHARES

STROKES = np.stack([picture.ravel() > 0 for picture in DETECTORS.values()]).astype(float)


@pytest.fixture(scope="module")
def network() -> Network:
    return by_hand()


def sums(network: Network, images: np.ndarray) -> np.ndarray:
    """Weighted sums of the first layer, (N, 784) -> (N, 16)."""
    first = network.layers[0]
    return images @ first.weights.T + first.biases


@pytest.mark.parametrize("place", range(16), ids=DETECTORS)
def test_a_detector_lights_up_for_its_own_stroke(network: Network, place: int) -> None:
    assert sums(network, STROKES[place])[place] > 1


def test_a_detector_responds_most_to_its_own_stroke(network: Network) -> None:
    np.testing.assert_array_equal(sums(network, STROKES).argmax(axis=0), np.arange(16))


@pytest.mark.parametrize("shift", [(2, 0), (-2, 0), (0, 2), (0, -2)])
def test_a_stroke_elsewhere_moves_its_detector_less(
    network: Network, shift: tuple[int, int]
) -> None:
    moved = np.roll(STROKES.reshape(16, 28, 28), shift, axis=(1, 2)).reshape(16, 784)
    assert (np.diag(sums(network, moved)) < np.diag(sums(network, STROKES))).all()


def test_a_blank_page_lights_no_detector(network: Network) -> None:
    assert (sums(network, np.zeros(784)) < 0).all()


def test_a_page_full_of_ink_moves_each_detector_less_than_its_stroke(network: Network) -> None:
    assert (sums(network, np.ones(784)) < np.diag(sums(network, STROKES))).all()


def test_flanks_have_half_the_weight_of_a_stroke(network: Network) -> None:
    weights = network.layers[0].weights
    np.testing.assert_allclose(weights.max(axis=1), GAINS[0])
    np.testing.assert_allclose(weights.min(axis=1), -GAINS[0] / 2)


def test_the_middle_of_a_ring_must_be_empty(network: Network) -> None:
    big_ring = network.layers[0].weights[list(DETECTORS).index("big_ring")].reshape(28, 28)
    assert big_ring[14, 14] == pytest.approx(-GAINS[0] / 2)


def test_a_detector_is_on_past_its_share_of_ink_and_not_before(network: Network) -> None:
    shares = np.array(list(SHARES.values()))
    less, more = (sums(network, STROKES * ink[:, None]) for ink in (shares - 0.01, shares + 0.01))
    assert (np.diag(less) < 0).all()
    assert (np.diag(more) > 0).all()


def sum_of(network: Network, image: np.ndarray) -> float:
    """The weighted sum of a network's only neuron, product by product."""
    (layer,) = network.layers
    terms = [weight * ink for weight, ink in zip(layer.weights[0], image, strict=True)]
    return sum(terms) + layer.biases[0]


@pytest.mark.parametrize("name", DETECTORS)
def test_a_detector_alone_does_what_it_does_among_the_others(network: Network, name: str) -> None:
    alone, place = detector(name), list(DETECTORS).index(name)
    assert (alone.shape, alone.labels) == ((784, 1), (name,))
    for image in (STROKES[place], STROKES[0], np.zeros(784)):
        assert sum_of(alone, image) == pytest.approx(sums(network, image)[place], abs=1e-6)


def test_without_its_flanks_a_detector_takes_a_page_full_of_ink_for_its_stroke() -> None:
    stroke, page = STROKES[list(DETECTORS).index("roof")], np.ones(784)
    with_flanks, without = detector("roof"), detector("roof", flanks=False)
    assert without.layers[0].weights.min() == 0
    assert sum_of(without, stroke) == pytest.approx(sum_of(with_flanks, stroke))
    assert sum_of(without, page) == pytest.approx(sum_of(without, stroke))
    assert sum_of(with_flanks, page) < sum_of(with_flanks, stroke)


def test_a_detector_may_be_given_another_bias() -> None:
    assert detector("tail", bias=-7).layers[0].biases.tolist() == [-7]
    with pytest.raises(ValueError, match="The biases reach nan"):
        detector("tail", bias=float("nan"))


def test_a_detector_that_nobody_has_thought_of_is_refused() -> None:
    with pytest.raises(ValueError, match="detector: 'hat'; it must be one of top, roof, waist"):
        detector("hat")
