import errno
from pathlib import Path

import pytest

from network.atomic import Full, sentence_of, whole_file, whole_folder


def test_a_folder_appears_with_all_that_was_written(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "a" / "b") as made:
        (made / "one").write_text("1")
        assert not (tmp_path / "a").exists()
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["one"]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_files_join_a_folder_that_is_there_and_replace_their_namesakes(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("old")
    (tmp_path / "two").write_text("2")
    with whole_folder(tmp_path) as made:
        (made / "one").write_text("new")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "one": "new",
        "two": "2",
    }


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("name", ["new", "."])
def test_nothing_appears_where_the_work_is_broken_off(tmp_path: Path, failure, name) -> None:
    with pytest.raises(failure), whole_folder(tmp_path / name) as made:
        (made / "one").write_text("1")
        raise failure
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_others_may_enter_is_made(tmp_path: Path) -> None:
    (tmp_path / "usual").mkdir()
    with whole_folder(tmp_path / "made"):
        pass
    assert (tmp_path / "made").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("name", ["file", "file/below", "file/far/below"])
def test_a_file_in_the_way_of_a_folder_is_refused_at_once(tmp_path: Path, name) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotADirectoryError, match="file is a file"), whole_folder(tmp_path / name):
        pytest.fail("the work has begun")


def test_a_folder_that_nobody_may_write_to_is_refused_at_once() -> None:
    with (
        pytest.raises(OSError, match="Nothing can be written to /proc"),
        whole_folder("/proc/squish"),
    ):
        pytest.fail("the work has begun")


def test_a_file_appears_whole(tmp_path: Path) -> None:
    with whole_file(tmp_path / "one.txt") as made:
        made.write_text("1")
        assert not (tmp_path / "one.txt").exists()
    assert [path.read_text() for path in tmp_path.iterdir()] == ["1"]


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError, match="give the name of a file"), whole_file(tmp_path):
        pytest.fail("the work has begun")


def test_folders_in_a_folder_are_replaced_file_by_file(tmp_path) -> None:
    (tmp_path / "made" / "inner").mkdir(parents=True)
    for name in ("old", "kept"):
        (tmp_path / "made" / "inner" / name).write_text("before")
    with whole_folder(tmp_path / "made") as made:
        (made / "inner").mkdir()
        (made / "inner" / "old").write_text("after")
    told = {each.name: each.read_text() for each in (tmp_path / "made" / "inner").iterdir()}
    assert told == {"old": "after", "kept": "before"}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_disk_without_room_is_told_by_the_name_of_the_folder(tmp_path, number) -> None:
    with (
        pytest.raises(Full, match=rf"No room is left for {tmp_path} \(.*\); make some on its disk"),
        whole_folder(tmp_path) as made,
    ):
        raise OSError(number, "No room", made / "inner")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ValueError("Three is no four."), "Three is no four."),
        (OSError("No such place."), "No such place."),
        (OSError(errno.EIO, "Input/output error"), "Input/output error."),
        (PermissionError(errno.EACCES, "Permission denied", "a.npz"), "a.npz: Permission denied."),
    ],
)
def test_an_error_is_told_without_its_number(error, sentence) -> None:
    assert sentence_of(error) == sentence
