"""Measures the shipped networks with MNIST's test digits: `python -m network.measurements`."""

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from network.assets import asset
from network.datasets.mnist import cache_folder, fingerprints, read_part
from network.measurements.measured import FILE, Measurements, write_measurements
from network.measurements.measuring import measure
from network.model import Network
from network.training.command_line import watched

NETWORKS = ("digits", "classic", "softmax", "people", "sharpest", "drawn", "by_hand")


def measure_shipped(mnist: Path, names: Sequence[str] = NETWORKS) -> Measurements:
    """Measure shipped networks on the test digits in a folder, under a progress bar.

    Raises FileNotFoundError and ValueError as `read_part` does.
    """
    digits = read_part(mnist, "t10k")
    pixels, found = digits.images.reshape(len(digits), -1) / 255, []
    for place in watched(range(len(names)), "Measuring"):
        network = Network.load(asset("weights", f"{names[place]}.npz"))
        found.append(measure(names[place], network, pixels, digits.labels))
    prints = {name: each for name, each in fingerprints(mnist).items() if name.startswith("t10k")}
    return Measurements(version("squishification"), len(digits), prints, tuple(found))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is 2 after a mistake, with a sentence on stderr."""
    parser = argparse.ArgumentParser(
        prog="python -m network.measurements",
        description="Measure the shipped networks with MNIST's test digits, for films to show.",
    )
    parser.add_argument("--mnist", type=Path, default=cache_folder(), metavar="FOLDER")
    parser.add_argument("-o", dest="output", type=Path, default=FILE, metavar="FILE")
    chosen = parser.parse_args(arguments)
    try:
        measured = measure_shipped(chosen.mnist)
        write_measurements(measured, chosen.output)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    for each in measured.networks:
        print(
            f"{each.name:10} reads {each.percent:.2f} % of {each.total:,}; "
            f"{each.strokes} of {each.neurons} first neurons see a stroke"
        )
    return 0
