"""The thought experiment made real: a network whose weights are thought out instead of learnt.

Layer 1 looks for strokes, layer 2 finds patterns by votes on strokes, the outputs find digits by
votes on patterns. `python -m network.training.by_hand` measures and saves it.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from network.activations import sigmoid
from network.datasets.mnist import LabelledDigits, cache_folder, fingerprints, read_part
from network.model import Layer, Network
from network.training.detectors import DETECTORS, SHARES
from network.training.options import WEIGHTS
from network.training.recipes import check_known
from network.training.trainer import accuracy

BY_HAND = WEIGHTS.with_name("by_hand.npz")
GAINS = (0.2, 2.0, 2.0)  # of each layer: how sharply its sigmoids turn at their thresholds
PROVENANCE = (
    "No weight was fitted. The first draft read 44 % of the last 10,000 training digits. There too "
    "the width, share and gain of strokes and which strokes to look for were chosen among some 50 "
    "settings, by how well a solved layer reads the strokes; votes were thought over after looks "
    "at the mean responses and confusions of eight drafts. The best of them, 65.2 %, is this."
)

PATTERNS = {  # on when the detectors' votes come to more than the threshold
    "round": "2 big_ring + lower_left + top - waist - 2 sill > 1.5",
    "line": "2 upright + way_down - upper_left - upper_right - lower_left > 1",
    "three_arms": "top + waist + base - upper_left - sill > 1",
    "swan": "top + sill + way_down - upper_left - waist - lower_right > 0.5",
    "fork": "upper_left + upper_right + sill - top - roof - base - brow > 0.5",
    "hook": "2 brow + waist + base - upper_right - sill - big_ring - lower_left > 1",
    "lower_loop": "2 lower_ring + lower_left + sill + upper_left - upper_right - top - roof > 1",
    "left_side": "upper_left + lower_left + brow - upper_right > 1",
    "corner": "2 roof + upper_right - top - lower_left - waist > 1",
    "right_side": "upper_right + tail - lower_left - base > 0.5",
    "upper_loop": "upper_ring + roof + brow + upper_right + waist - lower_left - sill - base > 1.5",
    "crossing": "upright + upper_ring + lower_ring - big_ring - upper_left > 0.5",
    "no_floor": "tail + way_down - 2 base > 0",
    "bow": "top + upper_right - brow - roof > 0.5",  # of a 2 or 3
    "falling": "upper_right + way_down + roof - lower_right - waist > 0.5",
    "belly": "lower_right + base - 2 way_down > 0.5",  # of a 3 or 5
}

DIGITS = {  # first what a digit is made of, then what tells it from those it is taken for
    "0": "4 round + left_side - line - crossing - lower_loop > 2",
    "1": "4 line - left_side - upper_loop - bow > 2",
    "2": "4 swan + bow - left_side - belly - no_floor > 2",
    "3": "3 three_arms + belly + bow - left_side - no_floor - hook > 2",
    "4": "3 fork + right_side + no_floor - corner - hook - swan > 2",
    "5": "4 hook + belly + left_side - fork - no_floor - bow - crossing - round > 2",
    "6": "3 lower_loop + 2 left_side - upper_loop - bow - round - fork - swan > 2",
    "7": "3 corner + falling + right_side - fork - left_side > 2",
    "8": "3 crossing + upper_loop + lower_loop - round - no_floor - hook > 2",
    "9": "3 upper_loop + right_side + no_floor - fork - bow - crossing > 2",
}


def by_hand() -> Network:
    """The network of 784-16-16-10 sigmoid neurons; its `origin` says how it was thought out."""
    pictures = np.stack([picture.ravel() for picture in DETECTORS.values()])
    strokes = pictures.clip(min=0).sum(axis=1)  # (16,), pixels
    layers = (
        (pictures, strokes * [SHARES[name] for name in DETECTORS]),
        _votes(PATTERNS.values(), tuple(DETECTORS)),
        _votes(DIGITS.values(), tuple(PATTERNS)),
    )
    made = (
        Layer(gain * weights, gain * (0 - thresholds), sigmoid)  # 0, where a minus would give -0
        for gain, (weights, thresholds) in zip(GAINS, layers, strict=True)
    )
    return Network(tuple(made), tuple(DIGITS), {"recipe": "set by hand", "provenance": PROVENANCE})


def detector(name: str, flanks: bool = True, bias: float | None = None) -> Network:
    """A network of 784-1 neurons: one detector of the first layer of `by_hand`, by name.

    Without its flanks all weights below 0 are 0 instead. Where no `bias` is given, the detector
    keeps its own. Its numbers are of 32 bits, as those of a network in a file.

    Raises ValueError for a name that is not among DETECTORS, and for a bias that is not finite.
    """
    check_known("detector", name, DETECTORS)
    first, place = by_hand().layers[0], list(DETECTORS).index(name)
    weights, own = (each[place].astype(np.float32) for each in (first.weights, first.biases))
    layer = Layer(
        (weights if flanks else weights.clip(min=0))[None],
        np.array([own if bias is None else bias]),
        first.activation,
    )
    told: dict[str, object] = {"recipe": "set by hand", "detector": name, "flanks": flanks}
    return Network((layer,), (name,), told)


def _votes(rules: Iterable[str], voters: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Votes, (rules, voters), and thresholds, (rules,), of rules like "2 top - bow > 1"."""
    sums, thresholds = zip(*(rule.split(">") for rule in rules), strict=True)
    votes = np.zeros((len(sums), len(voters)))
    for row, terms in zip(votes, sums, strict=True):
        for sign, count, voter in re.findall(r"([+-]?) ?(\d*) ?([a-z_]+)", terms):
            row[voters.index(voter)] = int(f"{sign}{count or 1}")
    return votes, np.array(thresholds, dtype=float)


