"""Orders: all that a worker needs to make a film, wherever it stands, and what it is known by."""

import ast
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import numpy as np

from network import Digit, Network
from scenes.script.script import Script

ROOT = Path(__file__).parents[2]
OURS = ("network", "scenes")
TOOLS = ("manim", "av")  # whose versions a film depends on: what draws it and what encodes it


@dataclass(frozen=True, eq=False)
class Order:
    """A scene, a digit, a network and a quality, and the digest of all that the film comes from.

    An order travels to its worker as it is: no file has to be where it was read.
    """

    scene: str
    digit: Digit
    network: Network
    quality: str | None
    digest: str

    @property
    def script(self) -> Script:
        """The script of the scene."""
        return script_of(self.scene)

    def is_same_here(self) -> bool:
        """Whether the code and the tools of this place make the film that was ordered."""
        return self.digest == digest(self.scene, self.digit, self.network, self.quality)


def order(scene: str, digit: Digit, network: Network, quality: str | None) -> Order:
    """The order of a film."""
    return Order(scene, digit, network, quality, digest(scene, digit, network, quality))


def digest(scene: str, digit: Digit, network: Network, quality: str | None) -> str:
    """SHA-256 of all that a film comes from: if it is the same, so is the film.

    What is said in captions is left out, for it is not seen in the film.
    """
    told = hashlib.sha256(_code(scene))
    script = script_of(scene)
    beats = [(beat.name, beat.seconds) for beat in script.beats]
    names = [layer.activation.name for layer in network.layers]
    steps = [step.name for step in digit.steps]
    plain = (quality, beats, dict(script.words), digit.label, digit.origin, steps)
    about = (names, network.labels, network.origin)
    told.update(json.dumps((plain, about), sort_keys=True).encode())
    for array in _arrays(digit, network):
        told.update(f"{array.dtype.str} {array.shape}".encode())
        told.update(np.ascontiguousarray(array).tobytes())
    return told.hexdigest()


def _arrays(digit: Digit, network: Network) -> Iterator[np.ndarray]:
    yield digit.image
    for step in digit.steps:
        yield step.picture
    for layer in network.layers:
        yield from (layer.weights, layer.biases)


@cache
def script_of(scene: str) -> Script:
    """The script of a scene; raises what `Script.load` does."""
    return Script.load(ROOT / "assets" / "script" / f"{scene}.toml")


@cache
def _code(scene: str) -> bytes:
    """Digest of a scene's source, of all of ours that it imports, and of what draws it."""
    told = hashlib.sha256()
    for path in [ROOT / "manim.cfg", *sorted(sources(f"scenes.{scene}", "scenes.batch.render"))]:
        told.update(f"{path.relative_to(ROOT).as_posix()}\n".encode())
        told.update(path.read_bytes())
    told.update(" ".join(f"{tool} {version(tool)}" for tool in TOOLS).encode())
    return told.digest()


def sources(*modules: str) -> set[Path]:
    """The files of some modules of ours and of all modules of ours that they import."""
    found: set[Path] = set()
    left = list(modules)
    while left:
        parts = left.pop().split(".")
        for path in _files(parts):
            if path not in found:
                found.add(path)
                left.extend(_imported(path))
    return found


def _files(parts: list[str]) -> Iterator[Path]:
    """The file of a dotted name, if it is a module, and those of the packages around it."""
    for length in range(1, len(parts) + 1):
        path = ROOT.joinpath(*parts[:length])
        for each in (path.with_suffix(".py"), path / "__init__.py"):
            if each.is_file():
                yield each


def _imported(path: Path) -> Iterator[str]:
    """Dotted names of ours that a file imports, in functions too."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] in OURS)
