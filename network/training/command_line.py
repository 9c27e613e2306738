"""Trains a network by a named recipe and saves it: `python -m network.training`."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace

import numpy as np

from network.model import Network
from network.training.backpropagation import turn_over
from network.training.checkpoint import load_checkpoint, save_checkpoint
from network.training.options import TrainingOptions, read_options
from network.training.snapshots import Snapshot, write_snapshots
from network.training.trainer import (
    MOMENTS,
    Kept,
    Training,
    TrainingReport,
    accuracy,
    as_network,
    check_fit,
)
from network.training.training_data import TrainingData, augment, gather
from network.training.weight_cleanup import negative_strokes, zero_unlit_pixels

STOPPED = 130  # the exit status after Ctrl-C


def make_network(options: TrainingOptions) -> tuple[Training, Network]:
    """Train as the options say, with a progress bar, and save the network and its snapshots.

    After each epoch a checkpoint is saved beside the network, until all is done. Ctrl-C ends the
    training early: then the network is the best so far, by the validation digits, and is not
    tested. The network's `origin` holds the recipe, what came of it and the digits'
    fingerprints.

    Raises FileNotFoundError and ValueError where files are missing, damaged or unfit, and
    KeyboardInterrupt before the first epoch is over.
    """
    digits = gather(options.recipe, options.mnist, watched)
    learnt = digits.training
    check_fit(options.recipe, (len(learnt), learnt.images[0].size), learnt.labels)
    copies = augment(learnt, options.recipe, watched)
    training = Training(options.recipe, copies, learnt.labels, digits.validation, MOMENTS)
    if options.resume:
        load_checkpoint(training, digits.sha256, options.checkpoint)
    try:
        for _ in _shown(training):
            save_checkpoint(training, digits.sha256, options.checkpoint)
    except KeyboardInterrupt:
        if training.best is None:
            raise
    network, snapshots = results(training, digits)
    network.save(options.output)
    if options.snapshots:
        write_snapshots(snapshots, options.snapshots)
    if training.is_done:
        options.checkpoint.unlink()
    return training, network


def results(training: Training, digits: TrainingData) -> tuple[Network, list[Snapshot]]:
    """The network of a training, the best so far if it is not done, and those on the way.

    Neurons whose strokes come out negative are turned over, in all of the networks alike.
    """
    recipe = training.recipe
    report, parameters = _outcome(training)
    layers = training.layers_of(parameters.copy())
    negative = np.array([], dtype=int)
    if recipe.weight_cleanup:
        zero_unlit_pixels(layers, digits.training.images)
        negative = negative_strokes(layers)

    def told(kept: Kept) -> Snapshot:
        layers = training.layers_of(kept[1].copy())
        if recipe.weight_cleanup and kept[0] == report:
            zero_unlit_pixels(layers, digits.training.images)
        if len(negative):
            turn_over(layers, 0, negative)
        network = as_network(layers)
        origin: dict[str, object] = {
            "recipe": asdict(recipe),
            "learnt": len(digits.training),
            "report": asdict(kept[0]),
            "validation": accuracy(network, digits.validation),
            "sha256": digits.sha256,
        }
        if training.is_done and digits.test:
            origin["test"] = accuracy(network, digits.test)
        return Snapshot(replace(network, origin=origin), kept[0])

    return told((report, parameters)).network, [told(kept) for kept in training.snapshots]


def _outcome(training: Training) -> Kept:
    if training.is_done or training.best is None:
        return training.report(), training.parameters
    return training.best


def watched(sequence: Sequence[int], doing: str) -> Iterable[int]:
    """The same sequence, under a progress bar on the standard error stream."""
    from rich.console import Console
    from rich.progress import track

    terminal = Console(stderr=True)
    return track(sequence, doing, console=terminal, disable=not terminal.is_terminal)


def _shown(training: Training) -> Iterator[TrainingReport]:
    """The rest of a training, under a progress bar with loss and accuracy."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    told = "loss {task.fields[loss]:.4f}, accuracy {task.fields[accuracy]:.2%}"
    columns = ("Learning", BarColumn(), MofNCompleteColumn(), told, TimeRemainingColumn())
    terminal = Console(stderr=True)  # a log has no use for bars
    with Progress(*columns, console=terminal, disable=not terminal.is_terminal) as progress:
        now = training.report()
        task = progress.add_task(
            "",
            total=training.recipe.epochs,
            completed=training.epoch,
            loss=now.loss,
            accuracy=now.accuracy,
        )
        for report in training.run():
            progress.update(task, advance=1, loss=report.loss, accuracy=report.accuracy)
            yield report


def run(arguments: Sequence[str], program: str) -> int:
    """Do what the arguments of a command ask for: the exit status.

    Raises ValueError and OSError, each of one sentence, for what cannot be done.
    """
    options = read_options(arguments, program)
    made: tuple[Training, Network] | None
    try:
        made = make_network(options)
    except FileNotFoundError as error:
        raise ValueError(f"{str(error).rstrip('.')}; name their folder with --mnist.") from error
    except KeyboardInterrupt:
        made = None  # told below, when the bars have gone
    if made is None:
        print(f"Stopped; {options.output} is as it was.", file=sys.stderr)
        return STOPPED
    training, network = made
    if not training.is_done:
        report, _ = _outcome(training)
        print(
            f"Stopped after {training.epoch} of {options.recipe.epochs} epochs; {options.output} "
            f"holds the best network so far, {report.accuracy:.2%} of the validation digits, after "
            f"epoch {report.epoch:g}. To go on, type the same with --resume.",
            file=sys.stderr,
        )
        return STOPPED
    which = "test" if "test" in network.origin else "validation"
    told: dict[str, float] = network.origin[which]  # type: ignore[assignment]
    print(
        f"{options.output} reads {told['right']:,} of {told['of']:,} {which} digits rightly "
        f"({told['accuracy']:.2%})."
    )
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is 2 after a mistake, with a sentence on stderr."""
    try:
        return run(sys.argv[1:] if arguments is None else arguments, "python -m network.training")
    except (OSError, ValueError) as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return 2
