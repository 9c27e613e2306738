"""What encoder settings cost and give: `python tests/bench/encoder_settings.py`.

Frames of every animation of the film are encoded, ready in memory, with each of several settings.
Sharpness is the peak signal-to-noise ratio of brightness beside the frames before encoding: its
mean, and that of the worst frame.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import av
import numpy as np
from whole_frames import WholeFrames

PRESETS = ("medium", "faster", "veryfast", "superfast", "ultrafast")
QUALITIES = ("23", "20")  # x264's constant rate factor; its own is 23
LOOKAHEADS = {"veryfast": ("5",)}  # frames, beside the preset's own; fewer take less memory


@dataclass
class Outcome:
    """What has come of one choice of settings so far."""

    seconds: float = 0.0
    size: int = 0  # bytes
    sharpness: list[float] = field(default_factory=list)  # decibels, one for each frame


def encode(
    frames: Sequence[av.VideoFrame], path: Path, rate: int, options: dict[str, str]
) -> float:
    """Encode frames into a file: the seconds it takes."""
    start = time.perf_counter()
    with av.open(path, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=rate, options=options)
        stream.width, stream.height, stream.pix_fmt = frames[0].width, frames[0].height, "yuv420p"
        for number, frame in enumerate(frames):
            frame.pts, frame.time_base = number, Fraction(1, rate)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return time.perf_counter() - start


def sharpness(frames: Sequence[av.VideoFrame], path: Path) -> Iterator[float]:
    """Peak signal-to-noise ratio of each frame's brightness in a file, in decibels."""
    with av.open(path) as container:
        for made, frame in zip(container.decode(video=0), frames, strict=True):
            height = frame.height
            errors = made.to_ndarray()[:height] - frame.to_ndarray()[:height].astype(float)
            yield 10 * float(np.log10(255**2 / max(np.square(errors).mean(), 1e-2)))


def settings() -> dict[str, dict[str, str]]:
    """All that is tried, by how a table tells it."""
    tried = {}
    for preset, crf in product(PRESETS, QUALITIES):
        tried[f"{preset} | {crf} | "] = {"preset": preset, "crf": crf}
        for frames in LOOKAHEADS.get(preset, ()):
            fewer = {"preset": preset, "crf": crf, "rc-lookahead": frames}
            tried[f"{preset} | {crf} | {frames}"] = fewer
    return tried


def measure(size: str, rate: int, most: int, folder: Path) -> dict[str, Outcome]:
    """Outcomes of all settings over the first frames of each animation, `most` of each."""
    from manim import tempconfig

    from scenes.forward_pass import ForwardPass
    from scenes.renderer.writer import FilmWriter
    from scenes.stage import scene as stage

    tried = settings()
    outcomes = {each: Outcome() for each in tried}

    class Trying(FilmWriter):
        """Encodes the frames of an animation with all settings, and keeps none."""

        def begin_animation(self, allow_write: bool = False, **kwargs: Any) -> None:
            self.frames: list[av.VideoFrame] = []

        def write_frame(self, pixels: Any, *, repeat: int = 1) -> None:
            for _ in range(min(repeat, most - len(self.frames))):
                frame = av.VideoFrame.from_ndarray(pixels, format="rgba")
                self.frames.append(frame.reformat(format="yuv420p"))

        def end_animation(self, allow_write: bool = False) -> None:
            common = {
                name: value for name, value in self.video_encoder.options if name != "rc-lookahead"
            }
            path = folder / "tried.mp4"
            for name, outcome in outcomes.items():
                options = {**common, **tried[name]}
                outcome.seconds += encode(self.frames, path, rate, options)
                outcome.size += path.stat().st_size
                outcome.sharpness += sharpness(self.frames, path)

        def finish(self) -> None:
            """Nothing is to be joined."""

    stage.film_renderer = lambda plain: WholeFrames(Trying)
    width, height = map(int, size.split(","))
    quiet = {
        **{"pixel_width": width, "pixel_height": height, "frame_rate": float(rate)},
        **{"media_dir": str(folder), "disable_caching": True},
        **{"progress_bar": "none", "verbosity": "ERROR"},
    }
    with tempconfig(quiet):
        ForwardPass().render()
    return outcomes


def main() -> None:
    """Print a table of all settings."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", default="1920,1080")
    parser.add_argument("--fps", type=int, default=60)
    parser.add_argument("--most", type=int, default=24, help="frames of each animation")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcomes = measure(chosen.size, chosen.fps, chosen.most, Path(folder))
    print("| preset | crf | lookahead | ms a frame | kB a second | sharpness, mean | worst |")
    print("|---|---|---|---|---|---|---|")
    for name, outcome in outcomes.items():
        frames = len(outcome.sharpness)
        print(
            f"| {name} | {1000 * outcome.seconds / frames:.1f} "
            f"| {outcome.size / frames * chosen.fps / 1000:.0f} "
            f"| {np.mean(outcome.sharpness):.1f} dB | {min(outcome.sharpness):.1f} dB |"
        )


if __name__ == "__main__":
    main()
