"""Bars fitted to pictures of weights, and to noises as smooth as these."""

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np

ROWS, COLUMNS = np.mgrid[:28, :28]


@dataclass
class Bar:
    """A straight stroke with a positive core and two negative flanks."""

    row: float
    column: float
    angle: float
    width: float
    length: float

    def drawn(self) -> np.ndarray:
        """Its picture, (784,): core 1, flanks -1/2, each as wide as the core, soft at the edges."""
        right, down = np.cos(self.angle), np.sin(self.angle)
        along = (COLUMNS - self.column) * right + (ROWS - self.row) * down
        across = (ROWS - self.row) * right - (COLUMNS - self.column) * down
        core, whole = inside(across, self.width), inside(across, 3 * self.width)
        return (inside(along, self.length) * (core - (whole - core) / 2)).reshape(-1)


@dataclass
class StrokeMatch:
    """How well a picture fits its best bar, and its noises fit theirs."""

    bar: Bar
    correlation: float
    noises: np.ndarray

    @property
    def percentile(self) -> float:
        worse = [noise for noise in self.noises if noise < abs(self.correlation)]
        return len(worse) / len(self.noises)

    @property
    def is_stroke(self) -> bool:
        return self.percentile > 0.99


def match_strokes(pictures: np.ndarray, noises: int, seed: int) -> list[StrokeMatch]:
    """The best bar of each picture, judged by noises of its own spectrum in the layer's place."""
    rng, found = np.random.default_rng(seed), []
    squares = np.mean([standard(picture) ** 2 for picture in pictures], axis=0)
    strengths = np.sqrt(blurred(squares.reshape(28, 28))).reshape(-1) * pictures.any(axis=0)
    for picture in pictures:
        spectrum, drawn = np.abs(np.fft.fft2(picture.reshape(28, 28))), []
        for waves in map(np.fft.fft2, rng.normal(size=(noises, 28, 28))):
            noise = np.fft.ifft2(spectrum * waves / np.abs(waves)).real
            drawn.append(noise.reshape(-1) * strengths)
        ((bar, correlation),) = best_bars([picture])
        fits = np.array([abs(fit) for _, fit in best_bars(drawn)])
        found.append(StrokeMatch(bar, correlation, fits))
    return found


@cache
def bars() -> tuple[list[Bar], np.ndarray]:
    """All bars that there are, and their pictures made ready to correlate, (bars, 784)."""
    middles, angles = range(5, 24, 2), [place * np.pi / 12 for place in range(12)]
    sizes = [(width, length) for width in (2.0, 3.0, 4.0) for length in (6.0, 12.0)]
    every = [
        Bar(row, column, angle, width, length)
        for row, column, angle, (width, length) in product(middles, middles, angles, sizes)
    ]
    return every, np.array([standard(bar.drawn()) for bar in every])


def best_bars(pictures: list[np.ndarray]) -> list[tuple[Bar, float]]:
    """For each picture the bar whose correlation with it is largest in size, and that."""
    every, drawn = bars()
    table = drawn @ np.array([standard(picture) for picture in pictures]).T  # (bars, pictures)
    places = [np.abs(column).argmax() for column in table.T]
    return [(every[place], float(row[place])) for place, row in zip(places, table.T, strict=True)]


def standard(picture: np.ndarray) -> np.ndarray:
    """The picture with mean 0 and length 1; a flat one becomes 0."""
    around = picture - picture.mean()
    length = np.sqrt((around**2).sum())
    return around / length if length else around


def blurred(picture: np.ndarray, width: float = 1.5, reach: int = 6) -> np.ndarray:
    """The picture under a Gaussian, which beyond the edge sees its mirror image."""
    bell = np.exp(-(np.arange(-reach, reach + 1) ** 2) / (2 * width**2))
    bell /= bell.sum()
    for _ in range(2):
        mirrored = np.pad(picture, ((0, 0), (reach, reach)), mode="symmetric")
        picture = np.array([np.convolve(row, bell, mode="valid") for row in mirrored]).T
    return picture


def inside(distances: np.ndarray, size: float) -> np.ndarray:
    """1 within half a size of the middle, 0 beyond, with a ramp one pixel wide between."""
    return np.minimum(1, np.maximum(0, size / 2 + 0.5 - np.abs(distances)))
