"""Makes the shipped weights from MNIST: `python -m network.training`."""

import argparse
import math
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import numpy as np

from network.activations import sigmoid
from network.augmentation import Sloppiness, rewritten
from network.backpropagation import (
    AdamW,
    Layers,
    as_layers,
    forward,
    gradients,
    shrink,
    starting_parameters,
    total_variation,
    turn_over,
)
from network.mnist import LabelledDigits, fingerprints, read_part
from network.model import Layer, Network

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "assets" / "weights" / "digits.npz"
MNIST = ROOT.parent / "shared" / "mnist"
HELD_BACK = 10_000  # the last training digits: choices are made on them, nothing is learnt


@dataclass(frozen=True)
class Recipe:
    """All that decides, with the digits, which weights come out.

    The loss is the binary cross-entropy of sigmoid outputs. `sparsity` and `smoothness` pull at
    the weights of the first layer, so that they become pictures of pen strokes; `decay` at those
    of the layers above. All three act beside AdamW's step and, like it, in units of the rate.
    """

    name: str = "pen strokes"
    shape: tuple[int, ...] = (784, 16, 16, 10)
    epochs: int = 200
    batch: int = 128
    rate: float = 0.01  # the first; it falls to 0 as half a cosine wave
    sparsity: float = 0.03  # L1
    smoothness: float = 0.02  # total variation
    decay: float = 0.005  # L2
    copies: int = 8  # how often each digit is written anew
    sloppiness: Sloppiness = field(default_factory=Sloppiness)
    seed: int = 14


PEN_STROKES = Recipe()  # the network that is shipped


def train(recipe: Recipe, bank: np.ndarray, labels: np.ndarray) -> Iterator[Layers]:
    """The weights and biases after each epoch of training: the same arrays, further on.

    `bank`, (copies, N, inputs) of bytes, holds every digit in several writings, of which each
    epoch takes the next; `labels`, (N,), are the places of the right outputs.

    Raises ValueError where the digits do not fit the recipe.
    """
    _check_fit(recipe, bank, labels)
    rng = np.random.default_rng(recipe.seed)
    parameters = starting_parameters(recipe.shape, rng)
    layers = as_layers(parameters, recipe.shape)
    adam = AdamW(len(parameters))
    targets = np.eye(recipe.shape[-1], dtype=np.float32)[labels]
    count = len(labels) // recipe.batch
    for epoch in range(recipe.epochs):
        images = bank[epoch % len(bank)]
        batches = rng.permutation(len(labels))[: count * recipe.batch].reshape(count, -1)
        for number, batch in enumerate(batches):
            done = (epoch * count + number) / (recipe.epochs * count)
            rate = recipe.rate * (1 + math.cos(math.pi * done)) / 2
            activations = forward(layers, images[batch] / np.float32(255))
            slopes = gradients(layers, activations, targets[batch])
            parameters += np.float32(rate) * adam.step(slopes)
            regularise(layers, recipe, rate)
        yield layers


def _check_fit(recipe: Recipe, bank: np.ndarray, labels: np.ndarray) -> None:
    inputs, outputs = recipe.shape[0], recipe.shape[-1]
    if bank.shape[1:] != (len(labels), inputs):
        raise ValueError(
            f"A bank of shape {bank.shape} for {len(labels)} labels; each writing must be of "
            f"shape ({len(labels)}, {inputs})."
        )
    if len(labels) < recipe.batch:
        raise ValueError(f"{len(labels)} digits to learn; a batch alone takes {recipe.batch}.")
    if labels.max() >= outputs:
        raise ValueError(f"A label of {labels.max()}; {outputs} outputs end at {outputs - 1}.")


def regularise(layers: Layers, recipe: Recipe, rate: float) -> None:
    """Pull the weights towards pictures of few smooth strokes, and towards 0 above, in place."""
    pictures = layers[0][0]
    if recipe.smoothness:
        pictures -= np.float32(rate * recipe.smoothness) * total_variation(pictures)[1]
    shrink(pictures, rate * recipe.sparsity)
    for weights, _ in layers[1:]:
        weights *= 1 - rate * recipe.decay


def silence_unlit(layers: Layers, images: np.ndarray) -> None:
    """Set the weights of pixels that no image lights to 0, in place: there was nothing to learn.

    `images` is (N, rows, columns). Smoothness and the rewriting of digits leave a little there.
    """
    layers[0][0][:, ~images.any(axis=0).ravel()] = 0


