"""`squish gallery` as it is typed."""

import shutil
from pathlib import Path

import pytest
from typed import left, refusal

from scenes.cli.main import run
from scenes.script import running_order
from scenes.script.acts import Act, ListedFilm, RunningOrder
from scenes.script.film_source import FilmSource


@pytest.fixture
def listed(monkeypatch):
    """A lesson of one film, with some of its beats as stills."""

    def make(*stills: str) -> None:
        film = ListedFilm(FilmSource("colours"), {}, stills)
        order = RunningOrder((Act("A", {}, (film,)),), explains="colours")
        monkeypatch.setattr(running_order, "running_order", lambda: order)

    return make


@pytest.fixture
def own(coloured, elsewhere) -> Path:
    """The film of three colours, where manim puts films."""
    for quality in ("180p15", "90p15"):
        folder = Path("renders/videos/colours") / quality
        shutil.copytree(coloured.parent, folder, ignore=lambda *_: ["partial_movie_files"])
    return Path("renders/videos")


def test_the_films_of_the_lesson_become_moving_pictures(capsys, own, listed) -> None:
    listed("ground")
    shutil.copytree(own / "colours", own / "another")
    assert run(["gallery"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in told] == [
        "renders/gallery/colours.ground.webp",
        "renders/gallery/colours.webp",
    ]
    assert left(Path("renders/gallery")) == ["colours.ground.webp", "colours.webp"]


def test_a_still_of_no_beat_is_refused_and_nothing_is_written(capsys, own, listed) -> None:
    listed("sing")
    assert "no beat 'sing', which lesson.toml lists" in refusal(capsys, "gallery")
    assert not Path("renders/gallery").exists()


def test_without_films_the_command_says_so(capsys, elsewhere) -> None:
    assert "No films in renders" in refusal(capsys, "gallery")
