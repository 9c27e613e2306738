from pathlib import Path
from typing import Any

import av
import manim
import numpy as np
import pytest
from rich.console import Console

from scenes.batch import render
from scenes.script.script import Cue
from scenes.stage.film import read_cues

COLOURS = {"red": (1.0, 0, 0), "blue": (0, 0, 1.0)}
QUIET = Console(quiet=True)


@pytest.fixture(scope="module")
def film(tiny: type[Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render.film(tiny, tmp_path_factory.mktemp("film"), "l", QUIET)


def close(picture: Any, colour: str) -> bool:
    seen = np.asarray(picture) / 255
    return bool(np.allclose(seen[len(seen) // 2, 20], COLOURS[colour], atol=0.1))


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


def test_the_poster_is_the_last_frame(film) -> None:
    poster = render.poster(film)
    assert poster.size == (854, 480)
    assert close(poster, "blue")


def test_stills_are_the_last_frames_before_their_moments(film) -> None:
    for still, colour in zip(
        render.stills(film, [0.4, 0.8, 0.1]), ("red", "blue", "red"), strict=True
    ):
        assert close(still, colour)


def test_no_still_stands_before_the_film(film) -> None:
    with pytest.raises(ValueError, match="before 0 s"):
        render.stills(film, [0.0])


def test_cues_are_read_from_beside_the_film(film) -> None:
    assert read_cues(film) == [Cue("red", 0.0, 0.4), Cue("blue", 0.4, 0.8)]


@pytest.mark.parametrize(("count", "rows"), [(1, 1), (2, 1), (3, 2), (8, 4)])
def test_a_storyboard_has_a_place_for_every_beat(film, count, rows) -> None:
    cues = [Cue("red", 0.0, 0.4)] * count
    sheet = render.storyboard(film, cues)
    down = 480 + render.STRIP + render.GAP
    assert sheet.size == (3 * render.GAP + 2 * 854, render.GAP + rows * down)


def test_a_storyboard_shows_how_each_beat_ends(film) -> None:
    sheet = np.asarray(render.storyboard(film, read_cues(film))) / 255
    left, right = sheet[200, 200], sheet[200, 854 + 200]
    assert np.allclose(left, COLOURS["red"], atol=0.1)
    assert np.allclose(right, COLOURS["blue"], atol=0.1)


def test_every_script_has_its_scene() -> None:
    assert "forward_pass" in render.known_scenes()
    for name in render.known_scenes():
        assert render.scene_named(name).__module__ == f"scenes.{name}"


@pytest.mark.parametrize("name", ["backward_pass", "glossary", "../theme", "theme", ""])
def test_an_unknown_scene_is_refused(name) -> None:
    with pytest.raises(ValueError, match=r"there is .*forward_pass"):
        render.scene_named(name)
