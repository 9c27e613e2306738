"""Dense layers out of arrays that have names: which is which, and in what order they stand.

Names are all that many files hold beside the arrays: W1 and b1, fc1.weight and fc1.bias, coefs_0
and intercepts_0, arr_0 and arr_1. Names part weights from biases and give the order; which way
round the weights lie is seen from how they fit each other and their biases.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np

from network.importers.base import MOST_ARRAYS, Unsupported
from network.importers.found import FoundModel

Arrays = Mapping[str, np.ndarray]
Pair = tuple[np.ndarray, np.ndarray | None]  # weights and biases of one layer

MOST_UNNUMBERED = 8  # layers whose names may leave their order open
EPSILON = 1e-5  # of PyTorch's BatchNorm, whose files do not hold it
ROWS = ("neurons", "inputs")  # what each row of the weights may stand for
WEIGHTS = re.compile(r"weights?|kernels?|coefs?_?|thetas?|(?<![a-z])w(?![a-z])|^w(?=[a-z])", re.I)
BIASES = re.compile(r"bias(es)?|intercepts?_?|(?<![a-z])b(?![a-z])|^b(?=[a-z])", re.I)
BESIDE = re.compile(r"(layer_?)?(sizes|shapes?|dims?)|num_batches_tracked", re.I)
MEAN = ".running_mean"
NORM = ("weight", "bias", "running_mean", "running_var")


@dataclass(frozen=True)
class Said:
    """What only the owner of a file can say where it is silent.

    `rows` is one of ROWS; `batchnorm`, "before" or "after", is where BatchNorm stands, seen from
    the activation of its layer; `rescaling` what the model first does to its inputs.
    """

    rows: str = ""
    batchnorm: str = ""
    rescaling: tuple[float, float] | None = None  # a scale and an offset


def layers_of(arrays: Arrays, rows: str = "", said: Said = Said()) -> FoundModel:
    """The layers in a file's arrays; `rows` is what its format is known for, where both ways fit.

    Raises Unsupported where they form no chain, or more than one.
    """
    if len(arrays) > MOST_ARRAYS:
        raise Unsupported(f"it holds {len(arrays)} arrays; {MOST_ARRAYS} is the most")
    norms, others = _norms_apart(arrays)
    pairs = _paired(*_parted(others))
    ways = (said.rows,) if said.rows else sorted(ROWS, key=rows.__ne__)
    found: list[list[tuple[str, Pair]]] = []
    reasons: list[Unsupported] = []
    for way in ways:
        try:
            found.append(_in_order(pairs if way == "neurons" else _turned(pairs)))
        except Unsupported as refusal:
            reasons.append(refusal)
    if not found:
        raise reasons[0]
    if len(found) > 1 and not rows:  # a classifier has more inputs than outputs
        found = [each for each in found if each[0][1][0].shape[1] > len(each[-1][1][0])]
        if len(found) != 1:
            raise Unsupported(
                "its weights fit together either way round; add --rows neurons if each row of "
                "them belongs to a neuron, or --rows inputs"
            )
    return _stacked(found[0], norms, said.batchnorm)


def _norms_apart(arrays: Arrays) -> tuple[dict[str, Arrays], dict[str, np.ndarray]]:
    """Four arrays for each BatchNorm of PyTorch, and all others, without what is no array."""
    others = {name: each for name, each in arrays.items() if each.ndim and not _is_beside(name)}
    norms: dict[str, Arrays] = {}
    for name in arrays:
        if name.endswith(MEAN):
            stem = name.removesuffix(MEAN)
            norms[stem] = {
                part: others.pop(f"{stem}.{part}") for part in NORM if f"{stem}.{part}" in others
            }
            if "running_var" not in norms[stem]:
                raise _stray(name, arrays[name])
    return norms, others


def _is_beside(name: str) -> bool:
    return BESIDE.fullmatch(re.split(r"[./]", name)[-1]) is not None


def _parted(arrays: Arrays) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Weights and biases, each by its name."""
    weights, biases = {}, {}
    for name, array in arrays.items():
        last = re.split(r"[./]", name)[-1]
        word = last if WEIGHTS.search(last) or BIASES.search(last) else name
        of_weights, of_biases = WEIGHTS.search(word), BIASES.search(word)
        is_flat = array.ndim == 1 or (array.ndim == 2 and 1 in array.shape)
        if array.ndim == 2 and not of_biases and (of_weights or not is_flat):
            weights[name] = array
        elif is_flat and not of_weights:
            biases[name] = array.ravel()
        else:
            raise _stray(name, array)
    return weights, biases


