"""`squish doctor`: what is installed, what is missing, and what to type."""

import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

import click
import cloup

OLDEST, NEWEST = (3, 11), (3, 13)
SET_UP = "type: make set_up"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked for: whether it is well, and what was found or what to type."""

    name: str
    well: bool
    told: str


@cloup.command()
def doctor() -> int:
    """Tell what is installed, what is missing, and what to type."""
    missing = 0
    for finding in findings():
        missing += not finding.well
        mark = "ok" if finding.well else click.style("missing", fg="yellow", bold=True)
        click.echo(f"{finding.name:>8}  {mark}  {finding.told}")
    click.echo(f"{missing} missing." if missing else "Ready to make films.")
    return int(missing > 0)


def findings() -> Iterator[Finding]:
    """Look for everything that making a film needs, one after the other."""
    yield _python()
    for name, look, remedy in (
        ("numpy", _numpy, SET_UP),
        ("scipy", _scipy, SET_UP),
        ("Pillow", _pillow, SET_UP),
        ("PyAV", _encoder, SET_UP),
        ("cairo", _cairo, SET_UP),
        ("pango", _pango, SET_UP),
        ("manim", _manim, SET_UP),
        ("Typst", _typst, f"{SET_UP} (it comes with manim[typst])"),
        ("weights", _weights, "type: git checkout assets/weights"),
        ("lesson", _lesson, "type: git checkout assets"),
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


def _numpy() -> str:
    import numpy

    return numpy.__version__


def _scipy() -> str:
    import scipy

    return scipy.__version__


def _pillow() -> str:
    import PIL.Image

    return PIL.__version__


def _encoder() -> str:
    import av.codec

    av.codec.Codec("libx264", "w")
    return f"{av.__version__}, with the H.264 encoder"


def _cairo() -> str:
    import cairo

    return f"{cairo.cairo_version_string()} (pycairo {cairo.version})"


def _pango() -> str:
    import manimpango  # type: ignore[import-untyped]

    return f"{manimpango.pango_version()} (manimpango {manimpango.__version__})"


def _manim() -> str:
    import manim

    return manim.__version__


def _typst() -> str:
    from importlib.metadata import version

    import typst  # noqa: F401

    return version("typst")


def _weights() -> str:
    from network import Network
    from network.assets import asset

    network = Network.load(asset("weights", "digits.npz"))
    shape = " - ".join(map(str, network.shape))
    return f"{shape}, {network.parameter_count:,} weights and biases"


def _lesson() -> str:
    from scenes.script.glossary import Glossary
    from scenes.script.running_order import running_order
    from scenes.script.script import Script

    Glossary.load()
    return ", ".join(Script.load(film.source.script).name for film in running_order().films)


def _disk() -> str:
    with TemporaryFile(dir=Path.cwd()) as file:
        file.write(b"0")
    return f"{Path.cwd()} can be written to"
