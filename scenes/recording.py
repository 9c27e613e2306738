"""The recording: how mobjects are painted on a frame, and how frames become files."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import Any, Self

import av
import numpy as np
from manim import Camera, Mobject
from manim.scene.scene_file_writer import SceneFileWriter
from manim.scene.video_segment_encoder import VideoSegmentEncoder

from scenes.mobjects.painted import Painted
from scenes.standing import Standing, VideoCanvas


class FilmCamera(Camera):
    """A camera that lets painted mobjects paint themselves."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.standing = Standing(self.paint)
        self.ground = self.background

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        return self

    def reset(self) -> Self:
        """Begin a frame on the empty background."""
        self.ground = self.background
        return super().reset()

    def set_frame_to_background(self, background: np.ndarray) -> None:
        """Begin a frame on a picture of what has been painted already."""
        self.ground = background

    def capture_mobjects(self, mobjects: Iterable[Mobject], **kwargs: Any) -> None:
        """Put mobjects on the frame, in their order."""
        shown = self.get_mobjects_to_display(mobjects, **kwargs)
        self.standing.paint(shown, self.ground, self.pixel_array)

    def paint(self, mobjects: Iterable[Mobject], frame: np.ndarray) -> None:
        """Paint mobjects over what stands on a frame."""
        context = self.get_cairo_context(frame)
        for painted, run in groupby(mobjects, lambda mobject: isinstance(mobject, Painted)):
            if painted:
                for mobject in run:
                    mobject.paint(context)
            else:
                self.display_multiple_vectorized_mobjects(list(run), frame)
        if frame is not self.pixel_array:  # a picture's context goes with the picture
            self.pixel_array_to_cairo_context.pop(id(frame))


class FilmWriter(SceneFileWriter):
    """A writer whose files are whole or not there at all, and whose films start at once."""

    def _create_segment_encoder(self, target: Path) -> VideoSegmentEncoder:
        return WholeSegment(target=target, spec=self.video_encoder)

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


class WholeSegment(VideoSegmentEncoder):
    """A segment that gets its name when it is complete, so that no half one is ever reused."""

    def __init__(self, *, target: Path, spec: Any) -> None:
        self.complete = target
        super().__init__(target=target.with_suffix(".part"), spec=spec)
        self.canvas = VideoCanvas(spec.width, spec.height)

    def write_frame(self, pixels: np.ndarray, *, repeat: int = 1) -> None:
        """Encode a frame, as often as it stands still; what has not changed is not converted."""
        frame = self.canvas.show(pixels)
        frame.time_base = 1 / Fraction(self.spec.frame_rate)
        for _ in range(repeat):
            frame.pts = self._next_pts
            self._next_pts += 1
            self._container.mux(self._stream.encode(frame))

    def finish(self) -> None:
        """Close the segment and give it its name."""
        super().finish()
        self.target.replace(self.complete)


def index_first(film: Path) -> None:
    """Rewrite an mp4 with its index in front, so that a page can play it while it loads."""
    moved = film.with_name(film.name + ".moved")
    with (
        av.open(film) as source,
        av.open(moved, "w", format="mp4", options={"movflags": "+faststart"}) as target,
    ):
        stream = target.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                target.mux(packet)
    moved.replace(film)
