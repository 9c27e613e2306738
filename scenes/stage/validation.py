"""Limits: what films cannot be made of, and how that is said."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from manim import Mobject, config

from network import Digit, Network
from scenes import theme

ASPECT = 16 / 9
FASTEST = 240  # frames a second
LAYERS, NEURONS, OUTPUTS, LARGEST_SUM = 6, 1024, 64, 10_000  # what the frame has room for
TOGETHER = {"softmax", "log_softmax"}  # activations that a neuron has no curve of its own for
LABEL = r"[!-~]{1,3}"  # of the printable characters of ASCII


WITHOUT_LATEX = (
    "LaTeX is not installed, and films do without it: write MathTypst in place of MathTex, and "
    'Axes(axis_config={"label_constructor": MathTypst}) where axes have numbers.'
)


class Refusal(ValueError):
    """What a film cannot be made of, and what to do about it, in a sentence."""


def check_frame(renderer: object) -> None:
    """Raise Refusal for a frame that films are not made for."""
    if renderer is not None:
        raise Refusal("Films are painted by the Cairo renderer; leave out --renderer.")
    width, height = config.pixel_width, config.pixel_height
    if height < 2 or abs(width / height - ASPECT) > 0.01 or width % 2 or height % 2:
        raise Refusal(
            f"Frames of {width} x {height} pixels; films are 16 : 9, both numbers even, "
            "such as -r 1280,720."
        )
    slowest = 1 / theme.TICK  # the shortest step of a film is one frame
    if not slowest <= config.frame_rate <= FASTEST:
        raise Refusal(
            f"{config.frame_rate:g} frames a second; give --fps a number from {slowest:g} to "
            f"{FASTEST}, such as 24, 30 or 60."
        )


def check_network(network: Network, digit: Digit) -> None:
    """Raise Refusal for a network whose forward pass the films cannot show truly."""
    if network.shape[0] != digit.pixels.size:
        raise Refusal(
            f"A network of {network.shape[0]} inputs; a digit has {digit.pixels.size} pixels."
        )
    *hidden, last = (layer.activation for layer in network.layers)
    if not hidden or {each.family for each in hidden} & TOGETHER:
        names = ", ".join(each.name for each in (*hidden, last))
        raise Refusal(
            f"Activations {names}; a film shows the curve of a hidden neuron, so it needs a hidden "
            f"layer, and {' and '.join(sorted(TOGETHER))} in the outputs alone."
        )
    _, *neurons, outputs = network.shape
    if len(neurons) > LAYERS or max(neurons) > NEURONS or not 2 <= outputs <= OUTPUTS:
        raise Refusal(
            f"Layers of {', '.join(map(str, network.shape[1:]))} neurons; the frame has room for "
            f"{LAYERS} hidden layers of up to {NEURONS:,}, and for 2 to {OUTPUTS} outputs."
        )
    if not all(re.fullmatch(LABEL, label) for label in network.labels):
        raise Refusal(
            f"Labels {', '.join(map(repr, network.labels))}; the frame has room for "
            "1 to 3 characters each, and its fonts are sure of plain letters, digits and signs."
        )
    largest = max(
        (np.abs(layer.weights).sum(axis=1) + np.abs(layer.biases)).max() for layer in network.layers
    )
    if largest >= LARGEST_SUM:
        raise Refusal(
            f"Weights and bias of a neuron that come to {largest:,.0f}; the frame has room for "
            f"sums below {LARGEST_SUM:,}."
        )


def check_flat(mobject: Mobject) -> None:
    """Raise Refusal for what has to be seen in three dimensions."""
    if getattr(mobject, "shade_in_3d", False):
        raise Refusal(
            f"{mobject} has three dimensions; films are flat, so show what it looks like from one "
            "side in two."
        )


def _asks_for_latex(error: Exception) -> bool:
    """Whether it was LaTeX, or what belongs to it, that the system did not find."""
    missing = isinstance(error, FileNotFoundError) and str(error.filename)
    return missing and (missing.endswith("latex") or missing == "dvisvgm")


@contextmanager
def refusals(*kinds: type[Exception]) -> Iterator[None]:
    """Answer what cannot be done with one sentence and exit status 2, without a traceback."""
    try:
        yield
    except kinds as error:
        sentence = WITHOUT_LATEX if _asks_for_latex(error) else " ".join(str(error).split())
        print(f"squishification: {sentence}", file=sys.stderr)
        raise SystemExit(2) from error
