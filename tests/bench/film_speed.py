"""How long a film takes beside its encoder and beside a plain port: `make bench`.

- *ours* is `manim render scenes/forward_pass.py` as a new process, with start-up and an empty
  cache; *again* is the same command once more, with nothing changed.
- *the encoder alone* is given the same frames, ready in memory, cut into the same segments, with
  the same settings: once as manim gives them (red, green, blue and alpha, to be converted), once
  in the colours of video, so that nothing but the encoder's own work is left.
- *the plain port* is `tests/bench/plain_port.py`. All its frames would take hours, so it is
  rendered with few frames a second, at two rates; what a further frame costs is the difference.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
OURS = ("scenes/forward_pass.py", "ForwardPass")
PLAIN = ("tests/bench/plain_port.py", "PlainForwardPass")


@dataclass
class Alone:
    """What the encoder alone takes for the frames of each beat."""

    beats: list[str] = field(default_factory=list)  # of each segment
    frames: list[int] = field(default_factory=list)
    as_manim: list[float] = field(default_factory=list)  # seconds
    bare: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Render:
    """One command's run."""

    seconds: float
    first: float  # seconds until the encoder waits for the first frame
    ends: list[float]  # when each segment was complete, in seconds since the epoch
    start: float


def render(film: tuple[str, str], size: str, rate: str, folder: Path) -> Render:
    """Run manim as a new process, and see when its files appear."""
    command = [
        *(sys.executable, "-m", "manim", "render", *film, "-r", size, "--fps", rate),
        *("--media_dir", str(folder), "--progress_bar", "none", "-v", "ERROR"),
    ]
    start, epoch, first = time.perf_counter(), time.time(), 0.0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        while not first and process.poll() is None:
            time.sleep(0.02)
            with suppress(FileNotFoundError):  # folders come and go while they are looked through
                if any(path.suffix == ".part" for path in folder.rglob("partial*/**/*")):
                    first = time.perf_counter() - start
        if process.wait():
            raise SystemExit(f"{' '.join(command)} ended with status {process.returncode}.")
    seconds = time.perf_counter() - start
    segments = [path.stat().st_mtime for path in folder.rglob("partial*/**/*.mp4")]
    return Render(seconds, first, sorted(segments), epoch)


def encode(size: str, rate: str, folder: Path) -> Alone:
    """Paint the film, and time the encoder on the frames of each segment."""
    import av
    from manim import tempconfig
    from manim.scene.video_segment_encoder import VideoSegmentEncoder
    from whole_frames import WholeFrames

    from scenes.forward_pass import ForwardPass
    from scenes.renderer.writer import FilmWriter
    from scenes.stage import scene as stage

    alone = Alone()

    class Ready(FilmWriter):
        """Keeps a segment's frames, then times its encoder on them, twice."""

        def begin_animation(self, allow_write: bool = False, **kwargs: Any) -> None:
            self.kept: list[tuple[Any, int]] = []
            self.path = folder / "alone.mp4"

        def write_frame(self, pixels: Any, *, repeat: int = 1) -> None:
            self.kept.append((pixels, repeat))

        def end_animation(self, allow_write: bool = False) -> None:
            alone.beats.append(self.sections[-1].name)
            alone.frames.append(sum(repeat for _, repeat in self.kept))
            start = time.perf_counter()
            encoder = VideoSegmentEncoder(target=self.path, spec=self.video_encoder)
            for pixels, repeat in self.kept:
                encoder.write_frame(pixels, repeat=repeat)
            encoder.finish()
            alone.as_manim.append(time.perf_counter() - start)
            ready = [
                (av.VideoFrame.from_ndarray(pixels, format="rgba").reformat(format="yuv420p"), n)
                for pixels, n in self.kept
            ]
            self.kept.clear()
            start = time.perf_counter()
            encoder = VideoSegmentEncoder(target=self.path, spec=self.video_encoder)
            times = iter(range(alone.frames[-1]))
            for frame, repeat in ready:
                frame.time_base = 1 / Fraction(self.video_encoder.frame_rate)
                for _ in range(repeat):
                    frame.pts = next(times)
                    encoder._container.mux(encoder._stream.encode(frame))
            encoder.finish()
            alone.bare.append(time.perf_counter() - start)

        def finish(self) -> None:
            """Nothing is to be joined."""

    stage.film_renderer = lambda plain: WholeFrames(Ready)
    width, height = map(int, size.split(","))
    settings = {
        "pixel_width": width,
        "pixel_height": height,
        "frame_rate": float(rate),
        "media_dir": str(folder),
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "ERROR",
    }
    with tempconfig(settings):
        ForwardPass().render()
    return alone


def plain(size: str, rates: list[int], frames: int, seconds: float, folder: Path) -> float:
    """Seconds that the plain port would take for so many frames of a film so long."""
    few, more = (render(PLAIN, size, str(rate), folder / str(rate)).seconds for rate in rates)
    each = (more - few) / (seconds * (rates[1] - rates[0]))
    print(f"the plain port      {few:.0f} s at {rates[0]} frames a second, {more:.0f} s at "
          f"{rates[1]}: {each:.3f} s a frame")  # fmt: skip
    return few + each * (frames - seconds * rates[0])


def by_beat(ours: Render, alone: Alone) -> None:
    """Print the speed of each beat beside the encoder's."""
    print(f"{'beat':10} {'frames':>6} {'ours':>8} {'encoder':>8} {'bare':>8}   (frames/s)")
    starts = [ours.start + ours.first, *ours.ends[:-1]]
    spent = [end - start for start, end in zip(starts, ours.ends, strict=True)]
    for beat in dict.fromkeys(alone.beats):
        at = [place for place, name in enumerate(alone.beats) if name == beat]
        frames = sum(alone.frames[place] for place in at)
        speeds = (
            frames / sum(each[place] for place in at)
            for each in (spent, alone.as_manim, alone.bare)
        )
        print(f"{beat:10} {frames:6}", *(f"{speed:8.1f}" for speed in speeds))


def main() -> None:
    """Print all figures, the ratios, the date and the machine."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", default="1920,1080")
    parser.add_argument("--fps", default="60")
    parser.add_argument("--plain-fps", default="5,10", help="two rates, or empty to leave it out")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = render(OURS, chosen.size, chosen.fps, folder / "ours")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        again = render(OURS, chosen.size, chosen.fps, folder / "ours")
        alone = encode(chosen.size, chosen.fps, folder)
        frames, as_manim, bare = sum(alone.frames), sum(alone.as_manim), sum(alone.bare)
        cues = next((folder / "ours").rglob("*.cues.json"))
        seconds = json.loads(cues.read_text())[-1]["end"]
        print(f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {platform.platform()}")
        print(f"{frames} frames of {chosen.size} at {chosen.fps} a second")
        print(f"ours                {ours.seconds:7.1f} s   {peak:.0f} MB")
        print(f"  to the first frame{ours.first:7.1f} s")
        print(f"ours, again         {again.seconds:7.1f} s")
        print(f"the encoder alone   {as_manim:7.1f} s   ratio {ours.seconds / as_manim:.2f}")
        print(f"  nothing converted {bare:7.1f} s   ratio {ours.seconds / bare:.2f}")
        by_beat(ours, alone)
        if chosen.plain_fps:
            rates = [int(rate) for rate in chosen.plain_fps.split(",")]
            whole = plain(chosen.size, rates, frames, seconds, folder / "plain")
            print(f"  all {frames} frames  {whole:7.0f} s   {whole / ours.seconds:.0f} times ours")


if __name__ == "__main__":
    main()
