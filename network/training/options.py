"""What can be asked of a training at the command line: a recipe, its digits, and its files."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, NoReturn

from network.assets import ASSETS
from network.datasets.mnist import cache_folder
from network.training.losses import LOSSES
from network.training.recipes import DIGITS, RECIPES, Recipe, check_known
from network.training.snapshots import former_snapshots

WEIGHTS = ASSETS / "weights" / "digits.npz"


@dataclass(frozen=True)
class TrainingOptions:
    """A recipe, where its digits lie, and where its network goes."""

    recipe: Recipe
    mnist: Path
    output: Path
    snapshots: Path | None = None
    resume: bool = False

    @property
    def checkpoint(self) -> Path:
        """The file that an unfinished training leaves beside its network's, to be resumed."""
        return self.output.with_name(self.output.name + ".checkpoint")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Raise ValueError; whoever asked says it in one sentence."""
        raise ValueError(f"{message[0].upper()}{message[1:]}; {self.prog} --help shows all.")


def read_options(arguments: Sequence[str], program: str) -> TrainingOptions:
    """What the arguments of a command ask for.

    Raises ValueError, by one sentence, for what cannot be done, and FileNotFoundError where there
    is nothing to go on with; SystemExit after help.
    """
    chosen = _parser(program).parse_args(arguments)
    check_known("recipe", chosen.recipe, RECIPES)
    recipe = RECIPES[chosen.recipe]
    changes: dict[str, Any] = {
        name: value
        for name in ("shape", "hidden", "loss", "epochs", "batch", "rate", "seed")
        if (value := getattr(chosen, name)) is not None
    }
    if changes:
        recipe = replace(recipe, provenance="", **changes)
    output = chosen.output or Path(f"{recipe.name}.npz")
    options = TrainingOptions(recipe, chosen.mnist, output, chosen.snapshots, chosen.resume)
    _check_files(options)
    return options


def _parser(program: str) -> _Parser:
    parser = _Parser(
        prog=program,
        description="Learn to read handwritten digits and save the network.",
        epilog="What is not asked for is as in the recipe. The shipped weights were made with "
        "OPENBLAS_NUM_THREADS=1; more threads round differently, and waste time on products as "
        "small as these. Ctrl-C leaves the best network so far.",
    )
    names = ", ".join(RECIPES)
    parser.add_argument(
        "recipe", nargs="?", default=DIGITS.name, help=f"{names} (default: %(default)s)"
    )
    option = parser.add_argument
    option(
        "--mnist",
        type=Path,
        default=cache_folder(),
        metavar="FOLDER",
        help="where its IDX files lie",
    )
    option("--shape", type=_shape, metavar="N,N,...", help="inputs, then the neurons of each layer")
    option("--hidden", metavar="NAME", help="activation of hidden layers: sigmoid, relu or tanh")
    option("--loss", metavar="NAME", help=", ".join(LOSSES))
    option("--epochs", type=int, metavar="N", help="how often every digit is learnt from")
    option("--batch", type=int, metavar="N", help="digits to each step")
    option("--rate", type=float, metavar="X", help="how long the first steps are")
    option("--seed", type=int, metavar="N", help="another chance")
    option("--snapshots", type=Path, metavar="FOLDER", help="for networks on the way")
    option("--resume", action="store_true", help="go on with a training that was interrupted")
    option(
        *("-o", "--output"),
        type=Path,
        metavar="FILE",
        help="the network's file (default: named like the recipe, in the folder where you are)",
    )
    return parser


def _shape(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(each) for each in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no shape such as 784,16,16,10") from None


def _check_files(options: TrainingOptions) -> None:
    output = options.output
    if output.is_dir() or not _takes_files(output.absolute().parent):
        raise ValueError(f"{output} cannot be written; name a file in a folder that can, with -o.")
    if output.suffix.lower() != ".npz":
        raise ValueError(f"{output} does not end in .npz; that is what is written.")
    if options.snapshots:
        there = next(each for each in _up(options.snapshots) if each.exists())
        if not _takes_files(there):
            raise ValueError(f"{there} is no folder to write to; snapshots need one.")
        former_snapshots(options.snapshots)
    if options.resume and not options.checkpoint.is_file():
        raise ValueError(
            f"No training to go on with at {options.checkpoint}; begin without --resume."
        )


def _takes_files(folder: Path) -> bool:
    """Whether files can be written to a folder; only trying tells, on every system."""
    try:
        with TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _up(path: Path) -> tuple[Path, ...]:
    path = path.absolute()
    return (path, *path.parents)
