"""Turns a picture of one digit, whatever its size and light, into 28 x 28 brightnesses."""

from dataclasses import replace

import numpy as np
from scipy.ndimage import center_of_mass, distance_transform_edt, label

from network.digits import SIDE, Digit, Step
from network.preprocessing.checks import check_line, check_paper, check_pieces, several_in
from network.preprocessing.pieces import INK, TOUCHING, box_of, pen_width, sides_of
from network.preprocessing.resize import check_size, resized, shrunk
from network.preprocessing.segmentation import cut_out, find_ink, one_digit, without_edges

MIDDLE = SIDE / 2  # row and column of the centre of mass in MNIST, give or take half a pixel
BOX = 20  # pixels: the side of the square into which MNIST's digits were fitted
FINE = 1024  # parts of a pixel to which a centre of mass is known, whatever the rounding errors
PEN = 2.5  # pixels: the least width of a line in the fitted digit
SHARES = (0.03, 0.36)  # of ink in the finished 28 x 28
SAME = 2 / 255  # brightness: how much the pixels of a block may differ
WORKING_SIDE = 448  # pixels: larger pictures are made smaller before anything else
STEP_SIDE = 256  # pixels: the same for the pictures of the steps


def normalise(picture: np.ndarray, label: str | int | None = None, origin: str = "") -> Digit:
    """The digit in a picture, (height, width), light on dark or dark on light, in uneven light.

    Brightnesses are floats in [0, 1], or whole numbers from 0 to the largest of their type. A
    picture that is a digit in MNIST's manner already, or the negative of one, is taken as it is,
    at 28 x 28 or enlarged, each pixel to a block.

    Raises ValueError for an array that is no picture and for a picture that does not show one
    whole digit.
    """
    picture = as_brightness(picture)
    steps = [Step("picture", shrunk(picture, STEP_SIDE))]
    small = unenlarged(picture)
    for image in (small, 1 - small):
        if is_normalised(image):
            if image is not picture:
                steps.append(Step("ink", image))
            return Digit(image, label, origin, tuple(steps))
    ink = without_edges(find_ink(shrunk(picture, WORKING_SIDE)))
    check_pieces(ink)
    found = one_digit(ink)
    check_line(found)
    check_paper(ink, found)
    digit = _fitted(ink, found, label, origin)
    return replace(digit, steps=(*steps, *digit.steps))


def normalise_ink(ink: np.ndarray, label: str | int | None = None, origin: str = "") -> Digit:
    """The digit in clean ink, (height, width), which is 0 on bare paper and 1 where it is full.

    Raises ValueError for ink that is not one whole digit.
    """
    ink = without_edges(ink)
    return _fitted(ink, one_digit(ink), label, origin)


