import numpy as np
import pytest
from made_up import answering, random_network

from network import Layer, Network, look_up
from network.activations import ACTIVATIONS, sigmoid, softmax
from network.evaluation.examination import Examination

LABELS = np.array([0, 0, 0, 1, 1, 2, 2, 2, 2])
ANSWERS = np.array([0, 1, 1, 1, 0, 2, 0, 0, 0])


def test_an_examination_counts_what_loops_count() -> None:
    rng = np.random.default_rng(2)
    network, images, labels = random_network(rng, 6, 5, 4), rng.random((50, 6)), np.arange(50) % 4
    counts, sure = np.zeros((4, 4), int), 0
    for image, label in zip(images, labels, strict=True):
        scores = network.scores(image)
        counts[label, int(scores.argmax())] += 1
        sure += bool(scores.max() > 0.9)
    found = Examination(network, images, labels, "noise")
    np.testing.assert_array_equal(found.confusions.counts, counts)
    assert look_up(found, "confusions.accuracy") == pytest.approx(counts.trace() / 50)
    assert look_up(found, "calibration.sure") == sure
    assert look_up(found, "labels.size") == 50


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_only_scores_that_cannot_leave_their_range_are_held_against_shares(name: str) -> None:
    network = Network((Layer(np.eye(3), np.zeros(3), ACTIVATIONS[name]),))
    found = Examination(network, np.eye(3), np.arange(3), "three pixels")
    assert (found.calibration is not None) == (ACTIVATIONS[name] in (sigmoid, softmax))


def test_digits_that_do_not_fit_are_refused_when_the_record_is_made() -> None:
    network, images = answering(ANSWERS)
    with pytest.raises(ValueError, match=r"9 images but labels of shape \(8,\)"):
        Examination(network, images, LABELS[:-1], "too few")


def test_the_order_of_the_outputs_changes_nothing() -> None:
    network, images = answering(ANSWERS)
    order = [2, 0, 1]
    (layer,) = network.layers
    turned = Layer(layer.weights[order], layer.biases[order], layer.activation)
    found = Examination(Network((turned,), labels=("2", "0", "1")), images, LABELS, "turned")
    plain = Examination(network, images, LABELS, "as they are")
    assert found.confusions.right == plain.confusions.right == 3
    assert found.confusions.ranked(0) == plain.confusions.ranked(0)
    assert found.calibration.sure_errors == plain.calibration.sure_errors == 0


def test_digits_for_which_no_output_stands_are_left_out_and_that_is_told() -> None:
    network, images = answering(ANSWERS)
    named = Network(network.layers, labels=("2", "1", "x"))
    found = Examination.of_known(named, images, LABELS, "9 digits")
    assert found.confusions.total == (LABELS > 0).sum()
    assert found.source == "those 6 of 9 digits for which an output stands (2, 1, x)"
    with pytest.raises(ValueError, match="stand for a, b, c; none of 9 digits is one of"):
        Examination.of_known(Network(network.layers, ("a", "b", "c")), images, LABELS, "9 digits")
