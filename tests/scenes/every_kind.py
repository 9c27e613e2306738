"""One record of every kind that a film may show, about a network and a digit."""

import dataclasses

import numpy as np

from network import Digit, Network
from network.assets import asset
from network.digits import Step
from network.evaluation.calibration import calibration
from network.evaluation.confusion import confusions
from network.evaluation.count import Count
from network.evaluation.examination import Examination
from network.evaluation.likeness import Likenesses, Neighbours, Overlap
from network.evaluation.parameter_counts import ParameterCounts
from network.evaluation.pixel_row import PixelRow
from network.handwriting.drawn_digits import DrawnDigits
from network.handwriting.pen_path import PenPath
from network.interpretability.ablation import Ablations
from network.interpretability.attribution import Evidence
from network.interpretability.collapsed import Collapsed
from network.interpretability.contrast import Contrast
from network.interpretability.crowd import BiasSweep, Contest, Crowd
from network.interpretability.edge_map import EdgeMap
from network.interpretability.erasing import Erasing
from network.interpretability.matrix_product import MatrixProduct
from network.interpretability.moves import Moves
from network.interpretability.neurons import NeuronStatistics
from network.interpretability.nudge import Nudge
from network.interpretability.stroke_match import Bar
from network.interpretability.strongest_lines import StrongestLines
from network.interpretability.suspects import Suspects
from network.interpretability.telling import Telling
from network.interpretability.what_if import MovedBias
from network.measurements.measured import MeasuredNetwork
from network.measurements.measuring import measure
from network.measurements.speed import Speed
from network.training.snapshots import Snapshots, read_snapshots
from network.training.trials import Trials, read_trials


def measured(
    network: Network, images: np.ndarray, labels: np.ndarray, seed: int
) -> MeasuredNetwork:
    """Measurements of a network, for which it takes no more than a moment."""
    group = tuple(network.labels[: 1 + seed])
    return measure(
        f"seed {seed}", network, images, labels, group=group, noises=3 + seed, statics=4 + seed
    )


def shortened(network: Network, count: int) -> Network:
    """A network without so many of its first hidden neurons, whose parameters are fewer."""
    first, second, *others = network.layers
    first = dataclasses.replace(first, weights=first.weights[count:], biases=first.biases[count:])
    second = dataclasses.replace(second, weights=second.weights[:, count:])
    return Network((first, second, *others), network.labels)


def records(network: Network, digit: Digit, seed: int = 0) -> dict[str, object]:
    """The records by the names of their kinds; those of seed 0 and seed 1 differ in all of them.

    The network takes 784 inputs and has 3 outputs or more.
    """
    rng = np.random.default_rng(seed)
    images, labels = rng.uniform(size=(20 + seed, 784)), rng.integers(0, 3, 20 + seed)
    region = np.zeros((28, 28), dtype=bool)
    region[3 + seed : 9, 4 : 8 + seed] = True
    trials = read_trials(asset("trials", "shapes.json"))
    snapshots = read_snapshots(asset("weights", "snapshots"))
    ablations, drawn = Ablations(network, digit), DrawnDigits((3, 8), (seed, 2))
    passes = network.forward(digit), network.forward(Digit(1 - digit.image, 0))
    other = Digit(images[0].reshape(28, 28), digit.label, "noise")
    inside = dataclasses.replace(digit, image=np.pad(digit.image[:, 6:22], ((0, 0), (6, 6))))
    found = (
        *(network.forward(digit), dataclasses.replace(digit, steps=(Step("crop", images[:2]),))),
        *(network, drawn, PenPath(4, seed), ParameterCounts(shortened(network, seed))),
        Trials(trials.learnt + seed, trials.tested, trials.sha256, trials.trials[seed:]),
        *(Snapshots(snapshots.each[seed:]), Count(images[0] > 0.4 + 0.2 * seed, "bright pixels")),
        *(confusions(network, images, labels), calibration(network, images, labels, 5 + seed)),
        Examination(network, images, labels, f"noise of seed {seed}"),
        measured(network, images, labels, seed),
        NeuronStatistics(network, images, labels, noises=3, seed=seed),
        *(Overlap(digit, other), Likenesses((digit, other)[:: 1 - 2 * seed] + (other,) * seed)),
        *(Neighbours(digit, images, labels, 5 + seed), PixelRow(digit)),
        *(ablations, ablations.each[1 + seed], Erasing(network, digit, region)),
        *(Suspects(network, digit, 2 + seed, 3), Moves(network, inside, (seed, 2, -1))),
        *(MovedBias(network, digit, 1, 2, 0.5 + seed), Evidence(network.forward(digit), steps=9)),
        Crowd(network, drawn, 1 + seed, (3, 8)[seed:], 0.5 + seed),
        BiasSweep(network, drawn, np.array([seed, -seed - 0.5, -1.0]), 1 + seed),
        *(
            *(MatrixProduct(passes[seed], seed), Contrast(passes, seed)),
            *(Nudge(network, digit, 4 + seed), Collapsed(network, drawn)),
            EdgeMap(drawn, 1 + seed, 2, Bar(13.5, 13.5, 0.4 + seed, 3, 8)),
            Speed(2e-4 + seed, 3e-6, *range(4 + seed, 9 + seed), *("abc", "def")[seed]),
        ),
        *(Contest(passes[:: 1 - 2 * seed], seed), Telling(passes[seed], 0, 1 + seed)),
        StrongestLines(passes[seed]),
    )
    return {type(each).__name__: each for each in found}