def _fitted(ink: np.ndarray, found: np.ndarray, label: str | int | None, origin: str) -> Digit:
    """The digit that was found in ink, both (height, width).

    Where it touches the edge, the picture goes on as bare paper, and a step shows that.
    """
    crop = cut_out(ink, found)
    fitted = fit(crop)
    image = centre(fitted)
    check_share(image)
    made = [("ink", ink), ("crop", crop), ("fit", fitted), ("centre", image)]
    if any(side.any() for side in sides_of(found)):
        made.insert(1, ("continued", np.pad(ink, max(1, max(ink.shape) // 10))))
    steps = tuple(Step(name, shrunk(picture, STEP_SIDE)) for name, picture in made)
    return Digit(image, label, origin, steps)


def as_brightness(picture: np.ndarray) -> np.ndarray:
    """The same picture in floats from 0 to 1, (height, width).

    Raises ValueError for anything else than a picture of sensible size and brightness.
    """
    picture = np.asarray(picture)
    if picture.ndim != 2 or picture.dtype.kind not in "buif":
        raise ValueError(
            f"An array of shape {picture.shape} and type {picture.dtype}; a picture here is "
            "(height, width) brightnesses, so mix its colours first."
        )
    check_size(*picture.shape)
    if picture.dtype.kind in "ui":
        picture = picture / float(np.iinfo(picture.dtype).max)
    picture = picture.astype(float)
    lost = int((~np.isfinite(picture)).sum())
    if lost:
        raise ValueError(
            f"{lost} of {picture.size} pixels are NaN or infinite; give each a brightness."
        )
    if picture.min() < 0 or picture.max() > 1:
        raise ValueError(
            f"Brightnesses from {picture.min():g} to {picture.max():g}; bring them into [0, 1], or "
            "give whole bytes."
        )
    return picture


def unenlarged(picture: np.ndarray) -> np.ndarray:
    """The 28 x 28 pixels of which each became a block of equal ones, or else the picture itself.

    Two places on either side of a block's middle are compared, not its edges, which a picture
    made smaller since may have blurred.
    """
    side = picture.shape[0]
    if picture.shape != (side, side) or side < SIDE:
        return picture
    off_middle = min(0.25, 0.5 - SIDE / (2 * side))
    middles = np.arange(SIDE) + 0.5
    places = np.column_stack([middles - off_middle, middles + off_middle]).ravel()
    seen = (places * side / SIDE).astype(int)
    blocks = picture[np.ix_(seen, seen)].reshape(SIDE, 2, SIDE, 2)
    if np.ptp(blocks, axis=(1, 3)).max() > SAME:
        return picture
    return blocks[:, 0, :, 0] if side > SIDE else picture


def is_normalised(image: np.ndarray) -> bool:
    """Whether a picture is a digit as MNIST has them: 28 x 28, in the 20 box, centred, on black."""
    if image.shape != (SIDE, SIDE) or image.max() < 0.9:
        return False
    ink = image > 0.1
    off_centre = np.abs(np.array(center_of_mass(image)) - MIDDLE).max()
    in_share = SHARES[0] <= image.mean() <= SHARES[1]
    in_box = BOX - 2 <= max(image[box_of(ink)].shape) <= BOX
    pieces, _ = label(ink, TOUCHING)
    return bool(in_share and in_box and off_centre <= 1 and not several_in(pieces))


def fit(crop: np.ndarray) -> np.ndarray:
    """The same digit with a longest side of 20 and lines no thinner than 2.5, (height, width)."""
    scale = BOX / max(crop.shape)
    thin = PEN / scale - pen_width(crop > INK)
    if thin > 0:
        margin = int(np.ceil(thin / 2))
        crop = np.pad(crop, margin)
        distance = distance_transform_edt(crop <= INK)
        crop = np.maximum(crop, np.clip(1 + thin / 2 - distance, 0, 1))
        scale = BOX / max(crop.shape)
    height, width = (max(1, round(length * scale)) for length in crop.shape)
    fitted = resized(crop, height, width)
    return np.asarray(fitted / fitted.max())


def centre(fitted: np.ndarray) -> np.ndarray:
    """28 x 28 pixels with the centre of mass of the fitted digit in the middle, to the pixel.

    The mass is rounded to 1/1024 of a pixel, and the move of that to a whole one, halves up both
    times: so a symmetric digit, whose mass lies half-way between two pixels, always goes one way.
    """
    image = np.zeros((SIDE, SIDE))
    corner = [
        int(np.clip(_half_up(MIDDLE - _half_up(mass * FINE) / FINE), 0, SIDE - length))
        for mass, length in zip(center_of_mass(fitted), fitted.shape, strict=True)
    ]
    (top, left), (height, width) = corner, fitted.shape
    image[top : top + height, left : left + width] = fitted
    return image


def check_share(image: np.ndarray) -> None:
    """Raise ValueError for a 28 x 28 picture with less or more ink than any digit has."""
    share, (least, most) = float(image.mean()), SHARES
    if not least <= share <= most:
        raise ValueError(
            f"Ink on {share:.1%} of the fitted picture, where digits have {least:.0%} to {most:.0%}"
            "; give a picture of one digit and nothing else."
        )


def _half_up(number: float) -> float:
    """The nearest whole number; of two, the upper one."""
    return float(np.floor(number + 0.5))