def turn_strokes_positive(layers: Layers) -> None:
    """Turn over the neurons of the first layer whose strongest weights are negative, in place.

    The sum of cubes tells which sign is the stroke's: it hears few strong weights above many
    weak ones.
    """
    turn_over(layers, 0, np.flatnonzero((layers[0][0] ** 3).sum(axis=1) < 0))


def as_network(layers: Layers, origin: dict[str, object] | None = None) -> Network:
    """A network of sigmoid neurons from its weights and biases."""
    made = tuple(Layer(weights, biases, sigmoid) for weights, biases in layers)
    return Network(made, origin=origin or {})


def right_answers(network: Network, digits: LabelledDigits) -> int:
    """How many of the digits a network reads rightly."""
    return int((network.classify(digits.pixels) == digits.labels).sum())


def make_network(recipe: Recipe, folder: str | Path) -> Network:
    """Train on the MNIST files in a folder, with a progress bar, and test once at the end.

    The network's `origin` holds the recipe, the digits' fingerprints and both accuracies.

    Raises FileNotFoundError and ValueError where the files are missing, damaged or unfit.
    """
    from rich.progress import track

    digits, test = read_part(folder, "train"), read_part(folder, "t10k")
    if len(digits) <= HELD_BACK:
        raise ValueError(f"{len(digits)} digits to learn; {HELD_BACK} of them are held back.")
    learnt, held_back = digits[:-HELD_BACK], digits[-HELD_BACK:]
    rng = np.random.default_rng(recipe.seed)
    bank = np.stack(
        [
            rewritten(learnt.images, recipe.sloppiness, rng).reshape(len(learnt), -1)
            for _ in track(range(recipe.copies), "Writing each digit anew")
        ]
    )
    epochs = train(recipe, bank, learnt.labels)
    *_, layers = track(epochs, f"Learning {len(learnt):,} digits", total=recipe.epochs)
    silence_unlit(layers, learnt.images)
    turn_strokes_positive(layers)
    network = as_network(layers)
    origin = {
        "recipe": asdict(recipe),
        "learnt": len(learnt),
        "validation": _accuracy(network, held_back),
        "test": _accuracy(network, test),
        "sha256": fingerprints(folder),
    }
    return replace(network, origin=origin)


def _accuracy(network: Network, digits: LabelledDigits) -> dict[str, float]:
    right = right_answers(network, digits)
    return {"right": right, "of": len(digits), "accuracy": right / len(digits)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is 2 after a mistake, with a sentence on stderr."""
    parser = argparse.ArgumentParser(
        prog="python -m network.training",
        description="Learn to read handwritten digits from MNIST and save the network.",
        epilog="The shipped weights were made with OPENBLAS_NUM_THREADS=1; more threads round "
        "differently, and waste time on products as small as these.",
    )
    parser.add_argument(
        "--mnist", type=Path, default=MNIST, metavar="FOLDER", help="where the four IDX files lie"
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=PEN_STROKES.seed,
        metavar="N",
        help="another chance (%(default)s)",
    )
    parser.add_argument(
        "-o", dest="output", type=Path, default=WEIGHTS, metavar="FILE", help="the network's file"
    )
    chosen = parser.parse_args(arguments)
    try:
        _check_chosen(chosen.seed, chosen.output)
        network = make_network(replace(PEN_STROKES, seed=chosen.seed), chosen.mnist)
        network.save(chosen.output)
        test = read_part(chosen.mnist, "t10k")
        right = right_answers(Network.load(chosen.output), test)
    except FileNotFoundError as error:
        return _complain(f"{str(error).rstrip('.')}; name their folder with --mnist.", 2)
    except (OSError, ValueError) as error:
        return _complain(str(error), 2)
    except KeyboardInterrupt:
        return _complain(f"Stopped; {chosen.output} is as it was.", 130)
    print(f"{chosen.output} reads {right:,} of {len(test):,} test digits rightly", end=" ")
    print(f"({right / len(test):.2%}).")
    return 0


def _check_chosen(seed: int, output: Path) -> None:
    if seed < 0:
        raise ValueError(f"A seed of {seed}; it must be 0 or more.")
    if output.is_dir() or not os.access(output.absolute().parent, os.W_OK):
        raise ValueError(f"{output} cannot be written; name a file in a folder that can, with -o.")


def _complain(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
