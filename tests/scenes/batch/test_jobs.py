from pathlib import Path

import pytest
from PIL import Image

from network.assets import asset
from scenes.batch import jobs as listed

DIGITS = asset("weights", "digits.npz")


@pytest.fixture
def folder(tmp_path) -> Path:
    for name in ("b.png", "a.png", "a.jpg", "digit-7-4.png"):
        Image.new("L", (28, 28)).save(tmp_path / name)
    (tmp_path / ".hidden").touch()
    (tmp_path / "below").mkdir()
    return tmp_path


def test_jobs_are_all_pairings_in_one_order(folder) -> None:
    pictures = listed.pictures_in(folder, labelled=False)
    made = listed.jobs(["one", "two"], pictures, [DIGITS], ["l", "h"])
    parts = ["/".join(job.parts) for job in made]
    assert len(parts) == 2 * 4 * 2
    assert parts == [
        "/".join(job.parts)
        for job in listed.jobs(
            ["one", "two"],
            listed.pictures_in(folder, labelled=False),
            [DIGITS],
            ["l", "h"],
        )
    ]
    assert parts[:3] == [
        "one/a.jpg/digits/480p15",
        "one/a.jpg/digits/1080p60",
        "one/a.png/digits/480p15",
    ]


def test_pictures_are_the_visible_files_of_a_folder_by_their_names(folder) -> None:
    names = [each.name for each in listed.pictures_in(folder, labelled=False)]
    assert names == ["a.jpg", "a.png", "b", "digit-7-4"]


def test_the_first_number_in_a_name_is_the_label(folder) -> None:
    labels = [each.label for each in listed.pictures_in(folder, labelled=True)]
    assert labels == [None, None, None, 7]


def test_a_picture_without_its_label_is_refused_alone(folder) -> None:
    with pytest.raises(ValueError, match=r"b\.png has no number in its name"):
        listed.pictures_in(folder, labelled=True)[2].digit()


def test_folders_without_pictures_are_refused(tmp_path) -> None:
    with pytest.raises(ValueError, match="holds no file"):
        listed.pictures_in(tmp_path, labelled=False)
    with pytest.raises(NotADirectoryError, match="No folder at"):
        listed.pictures_in(tmp_path / "none", labelled=False)


def test_two_networks_of_one_name_are_refused(tmp_path) -> None:
    with pytest.raises(ValueError, match=r"2 files named digits\.npz"):
        listed.jobs(["one"], listed.OWN, [DIGITS, tmp_path / "DIGITS.npz"], ["l"])


def test_a_job_has_the_frames_of_its_film() -> None:
    low, high = listed.jobs(["forward_pass"], listed.OWN, [DIGITS], ["l", "h"])
    assert (low.frames, high.frames) == (79 * 15, 79 * 60)


def test_films_without_a_quality_have_the_size_of_the_settings() -> None:
    (job,) = listed.jobs(["forward_pass"], listed.OWN, [DIGITS], [None])
    assert job.parts[-1] == "1080p30"


def test_an_unknown_scene_is_refused_when_it_is_read() -> None:
    (job,) = listed.jobs(["backward_pass"], listed.OWN, [DIGITS], ["l"])
    with pytest.raises(ValueError, match="No scene 'backward_pass'"):
        job.read()


def test_an_unknown_language_is_refused() -> None:
    listed.check_languages(["forward_pass", "backward_pass"], ["en", "ja"])
    with pytest.raises(ValueError, match="no captions in 'fr'; it has en, ja"):
        listed.check_languages(["forward_pass"], ["fr"])


def test_a_job_is_called_by_what_tells_it_from_the_others(folder) -> None:
    pictures = listed.pictures_in(folder, labelled=False)[1:3]
    assert [*listed.names_apart(listed.jobs(["one"], pictures, [DIGITS], ["l"]))] == ["a.png", "b"]
    one = listed.jobs(["one"], pictures[:1], [DIGITS], ["l"])
    assert [*listed.names_apart(one)] == ["one a.png digits 480p15"]
