"""The recording: how mobjects are painted on a frame, and how frames become files."""

import ctypes
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cairo
import numpy as np
from manim import Camera, Mobject, Scene
from manim.renderer.cairo_renderer import CairoRenderer
from manim.scene.scene_file_writer import SceneFileWriter
from manim.scene.video_segment_encoder import VideoSegmentEncoder

from scenes.mobjects.painted import Painted
from scenes.renderer.dirty_regions import Frame
from scenes.renderer.incremental_yuv import Patch, VideoCanvas, cut_out


class FilmRenderer(CairoRenderer):
    """A renderer that hands over what is new on a frame, not whole frames."""

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Play animations; the first frame of their segment is new all over."""
        self.camera.frame.forget()
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
        if self.file_writer.output_spec.is_video:
            frame = cut_out(frame, self.camera.frame.news())
        super().add_frame(frame, num_frames)


class FilmCamera(Camera):
    """A camera that lets painted mobjects paint themselves, and paints what rests only once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.frame = Frame()
        super().__init__(*args, **kwargs)

    def set_pixel_array(self, pixel_array: np.ndarray, convert_from_floats: bool = False) -> None:
        """Begin a frame on a background, (height, width, 4) of bytes."""
        if not hasattr(self, "pixel_array"):  # it is kept, and its cairo context with it
            self.pixel_array = np.array(pixel_array)
        self.frame.begin(pixel_array)

    def capture_mobjects(self, mobjects: Iterable[Mobject], **kwargs: Any) -> None:
        """Put mobjects on the frame, in their order."""
        context = self.get_cairo_context(self.pixel_array)
        shown = self.get_mobjects_to_display(mobjects, **kwargs)
        self.frame.paint(self.pixel_array, context, shown, self.paint)

    def paint(self, context: cairo.Context, mobject: Mobject) -> None:
        """Paint one mobject."""
        context.new_path()  # manim leaves its last path behind
        if isinstance(mobject, Painted):
            mobject.paint(context)
        else:
            self.display_vectorized(mobject, context)


class FilmWriter(SceneFileWriter):
    """A writer whose files are whole or not there at all, and whose films start at once."""

    def end_animation(self, allow_write: bool = False) -> None:
        """Close the segment of an animation; what segments before it needed is given back."""
        super().end_animation(allow_write)
        give_back_memory()

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
        self.canvas = VideoCanvas(spec.width, spec.height)
        super().__init__(target=target.with_suffix(".part"), spec=spec)

    def write_frame(self, patch: Patch, *, repeat: int = 1) -> None:
        """Encode the last frame with what is new on it, so many times."""
        self.canvas.show(patch)
        frame = self.canvas.frame
        frame.time_base = 1 / Fraction(self.spec.frame_rate)
        try:
            for _ in range(repeat):
                frame.pts = self._next_pts
                self._next_pts += 1
                self._container.mux(self._stream.encode(frame))
        except Exception as error:
            raise self._operation_error("encode", error) from error

    def _operation_error(self, operation: str, error: BaseException) -> Exception:
        """What manim raises where an operation fails; what the disk refuses is no fault of ours."""
        if isinstance(error, OSError):
            return OSError(f"The film cannot be written ({error.strerror}); see to its disk.")
        return super()._operation_error(operation, error)

    def finish(self) -> None:
        """Close the segment and give it its name."""
        super().finish()
        self.target.replace(self.complete)


def give_back_memory() -> None:
    """Let the system have memory that is free but kept; glibc alone keeps so much of it."""
    trim = getattr(ctypes.pythonapi, "malloc_trim", None)
    if trim is not None:
        trim(0)


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
