"""How long a forward pass takes: `python tests/bench/forward_speed.py`.

Ours beside plain numpy, and beside PyTorch and scikit-learn where they are installed. All that is
compared takes turns, a repeat of each at a time, so that a busy machine disturbs all alike; the
figures are medians. OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 make it one thread.
"""

import os
import platform
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from scipy.special import expit

from network import Digit, Network, draw_digit

WEIGHTS = Path(__file__).parents[2] / "assets" / "weights" / "digits.npz"
IMAGES = 10_000
Model = Callable[[np.ndarray], Any]


def compare(
    title: str, contest: dict[str, Model], images: np.ndarray, repeats: int, calls: int
) -> None:
    """Print the median time of each contestant, and how many times that of the first it is."""
    spent: dict[str, list[float]] = {name: [] for name in contest}
    for _ in range(repeats):
        for name, call in contest.items():
            start = time.perf_counter()
            for _ in range(calls):
                call(images)
            spent[name].append((time.perf_counter() - start) / calls * 1e6)
    print(f"\n{title}; medians of {repeats} x {calls}")
    first = median(spent[next(iter(contest))])
    for name, each in spent.items():
        print(f"  {name:<44} {median(each):>11,.1f} us {median(each) / first:>8.2f}")


def others(network: Network, dtype: str) -> dict[str, Model]:
    """The same network in the other libraries that are installed."""
    found = {}
    for make in (of_pytorch, of_sklearn):
        try:
            found |= make(network, dtype)
        except ImportError as error:
            print(f"{error.name} is not installed.")
    return found


def of_pytorch(network: Network, dtype: str) -> dict[str, Model]:
    """The network as PyTorch has it."""
    import torch

    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", torch.get_num_threads())))
    parts: list[Any] = []
    for layer in network.layers:
        linear = torch.nn.Linear(*layer.weights.shape[::-1], dtype=getattr(torch, dtype))
        linear.weight.data = torch.tensor(layer.weights, dtype=linear.weight.dtype)
        linear.bias.data = torch.tensor(layer.biases, dtype=linear.bias.dtype)
        parts += [linear, torch.nn.Sigmoid()]
    model = torch.inference_mode()(torch.nn.Sequential(*parts).eval())
    return {f"PyTorch {torch.__version__}": lambda images: model(torch.from_numpy(images)).numpy()}


def of_sklearn(network: Network, dtype: str) -> dict[str, Model]:
    """The network as scikit-learn has it: a model fitted to nothing, with our weights put in."""
    import sklearn
    from sklearn.neural_network import MLPRegressor

    inputs, *hidden, outputs = network.shape
    model = MLPRegressor(hidden_layer_sizes=hidden, activation="logistic")
    model.partial_fit(np.zeros((2, inputs), dtype), np.zeros((2, outputs), dtype))
    model.coefs_ = [layer.weights.T.astype(dtype) for layer in network.layers]
    model.intercepts_ = [layer.biases.astype(dtype) for layer in network.layers]
    model.out_activation_ = "logistic"
    return {
        f"scikit-learn {sklearn.__version__}": lambda images: model.predict(
            images.reshape(-1, inputs)
        )
    }


def in_plain_numpy(network: Network, dtype: str) -> Model:
    """The least that a forward pass can be: product, bias, sigmoid."""
    parts = [(each.weights.astype(dtype), each.biases.astype(dtype)) for each in network.layers]

    def run(images: np.ndarray) -> np.ndarray:
        for weights, biases in parts:
            images = expit(images @ weights.T + biases)
        return images

    return run


def by_loops(rows: list[list[float]], biases: list[float], pixels: list[float]) -> list[float]:
    """Layer 1's weighted sums, term by term in plain Python."""
    sums = []
    for row, bias in zip(rows, biases, strict=True):
        total = bias
        for weight, pixel in zip(row, pixels, strict=True):
            total += weight * pixel
        sums.append(total)
    return sums


def rivals(network: Network, images: np.ndarray) -> dict[str, Model]:
    """All that work out the scores of images of a type; raises ValueError where they disagree."""
    models = {
        "ours, Network.scores": network.scores,
        "plain numpy": in_plain_numpy(network, images.dtype.name),
        **others(network, images.dtype.name),
    }
    expected = network.scores(images.astype(float))
    for name, model in models.items():
        if not np.allclose(model(images), expected, atol=1e-4):
            raise ValueError(f"{name} gives other scores than ours.")
    return models


def many(network: Network, dtype: str) -> None:
    """Compare on a batch."""
    images = np.random.default_rng(0).random((IMAGES, network.shape[0])).astype(dtype)
    weights = network.layers[0].weights.astype(dtype)
    alone: dict[str, Model] = {"the first matrix product alone": lambda images: images @ weights.T}
    title = f"{IMAGES:,} images, {dtype}"
    compare(title, alone | rivals(network, images), images, repeats=30, calls=1)


def one(network: Network, digit: Digit) -> None:
    """Compare on one image."""

    def with_records(_: np.ndarray) -> list[np.ndarray]:
        return [layer.activations for layer in network.forward(digit).layers]

    contest = rivals(network, digit.pixels) | {"ours, with full records": with_records}
    compare("One image, float64", contest, digit.pixels, repeats=50, calls=200)


def loops(network: Network, digit: Digit) -> None:
    """Compare the matrix form of layer 1 with loops."""
    first = network.layers[0]
    lists = first.weights.tolist(), first.biases.tolist(), digit.pixels.tolist()
    contest: dict[str, Model] = {
        "matrix form, W @ a + b": lambda pixels: first.weights @ pixels + first.biases,
        "loops over neurons and pixels": lambda _: by_loops(*lists),
    }
    title = "The weighted sums of layer 1, one image, float64"
    compare(title, contest, digit.pixels, repeats=50, calls=20)


def main() -> None:
    """Print all comparisons, and what they were made on."""
    threads = os.environ.get("OPENBLAS_NUM_THREADS", "all")
    print(f"{platform.machine()}, {os.cpu_count()} processors, threads for numpy: {threads}")
    print(f"Python {platform.python_version()}, numpy {np.__version__}")
    network, digit = Network.load(WEIGHTS), draw_digit(3, seed=1)
    many(network, "float32")
    many(network, "float64")
    one(network, digit)
    loops(network, digit)


if __name__ == "__main__":
    main()
