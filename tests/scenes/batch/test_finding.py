import sys
from pathlib import Path

import pytest

from scenes.batch.finding import scene_class
from scenes.script.acts import RunningOrder
from scenes.script.film_source import FilmSource
from scenes.script.running_order import running_order

OWN = """
from manim import Scene

class {name}(Scene):
    pass
"""


@pytest.fixture(autouse=True)
def _path(monkeypatch) -> None:
    """manim puts the folders of scenes on the path."""
    monkeypatch.setattr(sys, "path", [*sys.path])


@pytest.mark.parametrize("film", running_order().films, ids=lambda film: film.name)
def test_every_film_of_the_lesson_has_its_class(film) -> None:
    found = scene_class(film.source)
    assert found.__name__ == film.source.class_name
    assert FilmSource.of_class(found) == film.source


def test_a_film_elsewhere_is_found_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "why_2x16.py").write_text(OWN.format(name="Why2x16"))
    source = FilmSource("why_2x16", tmp_path)
    assert scene_class(source).__name__ == "Why2x16"
    assert FilmSource.of_class(scene_class(source)) == source


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (OWN.format(name="Other"), r"has no scene OwnFilm; of scenes, it has Other\."),
        ("", r"has no scene OwnFilm; of scenes, it has none\."),
        ("class", r"own_film\.py cannot be loaded \(SyntaxError"),
        ("import nothing_of_this_name", r"cannot be loaded \(ModuleNotFoundError"),
    ],
)
def test_a_file_without_its_scene_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "own_film.py").write_text(text)
    with pytest.raises(ValueError, match=reason):
        scene_class(FilmSource("own_film", tmp_path))


def test_a_film_of_a_faulty_running_order_is_refused_before_it_is_rendered(
    monkeypatch, capsys
) -> None:
    film = scene_class(running_order().films[0].source)

    def faulty() -> RunningOrder:
        raise ValueError("lesson.toml is no running order: The lesson lacks 'acts'.")

    monkeypatch.setattr("scenes.script.running_order.running_order", faulty)
    with pytest.raises(SystemExit) as refusal:
        film()
    assert refusal.value.code == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert "The lesson lacks 'acts'." in sentence


def test_no_scene_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="No scene at"):
        scene_class(FilmSource("own_film", tmp_path))
