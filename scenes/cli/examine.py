"""`squish examine`: how a network does on many digits."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click
import cloup

from scenes.cli import console, name, shipped

if TYPE_CHECKING:
    import numpy as np

Digits: TypeAlias = "tuple[np.ndarray, np.ndarray, str]"  # images, labels, where they are from
DRAWN = 1000  # digits, where nothing else is said
MOST = 60_000  # digits: as many as MNIST has to learn from


@cloup.command(
    epilog="""
\b
Examples:
  squish examine
  squish examine my_own.npz --mnist ~/Downloads/mnist --json found.json
"""
)
@cloup.argument(
    "network",
    type=Path,
    required=False,
    help="An .npz, or what `squish import` takes.  [default: the one that the project ships]",
)
@cloup.option(
    "--mnist",
    "folder",
    type=Path,
    metavar="FOLDER",
    help="Examine it with the test digits of MNIST, or of IDX files named like them.",
)
@cloup.option(
    "--drawn",
    type=int,
    metavar="N",
    help=f"Examine it with so many digits from the project's own pen.  [default: {DRAWN}]",
)
@cloup.option("--json", "path", type=Path, metavar="FILE", help="Write all of it there, too.")
def examine(
    network: Path | None, folder: Path | None, drawn: int | None, path: Path | None
) -> None:
    """Tell how often a network is right, and what its neurons see."""
    from network.atomic import whole_file

    if folder and drawn is not None:
        raise ValueError("Give --mnist or --drawn, not both; each is an examination of its own.")
    if drawn is not None and not 1 <= drawn <= MOST:
        raise ValueError(f"{drawn:,} digits to draw; an examination takes from 1 to {MOST:,}.")
    from network.evaluation.examination import Examination
    from network.importers import load_network
    from scenes.explanation.examination import Findings

    examined = load_network(network or shipped())
    with console().status("Examining the network"):
        digits = _of_mnist(folder) if folder else _drawn(drawn or DRAWN)
        found = Findings(Examination.of_known(examined, *digits))
        told = found.text()
    if path:
        with whole_file(path) as made:
            made.write_text(json.dumps(found.plain(), ensure_ascii=False, indent=1), "utf-8")
    click.echo(told)


def _of_mnist(folder: Path) -> Digits:
    from network.datasets.mnist import read_part

    digits = read_part(folder, "t10k")
    return digits.pixels, digits.labels, f"{len(digits):,} digits of {name(folder)}"


def _drawn(count: int) -> Digits:
    """Digits of the pen, each label in its turn and each with another seed."""
    import numpy as np

    from network import draw_digit

    labels = np.arange(count) % 10
    drawn = [draw_digit(label, seed).pixels for seed, label in enumerate(labels.tolist())]
    source = f"{count:,} digits from the project's own pen, seeds 0 to {count - 1}"
    return np.stack(drawn), labels, source
