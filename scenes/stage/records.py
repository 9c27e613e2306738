"""The kinds of record that a film may show, and how they are kept in files and found again."""

import dataclasses
from collections.abc import Iterator
from typing import Any

import numpy as np

from network import Digit, ForwardPass, Layer, LayerPass, Network
from network.digits import Step
from network.evaluation.calibration import Calibration
from network.evaluation.confusion import Confusions
from network.evaluation.count import Count
from network.evaluation.examination import Examination
from network.evaluation.likeness import Likenesses, Neighbours, Overlap
from network.evaluation.parameter_counts import ParameterCounts
from network.evaluation.pixel_row import PixelRow
from network.handwriting.drawn_digits import DrawnDigits
from network.handwriting.pen_path import PenPath
from network.interpretability.ablation import Ablation, Ablations
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
from network.interpretability.stroke_match import Bar, StrokeMatch
from network.interpretability.strongest_lines import StrongestLines
from network.interpretability.suspects import Suspects
from network.interpretability.telling import Telling
from network.interpretability.what_if import MovedBias
from network.measurements.measured import MeasuredLayer, MeasuredNetwork
from network.measurements.speed import Speed
from network.training.snapshots import Snapshot, Snapshots
from network.training.trainer import TrainingReport
from network.training.trials import Run, Trial, Trials

KINDS = (  # what a cast may name
    *(ForwardPass, Digit, DrawnDigits, PenPath, Network, Trials, Snapshots, Count, Examination),
    *(Confusions, Calibration, NeuronStatistics, MeasuredNetwork, ParameterCounts),
    *(Overlap, Likenesses, Neighbours, PixelRow),
    *(Ablation, Ablations, Erasing, Suspects, Moves, MovedBias, Evidence),
    *(Crowd, BiasSweep, Contest, Telling, MatrixProduct, Speed),
    *(Contrast, Nudge, Collapsed, StrongestLines, EdgeMap),
)
PARTS = (
    *(LayerPass, Layer, Step, StrokeMatch, Bar, MeasuredLayer),
    *(Trial, Run, TrainingReport, Snapshot),
)
DERIVED = (
    "pairs",
    "before",
    "after",
    "each",
    "digit",
    "confusions",
    "calibration",
)  # records worked out of records
KNOWN = {kind.__name__: kind for kind in (*KINDS, *PARTS)}

Plain = Any  # what JSON can hold


def parts(record: object, place: str) -> Iterator[tuple[str, object]]:
    """A record and all records inside it, each with the path that leads there."""
    if isinstance(record, tuple):
        for number, each in enumerate(record):
            yield from parts(each, f"{place}.{number}")
    elif type(record).__name__ in KNOWN:
        yield place, record
        fields = [field.name for field in dataclasses.fields(record)]  # type: ignore[arg-type]
        for name in (*fields, *(each for each in DERIVED if each not in fields)):
            yield from parts(getattr(record, name, None), f"{place}.{name}")


class Archive:
    """Records as plain JSON; their arrays and networks lie beside it, each by its name.

    `write` and `read` are each other's inverse. A forward pass is kept as its digit and its
    network, and worked out again.
    """

    def __init__(self) -> None:
        self.arrays: dict[str, np.ndarray] = {}
        self.networks: dict[str, Network] = {}

    def write(self, record: object) -> Plain:
        """A record as JSON; raises TypeError for what is none."""
        if record is None or isinstance(record, bool | int | float | str):
            return record
        if isinstance(record, np.generic):
            return record.item()
        if isinstance(record, np.ndarray):
            name = f"array_{len(self.arrays)}"
            self.arrays[name] = record
            return {"array": name}
        if isinstance(record, tuple | list):
            return [self.write(each) for each in record]
        if isinstance(record, dict):
            return {"plain": record}
        if isinstance(record, Network):
            return {"network": self._name_of(record)}
        if isinstance(record, ForwardPass):
            network = self._name_of(network_of(record))
            return {"forward_pass": self.write(record.digit), "network": network}
        if type(record).__name__ in KNOWN:
            told = {
                field.name: self.write(getattr(record, field.name))
                for field in dataclasses.fields(record)  # type: ignore[arg-type]
                if field.init
            }
            return {"kind": type(record).__name__, **told}
        raise TypeError(f"A {type(record).__name__} is no record.")

    def read(self, told: Plain) -> Any:
        """The record that was written; raises LookupError, TypeError or ValueError for others."""
        if isinstance(told, list):
            return tuple(map(self.read, told))
        if not isinstance(told, dict):
            return told
        if "kind" in told:
            inside = {name: self.read(each) for name, each in told.items() if name != "kind"}
            return KNOWN[told["kind"]](**inside)
        if "array" in told:
            return self.arrays[told["array"]]
        if "plain" in told:
            return told["plain"]
        network = self.networks[told["network"]]
        if "forward_pass" in told:
            return network.forward(self.read(told["forward_pass"]))
        return network

    def _name_of(self, network: Network) -> str:
        """The name of a network; one of the same layers and labels is known already."""
        for name, known in self.networks.items():
            if alike(known, network):
                return name
        name = f"network-{len(self.networks) + 1}" if self.networks else "network"
        self.networks[name] = network
        return name


def network_of(record: ForwardPass) -> Network:
    """The network that a forward pass went through."""
    layers = (Layer(each.weights, each.biases, each.activation) for each in record.layers)
    return Network(tuple(layers), record.labels, dict(record.origin))


def alike(one: Network, two: Network) -> bool:
    """Whether two networks say the same to every digit, and call it the same."""
    return (one.shape, one.labels) == (two.shape, two.labels) and all(
        mine.activation is yours.activation
        and np.array_equal(mine.weights, yours.weights)
        and np.array_equal(mine.biases, yours.biases)
        for mine, yours in zip(one.layers, two.layers, strict=True)
    )
