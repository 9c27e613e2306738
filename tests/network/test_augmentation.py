from dataclasses import replace

import numpy as np
import pytest

from network.augmentation import Sloppiness, rewritten

STEADY = Sloppiness(shift=0, rotation=0, scale=0, shear=0, elastic=0)


@pytest.fixture
def squares() -> np.ndarray:
    images = np.zeros((500, 28, 28), np.uint8)
    images[:, 10:18, 10:18] = 200
    return images


def centres(images: np.ndarray) -> np.ndarray:
    rows, columns = np.mgrid[:28, :28]
    ink = images.sum(axis=(1, 2), dtype=float)
    return np.stack([(images * axis).sum(axis=(1, 2)) / ink for axis in (rows, columns)], axis=1)


def test_a_steady_hand_writes_the_same_again(squares: np.ndarray) -> None:
    np.testing.assert_array_equal(rewritten(squares, STEADY, np.random.default_rng(0)), squares)


def test_shifts_spread_as_far_as_they_are_said_to(squares: np.ndarray) -> None:
    moved = rewritten(squares, replace(STEADY, shift=1.5), np.random.default_rng(1))
    np.testing.assert_allclose(centres(moved).std(axis=0), 1.5, rtol=0.12)


def test_slant_and_size_leave_the_middle_in_place(squares: np.ndarray) -> None:
    slanted = replace(STEADY, rotation=0.2, scale=0.1, shear=0.1)
    moved = rewritten(squares, slanted, np.random.default_rng(2))
    np.testing.assert_allclose(centres(moved), 13.5, atol=0.1)


def test_spots_stray_as_far_as_they_are_said_to() -> None:
    slope = np.tile(np.arange(28, dtype=np.uint8) * 9, (500, 28, 1))
    strayed = rewritten(slope, replace(STEADY, elastic=0.5), np.random.default_rng(3))
    across = (strayed.astype(float) - slope)[:, 4:-4, 4:-4] / 9
    assert across.std() == pytest.approx(0.5, rel=0.1)


def test_the_same_seed_writes_the_same_digits(squares: np.ndarray) -> None:
    first, second = (
        rewritten(squares[:3], Sloppiness(), np.random.default_rng(4)) for _ in range(2)
    )
    np.testing.assert_array_equal(first, second)


def test_no_two_writings_are_alike(squares: np.ndarray) -> None:
    written = rewritten(squares[:20], Sloppiness(), np.random.default_rng(5))
    assert len(np.unique(written.reshape(20, -1), axis=0)) == 20
