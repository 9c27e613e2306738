"""The door: others know of the renderer what it offers, and nothing of manim's own."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import scenes.renderer

SCENES = Path(__file__).parents[3] / "scenes"
ROOM = SCENES / "renderer"
INNER = "manim.camera", "manim.renderer", "manim.scene", "manim.manager"  # manim's own rooms
NAMES = {"Camera", "MovingCamera", "CairoRenderer", "SceneFileWriter"}  # the same, by their names


def past_the_door(source: str) -> Iterator[str]:
    """What a source imports from behind the renderer's door, and of manim's own renderer."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        names = {alias.name for alias in node.names}
        if node.module.startswith(("scenes.renderer.", *INNER)):
            yield node.module
        if node.module == "scenes.renderer":
            yield from names - {*scenes.renderer.__all__}
        if node.module == "manim":
            yield from names & NAMES


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(SCENES.rglob("*.py")) if not path.is_relative_to(ROOM)],
    ids=lambda path: path.relative_to(SCENES).as_posix(),
)
def test_nobody_goes_past_the_door(path: Path) -> None:
    assert [*past_the_door(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "source",
    [
        "from scenes.renderer.camera import FilmCamera",
        "from scenes.renderer import contract",
        "from manim import CairoRenderer",
        "from manim.scene.scene_file_writer import SceneFileWriter",
        "def f():\n    from manim.camera.camera import Camera",
    ],
)
def test_whoever_did_would_be_found(source: str) -> None:
    assert [*past_the_door(source)]


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.py")), ids=lambda path: path.stem)
def test_each_file_is_short_and_so_is_each_function(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 120
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < 40
