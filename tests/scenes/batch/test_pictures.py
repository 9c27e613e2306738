from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from network import draw_digit
from scenes.batch.pictures import OWN, passed_over, pictures_in

DIGITS = tuple("0123456789")


@pytest.fixture
def folder(tmp_path) -> Path:
    for name in ("b.png", "a.png", "a.jpg", "digit-7-4.png"):
        Image.new("L", (28, 28)).save(tmp_path / name)
    (tmp_path / ".hidden").touch()
    (tmp_path / "below").mkdir()
    (tmp_path / "Thumbs.db").write_bytes(b"\0")
    (tmp_path / "list of names.TXT").write_text("7")
    return tmp_path


def test_pictures_are_the_visible_files_of_a_folder_by_their_names(folder) -> None:
    names = [each.name for each in pictures_in(folder, labelled=False)]
    assert names == ["a.jpg", "a.png", "b", "digit-7-4"]


def test_what_is_plainly_no_picture_is_passed_over(folder) -> None:
    told = [path.name for path in passed_over(folder, labelled=False)]
    assert told == ["Thumbs.db", "list of names.TXT"]


def drawn(path: Path, digit: int) -> None:
    path.parent.mkdir(exist_ok=True)
    Image.fromarray((255 * draw_digit(digit).image).round().astype(np.uint8)).save(path)


@pytest.mark.parametrize(
    ("file", "labels", "label"),
    [
        ("digit-7-4.png", DIGITS, "7"),
        ("seven_007.png", DIGITS, "7"),
        ("7/one.png", DIGITS, "7"),
        ("7/one 3.png", DIGITS, "7"),
        ("7-9.png", ("9", "7"), "7"),
        ("no. 4 B (2).png", ("A", "B", "C"), "B"),
        ("C/b-4.png", ("A", "B", "C"), "C"),
    ],
)
def test_a_label_is_the_name_of_a_folder_or_stands_in_the_name(
    tmp_path, file, labels, label
) -> None:
    drawn(tmp_path / file, 7)
    (picture,) = pictures_in(tmp_path, labelled=True)
    assert picture.digit(labels).label == label


def test_a_label_is_not_read_where_none_is_asked_for(tmp_path) -> None:
    drawn(tmp_path / "digit-7-4.png", 7)
    assert pictures_in(tmp_path, labelled=False)[0].digit(DIGITS).label is None


def test_pictures_of_one_name_in_two_folders_get_films_of_two_names(tmp_path) -> None:
    for folder in ("7", "1"):
        drawn(tmp_path / folder / "one.png", int(folder))
    names = [each.name for each in pictures_in(tmp_path, labelled=True)]
    assert names == ["1-one", "7-one"]


def test_the_project_s_own_digit_has_a_label_only_where_an_output_stands_for_it() -> None:
    assert OWN[0].digit(DIGITS).label == "3"
    assert OWN[0].digit(("A", "B")).label is None


def test_a_picture_without_its_label_is_refused_alone(folder) -> None:
    with pytest.raises(ValueError, match=r"b\.png has no label in its name, none of 0, 1"):
        pictures_in(folder, labelled=True)[2].digit(DIGITS)


def test_folders_without_pictures_are_refused(tmp_path) -> None:
    with pytest.raises(ValueError, match="holds no picture"):
        pictures_in(tmp_path, labelled=False)
    with pytest.raises(NotADirectoryError, match="No folder at"):
        pictures_in(tmp_path / "none", labelled=False)
