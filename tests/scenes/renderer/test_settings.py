"""The project's settings hold in every folder, and give way to what somebody has chosen."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from manim import BLACK, RED, RIGHT, WHITE, Square, config, tempconfig
from watching import frames

from scenes import theme
from scenes.renderer import adopt_project_settings, settings
from scenes.script import film_source
from scenes.stage.scene import FilmScene

ROOT = Path(__file__).parents[3]
BARE = {"background_color": BLACK, "video_encoder_options": {}}  # manim's, without a manim.cfg
TAGS = "colorspace", "color_primaries", "color_trc", "color_range"
SCRIPT = 'title = { en = "A pane" }\n[[beats]]\nname = "pane"\nseconds = 0.6\nen = "Look."\n'
OWN = "[CLI]\nbackground_color = #800000\n[video_encoder.options]\ncolor_range = pc\n"


class Pane(FilmScene):
    """A white pane that lets half the ground through."""

    def construct(self) -> None:
        pane = Square(3, fill_color=WHITE, fill_opacity=0.5, stroke_width=0)
        with self.beat("pane"):
            self.play(pane.animate(run_time=0.4).shift(0.1 * RIGHT))


@pytest.fixture
def pane(tmp_path: Path, monkeypatch, scrawl, small):
    """A way to set up the film."""
    (tmp_path / "script").mkdir()
    (tmp_path / "script" / "pane.toml").write_text(SCRIPT, encoding="utf-8")
    monkeypatch.setattr(film_source, "SCRIPTS", tmp_path / "script")
    return lambda: Pane(digit=scrawl, network=small)


def rendered(pane, folder: Path, **options: Any) -> Path:
    with frames(height=90, media_dir=str(folder / "media"), **options):
        film = pane()
        film.render()
    return Path(film.renderer.file_writer.final_file_path)


def tags(film: av.container.InputContainer) -> list[int]:
    """Colour space, primaries, transfer and range, by the numbers of ITU-T H.273."""
    return [int(getattr(film.streams.video[0].codec_context, tag)) for tag in TAGS]


def test_ground_and_colour_tags_are_the_project_s_wherever_manim_starts(pane, tmp_path) -> None:
    with av.open(rendered(pane, tmp_path, **BARE)) as film:
        assert tags(film) == [6, 1, 1, 1]
        corner = next(film.decode(video=0)).to_ndarray(format="rgb24")[5, 5]
    assert np.abs(corner.astype(int) - 255 * theme.GROUND.to_rgb()).max() <= 2


def test_what_is_typed_in_another_folder_wins(tmp_path) -> None:
    film = "from scenes.stage.scene import FilmScene\n\n\nclass Pane(FilmScene):\n"
    film += (
        '    def construct(self):\n        with self.beat("pane"):\n            self.wait(0.4)\n'
    )
    for name, text in {"pane.py": film, "pane.toml": SCRIPT, "own.cfg": OWN}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    options = ["--config_file", "own.cfg", "--fps", "24", "-r", "160,90", "--media_dir", "media"]
    subprocess.run(
        [sys.executable, "-m", "manim", "render", *options, "pane.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    with av.open(next(tmp_path.glob("media/videos/**/Pane.mp4"))) as made:
        assert made.streams.video[0].average_rate == 24
        assert tags(made) == [6, 1, 1, 2]
        red, green, _ = next(made.decode(video=0)).to_ndarray(format="rgb24")[5, 5]
    assert red > 100
    assert green < 20


def test_a_transparent_film_is_transparent(pane, tmp_path) -> None:
    path = rendered(pane, tmp_path, background_opacity=0.0)
    assert path.name == "Pane.mov"
    with av.open(path) as film:
        shown = [frame.to_ndarray(format="rgba") for frame in film.decode(video=0)]
    assert len(shown) == 9
    for picture in shown:
        assert picture[5, 5].tolist() == [0, 0, 0, 0]
        np.testing.assert_allclose(picture[45, 80], [255, 255, 255, 128], atol=1)


def test_a_transparent_film_in_a_format_without_transparency_is_refused(pane, capsys) -> None:
    with frames(height=90, background_opacity=0.0, format="mp4"), pytest.raises(SystemExit) as no:
        pane()
    assert no.value.code == 2
    assert "squishification: MP4 output does not support an alpha" in capsys.readouterr().err


def test_other_colours_of_video_are_encoded_from_whole_frames(pane, tmp_path) -> None:
    with av.open(rendered(pane, tmp_path, pixel_format="yuv444p")) as film:
        assert film.streams.video[0].codec_context.pix_fmt == "yuv444p"
        *_, last = film.decode(video=0)
    assert last.to_ndarray(format="gray")[45, 80] > 100


def test_what_somebody_has_chosen_stays() -> None:
    with tempconfig({"background_color": RED, "video_encoder_options": {"crf": "30"}}):
        adopt_project_settings()
        assert config.background_color == RED
        assert config.video_encoder_options["crf"] == "30"
        assert config.video_encoder_options["color_primaries"] == "bt709"


def test_a_project_that_has_lost_its_settings_is_refused(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(settings, "MANIM_CFG", tmp_path / "manim.cfg")
    with pytest.raises(FileNotFoundError, match=r"manim\.cfg is missing"):
        adopt_project_settings()
