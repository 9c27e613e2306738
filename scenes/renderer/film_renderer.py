"""The renderer: it hands over what is new on a frame, not whole frames."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from manim import CairoRenderer, Mobject, Scene

from scenes.renderer.camera import FilmCamera
from scenes.renderer.incremental_yuv import changed_pixels
from scenes.renderer.writer import FilmWriter


class FilmRenderer(CairoRenderer):
    """manim's renderer with a camera that paints little, and a writer that converts little."""

    def __init__(self, file_writer_class: type[FilmWriter] = FilmWriter) -> None:
        super().__init__(file_writer_class=file_writer_class, camera_class=FilmCamera)

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Play animations; the first frame of their segment is new all over."""
        self.camera.painter.forget()
        super().play(scene, *args, **kwargs)

    def save_static_frame_data(self, scene: Scene, static_mobjects: Iterable[Mobject]) -> None:
        """Paint and keep what does not move, if anything will move in front of it."""
        super().save_static_frame_data(scene, () if self.skip_animations else static_mobjects)
        if self.static_image is not None:
            self.static_image = self.static_image.copy()  # the frame itself is painted on again

    def render(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Paint a frame, unless its segment is there already."""
        if not self.skip_animations:
            super().render(scene, *args, **kwargs)

    def get_frame(self) -> np.ndarray:
        """The frame, (height, width, 4) of bytes, until the next one is painted."""
        frame: np.ndarray = self.camera.pixel_array
        return frame

    def add_frame(self, frame: np.ndarray, num_frames: int = 1) -> None:
        """Hand a frame over, to be shown so many times."""
        if self.file_writer.is_incremental:
            frame = changed_pixels(frame, self.camera.painter.changes())
        super().add_frame(frame, num_frames)
