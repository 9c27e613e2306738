import shutil

import numpy as np
import pytest
from PIL import Image

from scenes import theme
from scenes.lesson import posters
from scenes.stage.film import Film

COLOURS = ("ground", "positive", "negative")


def near(picture: Image.Image, colour: object) -> bool:
    seen = np.asarray(picture.convert("RGB")).reshape(-1, 3).mean(0) / 255
    return bool(np.allclose(seen, np.asarray(colour)[:3], atol=0.03))


def test_the_poster_shows_what_goes_on_and_not_how_it_ends(made_lesson) -> None:
    for ending in ("jpg", "webp"):
        poster = Image.open(made_lesson / "Colours" / f"Colours.poster.{ending}")
        assert poster.size == (320, 180)
        assert near(poster, theme.POSITIVE.to_rgb())


def test_the_loop_shows_every_animation_and_rests_at_the_end(made_lesson) -> None:
    path = made_lesson / "Colours" / "Colours.webp"
    loop = Image.open(path)
    assert path.stat().st_size < posters.LOOP_BYTES
    assert loop.size == (posters.WIDTHS[0], 360)
    assert loop.info["loop"] == 0
    shown, lasting = [], []
    for place in range(loop.n_frames):
        loop.seek(place)
        loop.load()
        lasting.append(loop.info["duration"])
        shown += [name for name in COLOURS if near(loop, getattr(theme, name.upper()).to_rgb())]
    assert shown[0] == "ground"
    assert shown[-1] == "negative"
    assert "positive" in shown
    assert sum(lasting) == pytest.approx(1000 * (posters.LOOP + posters.REST), abs=len(lasting))


def test_a_loop_that_is_too_large_is_made_narrower(coloured, tmp_path, monkeypatch) -> None:
    posters.write(coloured, tmp_path, 2.4, 1.6)
    wide = (tmp_path / "Colours.webp").stat().st_size
    monkeypatch.setattr(posters, "LOOP_BYTES", wide)
    posters.write(coloured, tmp_path, 2.4, 1.6)
    assert Image.open(tmp_path / "Colours.webp").width == posters.WIDTHS[1]


def test_a_film_whose_pictures_are_damaged_is_refused_in_a_sentence(coloured, tmp_path) -> None:
    content = coloured.read_bytes()
    begin = content.index(b"mdat") + 4
    damaged = tmp_path / "damaged.mp4"
    damaged.write_bytes(content[:begin] + bytes(len(content) - begin))
    with pytest.raises(ValueError, match=r"damaged\.mp4 is no film, or it is damaged"):
        posters.write(damaged, tmp_path, 2.4, 1.6)


def test_pictures_of_a_lesson_that_stands_are_kept_while_they_would_come_out_the_same(
    coloured, made_lesson, tmp_path
) -> None:
    before = tmp_path / "before"
    shutil.copytree(made_lesson / "Colours", before)
    (tmp_path / "now").mkdir()
    middle = Film.load(coloured).cues[1].end
    assert posters.kept(before, coloured, tmp_path / "now", middle)
    assert {each.name for each in (tmp_path / "now").iterdir()} == {
        f"Colours.{each}" for each in posters.ENDINGS
    }
    assert not posters.kept(before, coloured, tmp_path / "now", middle + 0.2)
    assert not posters.kept(tmp_path, coloured, tmp_path / "now", middle)
    (before / "Colours.webp").write_bytes(b"cut off")
    assert not posters.kept(before, coloured, tmp_path / "now", middle)
