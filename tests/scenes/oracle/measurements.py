"""What was measured of networks: verdicts and shares, from the counts that are kept."""

from dataclasses import dataclass

import numpy as np


@dataclass
class MeasuredLayer:
    """One hidden layer: a row for each neuron, a column for each label."""

    sums: np.ndarray
    on: np.ndarray
    right_without: np.ndarray
    areas: np.ndarray


@dataclass
class MeasuredNetwork:
    """One network before the digits."""

    name: str
    sha256: str
    labels: list[str]
    counts: np.ndarray
    right: np.ndarray
    percentiles: np.ndarray
    bars: np.ndarray
    noises: int
    statics: int
    sure_statics: int
    group: list[str]
    layers: list[MeasuredLayer]

    @property
    def total(self) -> int:
        return sum(self.counts.tolist())

    @property
    def shares(self) -> np.ndarray:
        return np.array([one / of for one, of in zip(self.right, self.counts, strict=True)])

    @property
    def read_rightly(self) -> int:
        return sum(self.right.tolist())

    @property
    def percent(self) -> float:
        return sum(self.right.tolist()) / self.total * 100

    @property
    def neurons(self) -> int:
        return len(self.layers[0].sums)

    @property
    def is_stroke(self) -> np.ndarray:
        return np.array([share > 0.99 for share in self.percentiles])

    @property
    def strokes(self) -> int:
        return len([share for share in self.percentiles if share > 0.99])

    @property
    def verdict(self) -> int:
        return [self.strokes == self.neurons, 0 < self.strokes < self.neurons, True].index(True)

    @property
    def borderline(self) -> int:
        chance = (0.99 * 0.01 / self.noises) ** 0.5
        return len([share for share in self.percentiles if abs(share - 0.99) <= 2 * chance])

    @property
    def sure_percent(self) -> float:
        return self.sure_statics / self.statics * 100

    @property
    def telling(self) -> "HiddenNeuron":
        areas = self.layers[-1].areas.tolist()
        return HiddenNeuron(self, [*range(len(self.layers))][-1], areas.index(max(areas)))

    @property
    def most_needed(self) -> list["HiddenNeuron"]:
        found = []
        for place, layer in enumerate(self.layers):
            left = [sum(row) for row in layer.right_without.tolist()]
            found.append(HiddenNeuron(self, place, left.index(min(left))))
        return found

    @property
    def mean_on(self) -> np.ndarray:
        return np.array(
            [
                sum(column) / count
                for column, count in zip(self.layers[0].on.T, self.counts, strict=True)
            ]
        )


@dataclass
class HiddenNeuron:
    """One neuron of a hidden layer."""

    network: MeasuredNetwork
    layer: int
    index: int

    @property
    def number(self) -> int:
        return self.index + 1

    @property
    def area(self) -> float:
        return self.network.layers[self.layer].areas.tolist()[self.index]

    @property
    def mean_response(self) -> np.ndarray:
        return np.divide(self.network.layers[self.layer].sums, self.network.counts)[self.index]

    @property
    def brightest(self) -> int:
        means = self.mean_response.tolist()
        return means.index(max(means))

    @property
    def shares_without(self) -> np.ndarray:
        return np.divide(self.network.layers[self.layer].right_without, self.network.counts)[
            self.index
        ]

    @property
    def percent_without(self) -> float:
        left = self.network.layers[self.layer].right_without[self.index].tolist()
        return sum(left) / self.network.total * 100


@dataclass
class Speed:
    """How long a layer took as a loop and as a product."""

    loop: float
    product: float
    neurons: int
    inputs: int
    rounds: int
    loops: int
    products: int
    machine: str
    python: str
    numpy: str

    @property
    def times(self) -> float:
        return self.loop / self.product

    @property
    def loop_microseconds(self) -> float:
        return self.loop * 1000 * 1000

    @property
    def product_microseconds(self) -> float:
        return self.product * 1000 * 1000
