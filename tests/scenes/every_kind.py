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
from network.handwriting.drawn_digits import DrawnDigits
from network.handwriting.pen_path import PenPath
from network.interpretability.ablation import Ablations
from network.interpretability.attribution import Evidence
from network.interpretability.erasing import Erasing
from network.interpretability.neurons import NeuronStatistics
from network.interpretability.what_if import MovedBias
from network.training.snapshots import Snapshots, read_snapshots
from network.training.trials import Trials, read_trials


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
    ablations = Ablations(network, digit)
    found = (
        *(network.forward(digit), dataclasses.replace(digit, steps=(Step("crop", images[:2]),))),
        *(network, DrawnDigits((3, 8), (seed, 2)), PenPath(4, seed)),
        Trials(trials.learnt + seed, trials.tested, trials.sha256, trials.trials[seed:]),
        *(Snapshots(snapshots.each[seed:]), Count(images[0] > 0.4 + 0.2 * seed, "bright pixels")),
        *(confusions(network, images, labels), calibration(network, images, labels, 5 + seed)),
        Examination(network, images, labels, f"noise of seed {seed}"),
        NeuronStatistics(network, images, labels, noises=3, seed=seed),
        *(ablations, ablations.each[1 + seed], Erasing(network, digit, region)),
        *(MovedBias(network, digit, 1, 2, 0.5 + seed), Evidence(network.forward(digit), steps=9)),
    )
    return {type(each).__name__: each for each in found}
