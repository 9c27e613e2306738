"""The functions, each with its bounds and its derivative."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import special
from scipy.special import expit, ndtr

Function = Callable[[np.ndarray], np.ndarray]
Back = Callable[[np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Activation:
    """A squishing function, its derivative, and the bounds of what comes out of it, if any.

    `function` maps weighted sums, (..., neurons), to activations of the same shape. `derivative` is
    worked out from the activations themselves, entry by entry; where they do not tell it,
    `through` does what `back` does. `single` is the function for sums of float32 that are needed
    no more, where there is a quicker one than `function`.
    """

    name: str
    lower: float | None
    upper: float | None
    function: Function
    derivative: Function | None = None
    through: Back | None = None
    single: Function | None = None

    def __call__(self, sums: np.ndarray) -> np.ndarray:
        """Activations of weighted sums, (..., neurons)."""
        return self.function(sums)

    @property
    def is_brightness(self) -> bool:
        """Whether what comes out lies between 0 and 1, as brightness does."""
        return (self.lower, self.upper) == (0, 1)

    @property
    def is_bounded(self) -> bool:
        """Whether what comes out keeps between two bounds."""
        return self.lower is not None and self.upper is not None

    @property
    def family(self) -> str:
        """Its name, without a number that belongs to it."""
        return self.name.partition(":")[0]

    def white(self, activations: np.ndarray) -> float:
        """What full light stands for: the bound of what comes out, or else the largest size."""
        if self.lower is not None and self.upper is not None:
            return float(max(-self.lower, self.upper))
        return float(np.abs(activations).max())

    def clarity(self, weighted_sum: float, light: float) -> float:
        """How clearly a sum tells what the function does to it, from 0 to 1.

        It should be neither flattened nor left in the dark; `light` is the activation's share of
        white.
        """
        off = (weighted_sum - 3) / 2 if self.is_brightness else (light - 0.7) / 0.3
        return float(np.exp(-(off**2)))

    def back(self, sums: np.ndarray, slopes: np.ndarray) -> np.ndarray:
        """Slopes in the weighted sums of a layer from those in its activations, (..., neurons)."""
        if self.through:
            return self.through(sums, slopes)
        return slopes * self.derivative(self(sums)) if self.derivative else slopes

    def __reduce__(self) -> tuple[object, ...]:
        return activation_named, (self.name,)  # pickled and copied as the one that has the name


def single_sigmoid(sums: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-z)) written over sums of float32, (..., neurons), within 1e-7 of expit.

    numpy works exp out for many numbers at once; expit takes more than twice as long.
    """
    np.negative(sums, out=sums)
    with np.errstate(over="ignore"):  # exp(-z) is infinite from z = -89 on: the sigmoid is 0
        np.exp(sums, out=sums)
    sums += 1
    return np.reciprocal(sums, out=sums)


def _leaky_relu(name: str, below: float) -> Activation:
    def derivative(a: np.ndarray) -> np.ndarray:
        return np.where(a > 0, a.dtype.type(1), below)

    return Activation(name, None, None, lambda z: np.where(z > 0, z, below * z), derivative)


def _elu(name: str, depth: float) -> Activation:
    def elu(z: np.ndarray) -> np.ndarray:
        return np.where(z > 0, z, depth * np.expm1(np.minimum(z, 0)))

    return Activation(name, -depth, None, elu, lambda a: np.where(a > 0, 1, a + depth))


def _hard_sigmoid(name: str, steepness: float) -> Activation:
    def derivative(a: np.ndarray) -> np.ndarray:
        return np.where((a > 0) & (a < 1), a.dtype.type(steepness), 0)

    return Activation(name, 0, 1, lambda z: np.clip(steepness * z + 0.5, 0, 1), derivative)


def _gated(name: str, lower: float, gate: Function, gate_slope: Function) -> Activation:
    """The sum times the sigmoid of its `gate`."""

    def through(z: np.ndarray, slopes: np.ndarray) -> np.ndarray:
        return slopes * expit(gate(z)) * (1 + z * expit(-gate(z)) * gate_slope(z))

    return Activation(name, lower, None, lambda z: z * expit(gate(z)), None, through)


def _softmax(z: np.ndarray) -> np.ndarray:
    return special.softmax(z, axis=-1)


def _through_softmax(z: np.ndarray, slopes: np.ndarray) -> np.ndarray:
    a = _softmax(z)
    return a * (slopes - (a * slopes).sum(axis=-1, keepdims=True))


def _through_gelu(z: np.ndarray, slopes: np.ndarray) -> np.ndarray:
    return slopes * (ndtr(z) + z * np.exp(-z * z / 2) * ROOT / 2)


ROOT = (2 / np.pi) ** 0.5  # of GELU, here and below: Hendrycks and Gimpel, 2016, section 2
FAMILIES: dict[str, tuple[Callable[[str, float], Activation], float]] = {
    "leaky_relu": (_leaky_relu, 0.01),  # PyTorch's; Keras's layer has 0.3, its function 0.2
    "elu": (_elu, 1.0),
    "hard_sigmoid": (_hard_sigmoid, 1 / 6),  # Keras 3's and PyTorch's; Keras 2's has 0.2
}
sigmoid = Activation("sigmoid", 0, 1, expit, lambda a: a * (1 - a), None, single_sigmoid)
relu = Activation("relu", 0, None, lambda z: np.maximum(z, 0), lambda a: (a > 0).astype(a.dtype))
tanh = Activation("tanh", -1, 1, np.tanh, lambda a: 1 - a * a)
softplus = Activation("softplus", 0, None, lambda z: np.logaddexp(z, 0.0), lambda a: -np.expm1(-a))
identity = Activation("identity", None, None, lambda z: z, np.ones_like)
silu = _gated("silu", -0.27846455, lambda z: z, np.ones_like)
gelu_tanh = _gated(
    "gelu_tanh",
    -0.17004076,
    lambda z: 2 * ROOT * (z + 0.044715 * z**3),
    lambda z: 2 * ROOT * (1 + 3 * 0.044715 * z * z),
)
gelu = Activation("gelu", -0.16997121, None, lambda z: z * ndtr(z), through=_through_gelu)
softmax = Activation("softmax", 0, 1, _softmax, through=_through_softmax)
log_softmax = Activation(
    "log_softmax",
    None,
    0,
    lambda z: special.log_softmax(z, axis=-1),
    through=lambda z, slopes: slopes - _softmax(z) * slopes.sum(axis=-1, keepdims=True),
)
OF_FAMILIES = (make(name, usual) for name, (make, usual) in FAMILIES.items())
PLAIN = (sigmoid, relu, tanh, identity, softplus, silu, gelu, gelu_tanh, softmax, log_softmax)
ACTIVATIONS = {each.name: each for each in (*PLAIN, *OF_FAMILIES)}


@cache
def activation_named(name: str) -> Activation:
    """The activation of a name, which may give a family its number: "leaky_relu:0.3".

    Raises ValueError for any other name.
    """
    if name in ACTIVATIONS:
        return ACTIVATIONS[name]
    family, _, number = name.partition(":")
    if family in FAMILIES and re.fullmatch(r"\d{1,3}(\.\d{1,12})?", number) and float(number):
        return FAMILIES[family][0](name, float(number))
    raise ValueError(f"No activation is called {name!r}; there is {', '.join(ACTIVATIONS)}.")
