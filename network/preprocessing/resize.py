"""Which sizes of picture are looked at, and how a picture gets another size."""

import numpy as np

SMALLEST, LARGEST = 8, 50_000_000  # pixels: along the longer side, and in the whole picture
NARROWEST = 3  # pixels along the shorter side: a one cut out closely
SLIMMEST = 16  # times as long as wide


def check_size(height: int, width: int) -> None:
    """Raise ValueError for a picture too small, too large or too slim to be looked at."""
    short, long = sorted((height, width))
    if long < SMALLEST or short < NARROWEST:
        raise ValueError(
            f"A picture {width} pixels wide and {height} high; it needs at least {SMALLEST} one "
            f"way and {NARROWEST} the other, so give a larger one."
        )
    if short * long > LARGEST:
        raise ValueError(
            f"A picture {width} pixels wide and {height} high; {LARGEST:,} pixels in all are the "
            "most, so make it smaller first."
        )
    if long > SLIMMEST * short:
        raise ValueError(
            f"A picture {width} pixels wide and {height} high is a strip, more than {SLIMMEST} "
            "times as long as wide; cut out the part with the digit."
        )


def shrunk(picture: np.ndarray, side: int) -> np.ndarray:
    """The picture with a longer side of at most so many pixels."""
    scale = min(1.0, side / max(picture.shape))
    height, width = (max(1, round(length * scale)) for length in picture.shape)
    return resized(picture, height, width)


def resized(picture: np.ndarray, height: int, width: int) -> np.ndarray:
    """The picture in another size; each new pixel is a weighted mean of the old ones around it."""
    if picture.shape == (height, width):
        return picture
    rows, columns = (
        _means(old, new) for old, new in zip(picture.shape, (height, width), strict=True)
    )
    return np.asarray(np.clip(rows @ picture @ columns.T, 0, 1))


def _means(old: int, new: int) -> np.ndarray:
    """Weights of a triangle over as many old pixels as make a new one, (new, old)."""
    reach = max(1.0, old / new)
    middles = (np.arange(new) + 0.5) * old / new - 0.5
    weights = np.clip(1 - np.abs(np.arange(old) - middles[:, None]) / reach, 0, None)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))
