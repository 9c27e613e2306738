"""The recording: how mobjects are painted on a frame, and how frames become files."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import av
from manim import Camera, Mobject
from manim.scene.scene_file_writer import SceneFileWriter
from manim.scene.video_segment_encoder import VideoSegmentEncoder

from scenes.mobjects.painted import Painted


class FilmCamera(Camera):
    """A camera that lets painted mobjects paint themselves."""

    def capture_mobjects(self, mobjects: Iterable[Mobject], **kwargs: Any) -> None:
        """Put mobjects on the frame, in their order."""
        shown = self.get_mobjects_to_display(mobjects, **kwargs)
        for painted, run in groupby(shown, lambda mobject: isinstance(mobject, Painted)):
            if painted:
                for mobject in run:
                    mobject.paint(self.get_cairo_context(self.pixel_array))
            else:
                self.display_multiple_vectorized_mobjects(list(run), self.pixel_array)


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
