"""Whether a picture of weights is a pen stroke: bars fitted to it, and to noise as smooth as it."""

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
from scipy.ndimage import gaussian_filter

from network.arrays import read_only
from network.digits import SIDE

ANGLES = 12  # in half a turn
WIDTHS = (2.0, 3.0, 4.0)  # pixels, as pens are
LENGTHS = (6.0, 12.0)  # pixels
MIDDLES = range(5, SIDE - 4, 2)  # where a bar's middle may be, in rows and in columns
BLUR = 1.5  # pixels, over which the strength of a layer's weights is averaged
LEVEL = 0.99  # a stroke fits its best bar better than this share of the noises fit theirs


@dataclass(frozen=True)
class Bar:
    """A straight stroke: a positive core, with negative flanks of half its weight."""

    row: float  # of the middle, in pixels from the top left
    column: float
    angle: float  # radians from the rows, clockwise on screen
    width: float  # pixels, of the core; each flank is as wide
    length: float  # pixels

    def picture(self) -> np.ndarray:
        """The bar in 28 x 28 pixels, from -1/2 to 1, edges softened over one pixel, (784,)."""
        rows, columns = np.mgrid[:SIDE, :SIDE] - np.array([self.row, self.column])[:, None, None]
        along = columns * np.cos(self.angle) + rows * np.sin(self.angle)
        across = rows * np.cos(self.angle) - columns * np.sin(self.angle)
        core, whole = _within(across, self.width), _within(across, 3 * self.width)
        return (_within(along, self.length) * (1.5 * core - 0.5 * whole)).ravel()


@dataclass(frozen=True, eq=False)
class StrokeMatch:
    """How well a picture fits its best bar, and how well noises as smooth as it fit theirs.

    A correlation below zero is that of a bar turned over: for a sigmoid neuron the same detector
    (sigmoid(-z) = 1 - sigmoid(z)). So best is what is largest in size.
    """

    bar: Bar
    correlation: float  # of the picture with the bar, over all 784 pixels
    noises: np.ndarray  # (noises,), the largest correlation of each noise, in size

    @property
    def percentile(self) -> float:
        """The share of the noises that fit their best bar worse than the picture does."""
        return float((self.noises < abs(self.correlation)).mean())

    @property
    def is_stroke(self) -> bool:
        """Whether the picture is judged a stroke: it fits better than 99 % of the noises."""
        return self.percentile > LEVEL


def match_strokes(pictures: np.ndarray, noises: int = 500, seed: int = 0) -> list[StrokeMatch]:
    """The best bar of each picture of weights, (neurons, 784), judged by noises of its own.

    A noise has the picture's own spectrum and so is as smooth, but its waves stand at random
    (Theiler and others: "Testing for nonlinearity in time series", 1992). And it lies where the
    pictures of the layer lie, as strong there as they are on the whole: noise that filled the
    frame would let any blur in the middle pass for a stroke.

    Raises ValueError for pictures of another size and for less than one noise.
    """
    if pictures.shape[1] != SIDE * SIDE:
        raise ValueError(
            f"Pictures of {pictures.shape[1]} pixels; bars are fitted to {SIDE} x {SIDE}."
        )
    if noises < 1:
        raise ValueError(f"{noises} noises to compare with; it takes 1 at least.")
    rng = np.random.default_rng(seed)
    strengths = _strengths(pictures)
    found = []
    for picture in pictures:
        place, correlation = (each[0] for each in _best_bars(picture[None]))
        largest = np.abs(_best_bars(_equally_smooth(picture, noises, rng) * strengths)[1])
        found.append(StrokeMatch(bars()[place], float(correlation), read_only(largest)))
    return found


@cache
def bars() -> tuple[Bar, ...]:
    """All bars that pictures are compared with."""
    angles = np.arange(ANGLES) * np.pi / ANGLES
    return tuple(
        Bar(row, column, float(angle), width, length)
        for row, column, angle, width, length in product(MIDDLES, MIDDLES, angles, WIDTHS, LENGTHS)
        if length > width
    )


@cache
def _templates() -> np.ndarray:
    """Pictures of all bars, ready to correlate with, (784, bars) of float32."""
    return _standard(np.array([bar.picture() for bar in bars()], np.float32)).T.copy()


def _best_bars(pictures: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each picture, (N, 784), the place of its best bar and their correlation, both (N,).

    The bar is looked for in 32 bits, which takes half the time, and its correlation worked out in
    64, so that it is the same number in whatever order its sum is taken.
    """
    correlations = _standard(pictures.astype(np.float32)) @ _templates()
    places = np.abs(correlations).argmax(axis=1)
    best = _standard(np.array([bars()[place].picture() for place in places]))
    return places, (_standard(pictures) * best).sum(axis=1)


def _standard(pictures: np.ndarray) -> np.ndarray:
    """Pictures, (N, pixels), of mean 0 and length 1; a flat one becomes 0."""
    pictures = pictures - pictures.mean(axis=1, keepdims=True)
    lengths = np.linalg.norm(pictures, axis=1, keepdims=True)
    return pictures / np.where(lengths > 0, lengths, 1)


def _equally_smooth(picture: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """Noises of the spectrum of a picture, (count, 784)."""
    sizes = np.abs(np.fft.rfft2(picture.reshape(SIDE, SIDE)))
    # the waves of a real noise keep the symmetry that a real picture needs
    waves = np.fft.rfft2(rng.normal(size=(count, SIDE, SIDE)))
    noises = np.fft.irfft2(sizes * waves / np.abs(waves), s=(SIDE, SIDE))
    return noises.reshape(count, -1)


def _strengths(pictures: np.ndarray) -> np.ndarray:
    """How strong the weights of a layer are around each pixel, root mean square, (784,)."""
    squares = (_standard(pictures) ** 2).mean(axis=0).reshape(SIDE, SIDE)
    return np.sqrt(gaussian_filter(squares, BLUR)).ravel() * pictures.any(axis=0)


def _within(distances: np.ndarray, size: float) -> np.ndarray:
    """1 within half a size of the middle, 0 beyond it, softened over one pixel."""
    return np.clip(size / 2 - np.abs(distances) + 0.5, 0, 1)