def _stray(name: str, array: np.ndarray) -> Unsupported:
    return Unsupported(
        f"{name} of shape {array.shape} belongs to no dense layer; give the weights and "
        "biases of a layer names that are alike, such as W1 and b1"
    )


def _paired(
    weights: dict[str, np.ndarray], biases: dict[str, np.ndarray]
) -> dict[str, tuple[np.ndarray, np.ndarray | None]]:
    """Weights and biases that belong together, by what their names share, or by their order."""
    if not weights:
        raise Unsupported("it has no dense layer")
    of_weights = {_stem(WEIGHTS, name): name for name in weights}
    of_biases = {_stem(BIASES, name): name for name in biases}
    if len(of_weights) == len(weights) and of_biases.keys() <= of_weights.keys():
        return {
            stem: (weights[name], biases[of_biases[stem]] if stem in of_biases else None)
            for stem, name in of_weights.items()
        }
    if len(weights) == len(biases) and {*map(_unnumbered, of_weights)} == {
        *map(_unnumbered, of_biases)
    }:
        ordered = zip(*(sorted(each, key=_numbers) for each in (weights, biases)), strict=True)
        return {name: (weights[name], biases[bias]) for name, bias in ordered}
    strays = [name for stem, name in of_biases.items() if stem not in of_weights]
    name = (strays or list(weights))[0]
    raise _stray(name, (biases if strays else weights)[name])


def _stem(role: re.Pattern[str], name: str) -> str:
    """What is left of a name without the last word in it that tells its role."""
    found = list(role.finditer(name))
    start, end = found[-1].span() if found else (0, 0)
    return (name[:start] + name[end:]).strip("._/ :").lower()


def _turned(pairs: dict[str, Pair]) -> dict[str, Pair]:
    return {name: (weights.T, bias) for name, (weights, bias) in pairs.items()}


def _in_order(pairs: dict[str, Pair]) -> list[tuple[str, Pair]]:
    """Layers from first to last: by their numbers, or as they fit each other."""
    for name, (weights, bias) in pairs.items():
        if bias is not None and len(bias) != len(weights):
            raise Unsupported(
                f"{name or 'its layer'} has {len(bias)} biases, and weights of shape "
                f"{weights.shape}; each neuron needs one"
            )
    by_number = sorted(pairs, key=_numbers)
    if len({*map(_unnumbered, pairs)}) > 1:
        by_number = _order_that_fits(by_number, pairs)
    for place, (below, above) in enumerate(pairwise(by_number), start=1):
        neurons, inputs = len(pairs[below][0]), pairs[above][0].shape[1]
        if neurons != inputs:
            raise Unsupported(
                f"Layer {place} has {neurons} neurons but layer {place + 1} takes {inputs} inputs"
            )
    return [(name, pairs[name]) for name in by_number]


def _order_that_fits(by_number: list[str], pairs: dict[str, Pair]) -> list[str]:
    if len(pairs) > MOST_UNNUMBERED:
        raise Unsupported(f"the order of {', '.join(pairs)} cannot be told; number the layers")
    orders = list(islice(_fitting(by_number, pairs, None), 2))
    if len(orders) != 1:
        raise Unsupported(
            f"its layers {', '.join(by_number)} fit together in "
            f"{'more than one order; number them' if orders else 'no order'}"
        )
    return orders[0]


