"""Brings in dense networks that other programs have trained, without running any of their code."""

import math
import textwrap
from collections.abc import Sequence
from pathlib import Path
from zipfile import is_zipfile

import numpy as np

from network.activations import activation_named
from network.importers.base import Archive, Unsupported, check_size, known_activation
from network.importers.formats import reader_of
from network.importers.found import FoundModel
from network.importers.named import Said
from network.model import Layer, Network

FLOAT32_MOST = float(np.finfo(np.float32).max)  # networks are saved in 32 bits
LONGEST_REASON = 300  # letters
TOLERANCE = 1e-4  # between outputs, which most programs work out in 32 bits
OURS = "about.npy"  # what an .npz has that Network.save has written


def import_network(
    path: str | Path,
    activations: Sequence[str] = (),
    labels: Sequence[str] = (),
    scale: float = 1.0,
    offset: float = 0.0,
    transposed: bool = False,
    said: Said = Said(),  # noqa: B008
) -> Network:
    """A network of ours that gives what the model in a file gives.

    `activations` names one for each layer: needed where the file says none, and else allowed for
    layers that have none. `labels` says what the outputs stand for. The model takes `scale` *
    brightness + `offset` (255 and 0 for brightness from 0 to 255), column after column if
    `transposed`; ours takes brightness from 0 to 1, row after row, for all this is folded into the
    first layer. `said` answers what only some files leave open.

    Raises FileNotFoundError for a missing file and ValueError for any that cannot be brought in;
    where the program it is from has to help, the error's notes are the lines to type there.
    """
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(f"No network at {path}; give the path of a file.")
    if path.is_file() and is_ours(path):
        raise ValueError(f"{path} is a network of ours; it needs no bringing in.")
    try:
        check_size(path.stat().st_size)
        with np.errstate(all="ignore"):  # a layer refuses what is not finite
            found = _found(path, said, activations, labels)
            rescaling = said.rescaling or (1.0, 0.0)
            return _as_network(
                found, path.name, tuple(labels), (scale, offset), rescaling, transposed
            )
    except Unsupported as refusal:
        error = ValueError(f"{path} cannot be brought in: {_in_a_line(refusal)}.")
        error.__notes__ = list(refusal.lines)
        raise error from refusal
    except Exception as error:  # foreign bytes can fail in any way
        reason = _in_a_line(error) or type(error).__name__
        raise ValueError(f"{path} is damaged, or not what it seems to be ({reason}).") from error


def load_network(path: str | Path) -> Network:
    """A network of ours, or one that `import_network` brings in as it is.

    Raises FileNotFoundError for a missing file and ValueError for any that is not a network.
    """
    path = Path(path)
    is_ours_by_name = path.suffix.lower() == ".npz" and not is_zipfile(path)
    if is_ours_by_name or is_ours(path):
        return Network.load(path)
    return import_network(path)


def is_ours(path: Path) -> bool:
    """Whether a file is one that Network.save has written, by what lies in it."""
    try:
        with Archive(path) as archive:
            return OURS in archive.names
    except Exception:  # foreign bytes can fail in any way
        return False


def difference(
    network: Network,
    inputs: np.ndarray,
    outputs: np.ndarray,
    scale: float = 1.0,
    offset: float = 0.0,
    transposed: bool = False,
) -> float:
    """The largest difference between a network's outputs and its model's own.

    `inputs`, (N, ...), are what the model was given, `scale` * brightness + `offset`, column by
    column if `transposed`; `outputs`, (N, outputs), what it made of them.

    Raises ValueError where their shapes do not fit, and for a difference above TOLERANCE (times
    the largest output, where that is above 1).
    """
    if not (inputs.ndim and inputs.size):
        raise ValueError(
            f"Inputs of shape {inputs.shape} check nothing; give one example at least."
        )
    inputs = (inputs.reshape(len(inputs), -1).astype(float) - offset) / scale
    scores = network.scores(_transposed(inputs) if transposed else inputs)
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


def _found(path: Path, said: Said, activations: Sequence[str], labels: Sequence[str]) -> FoundModel:
    """The model in a file, with what was said of it."""
    found = reader_of(path)(path, said)
    found.finish()
    _settle(found, activations)
    _check_labels(found, labels)
    found.inside = said.rescaling or found.inside
    return found


def _settle(found: FoundModel, given: Sequence[str]) -> None:
    """Let the activations given and those of the file agree."""
    count = len(found.layers)
    if not given and not found.says_activations:
        example = ",".join(["sigmoid"] * (count - 1) + ["softmax"])
        raise Unsupported(
            f"it does not say the activations of its {count} layers; bring it in with "
            f"squish import and, for instance, --activations {example} (identity where there is "
            "none)"
        )
    if given and len(given) != count:
        raise Unsupported(f"{len(given)} activations for {count} layers; give one for each")
    names = list(map(known_activation, given))
    for place, (layer, name) in enumerate(zip(found.layers, names, strict=False), start=1):
        if found.says_activations and layer.activation not in ("identity", name):
            raise Unsupported(f"layer {place} is {layer.activation} in the file, not {name}")
        layer.activation = name


def _check_labels(found: FoundModel, given: Sequence[str]) -> None:
    outputs = len(found.layers[-1].biases)
    if given and len(given) != outputs:
        raise Unsupported(f"{len(given)} labels for {outputs} outputs; each output needs one")


def _as_network(
    found: FoundModel,
    name: str,
    labels: tuple[str, ...],
    taken: tuple[float, float],
    rescaling: tuple[float, float],
    transposed: bool,
) -> Network:
    """The network that takes brightness, where the model takes what `taken` makes of it.

    `taken` and `rescaling`, which follows, are a scale and an offset each.
    """
    scale, offset = taken
    if not (np.isfinite([*taken, *rescaling]).all() and scale and rescaling[0]):
        raise Unsupported(f"inputs of {scale} * brightness + {offset} tell it nothing")
    origin: dict[str, object] = {"imported": name, "scale": scale, "offset": offset}
    if found.inside:
        origin |= {"scale_inside": found.inside[0], "offset_inside": found.inside[1]}
    if found.notes:
        origin["assumed"] = found.notes
    scale, offset = rescaling[0] * scale, rescaling[0] * offset + rescaling[1]
    first = found.layers[0]
    first.biases = first.biases + offset * first.weights.sum(axis=1)
    first.weights = scale * first.weights
    if transposed:
        origin["transposed"] = True
        first.weights = _transposed(first.weights)
    for each in found.layers:
        largest = max(np.abs(each.weights).max(initial=0), np.abs(each.biases).max(initial=0))
        if FLOAT32_MOST < largest < np.inf:
            raise Unsupported(f"its weights reach {largest:.2g}; {FLOAT32_MOST:.2g} is the most")
    layers = (
        Layer(each.weights, each.biases, activation_named(each.activation)) for each in found.layers
    )
    return Network(tuple(layers), labels or found.labels, origin)


def _transposed(pictures: np.ndarray) -> np.ndarray:
    """Pictures, (N, inputs), or the weights that lie on them, with rows and columns exchanged."""
    side = math.isqrt(pictures.shape[1])
    if side * side != pictures.shape[1]:
        raise Unsupported(f"{pictures.shape[1]} inputs are no square picture to be transposed")
    return pictures.reshape(-1, side, side).swapaxes(1, 2).reshape(pictures.shape)


def _in_a_line(error: Exception) -> str:
    """What an error says, whatever names in a file put into it."""
    plain = "".join(each if each.isprintable() else " " for each in str(error))
    return textwrap.shorten(plain, LONGEST_REASON, placeholder=" ...").rstrip(".")
