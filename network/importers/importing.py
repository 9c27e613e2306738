"""Brings in dense networks that other programs have trained, without running any of their code."""

import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from network.activations import ACTIVATIONS
from network.importers.arrays import read_safetensors, read_skops
from network.importers.base import OTHER_NAMES, FoundModel, Unsupported, check_size
from network.importers.keras import read_keras, read_keras_weights
from network.importers.onnx import read_onnx
from network.model import Layer, Network

FLOAT32_MOST = float(np.finfo(np.float32).max)  # networks are saved in 32 bits
LONGEST_REASON = 300  # letters
TOLERANCE = 1e-4  # between outputs, which most programs work out in 32 bits
READERS: dict[str, Callable[[Path], FoundModel]] = {
    ".safetensors": read_safetensors,
    ".keras": read_keras,
    ".weights.h5": read_keras_weights,
    ".onnx": read_onnx,
    ".skops": read_skops,
}


def import_network(
    path: str | Path,
    activations: Sequence[str] = (),
    labels: Sequence[str] = (),
    scale: float = 1.0,
    offset: float = 0.0,
) -> Network:
    """A network of ours that gives what the model in a file gives.

    `activations` names one for each layer: needed where the file says none, and else allowed for
    layers that have none. `labels` says what the outputs stand for. The model takes `scale` *
    brightness + `offset` (255 and 0 for brightness from 0 to 255); ours takes brightness from 0
    to 1, for both numbers are folded into the first layer.

    Raises FileNotFoundError for a missing file and ValueError for any that cannot be brought in.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"No network at {path}; give the path of a file.")
    reader = next((READERS[each] for each in READERS if path.name.lower().endswith(each)), None)
    if path.suffix.lower() == ".npz":
        raise ValueError(f"{path} is a network of ours by its name; it needs no bringing in.")
    if reader is None:
        raise ValueError(
            f"{path} is not a network by its name; those end in .npz, {', '.join(READERS)}."
        )
    try:
        check_size(path.stat().st_size)
        with np.errstate(all="ignore"):  # a layer refuses what is not finite
            found = reader(path)
            _settle(found, activations)
            _check_labels(found, labels)
            return _as_network(found, path.name, tuple(labels), scale, offset)
    except Unsupported as refusal:
        raise ValueError(f"{path} cannot be brought in: {_in_a_line(refusal)}.") from refusal
    except Exception as error:  # foreign bytes can fail in any way
        reason = _in_a_line(error) or type(error).__name__
        raise ValueError(f"{path} is damaged, or not what its name says ({reason}).") from error


def load_network(path: str | Path) -> Network:
    """A network of ours, or one that `import_network` brings in as it is.

    Raises FileNotFoundError for a missing file and ValueError for any that is not a network.
    """
    return Network.load(path) if Path(path).suffix.lower() == ".npz" else import_network(path)


def difference(
    network: Network,
    inputs: np.ndarray,
    outputs: np.ndarray,
    scale: float = 1.0,
    offset: float = 0.0,
) -> float:
    """The largest difference between a network's outputs and its model's own.

    `inputs`, (N, ...), are what the model was given, `scale` * brightness + `offset`; `outputs`,
    (N, outputs), what it made of them.

    Raises ValueError where their shapes do not fit, and for a difference above TOLERANCE (times
    the largest output, where that is above 1).
    """
    if not (inputs.ndim and inputs.size):
        raise ValueError(
            f"Inputs of shape {inputs.shape} check nothing; give one example at least."
        )
    scores = network.scores((inputs.reshape(len(inputs), -1).astype(float) - offset) / scale)
    if scores.shape != outputs.shape:
        raise ValueError(
            f"Outputs of shape {outputs.shape}, where the network gives {scores.shape}; "
            "give one row for each of the inputs."
        )
    worst = float(np.abs(scores - outputs).max())
    if not worst <= TOLERANCE * max(1, np.abs(outputs).max()):
        raise ValueError(
            f"The network's outputs differ from the model's own by up to {worst:.2g}; "
            "see whether activations, scale and offset are those of the model."
        )
    return worst


def _settle(found: FoundModel, given: Sequence[str]) -> None:
    """Let the activations given and those of the file agree."""
    count = len(found.layers)
    if not count:
        raise Unsupported("it has no dense layer")
    if not given and not found.says_activations:
        example = ",".join(["sigmoid"] * (count - 1) + ["softmax"])
        raise Unsupported(
            f"it does not say the activations of its {count} layers; bring it in with "
            f"squish import and, for instance, --activations {example}"
        )
    if given and len(given) != count:
        raise Unsupported(f"{len(given)} activations for {count} layers; give one for each")
    names = [OTHER_NAMES.get(each, each) for each in given]
    for name in set(names) - set(ACTIVATIONS):
        raise Unsupported(f"no activation is called {name!r}; there is {', '.join(ACTIVATIONS)}")
    for place, (layer, name) in enumerate(zip(found.layers, names, strict=False), start=1):
        if found.says_activations and layer.activation not in ("identity", name):
            raise Unsupported(f"layer {place} is {layer.activation} in the file, not {name}")
        layer.activation = name


def _check_labels(found: FoundModel, given: Sequence[str]) -> None:
    outputs = len(found.layers[-1].biases)
    if given and len(given) != outputs:
        raise Unsupported(f"{len(given)} labels for {outputs} outputs; each output needs one")


def _as_network(
    found: FoundModel, name: str, labels: tuple[str, ...], scale: float, offset: float
) -> Network:
    if not (np.isfinite([scale, offset]).all() and scale):
        raise Unsupported(f"inputs of {scale} * brightness + {offset} tell it nothing")
    origin: dict[str, object] = {"imported": name, "scale": scale, "offset": offset}
    if (found.scale, found.offset) != (1, 0):
        origin |= {"scale_inside": found.scale, "offset_inside": found.offset}
    first = found.layers[0]
    shift = found.scale * offset + found.offset
    first.biases = first.biases + shift * first.weights.sum(axis=1)
    first.weights = found.scale * scale * first.weights
    for each in found.layers:
        largest = max(np.abs(each.weights).max(initial=0), np.abs(each.biases).max(initial=0))
        if FLOAT32_MOST < largest < np.inf:
            raise Unsupported(f"its weights reach {largest:.2g}; {FLOAT32_MOST:.2g} is the most")
    layers = (
        Layer(each.weights, each.biases, ACTIVATIONS[each.activation]) for each in found.layers
    )
    return Network(tuple(layers), labels or found.labels, origin)


def _in_a_line(error: Exception) -> str:
    """What an error says, whatever names in a file put into it."""
    plain = "".join(each if each.isprintable() else " " for each in str(error))
    return textwrap.shorten(plain, LONGEST_REASON, placeholder=" ...").rstrip(".")
