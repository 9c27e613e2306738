"""The record of what was measured of networks, and the file that it is kept in."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from network.arrays import read_only
from network.assets import ASSETS
from network.atomic import whole_file
from network.interpretability.stroke_match import LEVEL
from network.model import Network
from network.plain import read_json

FILE = ASSETS / "trials" / "measurements.json"
FORMAT = 1  # of the file; another one is measured anew
COMMAND = "python -m network.measurements"
ERRORS = 2.0  # standard errors within which a share of noises may lie on either side of its level


@dataclass(frozen=True, eq=False)
class MeasuredLayer:
    """The neurons of one hidden layer before the digits; a column of an array is a label."""

    sums: np.ndarray  # (neurons, labels), of the activations for all digits of a label
    on: np.ndarray  # (neurons, labels), how many digits of a label light a neuron above 0.5
    right_without: np.ndarray  # (neurons, labels), digits read rightly when it is silenced
    areas: np.ndarray  # (neurons,), how well each tells the group's digits from the rest


@dataclass(frozen=True, eq=False)
class MeasuredNetwork:
    """What one network does with the digits; arrays by label, (labels,), are in its order."""

    name: str
    sha256: str
    labels: tuple[str, ...]
    counts: np.ndarray  # (labels,), how many digits there were of each
    right: np.ndarray  # (labels,), how many of them were read rightly
    percentiles: np.ndarray  # (neurons,), of the first layer's pictures, see `StrokeMatch`
    bars: np.ndarray  # (neurons, 5), the best `Bar` of each: row, column, angle, width, length
    noises: int  # with which each picture was compared
    statics: int  # pictures of uniform noise that were read
    sure_statics: int  # how many of them got an answer of more than 0.9
    group: tuple[str, ...]  # labels of which it is asked how well a neuron tells them apart
    layers: tuple[MeasuredLayer, ...]

    @property
    def total(self) -> int:
        """How many digits were read: N."""
        return int(self.counts.sum())

    @property
    def shares(self) -> np.ndarray:
        """The share of digits of each label that are read rightly, (labels,)."""
        return read_only(self.right / self.counts)

    @property
    def read_rightly(self) -> int:
        """How many digits are read rightly."""
        return int(self.right.sum())

    @property
    def percent(self) -> float:
        """The share of digits that are read rightly, in percent."""
        return float(100 * self.right.sum() / self.total)

    @property
    def neurons(self) -> int:
        """How many neurons the first layer has."""
        return len(self.percentiles)

    @property
    def is_stroke(self) -> np.ndarray:
        """Whether the picture of each neuron is judged a stroke, as `StrokeMatch` does."""
        return read_only(self.percentiles > LEVEL)

    @property
    def strokes(self) -> int:
        """How many neurons of the first layer are judged to see a stroke."""
        return int(self.is_stroke.sum())

    @property
    def verdict(self) -> int:
        """Whether its first neurons see strokes: 0 for all of them, 1 for some, 2 for none."""
        return 0 if self.strokes == self.neurons else 1 if self.strokes else 2

    @property
    def borderline(self) -> int:
        """How many of these verdicts chance could turn: the level is within two standard errors."""
        error = np.sqrt(LEVEL * (1 - LEVEL) / self.noises)
        return int((np.abs(self.percentiles - LEVEL) <= ERRORS * error).sum())

    @property
    def sure_percent(self) -> float:
        """The share of pictures of noise that got an answer of more than 0.9, in percent."""
        return 100 * self.sure_statics / self.statics

    @property
    def telling(self) -> "HiddenNeuron":
        """The neuron of the last hidden layer that tells the digits of the group apart best."""
        layer = len(self.layers) - 1
        return HiddenNeuron(self, layer, int(self.layers[layer].areas.argmax()))

    @property
    def most_needed(self) -> tuple["HiddenNeuron", ...]:
        """In each hidden layer the neuron without which the fewest digits are read rightly."""
        return tuple(
            HiddenNeuron(self, place, int(layer.right_without.sum(axis=1).argmin()))
            for place, layer in enumerate(self.layers)
        )

    @property
    def mean_on(self) -> np.ndarray:
        """How many neurons of the first layer a digit lights on average, (labels,)."""
        return read_only(self.layers[0].on.sum(axis=0) / self.counts)


@dataclass(frozen=True, eq=False)
class HiddenNeuron:
    """One hidden neuron before the digits; places count from 0."""

    network: MeasuredNetwork
    layer: int
    index: int

    @property
    def number(self) -> int:
        """The neuron in its layer, counted from 1."""
        return self.index + 1

    @property
    def area(self) -> float:
        """How well it tells the group from the rest: 0.5 not at all, 1 wholly, see `auc`."""
        return float(self.network.layers[self.layer].areas[self.index])

    @property
    def mean_response(self) -> np.ndarray:
        """Its mean activation for each label, (labels,)."""
        return read_only(self.network.layers[self.layer].sums[self.index] / self.network.counts)

    @property
    def brightest(self) -> int:
        """The place of the label for which it shines most on average."""
        return int(self.mean_response.argmax())

    @property
    def shares_without(self) -> np.ndarray:
        """The share of digits of each label that are read rightly without it, (labels,)."""
        return read_only(self._right_without / self.network.counts)

    @property
    def percent_without(self) -> float:
        """The share of all digits that are read rightly without it, in percent."""
        return float(100 * self._right_without.sum() / self.network.total)

    @property
    def _right_without(self) -> np.ndarray:
        return self.network.layers[self.layer].right_without[self.index]


@dataclass(frozen=True, eq=False)
class Measurements:
    """Networks measured on the same digits, and which these were."""

    version: str  # of the project that measured
    tested: int
    sha256: Mapping[str, str]  # of the files of the digits
    networks: tuple[MeasuredNetwork, ...]

    def of(self, network: Network) -> MeasuredNetwork:
        """What was measured of a network; raises ValueError where it was not measured."""
        digest = digest_of_network(network)
        for each in self.networks:
            if each.sha256 == digest:
                return each
        raise ValueError(f"The network was not measured; measure it with: {COMMAND}")


def digest_of_network(network: Network) -> str:
    """SHA-256 of weights (row by row), then biases, layer by layer, as `Network.save` has them.

    That is as little-endian floats of 32 bits.
    """
    found = hashlib.sha256()
    for layer in network.layers:
        for array in (layer.weights, layer.biases):
            found.update(np.ascontiguousarray(array, "<f4").tobytes())
    return found.hexdigest()


def read_measurements(path: str | Path = FILE) -> Measurements:
    """Read what `write_measurements` has written.

    Raises FileNotFoundError for a missing file, and ValueError for a damaged one and for one of
    another format; both name the command that makes it.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"No measurements at {path}; make them with: {COMMAND}")
    try:
        told = read_json(path)
        if told.pop("format") != FORMAT:
            raise ValueError(f"its format is not {FORMAT}")
        networks = tuple(map(_network, told.pop("networks")))
        return Measurements(**told, networks=networks)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(
            f"{path} holds no measurements that can be used ({str(error).strip(chr(39))}); make "
            f"them anew with: {COMMAND}"
        ) from error


