import numpy as np
import pytest
from made_up import answering, random_network

from network import Network, look_up
from network.evaluation.calibration import calibration
from network.evaluation.confusion import Confusions, confusions

LABELS = np.array([0, 0, 0, 1, 1, 2, 2, 2, 2])
ANSWERS = np.array([0, 1, 1, 1, 0, 2, 0, 0, 0])


@pytest.fixture
def table() -> Confusions:
    network, images = answering(ANSWERS)
    return confusions(network, images, LABELS)


def test_the_table_counts_answers_in_the_row_of_the_label(table: Confusions) -> None:
    assert table.counts.tolist() == [[1, 2, 0], [1, 1, 0], [3, 0, 1]]


def test_the_table_knows_its_n_and_its_errors(table: Confusions) -> None:
    assert (table.total, table.errors, table.right) == (9, 6, 3)
    assert table.accuracy == pytest.approx(3 / 9)
    assert table.percent == pytest.approx(100 / 3)
    one_standard_error = (3 / 9 * 6 / 9 / 9 + 1 / 18**2) ** 0.5 / (1 + 1 / 9)
    assert table.uncertainty == pytest.approx(one_standard_error)
    assert table.uncertainty_percent == pytest.approx(100 * one_standard_error)


@pytest.mark.parametrize("answers", [np.arange(3), np.array([1, 2, 0])])
def test_chance_is_never_nothing_however_right_or_wrong_all_answers_are(answers) -> None:
    network, images = answering(answers)
    assert confusions(network, images, np.arange(3)).uncertainty == pytest.approx(1 / 8)


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
    network, images = answering(ANSWERS)
    bytes_ = confusions(network, images, LABELS.astype(np.uint8))
    np.testing.assert_array_equal(bytes_.counts, table.counts)


def test_the_table_cannot_be_changed(table: Confusions) -> None:
    with pytest.raises(ValueError, match="read-only"):
        table.counts[0, 0] = 7


def test_a_label_is_what_a_digit_is_wherever_its_output_stands(table: Confusions) -> None:
    network, images = answering(ANSWERS)
    turned = Network(network.layers, labels=("7", "0", "b"))
    names = np.array(["7", "0", "b"])[LABELS]
    told = confusions(turned, images, names)
    np.testing.assert_array_equal(told.counts, table.counts)
    assert (told.ranked(0).label, told.ranked(0).answer) == ("b", "7")
    numbers = np.array([0, 7, 7])  # whose outputs are the second and the first
    assert confusions(turned, np.eye(3)[[1, 0, 1]], numbers).right == 2
    assert calibration(turned, np.eye(3)[[1, 0, 1]], numbers).right.tolist() == [True, True, False]


@pytest.mark.parametrize(
    ("images", "labels", "reason"),
    [
        (np.zeros((0, 3)), np.zeros(0, int), "0 images"),
        (np.full((3, 3), np.nan), np.arange(3), "not finite"),
        (np.eye(3), np.arange(2), r"3 images but labels of shape \(2,\)"),
        (np.eye(3), np.array([0, 1, 3]), "Labels 3; the outputs stand for 0, 1, 2"),
        (np.eye(3), np.array([0, -1, 2]), "Labels -1; the outputs"),
        (np.eye(3), np.array([0.0, 1, 2]), "Labels of type float64"),
    ],
)
def test_labels_that_do_not_fit_are_refused(images, labels, reason) -> None:
    network, _ = answering(ANSWERS)
    for measure in (confusions, calibration):
        with pytest.raises(ValueError, match=reason):
            measure(network, images, labels)
