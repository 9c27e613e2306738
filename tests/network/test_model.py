import math
import operator
import re
from itertools import cycle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import random_network

from network import Digit, Layer, Network
from network.activations import ACTIVATIONS, relu, sigmoid
from network.model import AT_ONCE


def test_parameters_are_all_weights_and_all_biases() -> None:
    layers = [
        Layer(np.zeros((above, below)), np.zeros(above), sigmoid)
        for below, above in ((784, 16), (16, 16), (16, 10))
    ]
    assert Network(tuple(layers)).parameter_count == 784 * 16 + 16 + 16 * 16 + 16 + 16 * 10 + 10


def test_labels_are_counted_from_zero_where_none_are_given(small: Network) -> None:
    assert small.labels == ("0", "1", "2")


def test_rows_and_biases_must_be_as_many() -> None:
    with pytest.raises(ValueError, match=r"3 rows of weights but biases of shape \(2,\)"):
        Layer(np.zeros((3, 4)), np.zeros(2), sigmoid)


def test_a_layer_needs_rows() -> None:
    for weights in (np.zeros(4), np.zeros((0, 4)), np.zeros((2, 2, 2))):
        with pytest.raises(ValueError, match="a row for each neuron"):
            Layer(weights, np.zeros(len(weights)), sigmoid)


def test_weights_must_be_finite() -> None:
    for weight in (np.nan, np.inf, 1e200):
        with pytest.raises(ValueError, match=re.escape(f"reach {weight:.2g}; all must be finite")):
            Layer(np.array([[weight]]), np.zeros(1), sigmoid)


def test_layers_must_fit_each_other() -> None:
    below, above = (Layer(np.zeros((3, 4)), np.zeros(3), sigmoid) for _ in range(2))
    with pytest.raises(ValueError, match="Layer 1 has 3 neurons but layer 2 takes 4 inputs"):
        Network((below, above))


def test_a_network_needs_a_layer() -> None:
    with pytest.raises(ValueError, match="no layers"):
        Network(())


def test_every_output_needs_a_label() -> None:
    with pytest.raises(ValueError, match="1 labels for 2 outputs"):
        Network((Layer(np.zeros((2, 4)), np.zeros(2), sigmoid),), labels=("yes",))


def test_a_network_of_another_program_is_told_who_brings_it_in(tmp_path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"something else")
    with pytest.raises(ValueError, match=r"network\.importers brings in"):
        Network.load(tmp_path / "model.onnx")
    with pytest.raises(FileNotFoundError, match=r"give the path of an \.npz file"):
        Network.load(tmp_path / "MODEL.NPZ")


def test_images_of_another_size_are_refused(small: Network) -> None:
    with pytest.raises(ValueError, match="takes 784 inputs"):
        small.classify(np.zeros((5, 783)))


def test_a_digit_for_another_network_is_refused() -> None:
    network = Network((Layer(np.zeros((2, 4)), np.zeros(2), sigmoid),))
    with pytest.raises(ValueError, match="takes 4 inputs"):
        network.forward(Digit(np.zeros((28, 28))))


SHAPES = st.lists(st.integers(1, 9), min_size=2, max_size=6)


@given(shape=SHAPES, count=st.integers(0, 3), names=st.lists(st.sampled_from(sorted(ACTIVATIONS))))
@settings(max_examples=30, deadline=None)
def test_a_network_of_any_shape_agrees_with_loops_over_its_neurons(shape, count, names) -> None:
    rng = np.random.default_rng(sum(shape))
    layers = [
        Layer(each.weights, each.biases, ACTIVATIONS[name])
        for each, name in zip(random_network(rng, *shape).layers, cycle([*names, "tanh"]))
    ]
    images = rng.random((count, shape[0]))
    scores = Network(tuple(layers)).scores(images)
    assert scores.shape == (count, shape[-1])
    for image, found in zip(images, scores, strict=True):
        for layer in layers:
            sums = [
                math.fsum(map(operator.mul, row, image)) + bias
                for row, bias in zip(layer.weights, layer.biases, strict=True)
            ]
            image = layer.activation(np.array(sums))
        np.testing.assert_allclose(found, image, rtol=1e-9, atol=1e-12)


