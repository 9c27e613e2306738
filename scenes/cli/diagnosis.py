"""What is installed, what is missing, and what to type: the state of a machine that makes films."""

import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile

ROOT = Path(__file__).parents[2]
OLDEST, NEWEST = (3, 11), (3, 13)
SET_UP = "type: make set_up"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked for: whether it is well, and what was found or what to type."""

    name: str
    well: bool
    told: str


def examine() -> Iterator[Finding]:
    """Look for everything that making a film needs, one after the other."""
    yield _python()
    for name, look, remedy in (
        ("numpy", lambda: _packaged("numpy", "numpy"), SET_UP),
        ("scipy", lambda: _packaged("scipy", "scipy"), SET_UP),
        ("Pillow", lambda: _packaged("PIL", "pillow"), SET_UP),
        ("PyAV", _encoder, SET_UP),
        ("cairo", _cairo, SET_UP),
        ("pango", _pango, SET_UP),
        ("manim", lambda: _packaged("manim", "manim"), SET_UP),
        ("Typst", lambda: _packaged("typst", "typst"), f"{SET_UP} (it comes with manim[typst])"),
        ("weights", _weights, "type: git checkout assets/weights"),
        ("scripts", _scripts, "type: git checkout assets"),
        ("disk", _disk, "go to a folder that you may write to"),
    ):
        yield _look_for(name, look, remedy)


def _look_for(name: str, look: Callable[[], str], remedy: str) -> Finding:
    try:
        return Finding(name, True, look())
    except Exception as error:  # a broken installation can fail in any way
        reason = " ".join(str(error).split()) or type(error).__name__
        return Finding(name, False, f"{reason}; {remedy}")


def _python() -> Finding:
    well = OLDEST <= sys.version_info[:2] <= NEWEST
    known = f"{_dotted(OLDEST)} to {_dotted(NEWEST)}"
    told = platform.python_version()
    if not well:
        told += f"; films are made with Python {known}, install one and type: make set_up"
    return Finding("Python", well, told)


def _dotted(numbers: tuple[int, ...]) -> str:
    return ".".join(map(str, numbers))


def _packaged(module: str, package: str) -> str:
    import_module(module)
    return version(package)


def _encoder() -> str:
    import_module("av.codec").Codec("libx264", "w")
    return f"{version('av')}, with the H.264 encoder"


def _cairo() -> str:
    cairo = import_module("cairo")
    return f"{cairo.cairo_version_string()} (pycairo {cairo.version})"


def _pango() -> str:
    pango = import_module("manimpango")
    return f"{pango.pango_version()} (manimpango {version('manimpango')})"


def _weights() -> str:
    from network import Network
    from network.assets import asset

    network = Network.load(asset("weights", "digits.npz"))
    shape = " - ".join(map(str, network.shape))
    return f"{shape}, {network.parameter_count:,} weights and biases"


def _scripts() -> str:
    from network.assets import asset
    from scenes.script.glossary import Glossary
    from scenes.script.script import Script

    Glossary.load()
    paths = sorted(asset("script").glob("*.toml"))
    scripts = [
        Script.load(path) for path in paths if (ROOT / "scenes" / f"{path.stem}.py").is_file()
    ]
    if not scripts:
        raise FileNotFoundError(f"No script in {asset('script')}")
    return ", ".join(script.name for script in scripts)


def _disk() -> str:
    with TemporaryFile(dir=Path.cwd()) as file:
        file.write(b"0")
    return f"{Path.cwd()} can be written to"
