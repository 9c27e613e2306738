"""Every public mobject and animation documents what it takes, and its example runs as it stands."""

import inspect
import pkgutil
import re
import textwrap
from functools import cache
from importlib import import_module

import manim
import numpy as np
import pytest
from easel import played
from manim import Animation, Mobject, Scene

import network
from network import ForwardPass, Network, read_digit
from network.assets import ASSETS
from scenes import mobjects, theme
from scenes.mobjects.painted import Composite, Painted

BASES = {Painted, Composite}  # which nobody makes one of
MODULES = [
    import_module(f"{mobjects.__name__}.{found.name}")
    for found in pkgutil.iter_modules(mobjects.__path__)
]
PUBLIC = sorted(
    {
        kind
        for module in MODULES
        for kind in vars(module).values()
        if inspect.isclass(kind)
        and issubclass(kind, (Mobject, Animation))
        and kind.__module__ == module.__name__
        and not kind.__name__.startswith("_")
    }
    - BASES,
    key=lambda kind: kind.__name__,
)


@cache
def record() -> ForwardPass:
    digit = read_digit(ASSETS / "digits" / "three.png", label=3)
    return Network.load(ASSETS / "weights" / "digits.npz").forward(digit)


def section(kind: type, name: str) -> str:
    """What stands indented below a heading of a docstring."""
    found = re.search(rf"^{name}:\n((?:    .*\n?|\n)+)", inspect.getdoc(kind) or "", re.MULTILINE)
    return textwrap.dedent(found[1]) if found else ""


@pytest.mark.parametrize("kind", PUBLIC, ids=lambda kind: kind.__name__)
def test_every_parameter_is_documented(kind: type) -> None:
    parameters = inspect.signature(kind.__init__).parameters.values()
    named = [each.name for each in parameters if each.kind is not each.VAR_KEYWORD]
    assert re.findall(r"^(\w+): \S", section(kind, "Args"), re.MULTILINE) == named[1:]


@pytest.mark.parametrize("kind", PUBLIC, ids=lambda kind: kind.__name__)
def test_every_example_runs(kind: type) -> None:
    example = section(kind, "Example")
    names = {
        **vars(manim),
        **vars(network),
        **{"ASSETS": ASSETS, "theme": theme, "np": np},
        **{name: value for module in MODULES for name, value in vars(module).items()},
    }

    class Example(Scene):
        forward_pass, digit = record(), record().digit

        def construct(self) -> None:
            exec(compile(example, kind.__name__, "exec"), names, {"self": self})

    scene = played(Example)
    assert f"{kind.__name__}(" in example
    assert scene.renderer.num_plays > 0
