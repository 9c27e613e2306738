"""What the tests of importers share: the layers of a model, and scikit-learn."""

import pytest
from foreign_models import SHAPE, Arrays, made


@pytest.fixture
def arrays(rng) -> Arrays:
    """Weights, (inputs, neurons), and biases of three layers, in 32 bits."""
    return made(rng, SHAPE)


@pytest.fixture(scope="module")
def sklearn_mlp():
    return pytest.importorskip("sklearn.neural_network", reason="scikit-learn is absent")
