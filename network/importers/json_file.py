"""Reads networks written out as lists of numbers in JSON."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from network.importers.base import (
    MOST_TEXT,
    check_size,
    known_activation,
    parsed,
)
from network.importers.found import FoundModel
from network.importers.named import Said, layers_of

COSTS = ("QuadraticCost", "CrossEntropyCost")  # by which files of Nielsen's network2.py are known


def read_json(path: Path, said: Said) -> FoundModel:
    """Lists by their names, in objects and lists of any kind: W1 and b1, or pairs for each layer.

    The save format of Nielsen's network2.py ("Neural Networks and Deep Learning", 2015, chapter
    3) has "sizes", "weights", "biases" and "cost"; all its neurons are sigmoid. Elsewhere
    "activation" in the object of each layer is believed.
    """
    check_size(path.stat().st_size, MOST_TEXT)
    told = parsed(path.read_bytes())
    lists = _Lists()
    lists.gather(told, "")
    activations = lists.activations
    found = layers_of(lists.arrays, "", said)
    if isinstance(told, dict) and told.get("cost") in COSTS and "sizes" in told:
        activations = ["sigmoid"] * len(found.layers)
    if len(activations) == len(found.layers):
        found.says_activations = True
        for layer, name in zip(found.layers, activations, strict=True):
            layer.activation = known_activation(name)
    return found


@dataclass
class _Lists:
    """Every list of numbers that is there, by its name, and what is called activation."""

    arrays: dict[str, np.ndarray] = field(default_factory=dict)
    activations: list[str] = field(default_factory=list)

    def gather(self, told: Any, name: str) -> None:
        """Take over what is in a part of the text."""
        if isinstance(told, dict):
            for key, each in told.items():
                if key in ("activation", "activations"):
                    self.activations += [each] if isinstance(each, str) else list(map(str, each))
                elif key != "origin":
                    self.gather(each, f"{name}.{key}".lstrip("."))
        elif isinstance(told, list) and told:
            if (array := _array(told)) is not None:
                self.arrays[name] = array
            else:
                for place, each in enumerate(told):
                    self.gather(each, f"{name}.{place}".lstrip("."))


def _array(told: list[Any]) -> np.ndarray | None:
    """A list of numbers, or of lists of equally many; None for any other."""
    first = told[0][0] if isinstance(told[0], list) and told[0] else told[0]
    if isinstance(first, bool) or not isinstance(first, (int, float)):
        return None
    try:
        array = np.array(told, dtype=float)
    except (ValueError, TypeError):
        return None
    return array if array.ndim <= 2 else None
