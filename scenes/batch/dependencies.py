"""Dependencies: which files of ours and which tools a film comes from."""

import ast
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from network.assets import ASSETS, MANIM_CFG
from scenes.script.film_source import FilmSource

ROOT = Path(__file__).parents[2]
OURS = ("network", "scenes")
TOOLS = ("manim", "av", "numpy", "scipy", "pillow", "pycairo", "manimpango", "typst")
WORDS = ("script", "page")  # assets that are not seen in a film, or only as its script says


@cache
def digest_of_code(film: FilmSource) -> bytes:
    """SHA-256 of a scene's source, of all of ours that it imports or names, and of the tools.

    Raises FileNotFoundError where there is no scene.
    """
    told = hashlib.sha256(MANIM_CFG.read_bytes())
    files = sources(film.scene, Path(__file__).with_name("render.py"))
    for path in (*sorted(files), *named_assets(files)):
        told.update(f"\n{_place(path)}\n".encode())
        told.update(path.read_bytes())
    told.update(" ".join(f"{tool} {version(tool)}" for tool in TOOLS).encode())
    return told.digest()


def sources(*files: Path) -> set[Path]:
    """Some files, and all modules of ours and beside the first that they import."""
    found: set[Path] = set()
    left = list(files)
    while left:
        path = left.pop()
        if path in found:
            continue
        if not path.is_file():
            raise FileNotFoundError(f"No scene at {path}.")
        found.add(path)
        for name in _imported(path):
            parts = name.split(".")
            left.extend(_files(parts, ROOT if parts[0] in OURS else files[0].parent))
    return found


def named_assets(files: Iterable[Path]) -> list[Path]:
    """The assets that a film can show: those that a text in its sources names.

    A text names a file by what it is called, with or without its ending, and all files of a folder
    that lies inside weights/, digits/ or the like by what that is called.
    """
    named = {part for path in files for text in _texts(path) for part in text.split("/")}
    return [
        path
        for path in sorted(ASSETS.glob("*/**/*"))
        if path.is_file()
        and (kind := path.relative_to(ASSETS).parts)[0] not in WORDS
        and named & {*kind[1:], path.stem}
    ]


def _place(path: Path) -> str:
    """Where a file lies, the same in a checkout and a wheel; one's own has its name alone."""
    if path.is_relative_to(ASSETS):
        return f"assets/{path.relative_to(ASSETS).as_posix()}"
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def _files(parts: list[str], root: Path) -> Iterator[Path]:
    """The file of a dotted name, if it is a module, and those of the packages around it."""
    for length in range(1, len(parts) + 1):
        path = root.joinpath(*parts[:length])
        for each in (path.with_suffix(".py"), path / "__init__.py"):
            if each.is_file():
                yield each


def _imported(path: Path) -> Iterator[str]:
    """Dotted names that a file imports, in functions too."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _texts(path: Path) -> Iterator[str]:
    """The texts in a source."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
