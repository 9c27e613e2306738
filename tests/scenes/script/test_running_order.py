"""The running order: that of the lesson, and those that are refused."""

import re
from pathlib import Path

import pytest

from network import assets
from scenes.script.film_source import FilmSource
from scenes.script.running_order import read_running_order, running_order, source_of, title_of
from scenes.script.script import Script

ORDER = """
languages = ["en", "ja"]
explains = "sum_up"

[[acts]]
key = "A"
title = { en = "What?", ja = "何" }

[[acts.films]]
name = "first_look"
title = { ja = "見る", en = "Look" }

[[acts.films]]
name = "sum_up"
title = { en = "Sum", ja = "和" }
stills = ["add"]

[[acts]]
key = "B"
title = { en = "Why?", ja = "なぜ" }

[[acts.films]]
name = "a_film"
title = { en = "Film", ja = "映画" }
"""
SCRIPT = """
[[beats]]
name = "look"
seconds = 1.0
en = "Look."
ja = "見て。"
"""


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """A running order of three films in two acts, with scripts and scenes."""
    for folder in ("scenes", "assets/script"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("first_look", "sum_up", "a_film"):
        (tmp_path / "scenes" / f"{name}.py").touch()
        (tmp_path / "scenes" / f"{name}.toml").write_text(SCRIPT)
    (tmp_path / "assets" / "lesson.toml").write_text(ORDER)
    return tmp_path / "assets" / "lesson.toml"


def read(lesson: Path):
    return read_running_order(lesson, lesson.parents[1] / "scenes")


def test_films_come_in_the_order_of_acts_and_not_of_the_alphabet(lesson) -> None:
    order = read(lesson)
    assert order.names == ["first_look", "sum_up", "a_film"]
    assert [(act.key, len(act.films)) for act in order.acts] == [("A", 2), ("B", 1)]
    assert order.explaining is order.films[1]
    assert order.films[1].stills == ("add",)


def test_a_title_is_told_in_the_order_of_the_lessons_languages(lesson) -> None:
    assert list(read(lesson).films[0].title.items()) == [("en", "Look"), ("ja", "見る")]


def test_a_film_belongs_to_its_act_and_an_unlisted_one_to_none(lesson) -> None:
    order = read(lesson)
    assert order.act_of("a_film") is order.acts[1]
    assert order.act_of("another") is None


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('key = "A"', 'key = "A', "line"),
        ('explains = "sum_up"', "", "The lesson lacks 'explains'."),
        ('explains = "sum_up"', 'explains = "sum_it"', "No film 'sum_it'. Did you mean 'sum_up'?"),
        ('explains = "sum_up"', 'explains = "xyz"', "No film 'xyz'; there is first_look, sum_up"),
        ('explains = "sum_up"', 'explain = "sum_up"', "The lesson has 'explain', which means"),
        ('["en", "ja"]', '"en"', "The lesson has languages = 'en'; it must be a list."),
        ('["en", "ja"]', "[1, 2]", "The languages hold 1; each must be a text."),
        ('["en", "ja"]', '["en"]', "The title of film 'first_look' has 'ja', which means nothing"),
        ('["en", "ja"]', '["en", "ja", "de"]', "The title of film 'first_look' lacks 'de'."),
        ('key = "A"', "", "An act lacks 'key'."),
        ('key = "B"', 'key = "A"', "Act 'A' is listed 2 times; list it once."),
        ('"a_film"', '"sum_up"', "Film 'sum_up' is listed 2 times; list it once."),
        ('"a_film"', '"another_film"', "Film 'another_film' has no scene at "),
        ('"a_film"', '"A_Film"', "'A_Film' is no name for a film; give it small words"),
        ('ja = "なぜ"', 'fr = "Quoi"', "The title of act 'B' has 'fr', which means nothing"),
        ('ja = "和"', 'ja = " "', "The title of film 'sum_up' says nothing in 'ja'."),
        ('ja = "和"', "ja = 3", "The title of film 'sum_up' has ja = 3; it must be a text."),
        ('{ en = "Sum", ja = "和" }', '"Sum"', "A film has title = 'Sum'; it must be a table."),
        ('["add"]', "[3]", "The stills of film 'sum_up' hold 3; each must be a text."),
        ('["add"]', '["add"]\nleft_out.en = "Much."', "What film 'sum_up' left out lacks 'ja'."),
        ("stills", "stils", "which means nothing; it has name, title, stills, left_out."),
    ],
)
def test_what_is_no_running_order_is_refused_in_one_sentence(lesson, old, new, reason) -> None:
    lesson.write_text(ORDER.replace(old, new, 1))
    with pytest.raises(ValueError, match=re.escape(reason)) as refusal:
        read(lesson)
    assert str(refusal.value).startswith(f"{lesson} is no running order: ")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("told", ["acts = [3]", "acts = []"])
