"""Trains a network by a named recipe and saves it: `python -m network.training`."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace

import numpy as np

from network.model import Network
from network.training.backpropagation import turn_over
from network.training.checkpoint import load_state, save_state
from network.training.options import Order, read_order
from network.training.snapshots import Checkpoint, write_checkpoints
from network.training.trainer import (
    MOMENTS,
    Kept,
    Report,
    Training,
    accuracy,
    as_network,
    check_fit,
)
from network.training.training_data import Material, gather, write_bank
from network.training.weight_cleanup import negative_strokes, silence_unlit

STOPPED = 130  # the exit status after Ctrl-C


def make_network(order: Order) -> tuple[Training, Network]:
    """Train as ordered, with a progress bar, and save the network and its checkpoints.

    After each epoch the training's state is saved beside the network, until all is done. Ctrl-C
    ends the training early: then the network is the best so far, by the digits held back, and is
    not tested. The network's `origin` holds the recipe, what came of it and the digits'
    fingerprints.

    Raises FileNotFoundError and ValueError where files are missing, damaged or unfit, and
    KeyboardInterrupt before the first epoch is over.
    """
    material = gather(order.recipe, order.mnist, watched)
    learnt = material.learnt
    check_fit(order.recipe, (len(learnt), learnt.images[0].size), learnt.labels)
    bank = write_bank(order.recipe, learnt, watched)
    training = Training(order.recipe, bank, learnt.labels, material.held_back, MOMENTS)
    if order.resume:
        load_state(training, material.sha256, order.state)
    try:
        for _ in _shown(training):
            save_state(training, material.sha256, order.state)
    except KeyboardInterrupt:
        if training.best is None:
            raise
    network, checkpoints = results(training, material)
    network.save(order.output)
    if order.checkpoints:
        write_checkpoints(checkpoints, order.checkpoints)
    if training.is_done:
        order.state.unlink()
    return training, network


def results(training: Training, material: Material) -> tuple[Network, list[Checkpoint]]:
    """The network of a training, the best so far if it is not done, and those on the way.

    Neurons whose strokes come out negative are turned over, in all of the networks alike.
    """
    recipe = training.recipe
    report, parameters = _outcome(training)
    layers = training.layers_of(parameters.copy())
    negative = np.array([], dtype=int)
    if recipe.tidy:
        silence_unlit(layers, material.learnt.images)
        negative = negative_strokes(layers)

    def told(kept: Kept) -> Checkpoint:
        layers = training.layers_of(kept[1].copy())
        if recipe.tidy and kept[0] == report:
            silence_unlit(layers, material.learnt.images)
        if len(negative):
            turn_over(layers, 0, negative)
        network = as_network(layers)
        origin: dict[str, object] = {
            "recipe": asdict(recipe),
            "learnt": len(material.learnt),
            "report": asdict(kept[0]),
            "validation": accuracy(network, material.held_back),
            "sha256": material.sha256,
        }
        if training.is_done and material.test:
            origin["test"] = accuracy(network, material.test)
        return Checkpoint(replace(network, origin=origin), kept[0])

    return told((report, parameters)).network, [told(kept) for kept in training.checkpoints]


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


def _shown(training: Training) -> Iterator[Report]:
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
    order = read_order(arguments, program)
    made: tuple[Training, Network] | None
    try:
        made = make_network(order)
    except FileNotFoundError as error:
        raise ValueError(f"{str(error).rstrip('.')}; name their folder with --mnist.") from error
    except KeyboardInterrupt:
        made = None  # told below, when the bars have gone
    if made is None:
        print(f"Stopped; {order.output} is as it was.", file=sys.stderr)
        return STOPPED
    training, network = made
    if not training.is_done:
        report, _ = _outcome(training)
        print(
            f"Stopped after {training.epoch} of {order.recipe.epochs} epochs; {order.output} holds "
            f"the best network so far, {report.accuracy:.2%} of the digits held back, after epoch "
            f"{report.epoch:g}. To go on, type the same with --resume.",
            file=sys.stderr,
        )
        return STOPPED
    which = "test" if "test" in network.origin else "validation"
    told: dict[str, float] = network.origin[which]  # type: ignore[assignment]
    print(
        f"{order.output} reads {told['right']:,} of {told['of']:,} {which} digits rightly "
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
