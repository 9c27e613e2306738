"""Transparent pixels, as cairo has them and as files have them.

cairo keeps colours darkened by how transparent they are (T. Porter and T. Duff, Compositing
Digital Images, 1984); PNG, QuickTime and WebM keep them as they are.
"""

import numpy as np


def premultiplied(pixels: np.ndarray) -> np.ndarray:
    """Pixels as cairo has them, of pixels as files have them; both (..., 4) of bytes."""
    opacity = pixels[..., 3:] / 255
    return np.concatenate((_bytes(pixels[..., :3] * opacity), pixels[..., 3:]), axis=-1)


def straight(pixels: np.ndarray) -> np.ndarray:
    """Pixels as files have them, of pixels as cairo has them; both (..., 4) of bytes."""
    opacity = np.maximum(pixels[..., 3:], 1) / 255
    return np.concatenate((_bytes(pixels[..., :3] / opacity), pixels[..., 3:]), axis=-1)


def _bytes(values: np.ndarray) -> np.ndarray:
    return np.clip(np.round(values), 0, 255).astype(np.uint8)