def test_a_lesson_of_no_acts_is_refused(lesson, told) -> None:
    lesson.write_text(f'languages = ["en"]\nexplains = "sum_up"\n{told}')
    with pytest.raises(ValueError, match=r"An act is 3; it must be|there is none yet\."):
        read(lesson)


def test_an_act_without_a_film_is_refused(lesson) -> None:
    act = '\n[[acts]]\nkey = "C"\ntitle = { en = "C", ja = "C" }\nfilms = []\n'
    lesson.write_text(ORDER + act)
    with pytest.raises(ValueError, match="Act 'C' has no film; list one, or leave the act out"):
        read(lesson)


def test_bytes_that_are_no_text_are_refused(lesson) -> None:
    lesson.write_bytes(b"\xff\xfe")
    with pytest.raises(ValueError, match="is no running order"):
        read(lesson)


@pytest.mark.parametrize(("ending", "what"), [("py", "scene"), ("toml", "script")])
def test_a_film_without_its_scene_or_its_script_is_refused(lesson, ending, what) -> None:
    (lesson.parents[1] / "scenes" / f"sum_up.{ending}").unlink()
    with pytest.raises(ValueError, match=f"Film 'sum_up' has no {what} at "):
        read(lesson)


def test_a_scene_with_a_script_that_is_not_listed_is_refused(lesson) -> None:
    (lesson.parent / "script" / "new_film.toml").touch()
    assert len(read(lesson).films) == 3
    (lesson.parents[1] / "scenes" / "new_film.py").touch()
    with pytest.raises(ValueError, match="'new_film' has a scene and a script but is not listed"):
        read(lesson)


def test_a_title_in_the_script_too_is_refused(lesson) -> None:
    script = lesson.parents[1] / "scenes" / "sum_up.toml"
    script.write_text("title = { en = 'Sum', ja = '和' }\n" + SCRIPT)
    with pytest.raises(ValueError, match=r"sum_up\.toml has a title too; delete that one"):
        read(lesson)


@pytest.mark.parametrize("film", running_order().films, ids=lambda film: film.name)
def test_the_script_of_a_listed_film_has_the_title_of_the_lesson(film) -> None:
    script = Script.load(film.source.script)
    assert script.title == film.title
    assert {*film.stills} <= {beat.name for beat in script.beats}


def test_a_script_without_any_title_is_refused(tmp_path) -> None:
    (tmp_path / "own_film.toml").write_text(SCRIPT)
    with pytest.raises(ValueError, match="it has no title; give it one, or list the film"):
        Script.load(tmp_path / "own_film.toml")
    with pytest.raises(ValueError, match="no title"):
        title_of(assets.ASSETS / "script" / "reasons.toml")


def test_a_film_is_named_by_its_name_or_by_the_file_of_its_scene(lesson) -> None:
    film = running_order().films[0].source
    assert source_of(film.name) == source_of(str(film.scene)) == film
    own = lesson.parents[1] / "scenes" / "a_film.py"
    assert source_of(str(own)) == FilmSource("a_film", own.parent.resolve())


def test_an_unknown_film_is_refused_with_what_may_be_meant() -> None:
    name = running_order().names[0]
    with pytest.raises(ValueError, match=f"Did you mean '{name}'"):
        source_of(name[:-1])
    with pytest.raises(FileNotFoundError, match=r"No scene at none\.py; give the path"):
        source_of("none.py")