def one_solved_layer(network: Network, digits: LabelledDigits) -> Network:
    """The same network, its last layer solved by least squares: sums of 1 if right, else -1."""
    below = network.layers[:-1]
    with_bias = np.column_stack([Network(below).scores(digits.pixels), np.ones(len(digits))])
    targets = 2 * np.eye(network.shape[-1])[digits.labels] - 1
    solution = np.linalg.lstsq(with_bias, targets)[0].T  # (outputs, patterns and a bias)
    return replace(network, layers=(*below, Layer(solution[:, :-1], solution[:, -1], sigmoid)))


def measured(folder: str | Path) -> Network:
    """The network by hand; its `origin` keeps how it does on the MNIST files in a folder.

    Raises FileNotFoundError and ValueError where the files are missing or damaged.
    """
    digits, test = read_part(folder, "train"), read_part(folder, "t10k")
    network = by_hand()
    measurements = {
        "test": accuracy(network, test),
        "one_solved_layer": accuracy(one_solved_layer(network, digits), test),
        "solved_for": len(digits),
        "sha256": fingerprints(folder),
    }
    return replace(network, origin=network.origin | measurements)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is 2 after a mistake, with a sentence on stderr."""
    parser = argparse.ArgumentParser(
        prog="python -m network.training.by_hand",
        description="Measure and save the network set by hand.",
    )
    where = "where the four IDX files lie"
    parser.add_argument("--mnist", type=Path, default=cache_folder(), metavar="FOLDER", help=where)
    try:
        network = measured(parser.parse_args(arguments).mnist)
        network.save(BY_HAND)
    except (OSError, ValueError) as error:
        hint = "; name their folder with --mnist." if isinstance(error, FileNotFoundError) else "."
        print(f"{str(error).rstrip('.')}{hint}", file=sys.stderr)
        return 2
    told: Any = network.origin
    for layers, test in (("by hand", told["test"]), ("one solved", told["one_solved_layer"])):
        print(f"{layers}: {test['right']:,} of {test['of']:,} ({test['accuracy']:.2%})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
