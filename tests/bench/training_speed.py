"""How fast networks learn, and how well: `python tests/bench/training_speed.py`.

All on one thread, from the bytes of the digits in memory to the last step; imports, reading files
and tests do not count. Numpy and PyTorch follow the same recipe, from the same weights through the
same batches; scikit-learn follows its nearest. They take turns, and the median of the turns counts.
"""

import argparse
import os
import statistics
import time
import warnings
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
os.environ |= ONE_THREAD  # before numpy comes

import numpy as np  # noqa: E402

from network import Network  # noqa: E402
from network.datasets.mnist import LabelledDigits, cache_folder  # noqa: E402
from network.training.options import WEIGHTS  # noqa: E402
from network.training.recipes import SOFTMAX, Recipe  # noqa: E402
from network.training.regularisation import Regularisation  # noqa: E402
from network.training.trainer import Training, as_network, right_answers  # noqa: E402
from network.training.training_data import augment, draw, gather  # noqa: E402

# both were chosen on the validation digits, of which they read 95.69 and 97.24 %
FAST = Recipe(  # to 95 %
    "fast",
    loss="softmax cross-entropy",
    rate=0.03,
    epochs=5,
    regularisation=Regularisation(decay=0.2, decay_above=0.0075),
    augmented_copies=0,
    weight_cleanup=False,
)
SHARP = replace(  # to 96.8 %
    SOFTMAX,
    name="sharp",
    epochs=60,
    rate=0.02,
    augmented_copies=3,
    regularisation=Regularisation(decay=0.1, decay_above=0.0075),
    seed=0,
)
MODULES = {"numpy": "numpy", "PyTorch": "torch", "scikit-learn": "sklearn"}
FEW, SEED = 5000, 50_000_000  # drawn digits that no network has learnt


def unwatched(sequence, _: str):
    return sequence


def with_numpy(recipe: Recipe, digits: LabelledDigits) -> tuple[float, Network]:
    """Seconds of a training here, and its network."""
    start = time.perf_counter()
    copies = augment(digits, recipe, unwatched)
    training = Training(recipe, copies, digits.labels, digits[:1])  # judged on one digit
    for _ in training.run():
        pass
    return time.perf_counter() - start, as_network(training.layers)


def with_torch(recipe: Recipe, digits: LabelledDigits) -> tuple[float, Network]:
    """Seconds of the same training in PyTorch, and its network."""
    import torch
    from torch import nn

    torch.set_num_threads(1)
    first = Training(recipe, digits.images.reshape(1, len(digits), -1), digits.labels, digits[:1])
    layers = [nn.Linear(*layer.weights.shape[::-1]) for layer in first.layers]
    with torch.no_grad():
        for made, layer in zip(layers, first.layers, strict=True):
            made.weight.copy_(torch.from_numpy(layer.weights))
            made.bias.copy_(torch.from_numpy(layer.biases))
    between = [part for layer in layers[:-1] for part in (layer, nn.Sigmoid())]
    model = nn.Sequential(*between, layers[-1])

    start = time.perf_counter()
    images = torch.from_numpy(digits.images.reshape(len(digits), -1).copy())
    labels = torch.from_numpy(digits.labels.astype(np.int64))
    regularisation = recipe.regularisation
    decays = [regularisation.decay, *[regularisation.decay_above] * (len(layers) - 1)]
    groups = [
        {"params": [layer.weight], "weight_decay": decay}
        for layer, decay in zip(layers, decays, strict=True)
    ]
    groups.append({"params": [layer.bias for layer in layers], "weight_decay": 0})
    optimiser = torch.optim.AdamW(groups, lr=recipe.rate, fused=True)
    count = len(labels) // recipe.batch
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, recipe.epochs * count)
    loss_of = nn.CrossEntropyLoss()
    for _ in range(recipe.epochs):
        order = torch.from_numpy(first.rng.permutation(len(labels))[: count * recipe.batch])
        for batch in order.view(count, -1):
            optimiser.zero_grad()
            loss_of(model(images[batch].float() / 255), labels[batch]).backward()
            optimiser.step()
            schedule.step()
    seconds = time.perf_counter() - start
    for made, layer in zip(layers, first.layers, strict=True):
        layer.weights[:], layer.biases[:] = made.weight.detach(), made.bias.detach()
    return seconds, as_network(first.layers)


def with_sklearn(recipe: Recipe, digits: LabelledDigits) -> tuple[float, Network]:
    """Seconds of a training like it in scikit-learn, whose rate is constant, and its network."""
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(
        recipe.shape[1:-1],
        activation="logistic",
        batch_size=recipe.batch,
        learning_rate_init=recipe.rate / 2,  # the mean of a cosine
        max_iter=recipe.epochs,
        random_state=recipe.seed,
    )
    start = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells that it has not converged
        model.fit(digits.pixels, digits.labels)
    seconds = time.perf_counter() - start
    layers = Training(
        recipe, digits.images.reshape(1, len(digits), -1), digits.labels, digits[:1]
    ).layers
    for layer, weights, biases in zip(layers, model.coefs_, model.intercepts_, strict=True):
        layer.weights[:], layer.biases[:] = weights.T, biases
    return seconds, as_network(layers)


def main() -> None:
    """Print seconds and accuracies."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mnist", type=Path, default=cache_folder())
    parser.add_argument("--turns", type=int, default=5)
    chosen = parser.parse_args()
    data = gather(FAST, chosen.mnist, unwatched)
    test = data.test
    ways = {"numpy": with_numpy, "PyTorch": with_torch, "scikit-learn": with_sklearn}
    ways = {name: way for name, way in ways.items() if find_spec(MODULES[name])}
    times: dict[str, list[float]] = {name: [] for name in ways}
    right: dict[str, int] = {}
    for _ in range(chosen.turns):
        for name, way in ways.items():
            seconds, network = way(FAST, data.training)
            times[name].append(seconds)
            right[name] = right_answers(network, test)
    ours = statistics.median(times["numpy"])
    print(f"{FAST.epochs} epochs of {len(data.training):,} digits, {chosen.turns} turns")
    for name in ways:
        median = statistics.median(times[name])
        print(
            f"{name:14} {median:6.2f} s ({min(times[name]):.2f} to {max(times[name]):.2f}), "
            f"{right[name] / len(test):.2%} of the test digits; numpy takes {ours / median:.2f} "
            "times as long"
        )
    seconds, network = with_numpy(SHARP, data.training)
    told = f"{right_answers(network, test) / len(test):.2%}"
    copies = SHARP.augmented_copies
    print(f"{copies} copies and {SHARP.epochs} epochs in numpy: {seconds:.1f} s, {told}")
    drawn = draw(FEW, SEED, unwatched)
    read = right_answers(Network.load(WEIGHTS.with_name("sharpest.npz")), drawn)
    print(f"sharpest on {FEW:,} drawn digits: {read / FEW:.2%}")
    read = right_answers(Network.load(WEIGHTS.with_name("drawn.npz")), test)
    print(f"drawn on the test digits: {read / len(test):.2%}")


if __name__ == "__main__":
    main()
