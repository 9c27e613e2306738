from pathlib import Path

import pytest
from PIL import Image, ImageSequence
from typed import left

from scenes.lesson import gallery


def test_a_film_becomes_a_moving_picture_and_the_stills_that_are_listed(coloured, tmp_path) -> None:
    gallery.write(coloured, tmp_path, "colours", ["negative"])
    assert left(tmp_path) == ["colours.negative.webp", "colours.webp"]
    with Image.open(tmp_path / "colours.webp") as moving:
        assert moving.width == gallery.WIDTH
        durations = [
            each.load() and each.info["duration"] for each in ImageSequence.Iterator(moving)
        ]
    # 2.4 seconds, 3 times as fast, are 7 of 8 pictures a second, of which the last stays longer
    assert sum(durations) == 7 * 125 + gallery.REST


def test_a_still_is_the_picture_in_which_its_beat_ends(coloured, tmp_path) -> None:
    gallery.write(coloured, tmp_path, "colours", ["positive", "negative"])
    blue, orange = (
        Image.open(tmp_path / f"colours.{beat}.webp").convert("RGB").resize((1, 1)).getpixel((0, 0))
        for beat in ("positive", "negative")
    )
    assert blue[2] > blue[0] and orange[0] > orange[2]


def test_a_beat_that_the_film_lacks_is_refused_and_nothing_is_written(
    coloured, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=r"no beat 'sing', which lesson\.toml lists; it has g"):
        gallery.write(coloured, tmp_path, "colours", ["ground", "sing"])
    assert left(tmp_path) == []
