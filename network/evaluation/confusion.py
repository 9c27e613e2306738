"""How often a network is right, and which digits it takes for each other."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from network.arrays import read_only
from network.model import Network


@dataclass(frozen=True)
class Confusion:
    """One digit taken for another."""

    label: str
    answer: str
    times: int
    of: int  # how many digits of that label there were


@dataclass(frozen=True, eq=False)
class Confusions:
    """How often each digit got each answer."""

    counts: np.ndarray  # (outputs, outputs): a row for each label, a column for each answer
    labels: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many digits were read: N."""
        return int(self.counts.sum())

    @property
    def errors(self) -> int:
        """How many answers were wrong."""
        return self.total - int(self.counts.trace())

    @property
    def right(self) -> int:
        """How many answers were right."""
        return self.total - self.errors

    @property
    def accuracy(self) -> float:
        """The share of right answers."""
        return 1 - self.errors / self.total

    @property
    def uncertainty(self) -> float:
        """What chance alone does to the accuracy: half of Wilson's interval of one standard error.

        That is sqrt(p (1 - p) / N + 1 / 4 N^2) / (1 + 1 / N), which is never 0 (Wilson, 1927).
        """
        p, n = self.accuracy, self.total
        return float(np.sqrt(p * (1 - p) / n + 1 / (4 * n**2)) / (1 + 1 / n))

    @property
    def percent(self) -> float:
        """The accuracy in percent."""
        return 100 * self.accuracy

    @property
    def uncertainty_percent(self) -> float:
        """The same in points of percent."""
        return 100 * self.uncertainty

    @cached_property
    def _wrong(self) -> np.ndarray:
        return self.counts * (1 - np.eye(len(self.counts), dtype=int))

    def ranked(self, place: int) -> Confusion:
        """The most common confusion (place 0), the second most common (1) and so on."""
        where = np.argsort(-self._wrong, axis=None, kind="stable")[place]
        label, answer = divmod(int(where), len(self.counts))
        times, of = int(self._wrong[label, answer]), int(self.counts[label].sum())
        return Confusion(self.labels[label], self.labels[answer], times, of)


def confusions(network: Network, images: np.ndarray, labels: np.ndarray) -> Confusions:
    """The table of a network's answers to images, (N, inputs), with labels, (N,).

    Labels are what the digits are, as in `places_of`. Raises ValueError where labels and images do
    not fit each other or the network.
    """
    outputs = network.shape[-1]
    places = places_of(labels, images, network) * outputs + network.classify(images)
    counts = np.bincount(places, minlength=outputs**2).reshape(outputs, outputs)
    return Confusions(read_only(counts), network.labels)


def places_of(labels: np.ndarray, images: np.ndarray, network: Network) -> np.ndarray:
    """The places of the outputs that stand for the labels of some images, (N,).

    A label is what a digit is, a number or a name; which output stands for it, the network's own
    labels tell. Raises ValueError where there is not one for each image, where no output stands for
    one, and for images that are not finite: a NaN would pass for an answer.
    """
    if len(images) == 0 or labels.shape != (len(images),):
        raise ValueError(
            f"{len(images)} images but labels of shape {labels.shape}; "
            "there must be one image at least, and one label for each."
        )
    if not np.isfinite(images).all():
        raise ValueError("The images hold a number that is not finite; brightnesses are.")
    if labels.dtype.kind not in "iuU":
        raise ValueError(f"Labels of type {labels.dtype}; they are whole numbers, or names.")
    found, which = np.unique(labels, return_inverse=True)
    names = found.astype(str).tolist()
    if unknown := [name for name in names if name not in network.labels]:
        raise ValueError(
            f"Labels {', '.join(unknown)}; the outputs stand for {', '.join(network.labels)}."
        )
    return np.array([network.labels.index(name) for name in names])[which]
