"""Frames as manim gives them, for what is measured beside the film."""

import numpy as np
from manim.renderer.cairo_renderer import CairoRenderer

from scenes.renderer.film_renderer import FilmRenderer


class WholeFrames(FilmRenderer):
    """Hands over each frame whole, (height, width, 4) of bytes, for anybody to keep."""

    def add_frame(self, frame: np.ndarray, num_frames: int = 1) -> None:
        """Hand a frame over, to be shown so many times."""
        CairoRenderer.add_frame(self, frame.copy(), num_frames)
