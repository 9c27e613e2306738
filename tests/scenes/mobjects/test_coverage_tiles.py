"""Cells filled from tiles stand where cells drawn one by one would."""

import cairo
import numpy as np
import pytest

from scenes.mobjects.coverage_tiles import LARGEST_TILE, SQUARE, fill

ROOM = 2 * LARGEST_TILE  # pixels for each cell
QUARTER = 0.25  # pixels: how exactly cells are placed and sized
WHITE = (1.0, 1.0, 1.0, 1.0)


def filled(boxes: np.ndarray) -> np.ndarray:
    """Squares given in pixels, filled all at once: how far each pixel is covered."""
    width = ROOM * len(boxes)
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, width, ROOM)
    context = cairo.Context(surface)
    context.set_matrix(cairo.Matrix(1, 0, 0, -1, 0, ROOM))
    fill(context, boxes, [WHITE] * len(boxes), roundness=1.01 * SQUARE)
    surface.flush()
    return np.ndarray((ROOM, width, 4), np.uint8, surface.get_data())[..., 0] / 255


@pytest.mark.parametrize(
    "largest", [LARGEST_TILE, 1.5 * LARGEST_TILE], ids=["small", "with a large one"]
)
def test_each_cell_has_its_own_place_and_size(largest: float, rng: np.random.Generator) -> None:
    sizes = np.stack((rng.uniform(3, 20, 8), rng.uniform(3, 20, 8)), axis=1)
    corners = rng.uniform(5, 20, (8, 2)) + ROOM * np.outer(np.arange(8), [1, 0])
    sizes[0] = largest - 1
    sizes[1:3], corners[1:3] = [[4, 12], [12, 4]], np.round(corners[1:3])  # alike but turned
    seen = np.split(filled(np.hstack((corners, sizes))), 8, axis=1)
    for place, (corner, size, cell) in enumerate(zip(corners, sizes, seen, strict=True)):
        across, down = cell.max(axis=0), cell.max(axis=1)
        np.testing.assert_allclose([across.sum(), down.sum()], size, atol=QUARTER + 0.02)
        up = down[::-1]
        middle = [np.average(np.arange(ROOM) + 0.5, weights=each) for each in (across, up)]
        expected = corner + size / 2 - [ROOM * place, 0]
        np.testing.assert_allclose(middle, expected, atol=QUARTER / 2 + 0.02)
