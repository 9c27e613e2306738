from pathlib import Path

import pytest

from network.atomic import whole_file


def test_what_was_written_aside_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "some.npz"
    path.write_text("old")
    with whole_file(path) as made:
        made.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert [each.name for each in tmp_path.iterdir()] == ["some.npz"]


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt])
def test_a_failure_leaves_the_file_as_it_was_and_nothing_beside_it(
    tmp_path: Path, failure: type[BaseException]
) -> None:
    path = tmp_path / "some.npz"
    path.write_text("old")
    with pytest.raises(failure), whole_file(path) as made:
        made.write_text("half of the n")
        raise failure
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["some.npz"]
