import numpy as np
import pytest

from network.activations import ACTIVATIONS, sigmoid, softmax
from network.training.losses import (
    LOSSES,
    OWN,
    binary_cross_entropy,
    joint_cross_entropy,
    softmax_cross_entropy,
    squared_error,
)

TARGETS = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])


def test_squared_error_is_half_the_squares_of_the_errors() -> None:
    scores = np.array([[0.5, 0.5, 0.0], [0.0, 1.0, 1.0]])
    assert squared_error(scores, scores, TARGETS) == pytest.approx((0.25 + 0.25 + 1) / 2 / 2)


def test_a_loss_is_a_plain_number_whatever_the_width_of_its_scores() -> None:
    scores = np.full((2, 3), 0.5, np.float32)
    assert all(type(loss(scores, scores, TARGETS)) is float for loss in LOSSES.values())


def test_binary_cross_entropy_is_the_surprise_at_each_output() -> None:
    sums = np.array([[0.3, -2.0, 1.0], [0.0, 4.0, -1.0]])
    scores = sigmoid(sums)
    surprise = -np.log(np.where(TARGETS == 1, scores, 1 - scores)).sum() / 2
    assert binary_cross_entropy(sums, scores, TARGETS) == pytest.approx(surprise)


def test_softmax_cross_entropy_is_the_surprise_at_the_right_answer() -> None:
    sums = np.array([[0.3, -2.0, 1.0], [0.0, 4.0, -1.0]])
    scores = softmax(sums)
    surprise = -(np.log(scores[0, 0]) + np.log(scores[1, 2])) / 2
    assert softmax_cross_entropy(sums, scores, TARGETS) == pytest.approx(surprise)


def test_joint_cross_entropy_takes_the_surprise_at_the_answer_first() -> None:
    sums = np.array([[0.3, -2.0, 1.0], [0.0, 4.0, -1.0]])
    parts = [
        loss(sums, sigmoid(sums), TARGETS) for loss in (softmax_cross_entropy, binary_cross_entropy)
    ]
    assert joint_cross_entropy(sums, sigmoid(sums), TARGETS) == pytest.approx(
        parts[0] + OWN * parts[1]
    )


@pytest.mark.parametrize("loss", [binary_cross_entropy, softmax_cross_entropy, joint_cross_entropy])
def test_a_score_that_rounds_to_nothing_still_has_a_finite_loss(loss) -> None:
    sums = np.array([[-1e4, 1e4]], np.float32)
    scores = ACTIVATIONS[loss.outputs[0]](sums)
    assert scores[0, 0] == 0
    assert loss(sums, scores, np.array([[1, 0]], np.float32)) >= 1e4


def test_saturated_outputs_learn_nothing_from_squared_error_but_do_from_cross_entropy() -> None:
    sums, targets = np.array([[-800.0]]), np.array([[1.0]])
    scores = sigmoid(sums)
    assert squared_error.derivative(sigmoid, sums, scores, targets)[0, 0] == 0
    assert binary_cross_entropy.derivative(sigmoid, sums, scores, targets)[0, 0] == -1


def test_squared_error_of_softmax_outputs_is_refused() -> None:
    with pytest.raises(ValueError, match="squared error cannot judge softmax outputs"):
        squared_error.derivative(softmax, TARGETS, TARGETS, TARGETS)


def test_losses_are_known_by_their_names() -> None:
    assert all(loss.name == name for name, loss in LOSSES.items())
