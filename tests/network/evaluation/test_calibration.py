import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from made_up import answering

from network import Layer, Network
from network.activations import identity, sigmoid
from network.evaluation.calibration import Calibration, calibration

LABELS = np.array([0, 0, 0, 1, 1, 2, 2, 2, 2])
ANSWERS = np.array([0, 1, 1, 1, 0, 2, 0, 0, 0])


def test_a_bin_holds_its_scores_and_the_last_one_also_one() -> None:
    scores = np.array([0.0, 0.1, 0.5, 0.74, 0.75, 1.0])
    right = np.array([False, False, True, False, True, True])
    measured = Calibration(scores, right, bins=4)
    assert measured.counts.tolist() == [2, 0, 2, 2]
    np.testing.assert_allclose(measured.mean_scores, [0.05, np.nan, 0.62, 0.875])
    np.testing.assert_allclose(measured.accuracies, [0, np.nan, 0.5, 1])


def test_the_expected_error_is_what_the_hand_works_out() -> None:
    scores = np.array([0.2, 0.2, 0.9, 0.9])
    right = np.array([False, True, True, True])
    assert Calibration(scores, right, bins=2).expected_error == pytest.approx(0.5 * 0.3 + 0.5 * 0.1)


@given(
    scores=arrays(float, st.integers(1, 40), elements=st.floats(0, 1)),
    bins=st.integers(1, 12),
    seed=st.integers(0, 99),
)
def test_the_bins_share_out_all_scores_and_the_error_is_that_of_loops(scores, bins, seed) -> None:
    right = np.random.default_rng(seed).random(len(scores)) < scores
    measured = Calibration(scores, right, bins)
    assert measured.counts.sum() == measured.total == len(scores)
    expected = 0.0
    for place in range(bins):
        inside = [min(int(score * bins), bins - 1) == place for score in scores]
        if any(inside):
            expected += abs(right[inside].mean() - scores[inside].mean()) * sum(inside)
    assert measured.expected_error == pytest.approx(expected / len(scores))


def test_sure_errors_are_wrong_and_above_nine_tenths() -> None:
    scores = np.array([0.95, 0.9, 0.91, 0.99, 0.3])
    right = np.array([True, False, False, False, False])
    measured = Calibration(scores, right)
    assert (measured.errors, measured.sure_errors, measured.sure) == (4, 2, 3)


def test_only_scores_of_exactly_one_are_saturated() -> None:
    network = Network((Layer(np.zeros((2, 1)), np.array([36.0, 0.0]), sigmoid),))
    pinned = Network((Layer(np.zeros((2, 1)), np.array([37.0, 0.0]), sigmoid),))
    image, label = np.zeros((1, 1)), np.array([0])
    assert calibration(network, image, label).saturated == 0
    assert calibration(pinned, image, label).saturated == 1


def test_the_score_of_an_answer_is_that_of_the_brightest_output() -> None:
    network, images = answering(ANSWERS, score=0.8)
    measured = calibration(network, images, LABELS)
    np.testing.assert_allclose(measured.scores, 0.8)
    assert measured.right.tolist() == (ANSWERS == LABELS).tolist()


def test_scores_beyond_one_cannot_be_calibrated() -> None:
    network = Network((Layer(5 * np.eye(3), np.zeros(3), identity),))
    with pytest.raises(ValueError, match="Scores from 5 to 5; only scores in"):
        calibration(network, np.eye(3), np.arange(3))


def test_scores_without_answers_are_refused() -> None:
    with pytest.raises(ValueError, match=r"shape \(2,\) for answers of shape \(1,\)"):
        Calibration(np.array([0.5, 0.7]), np.array([True]))
    with pytest.raises(ValueError, match="one answer at least"):
        Calibration(np.zeros(0), np.zeros(0, bool))


def test_no_bins_are_refused() -> None:
    with pytest.raises(ValueError, match="0 bins"):
        Calibration(np.array([0.5]), np.array([True]), bins=0)
