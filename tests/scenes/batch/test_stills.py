from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.console import Console

from scenes.batch import render, stills
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


def test_the_poster_is_the_last_frame(film) -> None:
    poster = stills.poster(film)
    assert poster.size == (854, 480)
    assert close(poster, "blue")


def test_stills_are_the_last_frames_before_their_moments(film) -> None:
    for still, colour in zip(
        stills.stills(film, [0.4, 0.8, 0.1]), ("red", "blue", "red"), strict=True
    ):
        assert close(still, colour)


def test_no_still_stands_before_the_film(film) -> None:
    with pytest.raises(ValueError, match="before 0 s"):
        stills.stills(film, [0.0])


def test_cues_are_read_from_beside_the_film(film) -> None:
    assert read_cues(film) == [Cue("red", 0.0, 0.4), Cue("blue", 0.4, 0.8)]
