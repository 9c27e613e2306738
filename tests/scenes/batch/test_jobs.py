from pathlib import Path

import pytest
from PIL import Image

from network.assets import asset
from scenes.batch import jobs as listed
from scenes.batch.pictures import OWN, pictures_in
from scenes.script.film_source import FilmSource
from scenes.script.running_order import running_order
from scenes.script.script import Script

WEIGHTS = asset("weights", "digits.npz")
ONE, TWO = FilmSource("one"), FilmSource("two")
FILM = running_order().explaining.source


@pytest.fixture
def folder(tmp_path) -> Path:
    for name in ("b.png", "a.png", "a.jpg", "digit-7-4.png"):
        Image.new("L", (28, 28)).save(tmp_path / name)
    (tmp_path / ".hidden").touch()
    (tmp_path / "below").mkdir()
    return tmp_path


def test_jobs_are_all_pairings_in_one_order(folder) -> None:
    pictures = pictures_in(folder, labelled=False)
    made = listed.jobs([ONE, TWO], pictures, [WEIGHTS], ["l", "h"])
    parts = ["/".join(job.parts) for job in made]
    assert len(parts) == 2 * 4 * 2
    assert parts == [
        "/".join(job.parts)
        for job in listed.jobs(
            [ONE, TWO], pictures_in(folder, labelled=False), [WEIGHTS], ["l", "h"]
        )
    ]
    assert parts[:3] == [
        "one/a.jpg/digits/480p15",
        "one/a.jpg/digits/1080p60",
        "one/a.png/digits/480p15",
    ]


def test_two_networks_of_one_name_are_refused(tmp_path) -> None:
    with pytest.raises(ValueError, match=r"2 files named digits\.npz"):
        listed.jobs([ONE], OWN, [WEIGHTS, tmp_path / "DIGITS.npz"], ["l"])


def test_a_film_that_is_named_twice_is_made_once_and_two_of_one_name_are_refused(tmp_path) -> None:
    assert len(listed.jobs([ONE, TWO, ONE], OWN, [WEIGHTS], ["l"])) == 2
    with pytest.raises(ValueError, match=r"2 files named one\.py; each needs a name"):
        listed.jobs([ONE, FilmSource("one", tmp_path)], OWN, [WEIGHTS], ["l"])


def test_a_job_has_the_frames_of_its_film() -> None:
    low, high = listed.jobs([FILM], OWN, [WEIGHTS], ["l", "h"])
    seconds = Script.load(FILM.script).seconds
    assert (low.frames, high.frames) == (round(seconds * 15), round(seconds * 60))


def test_films_without_a_quality_have_the_size_of_the_settings() -> None:
    (job,) = listed.jobs([FILM], OWN, [WEIGHTS], [None])
    assert job.parts[-1] == "1080p30"


def test_a_film_that_is_not_there_is_refused_when_it_is_read() -> None:
    (job,) = listed.jobs([FilmSource("backward_pass")], OWN, [WEIGHTS], ["l"])
    with pytest.raises(FileNotFoundError, match=r"No scene at .*backward_pass\.py"):
        job.read()


def test_an_unknown_language_is_refused() -> None:
    listed.check_languages([FILM], ["en", "ja"])
    with pytest.raises(ValueError, match="no captions in 'fr'; it has en, ja"):
        listed.check_languages([FILM], ["fr"])


def test_a_job_is_called_by_what_tells_it_from_the_others(folder) -> None:
    pictures = pictures_in(folder, labelled=False)[1:3]
    assert [*listed.names_apart(listed.jobs([ONE], pictures, [WEIGHTS], ["l"]))] == ["a.png", "b"]
    one = listed.jobs([ONE], pictures[:1], [WEIGHTS], ["l"])
    assert [*listed.names_apart(one)] == ["one a.png digits 480p15"]
