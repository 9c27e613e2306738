"""Sheets of paper with a drawn digit on them, and the light that falls on them."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from scipy.ndimage import center_of_mass

from network.handwriting.pen import draw_digit
from network.preprocessing.resize import resized


def page(label: int = 3, seed: int = 1, margin: int = 30) -> np.ndarray:
    """A drawn digit, dark on light, in bytes: 140 x 140 and a margin all round."""
    ink = np.pad(resized(draw_digit(label, seed).image, 140, 140), margin)
    return np.uint8(np.round(235 - 200 * ink))


def saved(folder: Path, picture: Image.Image | np.ndarray, name: str = "digit.png") -> Path:
    if isinstance(picture, np.ndarray):
        picture = Image.fromarray(picture)
    picture.save(folder / name)
    return folder / name


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    """Best correlation of two digits, one of which may be moved by a pixel: centring rounds."""
    moves = [(down, across) for down in (-1, 0, 1) for across in (-1, 0, 1)]
    return max(np.corrcoef(np.roll(one, by, (0, 1)).ravel(), other.ravel())[0, 1] for by in moves)


def is_in_the_middle(image: np.ndarray) -> bool:
    """Whether the centre of mass is at row and column 14, as nearly as whole pixels allow."""
    return bool(np.abs(np.subtract(center_of_mass(image), 14)).max() <= 0.5 + 1e-9)


def is_one_sentence(error: pytest.ExceptionInfo[BaseException]) -> bool:
    text = str(error.value)
    return text.endswith(".") and ". " not in text and "\n" not in text and ";" in text


def lit(page: np.ndarray, light: np.ndarray) -> np.ndarray:
    return np.uint8(page * light)


def slope(shape: tuple[int, ...]) -> np.ndarray:
    return np.add.outer(np.linspace(0.3, 0.6, shape[0]), np.linspace(0, 0.4, shape[1]))


def shadow(shape: tuple[int, ...]) -> np.ndarray:
    """Half the light below a slanting line."""
    down, across = np.indices(shape)
    return np.where(down + 0.3 * across > 125, 0.5, 1)