@given(
    weights=st.lists(st.integers(0, 3), max_size=3), biases=st.lists(st.integers(0, 3), max_size=3)
)
def test_a_layer_is_made_of_a_matrix_and_a_column_that_fit_or_refused(weights, biases) -> None:
    fits = len(weights) == 2 and 0 not in weights and biases == weights[:1]
    try:
        Layer(np.zeros(weights), np.zeros(biases), sigmoid)
    except ValueError as refusal:
        assert not fits
        assert re.fullmatch(r"[^\n]*\(.*\)[^\n]*\.", str(refusal))
    else:
        assert fits


@given(below=st.integers(1, 9), above=st.integers(1, 9))
def test_layers_fit_where_one_takes_what_the_other_gives(below, above) -> None:
    layers = (
        Layer(np.zeros((below, 4)), np.zeros(below), relu),
        Layer(np.zeros((2, above)), np.zeros(2), relu),
    )
    if below == above:
        assert Network(layers).shape == (4, below, 2)
    else:
        with pytest.raises(ValueError, match=f"has {below} neurons but layer 2 takes {above} in"):
            Network(layers)


@pytest.mark.parametrize(
    ("array", "reason"),
    [
        (np.zeros((2, 784), complex), "images are of type complex128"),
        (np.full((2, 784), "ink"), "images are of type <U3"),
        (np.full((2, 784), None), "images are of type object"),
        ([[0.0] * 784, [0.0]], "images have rows of different lengths"),
        (np.zeros((2, 28, 28)), r"Images of shape \(2, 28, 28\)"),
        (np.float64(0.5), r"Images of shape \(\)"),
        (np.full((2, 784), np.nan), "images must be finite"),
        (
            np.where(np.arange(784) == 3, np.nan, np.zeros((700, 784), np.float32)),
            "images must be finite",
        ),
    ],
)
def test_what_is_no_batch_of_images_is_refused(small: Network, array, reason) -> None:
    with pytest.raises(ValueError, match=reason):
        small.scores(array)


@pytest.mark.parametrize("array", [np.zeros((2, 3), complex), [["a"]], [[1, 2], [3]], None])
def test_weights_must_be_real_numbers(array) -> None:
    with pytest.raises(ValueError, match=r"The weights (are of type|have rows of different)"):
        Layer(array, np.zeros(2), sigmoid)


@pytest.mark.parametrize(
    ("dtype", "kept"), [("f4", "f4"), ("f8", "f8"), ("f2", "f8"), ("u1", "f8"), ("?", "f8")]
)
def test_images_of_32_bits_are_worked_through_in_32_bits_and_others_in_64(
    small: Network, rng: np.random.Generator, dtype: str, kept: str
) -> None:
    images = (2 * rng.random((3, 784))).astype(dtype)
    scores = small.scores(images)
    assert scores.dtype == kept
    np.testing.assert_allclose(scores, small.scores(images.astype(float)), rtol=1e-4)


def test_a_large_batch_gives_what_its_images_give_one_by_one(small: Network) -> None:
    images = np.random.default_rng(1).random((2 * AT_ONCE + 1, 784))
    one_by_one = [small.scores(image) for image in images[:: AT_ONCE // 4]]
    np.testing.assert_allclose(small.scores(images)[:: AT_ONCE // 4], one_by_one, rtol=1e-12)


def test_scores_leave_the_images_as_they_were(small: Network) -> None:
    images = np.zeros((2, 784))
    images.setflags(write=False)
    Network((Layer(np.eye(2, 784), np.ones(2), ACTIVATIONS["identity"]),)).scores(images)
    assert not images.any()
