"""A training under way: one recipe, one set of digits, and weights that get better."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from network.datasets.mnist import LabelledDigits
from network.model import Layer, Network
from network.training.backpropagation import (
    INITIALISATIONS,
    Layers,
    as_layers,
    forward,
    gradient,
    parameter_count,
)
from network.training.losses import LOSSES
from network.training.optimisers import OPTIMISERS, SCHEDULES
from network.training.recipes import Recipe

MOMENTS = (0, 0.01, 0.1, 1, 5)  # epochs after which a snapshot is kept; one more is the end


@dataclass(frozen=True)
class TrainingReport:
    """How a training stands at one moment, judged on digits that it does not learn."""

    step: int
    epoch: float
    loss: float
    right: int  # answers
    of: int  # digits

    @property
    def accuracy(self) -> float:
        """The share of right answers."""
        return self.right / self.of


Kept = tuple[TrainingReport, np.ndarray]  # what was known of some parameters, and a copy of them


class Training:
    """Learns from digits, epoch by epoch; what it holds between two is all it knows.

    `copies`, (copies, N, inputs) of bytes, holds augmented copies of every digit, of which each
    epoch takes the next; `labels`, (N,), are the places of the right outputs.

    Raises ValueError where the digits do not fit the recipe.
    """

    def __init__(
        self,
        recipe: Recipe,
        copies: np.ndarray,
        labels: np.ndarray,
        validation: LabelledDigits,
        moments: Sequence[float] = (),
    ) -> None:
        check_fit(recipe, copies.shape[1:], labels)
        self.recipe, self.copies = recipe, copies
        self.targets = self._as_targets(labels)
        self.validation = validation.pixels, validation.labels
        self.loss = LOSSES[recipe.loss]
        self.rng = np.random.default_rng(recipe.seed)
        self.parameters = np.zeros(parameter_count(recipe.shape), np.float32)
        self.optimiser = OPTIMISERS[recipe.optimiser](len(self.parameters))
        self.layers = self.layers_of(self.parameters)
        for layer in self.layers:
            INITIALISATIONS[recipe.initialisation](self.rng, layer)
        self.batches = len(labels) // recipe.batch  # in an epoch
        self.end = self.batches * recipe.epochs
        self.moments = {round(moment * self.batches) for moment in moments}
        self.reports: list[TrainingReport] = []  # one after each epoch
        self.best: Kept | None = None
        self.snapshots: list[Kept] = []

    @property
    def epoch(self) -> int:
        """How many epochs are done."""
        return len(self.reports)

    @property
    def is_done(self) -> bool:
        """Whether all epochs of the recipe are done."""
        return self.epoch == self.recipe.epochs

    def layers_of(self, parameters: np.ndarray) -> Layers:
        """Parameters as layers of this training's shape, sharing their memory."""
        return as_layers(parameters, self.recipe.shape, self.recipe.activations)

    def run(self) -> Iterator[TrainingReport]:
        """Learn to the end of the recipe; what is known after each epoch."""
        while not self.is_done:
            self._learn_epoch()
            report = self.report()
            if self.best is None or report.right > self.best[0].right:
                self.best = report, self.parameters.copy()
            self.reports.append(report)
            yield report

    def report(self) -> TrainingReport:
        """How the weights do on the validation digits."""
        pixels, labels = self.validation
        signals, sums = forward(self.layers, pixels)
        right = int((signals[-1].argmax(axis=1) == labels).sum())
        loss = self.loss(sums, signals[-1], self._as_targets(labels))
        step = self.optimiser.steps
        return TrainingReport(step, step / self.batches, loss, right, len(labels))

    def _as_targets(self, labels: np.ndarray) -> np.ndarray:
        """What the outputs should be: 1 at the place of the label, else 0; (N, outputs)."""
        return np.eye(self.recipe.shape[-1], dtype=np.float32)[labels]

    def _learn_epoch(self) -> None:
        recipe = self.recipe
        images = self.copies[self.epoch % len(self.copies)]
        order = self.rng.permutation(len(self.targets))[: self.batches * recipe.batch]
        for batch in order.reshape(self.batches, -1):
            self._keep_snapshot()
            rate = recipe.rate * SCHEDULES[recipe.schedule](self.optimiser.steps / self.end)
            signals, sums = forward(self.layers, images[batch] / np.float32(255))
            found = gradient(self.layers, signals, sums, self.targets[batch], self.loss)
            self.optimiser.step(self.parameters, found, rate)
            recipe.regularisation.apply(self.layers, rate)
        if self.optimiser.steps == self.end:
            self._keep_snapshot()

    def _keep_snapshot(self) -> None:
        step = self.optimiser.steps
        if self.moments and step in self.moments | {self.end}:
            self.snapshots.append((self.report(), self.parameters.copy()))


def as_network(layers: Layers, origin: dict[str, object] | None = None) -> Network:
    """A network from layers that have learnt."""
    return Network(tuple(Layer(*layer) for layer in layers), origin=origin or {})


def right_answers(network: Network, digits: LabelledDigits) -> int:
    """How many of the digits a network reads rightly."""
    return int((network.classify(digits.pixels) == digits.labels).sum())


def accuracy(network: Network, digits: LabelledDigits) -> dict[str, float]:
    """How many digits a network reads rightly, of how many, and their share."""
    right = right_answers(network, digits)
    return {"right": right, "of": len(digits), "accuracy": right / len(digits)}


def check_fit(recipe: Recipe, pixels: tuple[int, ...], labels: np.ndarray) -> None:
    """Raise ValueError where digits, (N, pixels), or labels, (N,), do not fit the recipe."""
    inputs, outputs = recipe.shape[0], recipe.shape[-1]
    if pixels != (len(labels), inputs):
        raise ValueError(
            f"Digits of shape {pixels} for {len(labels)} labels; with {inputs} inputs they must be "
            f"of shape ({len(labels)}, {inputs})."
        )
    if len(labels) < recipe.batch:
        raise ValueError(f"{len(labels)} digits to learn; a batch alone takes {recipe.batch}.")
    if labels.max() >= outputs:
        raise ValueError(f"A label of {labels.max()}; {outputs} outputs end at {outputs - 1}.")