def _network(told: dict[str, Any]) -> MeasuredNetwork:
    """One network as a file has it; raises ValueError where its arrays do not fit each other."""
    labels, neurons = (len(told[each]) for each in ("counts", "percentiles"))
    layers = tuple(
        MeasuredLayer(**{name: read_only(np.array(rows)) for name, rows in each.items()})
        for each in told.pop("layers")
    )
    for layer in layers:
        for table in (layer.sums, layer.on, layer.right_without):
            if table.shape != (len(layer.areas), labels):
                raise ValueError(f"a table of shape {table.shape}")
    if (
        not layers
        or len(layers[0].areas) != neurons
        or {len(told["right"]), len(told["labels"])} != {labels}
    ):
        raise ValueError("tables that do not fit each other")
    told |= {each: tuple(told[each]) for each in ("labels", "group")}
    arrays = {each: read_only(np.array(told.pop(each))) for each in _ROWS}
    return MeasuredNetwork(**{**told, **arrays, "layers": layers})


_ROWS = ("counts", "right", "percentiles", "bars")


def write_measurements(measured: Measurements, path: Path) -> None:
    """Write measurements as JSON, whole or not at all; the same ones always as the same bytes."""
    told = {"format": FORMAT, **asdict(measured)}
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as made:
        text = json.dumps(told, default=np.ndarray.tolist, separators=(",", ":"))
        made.write_text(text + "\n", "utf-8")
