import numpy as np
from made_up import random_layers

from network.activations import relu, sigmoid
from network.training.backpropagation import as_layers
from network.training.weight_cleanup import negative_strokes, zero_unlit_pixels


def test_pixels_that_are_never_lit_are_silenced_and_no_others() -> None:
    layers = as_layers(np.ones(4 * 2 + 2), (4, 2), [sigmoid])
    zero_unlit_pixels(layers, np.array([[[0, 9], [0, 0]], [[0, 1], [3, 0]]], np.uint8))
    np.testing.assert_array_equal(layers[0].weights, [[0, 1, 1, 0]] * 2)


def test_the_sign_of_a_few_strong_weights_counts_above_that_of_many_weak_ones() -> None:
    layers = random_layers(0)
    layers[0].weights[:] = -0.1
    layers[0].weights[[1, 3], 4] = 2
    np.testing.assert_array_equal(negative_strokes(layers), [0, 2, 4])


def test_only_hidden_neurons_of_sigmoid_can_be_turned() -> None:
    single = as_layers(-np.ones(4 * 2 + 2), (4, 2), [sigmoid])
    of_relu = as_layers(-np.ones(4 * 2 + 2 + 6), (4, 2, 2), [relu, sigmoid])
    assert len(negative_strokes(single)) == len(negative_strokes(of_relu)) == 0


def test_one_hidden_layer_is_enough_to_be_turned_and_a_neuron_of_nothing_is_left() -> None:
    layers = as_layers(-np.ones(4 * 2 + 2 + 6), (4, 2, 2), [sigmoid, sigmoid])
    layers[0].weights[1] = 0
    np.testing.assert_array_equal(negative_strokes(layers), [0])
