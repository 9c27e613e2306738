from pathlib import Path

import pytest
from PIL import Image

from scenes.batch.pictures import pictures_in


@pytest.fixture
def folder(tmp_path) -> Path:
    for name in ("b.png", "a.png", "a.jpg", "digit-7-4.png"):
        Image.new("L", (28, 28)).save(tmp_path / name)
    (tmp_path / ".hidden").touch()
    (tmp_path / "below").mkdir()
    return tmp_path


def test_pictures_are_the_visible_files_of_a_folder_by_their_names(folder) -> None:
    names = [each.name for each in pictures_in(folder, labelled=False)]
    assert names == ["a.jpg", "a.png", "b", "digit-7-4"]


def test_the_first_number_in_a_name_is_the_label(folder) -> None:
    labels = [each.label for each in pictures_in(folder, labelled=True)]
    assert labels == [None, None, None, 7]


def test_a_picture_without_its_label_is_refused_alone(folder) -> None:
    with pytest.raises(ValueError, match=r"b\.png has no number in its name"):
        pictures_in(folder, labelled=True)[2].digit()


def test_folders_without_pictures_are_refused(tmp_path) -> None:
    with pytest.raises(ValueError, match="holds no file"):
        pictures_in(tmp_path, labelled=False)
    with pytest.raises(NotADirectoryError, match="No folder at"):
        pictures_in(tmp_path / "none", labelled=False)
