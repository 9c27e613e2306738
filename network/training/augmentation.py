"""Augmentation: more digits of a few, each as if the same hand had written it once more."""

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter1d, map_coordinates


@dataclass(frozen=True)
class AugmentationStrength:
    """How much a digit changes from one writing to the next: standard deviations."""

    shift: float = 0.7  # pixels, down and across
    rotation: float = 0.11  # radians
    scale: float = 0.07  # part of the size, in height and width each
    shear: float = 0.08  # sideways pixels for each pixel of height
    elastic: float = 0.5  # pixels by which each spot strays
    smoothness: float = 4.0  # pixels over which neighbouring spots stray together


def augmented(
    images: np.ndarray,
    strength: AugmentationStrength,
    rng: np.random.Generator,
    at_once: int = 2000,
) -> np.ndarray:
    """The same digits written anew, (N, rows, columns) of bytes -> the same shape.

    `at_once` bounds the memory; another value gives other, equally likely, pictures.
    """
    parts = range(0, len(images), at_once)
    return np.concatenate(
        [_augmented_part(images[start : start + at_once], strength, rng) for start in parts]
    )


def _augmented_part(
    images: np.ndarray, strength: AugmentationStrength, rng: np.random.Generator
) -> np.ndarray:
    spots = _slanted(images.shape, strength, rng) + _strayed(images.shape, strength, rng)
    written = np.empty_like(images)
    # one by one: among three dimensions, half the work would be to mix no picture with the next
    for image, where, anew in zip(images, spots.swapaxes(0, 1), written, strict=True):
        map_coordinates(image, where, output=anew, order=1, mode="constant")
    return written


def _slanted(
    shape: tuple[int, ...], strength: AugmentationStrength, rng: np.random.Generator
) -> np.ndarray:
    """Where each pixel looks for its ink after shift, rotation, scale and shear: (2, *shape)."""
    count, rows, columns = shape
    angle, shear = rng.normal(0, [[strength.rotation], [strength.shear]], (2, count))
    height, width = 1 + rng.normal(0, strength.scale, (2, count))
    shift = rng.normal(0, strength.shift, (2, count, 1, 1))
    cos, sin = np.cos(angle), np.sin(angle)
    turn = np.array([[cos, -sin], [sin, cos]])  # (2, 2, count)
    stretch = np.array([[height, np.zeros(count)], [shear, width]])
    by_row, by_column = np.einsum("ijn,jkn->kin", turn, stretch)[..., None, None]
    middle = np.array([rows - 1, columns - 1]) / 2
    row = np.arange(rows)[:, None] - middle[0]
    column = np.arange(columns) - middle[1]
    offset = shift + middle[:, None, None, None]
    terms = (by_row, row, by_column, column, offset)
    along_row, row32, along_column, column32, offset32 = (t.astype(np.float32) for t in terms)
    return along_row * row32 + along_column * column32 + offset32


def _strayed(
    shape: tuple[int, ...], strength: AugmentationStrength, rng: np.random.Generator
) -> np.ndarray:
    """How far each spot strays on its own, smoothly over the picture: (2, *shape), pixels.

    Simard, Steinkraus, Platt: "Best practices for convolutional neural networks applied to visual
    document analysis" (2003). White noise under a Gaussian of width s keeps the standard
    deviation 1 / (2 s sqrt(pi)), by which the noise is divided. Where a picture goes on at its
    other side, the Gaussian is a product with a matrix: columns down, rows across.
    """
    noise = rng.standard_normal((2, *shape), np.float32)
    width = strength.smoothness
    down, across = (gaussian_filter1d(np.eye(side), width, mode="wrap") for side in shape[1:])
    smooth = (down @ noise).astype(np.float32)
    smooth = (smooth @ across).astype(np.float32)
    smooth *= strength.elastic * 2 * width * np.sqrt(np.pi)
    return smooth
