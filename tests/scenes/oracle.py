"""An independent forward pass in plain numpy, to hold a ledger against."""

import re
from pathlib import Path

import numpy as np


class Oracle:
    """Works out by itself what any path of a ledger should say."""

    def __init__(self, network: Path, image: np.ndarray, label: int | None) -> None:
        self.image, self.pixels, self.label = image, image.reshape(-1), label
        self.weights, self.biases, self.sums, self.activations = [], [], [], [self.pixels]
        with np.load(network) as arrays:
            for place in range(sum(name.startswith("weights") for name in arrays.files)):
                weights = arrays[f"weights_{place}"].astype(float)
                biases = arrays[f"biases_{place}"].astype(float)
                sums = (weights * self.activations[-1]).sum(axis=1) + biases
                self.weights.append(weights)
                self.biases.append(biases)
                self.sums.append(sums)
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
            "answer_label": str(self.order[0]),
            "runner_up_label": str(self.order[1]),
            "right_label": str(self.label),
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
            return found[1]
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

    def _of_scale(self, path: str) -> None:
        """The marks of an axis are no result of a network: see the test of the squish."""
