from dataclasses import replace

import pytest

from network.activations import relu, softmax
from network.training.recipes import RECIPES, Recipe
from network.training.regularisation import Regularisation


def test_the_loss_says_which_activation_the_outputs_have() -> None:
    recipe = Recipe("any", shape=(9, 4, 4, 3), hidden="relu", loss="softmax cross-entropy")
    assert recipe.activations == (relu, relu, softmax)


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_is_known_by_its_name_and_has_the_shape_of_the_film(name: str) -> None:
    assert RECIPES[name].name == name
    assert RECIPES[name].shape == (784, 16, 16, 10)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"loss": "hinge"}, "loss: 'hinge'; it must be one of squared error, binary"),
        ({"hidden": "softmax"}, "hidden layers: 'softmax'; .* one of sigmoid, relu, tanh, ident"),
        ({"initialisation": "cold"}, "initialisation: 'cold'; it must be one of LeCun"),
        ({"optimiser": "Adam"}, "optimiser: 'Adam'; it must be one of SGD, AdamW"),
        ({"schedule": "steps"}, "schedule: 'steps'; it must be one of constant, cosine"),
        ({"shape": (784,)}, r"shape of \(784,\); it needs 2 numbers at least"),
        ({"shape": (784, 0, 10)}, r"shape of \(784, 0, 10\); .* each of them 1 or more"),
        ({"shape": (784, 10**6, 10)}, "795,000,010 weights and biases; 10,000,000 are the most"),
        ({"epochs": 0}, "epochs: 0; it must be 1 or more"),
        ({"batch": 0}, "batch: 0; it must be 1 or more"),
        ({"augmented_copies": -1}, "copies: -1; it must be 0 or more"),
        ({"seed": -2}, "seed: -2; it must be 0 or more"),
        ({"rate": float("nan")}, "rate of nan; it must be finite and more than 0"),
        ({"rate": 0.0}, "rate of 0.0; it must be finite and more than 0"),
        (
            {"regularisation": Regularisation(smoothness=1), "shape": (15, 2)},
            "15 inputs make no square picture",
        ),
    ],
)
def test_what_cannot_be_trained_is_refused(change: dict, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        replace(RECIPES["digits"], **change)
