from pathlib import Path
from typing import Any

import av
import manim
import pytest
from rich.console import Console

from scenes.batch import render

QUIET = Console(quiet=True)


@pytest.fixture(scope="module")
def film(tiny: type[Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render.film(tiny, tmp_path_factory.mktemp("film"), "l", QUIET)


def test_a_film_comes_with_all_that_its_scene_hands_over_and_nothing_else(film) -> None:
    names = sorted(path.name for path in film.parent.iterdir())
    assert names == ["Tiny.cues.json", "Tiny.mp4"]


def test_a_film_has_the_size_and_rate_that_were_asked_for(film) -> None:
    with av.open(film) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height, stream.average_rate) == (854, 480, 15)


def test_the_settings_of_the_project_hold_in_every_folder(tiny, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    options = {}

    class Looking(tiny):
        def construct(self) -> None:
            options.update(manim.config.video_encoder_options)
            super().construct()

    with manim.tempconfig({"video_encoder_options": {}}):
        render.film(Looking, tmp_path, "l", QUIET)
    assert options["color_primaries"] == "bt709"


def test_the_settings_of_manim_are_as_before_afterwards(tiny, film, tmp_path) -> None:
    before = dict(manim.config)
    render.film(tiny, tmp_path, "l", QUIET)
    assert dict(manim.config) == before


def test_digit_and_network_reach_the_scene(tiny, tmp_path, scrawl, small) -> None:
    seen = []

    class Looking(tiny):
        def construct(self) -> None:
            seen.append(self.about)
            super().construct()

    render.film(Looking, tmp_path, "l", QUIET, digit=scrawl, network=small)
    assert seen == [(scrawl, small)]


def test_the_bar_counts_the_frames_of_the_film(tiny, tmp_path) -> None:
    with (tmp_path / "seen").open("w", encoding="utf-8") as file:
        console = Console(file=file, force_terminal=True, width=100, color_system=None)
        render.film(tiny, tmp_path, "l", console)
    assert "12/12 frames" in (tmp_path / "seen").read_text(encoding="utf-8")


def test_a_log_gets_no_bar(tiny, tmp_path) -> None:
    with (tmp_path / "seen").open("w", encoding="utf-8") as file:
        render.film(tiny, tmp_path, "l", Console(file=file))
    assert (tmp_path / "seen").read_text(encoding="utf-8").strip() == ""
