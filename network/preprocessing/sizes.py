"""Digits in another size than 28 x 28, for networks that were taught pictures of that size."""

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from network.digits import SIDES, Digit, Step
from network.model import Network
from network.preprocessing.pieces import box_of
from network.preprocessing.resize import resized

FAINT = 0.1  # brightness from which a pixel belongs to the digit's box
RULES: Mapping[str, str] = {
    "mass": "the whole picture made smaller or larger, with the centre of mass in its middle",
    "box": "the digit up to the upper and lower edge, or to the left and right one",
    "cut": "pixels as they are, the margin cut or widened, as LeNet's 32 x 32",
}


def side_of(network: Network) -> int | None:
    """Pixels along a side of the square pictures that a network takes; None where it takes none."""
    side = math.isqrt(network.shape[0])
    return side if side * side == network.shape[0] and SIDES[0] <= side <= SIDES[1] else None


def fitted_to(digit: Digit, network: Network) -> Digit:
    """The digit as a network takes it: itself, or in the network's size, which a step tells.

    The rule is the one that the network's `origin` names as "fit", else "mass". A network that
    takes no square pictures of sensible size leaves the digit as it is.
    """
    side = side_of(network)
    if side is None or side == len(digit.image):
        return digit
    image = resize_digit(digit.image, side, str(network.origin.get("fit", "mass")))
    steps = digit.steps or (Step("picture", digit.image),)
    return replace(digit, image=image, steps=(*steps, Step("resized", image)))


def resize_digit(image: np.ndarray, side: int, rule: str) -> np.ndarray:
    """The digit in a picture, (28, 28), in one of (side, side), by one of RULES.

    Raises ValueError for a rule that is not known.
    """
    if rule not in RULES:
        raise ValueError(f"No rule is called {rule!r}; there are {', '.join(RULES)}.")
    if rule == "mass":
        return resized(image, side, side)
    if rule == "cut":
        more, less = (max(0, each) for each in (side - len(image), len(image) - side))
        part = slice(less // 2, len(image) - (less - less // 2))
        return np.pad(image[part, part], (more // 2, more - more // 2))
    if not (image > FAINT).any():
        return np.zeros((side, side))
    crop = image[box_of(image > FAINT)]
    height, width = (max(1, round(each * side / max(crop.shape))) for each in crop.shape)
    fitted, made = resized(crop, height, width), np.zeros((side, side))
    top, left = (side - height) // 2, (side - width) // 2
    made[top : top + height, left : left + width] = fitted / fitted.max()
    return made
