import numpy as np
import pytest
from made_up import random_network

from network import Digit
from network.interpretability.matrix_product import MatrixProduct


@pytest.fixture
def record():
    rng = np.random.default_rng(8)
    return random_network(rng, 784, 6, 4).forward(Digit(rng.uniform(size=(28, 28)), label=1))


def test_a_matrix_a_column_and_a_bias_make_the_sums_of_the_layer(record) -> None:
    product = MatrixProduct(record, 1)
    by_hand = [
        sum(w * a for w, a in zip(row, product.inputs, strict=True)) for row in product.weights
    ]
    np.testing.assert_allclose(product.products, by_hand)
    np.testing.assert_allclose(product.products + product.biases, product.sums)
    np.testing.assert_array_equal(product.activations, record.scores)


def test_shapes_agree(record) -> None:
    for layer in (0, 1):
        product = MatrixProduct(record, layer)
        neurons, inputs = product.weights.shape
        assert product.inputs.shape == (inputs,)
        assert product.biases.shape == product.sums.shape == product.products.shape == (neurons,)


def test_the_largest_row_is_made_of_its_terms(record) -> None:
    product = MatrixProduct(record, 1)
    assert product.terms.sum() == pytest.approx(product.products.max())


def test_a_layer_that_is_not_there_is_refused(record) -> None:
    with pytest.raises(IndexError, match="Layer 2 of a network that has 2"):
        MatrixProduct(record, 2)
