"""Plain files of any content end in a sentence, and soon."""

import json
import time
from pathlib import Path

import pytest

from network.plain import MOST_JSON, MOST_TOML, read_json, read_toml
from network.training.trials import read_trials

SOON = 6  # seconds of processor time on a busy machine; on a quiet one it takes less than one
DEEP = {"lists": "[", "tables": "{a=", "objects": '{"a":'}


def test_plain_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "plain"
    path.write_text('{"a": ["字", 0.5]}', encoding="utf-8")
    assert read_json(path) == {"a": ["字", 0.5]}
    path.write_text('a = ["字", 0.5]', encoding="utf-8")
    assert read_toml(path) == {"a": ["字", 0.5]}


@pytest.mark.parametrize("kind", DEEP)
def test_what_is_nested_thousands_deep_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "deep"
    for read, before in ((read_json, ""), (read_toml, "a = ")):
        path.write_text(before + 9000 * DEEP[kind])
        with pytest.raises(ValueError, match=r"nested too deep|line 1|Invalid"):
            read(path)
    path.write_text(9000 * "[")
    with pytest.raises(ValueError, match=r"no trials, or it is damaged \(it is nested too deep"):
        read_trials(path)


@pytest.mark.parametrize(
    "line",
    [".".join(["a"] * (MOST_TOML // 2)), "a = " + "'" * MOST_TOML, "a = " + "[" * MOST_TOML],
    ids=["dots", "quotes", "lists"],
)
def test_one_long_line_ends_soon(tmp_path: Path, line: str) -> None:
    path = tmp_path / "long.toml"
    path.write_text(line[:MOST_TOML])
    start = time.process_time()
    with pytest.raises(ValueError, match=r"."):
        read_toml(path)
    assert time.process_time() - start < SOON


def test_a_file_larger_than_any_of_ours_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large"
    for read, most in ((read_json, MOST_JSON), (read_toml, MOST_TOML)):
        path.write_bytes(b" " * (most + 1))
        with pytest.raises(ValueError, match=f"it holds {most + 1:,} bytes; {most:,} is the most"):
            read(path)


def test_the_most_lists_that_a_file_can_hold_are_read_soon(tmp_path: Path) -> None:
    path = tmp_path / "lists.json"
    path.write_text("[" + "[]," * ((MOST_JSON - 4) // 3) + "[]]")
    start = time.process_time()
    assert len(read_json(path)) == (MOST_JSON - 4) // 3 + 1
    assert time.process_time() - start < SOON
    path.write_text(json.dumps(None))
    assert read_json(path) is None
