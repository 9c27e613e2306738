"""The writer: its files are whole or not there at all, and its films start at once."""

import ctypes
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
from manim import SceneFileWriter

from network.atomic import whole_folder
from scenes.renderer import alpha, incremental_yuv
from scenes.renderer.faststart import index_first
from scenes.renderer.incremental_yuv import ChangedPixels
from scenes.renderer.segment import IncrementalSegment, WholeSegment


class FilmWriter(SceneFileWriter):
    """A writer that takes what is new on a frame, or whole frames where the film's format asks.

    A film is made aside. `finished` is told where it is then, and where it is going to be; what it
    writes beside the film appears with the film, together or not at all.
    """

    finished: Callable[[Path, Path], object] | None = None
    aside: Path | None = None

    @property
    def movie_file_path(self) -> Path:
        """Where the film is written: aside, until it is whole."""
        place: Path = super().movie_file_path
        return self.aside / place.name if self.aside else place

    def combine_to_movie(self) -> None:
        """Make the film aside, and all that stands beside it; then move it to its place."""
        place = self.movie_file_path
        with whole_folder(place.parent) as self.aside:
            try:
                super().combine_to_movie()
                if self.finished and self.movie_file_path.is_file():
                    self.finished(self.movie_file_path, place)
            finally:
                self.aside = None

    def print_file_ready_message(self, file_path: str | PathLike[str]) -> None:
        """Tell where the film is going to be."""
        place: Path = super().movie_file_path.with_name(Path(file_path).name)
        super().print_file_ready_message(str(place))

    @property
    def is_incremental(self) -> bool:
        """Whether frames are handed over as what is new on them."""
        encoder = self.video_encoder
        return encoder is not None and encoder.pixel_format == incremental_yuv.FORMAT

    def write_frame(self, pixels: np.ndarray | ChangedPixels, *, repeat: int = 1) -> None:
        """Write a frame, to be shown so many times."""
        super().write_frame(pixels if self.is_incremental else self._own(pixels), repeat=repeat)

    def save_image(self, pixels: np.ndarray) -> None:
        """Write the one frame that is all that was asked for."""
        super().save_image(self._own(pixels))

    def _own(self, pixels: np.ndarray) -> np.ndarray:
        """A copy of a frame as files have it, (height, width, 4) of bytes."""
        return alpha.straight(pixels) if self.output_spec.transparent else pixels.copy()

    def end_animation(self, allow_write: bool = False) -> None:
        """Close the segment of an animation; what segments before it needed is given back."""
        super().end_animation(allow_write)
        give_back_memory()

    def _create_segment_encoder(self, target: Path) -> WholeSegment:
        kind = IncrementalSegment if self.is_incremental else WholeSegment
        return kind(target=target, spec=self.video_encoder)

    def combine_files(
        self, input_files: list[str], output_file: Path, *args: Any, **kwargs: Any
    ) -> None:
        """Join segments beside the final name, move the index of an mp4 to its front, rename."""
        unfinished = output_file.with_name(f".{output_file.stem}.part{output_file.suffix}")
        try:
            super().combine_files(input_files, unfinished, *args, **kwargs)
            if output_file.suffix == ".mp4":
                index_first(unfinished)
            unfinished.replace(output_file)
        except BaseException:
            for left in output_file.parent.glob(f"{unfinished.name}*"):
                left.unlink()
            raise


def give_back_memory() -> None:
    """Let the system have memory that is free but kept; glibc alone keeps so much of it."""
    trim = getattr(ctypes.pythonapi, "malloc_trim", None)
    if trim is not None:
        trim(0)
