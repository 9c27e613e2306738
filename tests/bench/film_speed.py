"""How long a film takes beside its encoder alone: `python tests/bench/film_speed.py`.

The first figure is the wall time of `manim render scenes/forward_pass.py` as a new process, with
start-up and nothing cached. The second is the time the same encoder takes, with the same settings
and cut into the same segments, for the same frames, when they lie ready in memory.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def render(size: str, rate: str, folder: str) -> float:
    """Seconds that the whole command takes."""
    command = [
        *(sys.executable, "-m", "manim", "render", "scenes/forward_pass.py", "ForwardPass"),
        *("-r", size, "--fps", rate, "--media_dir", folder, "--disable_caching"),
        *("--progress_bar", "none", "-v", "ERROR"),
    ]
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True)
    return time.perf_counter() - start


def encode(size: str, rate: str, folder: str) -> tuple[float, int]:
    """Seconds in the encoder alone, and how many frames it was given."""
    from manim import tempconfig

    from scenes import stage
    from scenes.forward_pass import ForwardPass

    spent, frames = 0.0, 0

    class Ready(stage.FilmWriter):
        """Keeps a segment's frames, then times its encoder on them."""

        def begin_animation(self, allow_write: bool = False, **kwargs: Any) -> None:
            self.kept: list[tuple[Any, int]] = []
            self.path = Path(self.partial_movie_files[kwargs["animation_index"]])

        def write_frame(self, pixels: Any, *, repeat: int = 1) -> None:
            self.kept.append((pixels, repeat))

        def end_animation(self, allow_write: bool = False) -> None:
            nonlocal spent, frames
            start = time.perf_counter()
            encoder = self._create_segment_encoder(self.path)
            for pixels, repeat in self.kept:
                encoder.write_frame(pixels, repeat=repeat)
                frames += repeat
            encoder.finish()
            spent += time.perf_counter() - start
            self.kept.clear()

    stage.FilmWriter = Ready
    width, height = map(int, size.split(","))
    settings = {
        "pixel_width": width,
        "pixel_height": height,
        "frame_rate": float(rate),
        "media_dir": folder,
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "ERROR",
    }
    with tempconfig(settings):
        ForwardPass().render()
    return spent, frames


def main() -> None:
    """Print both figures, their ratio and the peak memory of the render."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", default="1920,1080")
    parser.add_argument("--fps", default="60")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        whole = render(chosen.size, chosen.fps, folder)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        alone, frames = encode(chosen.size, chosen.fps, folder)
    print(f"{frames} frames of {chosen.size} at {chosen.fps} a second")
    print(f"manim render        {whole:7.1f} s   {frames / whole:6.1f} frames/s   {peak:.0f} MB")
    print(f"the encoder alone   {alone:7.1f} s   {frames / alone:6.1f} frames/s")
    print(f"ratio               {whole / alone:7.2f}")


if __name__ == "__main__":
    main()