def _fitting(left: list[str], pairs: dict[str, Pair], signal: int | None) -> Iterator[list[str]]:
    """Every order in which each layer takes what the one before gives, numbers going up."""
    if not left:
        yield []
    begun = set()
    for name in left:
        stem = _unnumbered(name)
        weights = pairs[name][0]
        if stem not in begun and signal in (None, weights.shape[1]):
            others = [each for each in left if each != name]
            for order in _fitting(others, pairs, len(weights)):
                yield [name, *order]
        begun.add(stem)


def _stacked(layers: list[tuple[str, Pair]], norms: dict[str, Arrays], where: str) -> FoundModel:
    """The layers one on the other, each BatchNorm in its place."""
    model = FoundModel(says_activations=False)
    names = [name for name, _ in layers]
    stand = _where_norms_stand(names, norms, where)
    for norm in stand.get((-1, False), ()):
        _normalise(model, norms[norm], past_activation=False)
    for place, (_, (weights, bias)) in enumerate(layers):
        model.dense(weights, bias)
        for past_activation in (False, True):
            for norm in stand.get((place, past_activation), ()):
                _normalise(model, norms[norm], past_activation)
    if norms:
        model.notes.append(
            f"Its BatchNorm is taken to have PyTorch's own eps of {EPSILON:g}, which such files "
            "do not hold."
        )
    return model


def _normalise(model: FoundModel, norm: Arrays, past_activation: bool) -> None:
    """Y = (x - mean) / sqrt(variance + eps) * weight + bias, as torch.nn.BatchNorm1d has it."""
    mean, variance = (norm[each].astype(float) for each in ("running_mean", "running_var"))
    scale = norm.get("weight", np.ones(())).astype(float) / np.sqrt(variance + EPSILON)
    offset = norm.get("bias", np.zeros(())).astype(float) - mean * scale
    model.affine(scale, offset, past_activation)


def _where_norms_stand(
    names: list[str], norms: dict[str, Arrays], where: str
) -> dict[tuple[int, bool], list[str]]:
    """The BatchNorms on each layer, and whether past its activation; -1 is before the first.

    In a Sequential of PyTorch all modules are numbered: what follows a Linear at once stands
    before its activation, what precedes the next at once stands after it.
    """
    stand: dict[tuple[int, bool], list[str]] = {}
    if len({*map(_unnumbered, (*names, *norms))}) == 1:
        row = sorted((*names, *norms), key=_numbers)
        for at, norm in enumerate(row):
            if norm not in norms:
                continue
            place = sum(each in names for each in row[:at]) - 1
            ahead = at + 1 < len(row) and row[at + 1] in names and _follows(norm, row[at + 1])
            if at == 0 or _follows(row[at - 1], norm) or where == "before":
                stand.setdefault((place, False), []).append(norm)
            elif ahead or where == "after":
                stand.setdefault((place, True), []).append(norm)
            else:
                raise Unsupported(NO_PLACE)
        return stand
    if norms and not where:
        raise Unsupported(NO_PLACE)
    numbers = [_numbers(name) for name in names]
    for place, norm in enumerate(sorted(norms, key=_numbers)):
        if _numbers(norm) in numbers:
            place = numbers.index(_numbers(norm))
        elif len(names) - len(norms) not in (0, 1):
            raise Unsupported(f"to which of its layers {norm} belongs cannot be told; number both")
        stand.setdefault((place, where == "after"), []).append(norm)
    return stand


NO_PLACE = (
    "it does not say whether its BatchNorm stands before or after the activations; add "
    "--batchnorm before, or --batchnorm after"
)


def _follows(one: str, other: str) -> bool:
    (*room, number), (*next_room, next_number) = _numbers(one), _numbers(other)
    return room == next_room and next_number == number + 1


def _numbers(name: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d+", name)]


def _unnumbered(name: str) -> str:
    return re.sub(r"\d+", "#", name)
