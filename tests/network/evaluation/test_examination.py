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
