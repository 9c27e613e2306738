"""Segments: the film of one animation each, which get their names when they are complete."""

from fractions import Fraction
from pathlib import Path
from typing import Any

from manim.scene.video_segment_encoder import VideoSegmentEncoder

from scenes.renderer.incremental_yuv import ChangedPixels, IncrementalYuv


class WholeSegment(VideoSegmentEncoder):
    """A segment of whole frames, of which no half one is ever found under its name."""

    def __init__(self, *, target: Path, spec: Any) -> None:
        self.complete = target
        super().__init__(target=target.with_suffix(".part"), spec=spec)

    def _operation_error(self, operation: str, error: BaseException) -> Exception:
        """What manim raises where an operation fails; what the disk refuses is no fault of ours."""
        if isinstance(error, OSError):
            return OSError(f"The film cannot be written ({error.strerror}); see to its disk.")
        return super()._operation_error(operation, error)

    def finish(self) -> None:
        """Close the segment and give it its name."""
        super().finish()
        self.target.replace(self.complete)


class IncrementalSegment(WholeSegment):
    """A segment that is told only what is new on each frame."""

    def __init__(self, *, target: Path, spec: Any) -> None:
        self.yuv = IncrementalYuv(spec.width, spec.height)
        super().__init__(target=target, spec=spec)

    def write_frame(self, changed: ChangedPixels, *, repeat: int = 1) -> None:
        """Encode the last frame with what is new on it, so many times."""
        self.yuv.update(changed)
        frame = self.yuv.frame
        frame.time_base = 1 / Fraction(self.spec.frame_rate)
        try:
            for _ in range(repeat):
                frame.pts = self._next_pts
                self._next_pts += 1
                self._container.mux(self._stream.encode(frame))
        except Exception as error:
            raise self._operation_error("encode", error) from error
