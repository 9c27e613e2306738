"""Segments: what is still true is used again, and nothing else."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from manim import FadeIn
from watching import frames

from network import Digit, Network
from scenes.mobjects.cells import PixelGrid
from scenes.script import film_source
from scenes.stage.scene import FilmScene

SCRIPT = """
title = { en = "A digit, then weights" }
[[beats]]
name = "digit"
seconds = 0.4
en = "A digit."
[[beats]]
name = "weights"
seconds = 0.4
en = "Weights."
"""


class DigitThenWeights(FilmScene):
    """Two animations: what the first shows is the digit, what comes in the second is a neuron's."""

    def construct(self) -> None:
        digit = PixelGrid(28, 28, 3).show(self.digit, "image")
        weights = PixelGrid(28, 28, 3)
        weights.show_signed(self.forward_pass, "layers.0.neuron.0.weights", largest=1)
        with self.beat("digit"):
            self.play(FadeIn(digit, run_time=0.4))
        with self.beat("weights"):
            self.play(FadeIn(weights, run_time=0.4))


@pytest.fixture
def segments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A way to make the film: the time of each segment's making, in the order of the beats."""
    (tmp_path / "script").mkdir()
    script = tmp_path / "script" / "digit_then_weights.toml"
    script.write_text(SCRIPT, encoding="utf-8")
    monkeypatch.setattr(film_source, "SCRIPTS", tmp_path / "script")

    def make(digit: Digit, network: Network) -> list[tuple[str, int]]:
        with frames(height=120, media_dir=str(tmp_path / "media"), disable_caching=False):
            scene = DigitThenWeights(digit=digit, network=network)
            scene.render()
        files = map(Path, scene.renderer.file_writer.partial_movie_files)
        return [(path.name, path.stat().st_mtime_ns) for path in files]

    return make


def with_weight(network: Network, place: int, value: float) -> Network:
    """A network whose first neuron has another weight."""
    first, *others = network.layers
    weights = np.array(first.weights)
    weights[0, place] = value
    return replace(network, layers=(replace(first, weights=weights), *others))


def test_nothing_is_made_again_of_a_film_that_is_as_it_was(segments, scrawl, small) -> None:
    assert segments(scrawl, small) == segments(scrawl, small)


@pytest.mark.parametrize("place", [0, 400, 783])
def test_a_changed_weight_is_made_again_and_a_beat_without_it_is_not(
    segments, scrawl, small, place
) -> None:
    before = segments(scrawl, small)
    after = segments(scrawl, with_weight(small, place, 0.5))
    assert after[0] == before[0]
    assert after[1][0] != before[1][0]
