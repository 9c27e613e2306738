"""Training data: digits to learn, digits for validation, and digits for the last test."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from network.datasets.mnist import LabelledDigits, fingerprints, read_part
from network.handwriting.hand import Hand, Hands
from network.handwriting.pen import draw_digit
from network.handwriting.people_styles import PEOPLES
from network.handwriting.stroke_templates import STYLES, WIDER, Styles
from network.training.augmentation import augmented
from network.training.recipes import Recipe

VALIDATION = 10_000  # the last of the digits: choices are made on them, nothing is learnt
FIRST_SEED = 1_000_000  # of drawn digits; the films show digits of smaller seeds

Watch = Callable[[Sequence[int], str], Iterable[int]]  # shows how far something slow has come


@dataclass(frozen=True, eq=False)
class TrainingData:
    """The digits of a training, and the fingerprints of where they come from."""

    training: LabelledDigits
    validation: LabelledDigits
    test: LabelledDigits | None  # None where MNIST is not at hand and not needed
    sha256: dict[str, str]


def gather(recipe: Recipe, folder: str | Path, watch: Watch) -> TrainingData:
    """The digits for a recipe: MNIST's, from its files in a folder, or the pen's, or both.

    Whatever it has learnt, a network is tested on MNIST's test digits, if the folder has them.

    Raises FileNotFoundError and ValueError where files are missing, damaged or too short.
    """
    if recipe.pen:
        digits = draw(recipe.pen, FIRST_SEED * (1 + recipe.seed), watch, WIDER)
        sha256 = {"drawn digits": _fingerprint(digits)}
        try:
            test = read_part(folder, "t10k")
            sha256 |= {name: each for name, each in fingerprints(folder).items() if "t10k" in name}
        except FileNotFoundError:
            test = None
    else:
        digits, test = read_part(folder, "train"), read_part(folder, "t10k")
        sha256 = fingerprints(folder)
    if len(digits) <= VALIDATION:
        raise ValueError(f"{len(digits)} digits to learn; {VALIDATION} of them are for validation.")
    training, validation = digits[:-VALIDATION], digits[-VALIDATION:]
    if recipe.people:
        first_seed = FIRST_SEED * (1 + recipe.seed)
        peoples = draw(recipe.people, first_seed, watch, PEOPLES, Hand.of_anyone)
        sha256 = sha256 | {"people's digits": _fingerprint(peoples)}
        training = LabelledDigits(
            np.concatenate([training.images, peoples.images]),
            np.concatenate([training.labels, peoples.labels]),
        )
    return TrainingData(training, validation, test, sha256)


def draw(
    count: int,
    first_seed: int,
    watch: Watch,
    styles: Styles = STYLES,
    hands: Hands = Hand.at_random,
) -> LabelledDigits:
    """Digits from the pen, 0 to 9 in turn, each ten with another seed."""
    images = [
        draw_digit(number % 10, first_seed + number // 10, styles, hands).image
        for number in watch(range(count), "Drawing digits")
    ]
    return LabelledDigits(
        (255 * np.array(images)).round().astype(np.uint8),
        (np.arange(count) % 10).astype(np.uint8),
    )


def augment(digits: LabelledDigits, recipe: Recipe, watch: Watch) -> np.ndarray:
    """As many augmented copies of every digit as a recipe asks for, (copies, N, inputs) of bytes.

    Where it asks for none, the digits as they are, (1, N, inputs).
    """
    if not recipe.augmented_copies:
        return digits.images.reshape(1, len(digits), -1)
    rng = np.random.default_rng(recipe.seed)
    copies = [
        augmented(digits.images, recipe.augmentation, rng)
        for _ in watch(range(recipe.augmented_copies), "Augmenting")
    ]
    return np.stack(copies).reshape(recipe.augmented_copies, len(digits), -1)


def _fingerprint(digits: LabelledDigits) -> str:
    return hashlib.sha256(digits.images.tobytes() + digits.labels.tobytes()).hexdigest()
