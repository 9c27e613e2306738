"""A film of ten seconds, of the flagship's own parts, for measuring many films in a short time."""

import json
import resource
import time
from pathlib import Path
from unittest.mock import patch

from manim import LEFT, FadeIn

from scenes import theme
from scenes.batch import finding, worker
from scenes.batch.jobs import Job
from scenes.batch.render_spec import RenderSpec
from scenes.batch.worker import Tell
from scenes.mobjects.cells import PixelGrid
from scenes.mobjects.diagram import NetworkDiagram
from scenes.mobjects.scores import Scores
from scenes.script.script import Beat, Script
from scenes.script.sentence import Sentence
from scenes.stage.scene import FilmScene

LINES = {"en": "The answer is {answer_label}."}
USAGE = "usage.json"  # beside the film: what it has cost


class TenSeconds(FilmScene):
    """A digit, a layer that it lights, and the layers above, once in ten seconds."""

    @classmethod
    def script_path(cls) -> Path:
        """No file: the script is made by `script`."""
        return Path(__file__)

    def construct(self) -> None:
        """Play the three beats of each round, from an empty stage."""
        for number in range(len(self.script.beats) // 3):
            self.clear()
            with self.beat(f"light {number}"):
                pixels = PixelGrid(*self.digit.image.shape, 4.4, gap=0.25)
                pixels.show(self.digit, "image").move_to(4.4 * LEFT)
                self.play(FadeIn(pixels), run_time=theme.STEP)
            with self.beat(f"layer {number}"):
                diagram = NetworkDiagram(self.forward_pass, pixels)
                self.play(FadeIn(diagram), run_time=theme.STEP)
                self.play(diagram.advance(0))
            with self.beat(f"onward {number}"):
                names = Scores(self.forward_pass, diagram.outputs).names
                self.play(FadeIn(names), run_time=theme.BLINK)
                layers = range(1, len(self.forward_pass.layers))
                pace = theme.in_steps((self.seconds_left - theme.TICK) / len(layers)) - theme.STEP
                for layer in layers:
                    self.play(diagram.advance(layer, min(pace, theme.JOURNEY)))


def script(rounds: int) -> Script:
    """The script of so many rounds."""
    beats = [
        Beat(f"{name} {number}", seconds, (Sentence("say", LINES),))
        for number in range(rounds)
        for name, seconds in (("light", 1.0), ("layer", 4.2), ("onward", 4.8))
    ]
    return Script("ten_seconds", {"en": "Ten seconds"}, tuple(beats))


def make(spec: RenderSpec, tell: Tell, rounds: int = 1) -> dict[str, bytes]:
    """What `worker.make` does, with the short film in the place of the one asked for."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
    spec.is_same_here()  # while the script of the spec is in its place
    with (
        patch.object(Script, "load", return_value=script(rounds)),
        patch.object(finding, "scene_class", return_value=TenSeconds),
    ):
        files = worker.make(spec, tell)
    after = resource.getrusage(resource.RUSAGE_SELF)
    usage = {
        "wall": time.perf_counter() - start,
        "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "megabytes": after.ru_maxrss / 1024,
        "bytes": sum(map(len, files.values())),
    }
    return {**files, USAGE: json.dumps(usage).encode()}


def make_job(job: Job, tell: Tell, rounds: int = 1) -> dict[str, bytes]:
    """The same for a job."""
    return make(job.read(), tell, rounds)


def usages(folder: Path) -> list[dict[str, float]]:
    """What each film in a folder has cost."""
    return [json.loads(path.read_text()) for path in sorted(folder.rglob(USAGE))]
