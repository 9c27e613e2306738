import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network import assets
from scenes.script.film_source import SCENES, FilmSource, class_named, film_named

letters = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=6)
numbers = st.from_regex("[0-9][0-9a-z]{0,4}", fullmatch=True)
words = st.one_of(letters, st.tuples(letters, numbers).map("_".join))
names = st.lists(words, min_size=1, max_size=4).map("_".join)
classes = st.from_regex(r"([A-Z][a-z]{0,4}([0-9][0-9a-z]{0,3})?){1,4}", fullmatch=True)


@pytest.mark.parametrize(
    ("name", "class_name"),
    [
        ("forward_pass", "ForwardPass"),
        ("why_2x16", "Why2x16"),
        ("layers_2_of_16", "Layers2Of16"),
        ("a_b", "AB"),
    ],
)
def test_a_film_and_its_class_have_one_name(name, class_name) -> None:
    assert class_named(name) == class_name
    assert film_named(class_name) == name


@given(names)
def test_the_film_of_a_films_class_is_the_film(name) -> None:
    assert film_named(class_named(name)) == name


@given(classes)
def test_the_class_of_a_classs_film_is_the_class(class_name) -> None:
    assert class_named(film_named(class_name)) == class_name


@given(names, names)
def test_two_films_have_two_classes(one, other) -> None:
    assert (class_named(one) == class_named(other)) == (one == other)


@given(names)
def test_a_films_class_can_be_written_in_python(name) -> None:
    assert class_named(name).isidentifier()


@pytest.mark.parametrize(
    "name", ["", "Forward", "_pass", "pass_", "for__ward", "2x16", "why2x16", "a_2_16", "ä", "../a"]
)
def test_other_names_are_refused_with_what_a_name_is(name) -> None:
    with pytest.raises(ValueError, match=f"{re.escape(repr(name))} is no name for a film; give"):
        FilmSource(name)


@pytest.mark.parametrize("name", ["forwardPass", "Forward_Pass", "_Film", "Ärger", "2x16", ""])
def test_other_classes_are_refused_with_what_a_class_is(name) -> None:
    with pytest.raises(ValueError, match=f"{name!r} is no class of a film; call it"):
        film_named(name)


def test_a_film_of_the_lesson_has_its_files_in_the_project() -> None:
    film = FilmSource("why_2x16")
    assert film.scene == SCENES / "why_2x16.py"
    assert film.script == assets.ASSETS / "script" / "why_2x16.toml"
    assert (film.class_name, film.output) == ("Why2x16", "Why2x16.mp4")


def test_every_way_back_leads_to_the_same_film(tmp_path: Path) -> None:
    film = FilmSource("why_2x16", tmp_path.resolve())
    assert FilmSource.of_scene(film.scene) == film
    assert FilmSource.of_output(tmp_path / film.output).name == film.name
    assert FilmSource.of_scene(SCENES / "why_2x16.py") == FilmSource("why_2x16")


def test_ones_own_script_stands_beside_the_scene(tmp_path: Path) -> None:
    film = FilmSource("own_film", tmp_path)
    assert film.script == assets.ASSETS / "script" / "own_film.toml"
    (tmp_path / "own_film.toml").touch()
    assert film.script == tmp_path / "own_film.toml"


def test_a_class_leads_to_the_folder_of_its_file() -> None:
    class OwnFilm:
        pass

    assert FilmSource.of_class(OwnFilm) == FilmSource("own_film", Path(__file__).parent)


def test_a_class_in_a_notebook_has_its_script_in_the_folder_where_one_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    typed: dict[str, type] = {}
    exec("class ForwardPass: __module__ = 'typed_in'", typed)
    source = FilmSource.of_class(typed["ForwardPass"])
    assert source.script == FilmSource("forward_pass").script
    (tmp_path / "forward_pass.toml").touch()
    assert source.script == tmp_path / "forward_pass.toml"


def test_a_film_of_the_lesson_is_found_where_the_project_lies_elsewhere(monkeypatch) -> None:
    sent = pickle.dumps(FilmSource("forward_pass"))
    monkeypatch.setattr("scenes.script.film_source.SCENES", Path("/elsewhere"))
    assert pickle.loads(sent).scene == Path("/elsewhere/forward_pass.py")
