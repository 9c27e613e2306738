from dataclasses import replace

import numpy as np
import pytest

from network.training.augmentation import AugmentationStrength, augmented

STEADY = AugmentationStrength(shift=0, rotation=0, scale=0, shear=0, elastic=0)


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
    np.testing.assert_array_equal(augmented(squares, STEADY, np.random.default_rng(0)), squares)


def test_shifts_spread_as_far_as_they_are_said_to(squares: np.ndarray) -> None:
    moved = augmented(squares, replace(STEADY, shift=1.5), np.random.default_rng(1))
    np.testing.assert_allclose(centres(moved).std(axis=0), 1.5, rtol=0.12)


def test_slant_and_size_leave_the_middle_in_place(squares: np.ndarray) -> None:
    slanted = replace(STEADY, rotation=0.2, scale=0.1, shear=0.1)
    moved = augmented(squares, slanted, np.random.default_rng(2))
    np.testing.assert_allclose(centres(moved), 13.5, atol=0.1)


def spreads(images: np.ndarray) -> np.ndarray:
    """Covariances of the ink's rows and columns, (N, 2, 2)."""
    places = np.mgrid[:28, :28].reshape(2, -1)
    return np.array([np.cov(places, aweights=image.ravel().astype(float)) for image in images])


def test_turning_changes_neither_length_nor_breadth(squares: np.ndarray) -> None:
    bars = np.zeros_like(squares[:40])
    bars[:, 12:15, 6:22] = 200
    turned = augmented(bars, replace(STEADY, rotation=0.4), np.random.default_rng(6))
    before = np.linalg.eigvalsh(spreads(bars))
    np.testing.assert_allclose(np.linalg.eigvalsh(spreads(turned)), before, rtol=0.08, atol=0.5)
    assert np.abs(spreads(turned)[:, 0, 1]).max() > 5


def test_height_and_width_change_each_for_itself(squares: np.ndarray) -> None:
    sizes = augmented(squares, replace(STEADY, scale=0.1), np.random.default_rng(7))
    found = np.sqrt(spreads(sizes)[:, [0, 1], [0, 1]] / spreads(squares[:1])[:, [0, 1], [0, 1]])
    np.testing.assert_allclose(found.std(axis=0), 0.1, rtol=0.15)
    assert abs(np.corrcoef(found.T)[0, 1]) < 0.15


def test_a_shear_moves_rows_sideways_and_leaves_them_in_their_places(squares: np.ndarray) -> None:
    sheared = augmented(squares, replace(STEADY, shear=0.2), np.random.default_rng(8))
    rows, columns = np.mgrid[:28, :28] - 13.5
    moved = (sheared * rows * columns).sum(axis=(1, 2)) / (squares * rows**2).sum(axis=(1, 2))
    assert moved.std() == pytest.approx(0.2, rel=0.1)
    np.testing.assert_array_equal(sheared.any(axis=2), squares.any(axis=2))


def test_between_two_pixels_there_is_no_more_ink_than_in_either(squares: np.ndarray) -> None:
    moved = augmented(squares, replace(STEADY, shift=0.5), np.random.default_rng(9))
    assert moved.max() <= 200
    assert not moved[:, :7].any()


def test_far_off_the_picture_there_is_paper(squares: np.ndarray) -> None:
    full = np.full_like(squares[:50], 200)
    moved = augmented(full, replace(STEADY, shift=5), np.random.default_rng(10))
    assert (moved.min(axis=(1, 2)) == 0).mean() > 0.9


def test_neighbouring_spots_stray_together_to_the_very_edge() -> None:
    slope = np.tile(np.arange(28, dtype=np.uint8) * 4 + 50, (400, 28, 1))
    strayed = augmented(slope, replace(STEADY, elastic=0.5), np.random.default_rng(3))
    across = (strayed.astype(float) - slope)[:, :, 4:-4] / 4
    edge = across[:, 0][strayed[:, 0, 4:-4] > 0]  # what looked beyond the edge has found paper
    assert edge.std() == pytest.approx(across[:, 14].std(), rel=0.15)


def test_spots_stray_as_far_as_they_are_said_to() -> None:
    slope = np.tile(np.arange(28, dtype=np.uint8) * 9, (500, 28, 1))
    strayed = augmented(slope, replace(STEADY, elastic=0.5), np.random.default_rng(3))
    across = (strayed.astype(float) - slope)[:, 4:-4, 4:-4] / 9
    assert across.std() == pytest.approx(0.5, rel=0.1)


def test_the_same_seed_writes_the_same_digits(squares: np.ndarray) -> None:
    first, second = (
        augmented(squares[:3], AugmentationStrength(), np.random.default_rng(4)) for _ in range(2)
    )
    np.testing.assert_array_equal(first, second)


def test_no_two_writings_are_alike(squares: np.ndarray) -> None:
    written = augmented(squares[:20], AugmentationStrength(), np.random.default_rng(5))
    assert len(np.unique(written.reshape(20, -1), axis=0)) == 20
