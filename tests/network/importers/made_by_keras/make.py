"""Makes the models beside it with Keras itself, and keeps what they answer.

`python make.py`, with keras 3.15, jax and h5py installed; Keras is too large to come with the
tests, so its files are kept.
"""

from pathlib import Path

import keras
import numpy as np
from keras import layers

HERE = Path(__file__).parent


def sequential() -> keras.Model:
    """All that is passed over, between layers whose activations stand in all three places."""
    return keras.Sequential(
        [
            keras.Input((3, 4)),
            layers.Flatten(),
            layers.Dense(5, "sigmoid"),
            layers.Dropout(0.2),
            layers.Dense(4),
            layers.ReLU(),
            layers.Dense(3),
            layers.Activation("softmax"),
        ]
    )


def functional() -> keras.Model:
    """A scaling of the inputs, and a layer without biases."""
    inputs = keras.Input((12,))
    signal = layers.Rescaling(1 / 127.5, -1.0)(inputs)
    signal = layers.Dense(5, "tanh")(signal)
    signal = layers.Dense(4, "relu", use_bias=False)(signal)
    return keras.Model(inputs, layers.Softmax()(layers.Dense(3)(signal)))


if __name__ == "__main__":
    keras.utils.set_random_seed(1)
    inputs = np.random.default_rng(1).random((20, 12)).astype("f4")
    chain, graph = sequential(), functional()
    for model in (chain, graph):  # biases are 0 at first
        model.set_weights([each + 0.1 for each in model.get_weights()])
    chain.save(HERE / "sequential.keras")
    chain.save_weights(HERE / "sequential.weights.h5")
    graph.save(HERE / "functional.keras")
    answers = {
        "sequential": np.asarray(chain(inputs.reshape(-1, 3, 4))),
        "functional": np.asarray(graph(255 * inputs)),
    }
    np.savez(HERE / "answers.npz", inputs=inputs, **answers)
