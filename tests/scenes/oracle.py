"""Independent arithmetic in plain numpy, to hold a ledger against: one class a kind of record.

It reads the files beside a film by itself and uses no code of the project but what says which
digits there are to draw.
"""

import hashlib
import json
import re
from pathlib import Path

import numpy as np

SQUISHES = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "softmax": lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(),
}


class NetworkOracle:
    """Weights, biases and labels as they are in a network's file."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as arrays:
            about = json.loads(str(arrays["about"]))
            self.labels, self.activations = about["labels"], about["activations"]
            count = sum(name.startswith("weights") for name in arrays.files)
            self.weights = [arrays[f"weights_{place}"].astype(float) for place in range(count)]
            self.biases = [arrays[f"biases_{place}"].astype(float) for place in range(count)]

    @property
    def shape(self) -> list[int]:
        return [self.weights[0].shape[1], *(len(biases) for biases in self.biases)]

    def value(self, path: str) -> object:
        """What should stand at a path."""
        if path == "parameter_count":
            return sum(array.size for array in (*self.weights, *self.biases))
        if found := re.fullmatch(r"shape\.(\d+)", path):
            return self.shape[int(found[1])]
        if found := re.fullmatch(r"labels\.(\d+)", path):
            return self.labels[int(found[1])]
        found = re.fullmatch(r"layers\.(\d+)\.(weights|biases)(?:\.(.+))?", path)
        assert found, f"nobody knows the path {path} of a network"
        return part_of(getattr(self, found[2])[int(found[1])], found[3])


class DigitOracle:
    """The brightnesses of a digit, and the steps that it came about by."""

    def __init__(self, image: np.ndarray, label: int | None, steps: list[np.ndarray]) -> None:
        self.image, self.label, self.steps = image, label, steps

    def value(self, path: str) -> object:
        """What should stand at a path."""
        if found := re.fullmatch(r"steps\.(\d+)\.picture", path):
            return self.steps[int(found[1])]
        if found := re.fullmatch(r"pixels(?:\.(.+))?", path):
            return part_of(self.image.reshape(-1), found[1])
        found = re.fullmatch(r"image(?:\.(.+))?", path)
        assert found, f"nobody knows the path {path} of a digit"
        return part_of(self.image, found[1])


class ForwardPassOracle:
    """What a network makes of a digit, layer by layer."""

    def __init__(self, network: NetworkOracle, digit: DigitOracle) -> None:
        self.network, self.digit = network, digit
        self.sums, self.activations = [], [digit.image.reshape(-1)]
        layers = zip(network.weights, network.biases, network.activations, strict=True)
        for weights, biases, name in layers:
            self.sums.append((weights * self.activations[-1]).sum(axis=1) + biases)
            self.activations.append(SQUISHES[name](self.sums[-1]))
        self.scores = self.activations[-1]
        self.order = sorted(range(len(self.scores)), key=lambda place: -self.scores[place])

    def value(self, path: str) -> object:
        """What should stand at a path."""
        labels, label = self.network.labels, self.digit.label
        plain = {
            "answer_label": labels[self.order[0]],
            "runner_up_label": labels[self.order[1]],
            "right_label": "" if label is None else labels[label],
            "margin": self.scores[self.order[0]] - self.scores[self.order[1]],
        }
        if path in plain:
            return plain[path]
        if path.startswith("digit."):
            return self.digit.value(path.removeprefix("digit."))
        if found := re.fullmatch(r"ranked\.(\d+)\.activation", path):
            return self.scores[self.order[int(found[1])]]
        if found := re.fullmatch(r"scores(?:\.(.+))?", path):
            return part_of(self.scores, found[1])
        if found := re.fullmatch(r"layers\.(\d+)\.(activations|weighted_sums|products)", path):
            return self._of_layer(int(found[1]), found[2])
        if found := re.fullmatch(r"layers\.(\d+)\.neuron\.(\d+)\.(.+)", path):
            return self._of_neuron(int(found[1]), int(found[2]), found[3])
        return self.network.value(path)

    def _of_layer(self, layer: int, name: str) -> np.ndarray:
        if name == "activations":
            return self.activations[layer + 1]
        if name == "weighted_sums":
            return self.sums[layer]
        return self.network.weights[layer] * self.activations[layer]

    def _of_neuron(self, layer: int, index: int, rest: str) -> object:
        weights, inputs = self.network.weights[layer][index], self.activations[layer]
        products = np.array([w * a for w, a in zip(weights, inputs, strict=True)])
        name, _, place = rest.partition(".")
        strength = sorted(range(len(products)), key=lambda each: -abs(products[each]))
        if name == "others":
            return sum(products[each] for each in strength[int(place) :])
        if name == "left_over":
            return len(products) - int(place)
        found = {
            "weights": weights,
            "inputs": inputs,
            "products": products,
            "positive": products[products > 0].sum(),
            "negative": products[products < 0].sum(),
            "bias": self.network.biases[layer][index],
            "weighted_sum": self.sums[layer][index],
            "activation": self.activations[layer + 1][index],
        }[name]
        return part_of(found, place or None)


class TrialsOracle:
    """Trainings side by side, as their table has them."""

    def __init__(self, told: dict) -> None:
        self.told = told

    def value(self, path: str) -> object:
        """What should stand at a path."""
        found = re.fullmatch(r"trials\.(\d+)\.(mean|runs\.(\d+)\.test|recipe\.name)", path)
        if found is None:
            return self.told[path]
        trial = self.told["trials"][int(found[1])]
        tests = [run["test"] for run in trial["runs"]]
        if found[3] is not None:
            return tests[int(found[3])]
        return sum(tests) / len(tests) if found[2] == "mean" else trial["recipe"]["name"]


class Oracle:
    """Works out by itself what any entry of a film's ledger should say."""

    def __init__(self, film: Path) -> None:
        self.film = film
        self.about = json.loads(film.with_suffix(".film.json").read_text())
        with np.load(film.with_suffix(".cast.npz")) as arrays:
            self.arrays = dict(arrays)
        self.cast = {name: self._oracle_of(told) for name, told in self.about["cast"].items()}

    def value(self, record: str, path: str) -> object:
        """What should stand at a path of a record of the cast."""
        return self.cast[record].value(path)

    def disagreements(self, ledger: list[dict]) -> list[dict]:
        """Entries that show something else than is found here."""
        axes = [entry for entry in ledger if entry["record"] == "axis"]
        return [
            *(entry for entry in ledger if entry not in axes and not self._agrees(entry)),
            *(entry for entry in axes if not _is_a_mark(entry, axes)),
        ]

    def _oracle_of(self, told: dict) -> object:
        if "forward_pass" in told:
            return ForwardPassOracle(
                self._network(told["network"]), self._digit(told["forward_pass"])
            )
        if "network" in told and "kind" not in told:
            return self._network(told["network"])
        make = {"Digit": self._digit, "Trials": TrialsOracle}
        assert told["kind"] in make, f"no oracle knows {told['kind']}; write one"
        return make[told["kind"]](told)

    def _network(self, name: str) -> NetworkOracle:
        return NetworkOracle(self.film.with_suffix(f".{name}.npz"))

    def _digit(self, told: dict) -> DigitOracle:
        steps = [self.arrays[step["picture"]["array"]] for step in told["steps"]]
        return DigitOracle(self.arrays[told["image"]["array"]], told["label"], steps)

    def _agrees(self, entry: dict) -> bool:
        value, shown = self.value(entry["record"], entry["path"]), entry["shown"]
        if re.fullmatch("[0-9a-f]{64}", shown):
            values = np.ravel(value).astype(float)
            kept = values if entry["places"] is None else values[entry["places"]]
            rounded = np.round(kept, 6) + 0.0
            return hashlib.sha256(np.ascontiguousarray(rounded).tobytes()).hexdigest() == shown
        return shown in printings(value, len(shown.partition(".")[2]))


