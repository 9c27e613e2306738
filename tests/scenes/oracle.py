"""An independent forward pass in plain numpy, to hold a ledger against."""

import hashlib
import json
import re
from pathlib import Path

import numpy as np


class Oracle:
    """Works out by itself what any path of a ledger should say."""

    def __init__(self, network: Path, image: np.ndarray, label: int | None) -> None:
        self.image, self.pixels, self.label = image, image.reshape(-1), label
        self.weights, self.biases, self.sums, self.activations = [], [], [], [self.pixels]
        with np.load(network) as arrays:
            about = json.loads(str(arrays["about"]))
            self.labels = about["labels"]
            for place in range(sum(name.startswith("weights") for name in arrays.files)):
                weights = arrays[f"weights_{place}"].astype(float)
                biases = arrays[f"biases_{place}"].astype(float)
                sums = (weights * self.activations[-1]).sum(axis=1) + biases
                self.weights.append(weights)
                self.biases.append(biases)
                self.sums.append(sums)
                if about["activations"][place] == "softmax":
                    self.activations.append(np.exp(sums) / np.exp(sums).sum())
                else:
                    self.activations.append(1 / (1 + np.exp(-sums)))
        self.scores = self.activations[-1]
        self.order = sorted(range(len(self.scores)), key=lambda place: -self.scores[place])

    def value(self, record: str, path: str) -> object:
        """What should stand at a path of a record of that kind."""
        return getattr(self, f"_of_{record.lower()}")(path)

    def _of_digit(self, path: str) -> object:
        if path.startswith("pixels."):
            rest = path.removeprefix("pixels.")
            return self.pixels.size if rest == "size" else self.pixels[int(rest)]
        return {"image": self.image, "image.shape.0": 28, "image.shape.1": 28}[path]

    def _of_forwardpass(self, path: str) -> object:
        plain = {
            "scores": self.scores,
            "answer_label": self.labels[self.order[0]],
            "runner_up_label": self.labels[self.order[1]],
            "right_label": "" if self.label is None else self.labels[self.label],
            "margin": self.scores[self.order[0]] - self.scores[self.order[1]],
            "ranked.1.activation": self.scores[self.order[1]],
        }
        plain |= {
            "shape.0": self.pixels.size,
            "shape.1": len(self.biases[0]),
            "layers.0.weights.size": self.weights[0].size,
        }
        if path in plain:
            return plain[path]
        if found := re.fullmatch(r"labels\.(\d+)", path):
            return self.labels[int(found[1])]
        if found := re.fullmatch(r"scores\.(\d+)", path):
            return self.scores[int(found[1])]
        if found := re.fullmatch(r"layers\.(\d+)\.(activations|products)", path):
            layer = int(found[1])
            if found[2] == "activations":
                return self.activations[layer + 1]
            return self.weights[layer] * self.activations[layer]
        found = re.fullmatch(r"layers\.(\d+)\.neuron\.(\d+)\.(.+)", path)
        assert found, f"nobody knows the path {path}"
        return self._of_neuron(int(found[1]), int(found[2]), found[3])

    def _of_neuron(self, layer: int, index: int, rest: str) -> object:
        weights, inputs = self.weights[layer][index], self.activations[layer]
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
            "bias": self.biases[layer][index],
            "weighted_sum": self.sums[layer][index],
            "activation": self.activations[layer + 1][index],
        }[name]
        return found[int(place)] if place else found


def disagreements(ledger: list[dict], oracle: Oracle) -> list[dict]:
    """Entries that show something else than the oracle finds."""
    axes = [entry for entry in ledger if entry["record"] == "Scale"]
    return [
        *(entry for entry in ledger if entry not in axes and not _agrees(entry, oracle)),
        *(entry for entry in axes if not _is_a_mark(entry, axes)),
    ]


def _agrees(entry: dict, oracle: Oracle) -> bool:
    value, shown = oracle.value(entry["record"], entry["path"]), entry["shown"]
    if re.fullmatch("[0-9a-f]{64}", shown):
        values = np.ravel(value).astype(float)
        kept = values if entry["places"] is None else values[entry["places"]]
        rounded = np.round(kept, 6) + 0.0
        return hashlib.sha256(np.ascontiguousarray(rounded).tobytes()).hexdigest() == shown
    return shown in printings(value, len(shown.partition(".")[2]))


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
