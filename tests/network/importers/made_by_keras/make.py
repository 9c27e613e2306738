"""Makes models with Keras itself, and keeps what they answer.

`python make.py keras`, with keras 3.15, tensorflow and h5py installed, writes the files beside it;
`python make.py tf_keras`, with tf-keras 2.21, those of Keras 2 in the folder made_by_tf_keras. Both
are too large to come with the tests, so their files are kept.
"""

import sys
from importlib import import_module
from pathlib import Path

import numpy as np

keras = import_module(sys.argv[1])
layers = keras.layers
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
from keeping import INPUTS, keep  # noqa: E402

PICTURES = INPUTS.reshape(-1, 3, 4)
LATER = sys.argv[1] == "keras"


def sequential() -> keras.Model:
    """What is passed over, between layers whose activations stand in all three places."""
    return keras.Sequential(
        [
            keras.Input((3, 4)),
            layers.Flatten(),
            layers.Dense(5, "hard_sigmoid"),
            layers.Dropout(0.2),
            layers.Dense(5),
            layers.ReLU(),
            layers.Dense(3),
            layers.Activation("softmax"),
        ]
    )


def surrounded() -> keras.Model:
    """A dense network with all around it that can be folded in."""
    normalisation = layers.Normalization()
    normalisation.adapt(np.random.default_rng(2).random((50, 3, 4)).astype("f4"))
    return keras.Sequential(
        [
            keras.Input((3, 4)),
            layers.Rescaling(1 / 255),
            normalisation,
            layers.Permute((2, 1)),
            layers.Reshape((12,)),
            layers.Dense(5, "gelu"),
            layers.BatchNormalization(),
            layers.Dropout(0.2),
            layers.Dense(4, use_bias=False),
            layers.BatchNormalization(scale=False),
            layers.LeakyReLU(),
            layers.Dense(3, "softmax"),
        ]
    )


def functional() -> keras.Model:
    """A scaling of the inputs, a layer without biases, and scores that are logarithms."""
    inputs = keras.Input((12,))
    signal = layers.Rescaling(1 / 127.5, -1.0)(inputs)
    signal = layers.Dense(5, "tanh")(signal)
    signal = layers.ELU(0.5)(layers.Dense(4, use_bias=False)(signal))
    outputs = layers.Dense(3, "log_softmax" if LATER else "softplus")(signal)
    return keras.Model(inputs, outputs)


if __name__ == "__main__":
    keras.utils.set_random_seed(1)
    rng = np.random.default_rng(3)
    folder = HERE if LATER else HERE.parent / "made_by_tf_keras"
    folder.mkdir(exist_ok=True)
    chain, wrapped, graph = sequential(), surrounded(), functional()
    for model in (chain, wrapped, graph):  # biases are 0 at first, variances 1
        for layer in model.layers:
            if not isinstance(layer, layers.Normalization):
                changed = [each + 0.3 * rng.random(each.shape) for each in layer.get_weights()]
                layer.set_weights(changed)
    hard = "hard_sigmoid" if LATER else "hard_sigmoid:0.2"
    silent = {"activations": [hard, "relu", "softmax"]}
    of_chain = chain(PICTURES).numpy(), silent
    of_wrapped = wrapped(255 * PICTURES).numpy(), {"scale": 255}
    of_graph = graph(255 * INPUTS).numpy(), {"scale": 255}
    cases = {"surrounded.h5": of_wrapped, "surrounded.keras": of_wrapped}
    wrapped.save(folder / "surrounded.h5")
    wrapped.save(folder / "surrounded.keras")
    graph.save(folder / "functional.keras")
    cases |= {"functional.keras": of_graph, "sequential.weights.h5": of_chain}
    chain.save_weights(folder / "sequential.weights.h5")
    if not LATER:
        chain.save_weights(folder / "sequential_weights.h5")
        cases["sequential_weights.h5"] = of_chain
    keep(folder, cases)
