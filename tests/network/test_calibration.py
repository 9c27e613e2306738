import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from made_up import random_network

from network import Layer, Network, look_up
from network.activations import identity, sigmoid
from network.calibration import Calibration, Confusions, calibration, confusions

LABELS = np.array([0, 0, 0, 1, 1, 2, 2, 2, 2])
ANSWERS = np.array([0, 1, 1, 1, 0, 2, 0, 0, 0])


def network_of(answers: np.ndarray, score: float = 0.9) -> tuple[Network, np.ndarray]:
    """A network of 3 outputs, and images of one lit pixel each that get these answers."""
    sum_ = np.log(score / (1 - score))
    network = Network((Layer(2 * sum_ * np.eye(3), np.full(3, -sum_), sigmoid),))
    return network, np.eye(3)[answers]


@pytest.fixture
def table() -> Confusions:
    network, images = network_of(ANSWERS)
    return confusions(network, images, LABELS)


def test_the_table_counts_answers_in_the_row_of_the_label(table: Confusions) -> None:
    assert table.counts.tolist() == [[1, 2, 0], [1, 1, 0], [3, 0, 1]]


def test_the_table_knows_its_n_and_its_errors(table: Confusions) -> None:
    assert (table.total, table.errors, table.right) == (9, 6, 3)
    assert table.accuracy == pytest.approx(3 / 9)
    assert table.percent == pytest.approx(100 / 3)
    assert table.uncertainty == pytest.approx((3 / 9 * 6 / 9 / 9) ** 0.5)
    assert table.uncertainty_percent == pytest.approx(100 * (3 / 9 * 6 / 9 / 9) ** 0.5)


def test_confusions_are_told_most_common_first(table: Confusions) -> None:
    first, second, third = map(table.ranked, range(3))
    assert (first.label, first.answer, first.times, first.of) == ("2", "0", 3, 4)
    assert (second.label, second.answer, second.times, second.of) == ("0", "1", 2, 3)
    assert (third.label, third.answer, third.times, third.of) == ("1", "0", 1, 2)
    assert look_up(table, "ranked.0.times") == 3


def test_the_table_agrees_with_counting_one_by_one(rng: np.random.Generator) -> None:
    network = random_network(rng, 6, 5, 4)
    images, labels = rng.random((200, 6)), rng.integers(0, 4, 200)
    counts = np.zeros((4, 4), int)
    for image, label in zip(images, labels, strict=True):
        counts[label, int(network.scores(image[None])[0].argmax())] += 1
    np.testing.assert_array_equal(confusions(network, images, labels).counts, counts)


def test_labels_of_bytes_count_as_well_as_others(table: Confusions) -> None:
    network, images = network_of(ANSWERS)
    bytes_ = confusions(network, images, LABELS.astype(np.uint8))
    np.testing.assert_array_equal(bytes_.counts, table.counts)


def test_the_table_cannot_be_changed(table: Confusions) -> None:
    with pytest.raises(ValueError, match="read-only"):
        table.counts[0, 0] = 7


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
    network, images = network_of(ANSWERS, score=0.8)
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


@pytest.mark.parametrize(
    ("images", "labels", "reason"),
    [
        (np.zeros((0, 3)), np.zeros(0, int), "0 images"),
        (np.full((3, 3), np.nan), np.arange(3), "not finite"),
        (np.eye(3), np.arange(2), r"3 images but labels of shape \(2,\)"),
        (np.eye(3), np.array([0, 1, 3]), "Labels from 0 to 3; the places of 3 outputs"),
        (np.eye(3), np.array([0, -1, 2]), "Labels from -1 to 2"),
        (np.eye(3), np.array([0.0, 1, 2]), "Labels of type float64"),
    ],
)
def test_labels_that_do_not_fit_are_refused(images, labels, reason) -> None:
    network, _ = network_of(ANSWERS)
    for measure in (confusions, calibration):
        with pytest.raises(ValueError, match=reason):
            measure(network, images, labels)
