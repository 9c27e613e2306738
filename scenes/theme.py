"""Every colour, size and duration of the films, and what each of them means.

White brightness is activation, blue is positive, orange is negative, yellow says "look here",
grey is structure, violet is what is hoped or asked and has not been measured. Colours are (..., 3)
arrays of red, green, blue in [0, 1].
"""

import numpy as np
from manim import ManimColor

GROUND = ManimColor("#0A0B0F")
INK = ManimColor("#ECECEF")
QUIET = ManimColor("#9A9CA6")
STRUCTURE = ManimColor("#363842")
POSITIVE = ManimColor("#58ACF2")
NEGATIVE = ManimColor("#F2853C")
LOOK_HERE = ManimColor("#F7D54A")
HOPED = ManimColor("#B9A3F5")

FRAME_WIDTH, FRAME_HEIGHT = 8 * 16 / 9, 8.0  # scene units, as manim has them
MARGIN = 0.5  # scene units that stay empty along the frame's edge
SMALL, TEXT, LARGE, HUGE = 0.18, 0.24, 0.36, 0.62  # heights of a digit, in scene units
TOP_LINE = np.array([-6.6, 3.1, 0])  # where the line begins that plates and doubts stand on
GAP = 0.25  # between a thing and what belongs to it
HAIRLINE = 1.5  # width of structure, in manim's stroke units
STROKE = 3.0  # width of what carries meaning
RULED = 0.5  # light of the rules behind a curve or bars

BLINK, STEP, REST, STRIDE, JOURNEY = 0.4, 0.8, 1.2, 1.2, 2.4  # seconds, all multiples of 0.2
LEVEL = 1 / 255  # of brightness: a smaller difference is none, in a file or on a screen
TICK = 0.2  # seconds; whole frames at 15, 30 and 60 a second

FAINTEST = 0.5  # the colour strength of the smallest number that is to be seen: 3 : 1 to the ground
CLEAR = 1.0  # the same where length says how large a number is, and colour only its sign
SMALLEST = 0.02  # of the largest number: smaller ones go out with their size
CONTRAST = 0.45  # exponent from relative size to colour strength; below 1 lifts small values


def brightness(activations: np.ndarray, white: float = 1.0) -> np.ndarray:
    """The light of each activation, (n,) in [-white, white] -> (n, 3): its share of white.

    Those above zero shine grey to white; those below shine as bright, in the colour of their sign.
    """
    share = np.clip(np.abs(activations) / (white or 1), 0, 1)[:, None]
    return np.asarray(share * np.where(activations[:, None] < 0, NEGATIVE.to_rgb(), np.ones(3)))


def strength(values: np.ndarray, largest: float, faintest: float = FAINTEST) -> np.ndarray:
    """How strongly values are drawn beside the largest of their kind: 0 for zero, 1 for it."""
    relative = np.clip(np.abs(values) / largest if largest else np.zeros_like(values), 0, 1)
    seen = np.clip(relative / SMALLEST, 0, 1) if faintest < CLEAR else relative > 0
    return np.asarray(seen * (faintest + (1 - faintest) * relative**CONTRAST))


def signed(values: np.ndarray, largest: float, faintest: float = FAINTEST) -> np.ndarray:
    """Blue above zero, orange below, the stronger the larger, (n,) -> (n, 3)."""
    share = strength(values, largest, faintest)[:, None]
    full = np.where(values[:, None] > 0, POSITIVE.to_rgb(), NEGATIVE.to_rgb())
    return np.asarray(share * full)


def sign_colour(value: float) -> ManimColor:
    """The colour of one number's sign."""
    return POSITIVE if value > 0 else NEGATIVE if value < 0 else INK


def in_steps(seconds: float) -> float:
    """The largest multiple of TICK that is not longer, and at least one."""
    return max(int(seconds / TICK + 0.01), 1) * TICK
