"""The README: every command in it does what it says, small enough for a test."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from network import Network

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BY_CI = {  # see .ci/run
    *(
        "make forward_pass",
        "make films",
        "make lesson",
        "make test",
        "make lint",
        "make wheel",
        "make set_up",
    ),
    ".venv/bin/squish lesson",
}
SLOW = {  # what a test leaves out: a whole training, what it learns from, the tests themselves
    *(".venv/bin/squish train", ".venv/bin/squish mnist"),
    ".venv/bin/python -m pytest tests/network",
}
SHORT = ["-n", "0,2", "--media_dir"]  # manim's own flags for the first three plays


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    """Every command line, without its comment."""
    lines = [line.split("  #")[0] for block in blocks("sh") for line in block.splitlines()]
    in_text = re.findall(r"`((?:make|\.venv/bin/)[^`\n]+)`", README.replace("\n`", " `"))
    found = [re.sub(r"\s+#.*", "", line).strip() for line in [*lines, *in_text]]
    return sorted({*found} - BY_CI - SLOW)


@pytest.mark.parametrize("command", commands())
def test_a_command_of_the_readme_runs(command: str, tmp_path: Path) -> None:
    words = shlex.split(command)
    bin = Path(sys.executable).parent
    words[0] = str(bin / Path(words[0]).name)
    where = tmp_path
    if "our-class" in words:
        (tmp_path / "our-class").mkdir()
        shutil.copy(ROOT / "assets" / "digits" / "three.png", tmp_path / "our-class")
        words += ["--list-jobs"]  # films of pictures are made by tests of their own
    elif "--all" in words:
        words += ["--list-jobs"]  # and so are those of a network
    elif "render" in words:
        where = ROOT
        words += [*SHORT, str(tmp_path / "media")]
    words = [str(ROOT / "assets/weights/digits.npz") if "npz" in w else w for w in words]
    if "explain" in words:
        picture, small = ROOT / "assets" / "digits" / "three.png", ["-q", "l"]
        words = [str(picture) if word.endswith(".jpg") else word for word in words]
        words = [*(w for w in words if w not in ("-q", "h")), *small]
        words += ["--no-film"] * ("--network" in words)  # one film is enough
    done = subprocess.run(words, cwd=where, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_two_commands_are_run_by_ci() -> None:
    run = (ROOT / ".ci" / "run").read_text()
    for command in ("make films", "make lesson", "make lint", "make wheel", "make test"):
        assert command in run


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch, capsys) -> None:
    made, used = blocks("python")
    monkeypatch.chdir(tmp_path)
    arrays = {
        "weights_1": np.ones((16, 784)),
        "biases_1": np.zeros(16),
        "weights_2": np.ones((10, 16)),
        "biases_2": np.zeros(10),
    }
    exec(made, arrays)
    assert Network.load("my_network.npz").shape == (784, 16, 10)
    monkeypatch.chdir(ROOT)
    exec(used, {})
    assert capsys.readouterr().out.startswith("3 ")


def test_pictures_and_folders_of_the_readme_are_there() -> None:
    for path in re.findall(r"\]\((renders/[^)]+)\)", README):
        assert (ROOT / path).stat().st_size < 2_000_000
    for folder in re.findall(r"^\| `([a-z/]+)/` \|", README, re.MULTILINE):
        assert (ROOT / folder).is_dir()


def test_the_figures_of_the_readme_are_those_of_the_network() -> None:
    network = Network.load(ROOT / "assets" / "weights" / "digits.npz")
    assert f"{network.parameter_count:,} parameters" in README
    accuracy = next(
        value for name, value in flat(network.origin) if "test" in name and isinstance(value, float)
    )
    assert f"{100 * accuracy:.2f} %" in README


def flat(origin: dict, before: str = "") -> list[tuple[str, object]]:
    found = []
    for name, value in origin.items():
        path = f"{before}{name}"
        found += flat(value, f"{path}.") if isinstance(value, dict) else [(path, value)]
    return found


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 120