def part_of(array: object, path: str | None) -> object:
    """An array's size, length along an axis, or entry, by a path such as "shape.0" or "3.7"."""
    if path is None:
        return array
    if path == "size":
        return np.size(array)
    if path.startswith("shape."):
        return np.shape(array)[int(path.removeprefix("shape."))]
    for place in path.split("."):
        array = array[int(place)]
    return array


def printings(value: object, decimals: int) -> set[str]:
    """How a value may be printed: with its sign or without, minus as a dash of its own."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, (int, np.integer)):
        return {format(int(value), ",")}
    plain = format(abs(float(value)), f".{decimals}f")
    if float(plain) == 0:
        return {plain}
    return {"\u2212" + plain} if value < 0 else {plain, "+" + plain}


def _is_a_mark(entry: dict, axes: list[dict]) -> bool:
    """Whether a mark belongs to an axis: evenly spaced numerals, or the ticks between them."""
    marks = sorted(other["value"] for other in axes if other["value"] is not None)
    reach = marks[-1]
    if entry["path"] == "marks":
        ticks = np.round(np.linspace(-reach, reach, 81), 6) + 0.0
        return hashlib.sha256(ticks.tobytes()).hexdigest() == entry["shown"]
    expected = {-reach, -reach / 2, 0, reach / 2, reach, 1}
    return entry["value"] in expected and entry["shown"] in {
        format(int(entry["value"]), ",").replace("-", "\u2212")
    }
