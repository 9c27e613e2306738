"""The wheel: what is in it, and that it needs no checkout. `.ci/wheel` makes films with it."""

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SQUISH = "from scenes.cli.main import main; main()"
NEEDING = [  # commands that cannot do without assets
    ("play",),
    ("examine", "--drawn", "9"),
    ("render", "--all", "--list-jobs"),
    ("storyboard", "forward_pass"),
    ("explain", str(ROOT / "assets/digits/three.png"), "--no-film"),
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel as a folder, as it is installed."""
    build = pytest.importorskip("hatchling.builders.wheel", reason="hatchling is absent")
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = build.WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(built) as packed:
        packed.extractall(folder / "installed")
    return folder / "installed"


def without_the_checkout(wheel: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python where only the wheel is found, in a folder with nothing in it."""
    empty = wheel.parent / "empty"
    empty.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=empty,
        env={**os.environ, "PYTHONPATH": str(wheel)},
        capture_output=True,
        text=True,
    )


def files(folder: Path) -> dict[str, bytes]:
    found = (
        each for each in folder.rglob("*") if each.is_file() and "__pycache__" not in str(each)
    )
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in found}


def test_the_wheel_holds_every_asset_as_it_is(wheel: Path) -> None:
    assert files(wheel / "network" / "_assets") == files(ROOT / "assets")


@pytest.mark.parametrize("package", ["network", "scenes"])
def test_the_wheel_holds_every_file_of_a_package(wheel: Path, package: str) -> None:
    packed = {name for name in files(wheel / package) if not name.startswith("_assets/")}
    assert packed == {*files(ROOT / package)}


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    about = f"squishification-{version}.dist-info"
    assert {each.name for each in wheel.iterdir()} == {"network", "scenes", about}


def test_python_finds_the_networks_of_the_wheel(wheel: Path) -> None:
    told = without_the_checkout(
        wheel,
        "-c",
        "from network import Network, draw_digit; from network.assets import asset\n"
        "path = asset('weights', 'digits.npz')\n"
        "print(path, Network.load(path).forward(draw_digit(3, seed=6)).answer_label)",
    )
    assert told.stdout.split() == [str(wheel / "network/_assets/weights/digits.npz"), "3"]


def test_the_training_tells_of_itself(wheel: Path) -> None:
    told = without_the_checkout(wheel, "-m", "network.training", "--help")
    assert told.returncode == 0
    assert "recipe" in told.stdout


def test_a_command_works_from_the_wheel(wheel: Path) -> None:
    made = without_the_checkout(wheel, "-c", SQUISH, "play", "-o", "page.html")
    assert (made.returncode, made.stderr) == (0, "")
    assert (wheel.parent / "empty" / "page.html").stat().st_size > 100_000


@pytest.mark.parametrize("command", NEEDING, ids=lambda command: command[0])
def test_a_wheel_without_its_assets_says_so_in_one_sentence(
    wheel: Path, command: tuple[str, ...]
) -> None:
    assets = wheel / "network" / "_assets"
    aside = assets.rename(wheel.parent / "assets-aside")
    try:
        told = without_the_checkout(wheel, "-c", SQUISH, *command)
    finally:
        aside.rename(assets)
    assert told.returncode == 2
    assert len(told.stderr.splitlines()) == 1
    assert "is missing from" in told.stderr
    assert not any((wheel.parent / "empty").glob("forward_pass*"))
