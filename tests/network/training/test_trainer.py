from dataclasses import replace

import numpy as np
import pytest
from made_up import BARS

from network.datasets.mnist import LabelledDigits
from network.training.backpropagation import forward
from network.training.losses import LOSSES
from network.training.recipes import Recipe
from network.training.regularisation import Regularisation
from network.training.trainer import Training, accuracy, as_network, right_answers


def training(recipe: Recipe, digits: LabelledDigits, moments: tuple[float, ...] = ()) -> Training:
    learnt = digits[:300]
    return Training(recipe, learnt.images.reshape(1, 300, -1), learnt.labels, digits[300:], moments)


def trained(recipe: Recipe, digits: LabelledDigits) -> Training:
    under_way = training(recipe, digits)
    for _ in under_way.run():
        pass
    return under_way


@pytest.mark.parametrize(
    "recipe",
    [
        BARS,
        replace(BARS, loss="softmax cross-entropy", hidden="relu", initialisation="He"),
        replace(BARS, loss="squared error", hidden="tanh"),
        replace(BARS, shape=(16, 4)),
        replace(
            BARS,
            optimiser="SGD",
            schedule="constant",
            rate=0.5,
            regularisation=Regularisation(),
            initialisation="standard normal",
        ),
    ],
    ids=["bars", "relu and softmax", "tanh and squared error", "one layer", "plain descent"],
)
def test_training_learns_rows_from_a_few_pictures(recipe: Recipe, bars: LabelledDigits) -> None:
    network = as_network(trained(recipe, bars).layers)
    assert right_answers(network, bars[300:]) == 100
    assert network.layers[-1].activation.name == LOSSES[recipe.loss].outputs[0]


def test_there_is_a_report_after_each_epoch(bars: LabelledDigits) -> None:
    reports = list(training(replace(BARS, epochs=3), bars).run())
    assert [(report.step, report.epoch) for report in reports] == [(15, 1), (30, 2), (45, 3)]


def test_a_report_tells_loss_and_right_answers_on_validation_digits(bars: LabelledDigits) -> None:
    under_way = training(replace(BARS, epochs=5), bars)
    *_, report = under_way.run()
    network, validation = as_network(under_way.layers), bars[300:]
    assert (report.right, report.of) == (right_answers(network, validation), 100)
    signals, sums = forward(under_way.layers, validation.pixels)
    targets = np.eye(4)[validation.labels]
    assert report.loss == pytest.approx(LOSSES[BARS.loss](sums, signals[-1], targets))


def test_the_best_network_is_the_one_of_most_right_answers(bars: LabelledDigits) -> None:
    under_way = training(replace(BARS, epochs=12, rate=0.3), bars)
    kept = [(report.right, under_way.parameters.copy()) for report in under_way.run()]
    most = max(right for right, _ in kept)
    first = next(parameters for right, parameters in kept if right == most)
    assert under_way.best
    np.testing.assert_array_equal(under_way.best[1], first)


def test_snapshots_are_kept_at_their_moments_and_at_the_end(bars: LabelledDigits) -> None:
    under_way = training(replace(BARS, epochs=2), bars, (0, 0.2, 1))
    for _ in under_way.run():
        pass
    assert [report.step for report, _ in under_way.snapshots] == [0, 3, 15, 30]
    np.testing.assert_array_equal(under_way.snapshots[-1][1], under_way.parameters)


def test_the_same_seed_makes_the_same_weights(bars: LabelledDigits) -> None:
    recipe = replace(BARS, epochs=2)
    first, second = (trained(recipe, bars).parameters for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_another_seed_makes_other_weights(bars: LabelledDigits) -> None:
    recipe = replace(BARS, epochs=2)
    other = trained(replace(recipe, seed=4), bars)
    assert (trained(recipe, bars).parameters != other.parameters).any()


def test_each_epoch_takes_the_next_copy(bars: LabelledDigits) -> None:
    recipe, learnt = replace(BARS, epochs=2), bars[:300]
    pixels = learnt.images.reshape(300, -1)
    with_noise_second = np.stack([pixels, np.roll(pixels, 8, axis=1)])
    under_way = Training(recipe, with_noise_second, learnt.labels, bars[300:])
    plain = training(recipe, bars)
    same = [
        (under_way.parameters == plain.parameters).all()
        for _ in zip(under_way.run(), plain.run(), strict=True)
    ]
    assert same == [True, False]


def test_steps_shrink_as_the_schedule_says(bars: LabelledDigits) -> None:
    recipe = replace(BARS, epochs=2, optimiser="SGD", regularisation=Regularisation())
    steady = training(replace(recipe, schedule="constant"), bars)
    falling = training(recipe, bars)
    start = falling.parameters.copy()
    for _ in zip(steady.run(), falling.run(), strict=True):
        pass
    gone, less = (np.linalg.norm(each.parameters - start) for each in (steady, falling))
    assert less < 0.7 * gone


def test_sparsity_leaves_weights_of_exactly_zero_where_nothing_is_lit(
    bars: LabelledDigits,
) -> None:
    images = bars.images.copy()
    images[:, :, 3] = 0
    recipe = replace(BARS, regularisation=Regularisation(sparsity=0.1))
    layers = trained(recipe, LabelledDigits(images, bars.labels)).layers
    assert (layers[0].weights.reshape(6, 4, 4)[:, :, 3] == 0).all()


def test_accuracy_tells_right_answers_of_how_many(bars: LabelledDigits) -> None:
    network = as_network(training(BARS, bars).layers)
    right = right_answers(network, bars)
    assert accuracy(network, bars) == {"right": right, "of": 400, "accuracy": right / 400}


def test_digits_of_another_shape_are_refused(bars: LabelledDigits) -> None:
    copies = np.zeros((2, 100, 25), np.uint8)
    with pytest.raises(ValueError, match=r"shape \(100, 25\) for 100 labels; .* \(100, 16\)"):
        Training(BARS, copies, np.zeros(100, np.uint8), bars)


def test_fewer_digits_than_a_batch_are_refused(bars: LabelledDigits) -> None:
    with pytest.raises(ValueError, match="19 digits to learn; a batch alone takes 20"):
        Training(BARS, np.zeros((1, 19, 16), np.uint8), np.zeros(19, np.uint8), bars)


def test_a_label_without_an_output_is_refused(bars: LabelledDigits) -> None:
    with pytest.raises(ValueError, match="label of 4; 4 outputs end at 3"):
        Training(BARS, np.zeros((1, 30, 16), np.uint8), np.full(30, 4, np.uint8), bars)


def test_labels_up_to_the_last_output_fit(bars: LabelledDigits) -> None:
    labels = np.arange(30, dtype=np.uint8) % 4
    assert Training(BARS, np.zeros((1, 30, 16), np.uint8), labels, bars).batches == 1
    with pytest.raises(ValueError, match="label of 4; 4 outputs end at 3"):
        Training(BARS, np.zeros((1, 30, 16), np.uint8), labels + np.uint8(1), bars)
