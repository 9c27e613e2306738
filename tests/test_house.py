"""The house: what may import what, and what may not be written in a scene."""

import ast
import sys
from collections.abc import Container
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORE = {"network", "network.activations"}  # the files that lie directly in network/
RECORDS = ("evaluation", "interpretability", "training", "handwriting", "measurements")  # in films
PUBLIC = "network"  # where the public words are gathered, from rooms too
ROOMS = {  # a folder or a leaf, and the others that it may import; each may import itself
    "network": CORE,
    "network.activations": set(),
    "network.preprocessing": CORE,
    "network.handwriting": CORE,
    "network.datasets": CORE,
    "network.training": CORE | {"network.handwriting", "network.datasets"},
    "network.evaluation": CORE,
    "network.interpretability": CORE | {"network.evaluation"},
    "network.measurements": CORE
    | {"network.evaluation", "network.interpretability", "network.datasets", "network.training"},
    "network.importers": CORE,
    "network.display": CORE,
    "scenes.theme": set(),
    "scenes.ledger": CORE,
    "scenes.mobjects": CORE | {"scenes.theme", "scenes.ledger"},
    "scenes.renderer": CORE | {"scenes.mobjects"},
    "scenes.script": CORE,
    "scenes.stage": CORE
    | {f"network.{room}" for room in RECORDS}
    | {"scenes.renderer", "scenes.mobjects", "scenes.theme", "scenes.ledger", "scenes.script"},
    "scenes": CORE  # the films
    | {f"network.{room}" for room in RECORDS}
    | {"scenes.stage", "scenes.mobjects", "scenes.theme"},
    "scenes.batch": CORE
    | {"network.importers", "network.measurements"}
    | {"scenes.stage", "scenes.script", "scenes.renderer"},
    "scenes.explanation": CORE
    | {"network.evaluation", "network.interpretability", "scenes.script"},
    "scenes.lesson": CORE
    | {"network.measurements", "scenes.batch", "scenes.stage", "scenes.script"},
    "scenes.cli": {
        *CORE,
        *(f"network.{room}" for room in ("importers", "datasets", "training", "evaluation")),
        *("scenes.batch", "scenes.explanation", "scenes.lesson", "scenes.script", "scenes.stage"),
    },
}
FOREIGN = {  # a room, and what it may not import when it is imported
    f"scenes.{room}": {"manim"} for room in ("script", "batch", "explanation", "lesson", "cli")
}
NUMBERS = {"numpy", "scipy", "network", *sys.stdlib_module_names}  # what network/ may import
BESIDE = {  # and what single modules may, inside a function or for their command line
    "network.preprocessing.pictures": {"PIL"},
    "network.display.pages": {"PIL"},
    "network.training": {"rich"},
    "network.importers.importing": {"safetensors", "h5py", "onnx"},
    "network.importers.keras": {"h5py"},
    "network.importers.onnx": {"onnx"},
    "network.importers.arrays": {"safetensors"},
}
BY_STRING = {
    *("import_module", "__import__", "exec_module", "run_module", "run_path"),
    *("spec_from_file_location", "find_spec", "pkgutil"),
}
SCREEN = 40  # lines of a function
CHANCE = {"random", "default_rng"}
TEXTS = {"Written", "Symbol", "Term", "Typst", "MathTypst", "Text", "Tex", "MathTex", "Readout"}


def modules() -> list[Path]:
    return sorted([*ROOT.glob("network/**/*.py"), *ROOT.glob("scenes/**/*.py")])


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room_of(name: str, rooms: dict[str, set[str]]) -> str | None:
    inside = [room for room in rooms if name == room or name.startswith(room + ".")]
    return max(inside, key=len, default=None)


def imports(tree: ast.AST) -> set[str]:
    """Every module imported anywhere, in functions too."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def at_import_time(tree: ast.Module) -> ast.Module:
    """The tree without the bodies of its functions."""
    tree = ast.parse(ast.unparse(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.body = [ast.Pass()]
    return tree


def wrong_arrows(name: str, source: str) -> list[str]:
    """Imports of ours that a module's room does not allow."""
    room = room_of(name, ROOMS)
    assert room is not None, f"{name} belongs to no room"
    return [
        f"{name} imports {target}"
        for target in sorted(imports(ast.parse(source)))
        if target.split(".")[0] in ("network", "scenes")
        and name != PUBLIC
        and not allowed(room, target)
    ]


def allowed(room: str, target: str) -> bool:
    """Whether modules of a room may import a module, or a name of one."""
    return room_of(target, ROOMS) in {room, *ROOMS[room]}


def circles(sources: dict[str, str]) -> list[list[str]]:
    """Groups of modules each of which imports all others, in functions and for types too."""
    direct = {name: targets(source, sources) - {name} for name, source in sources.items()}
    reached = {name: reach(name, direct) for name in sources}
    groups = {
        frozenset(each for each in reached[name] if name in reached[each])
        for name in sources
        if name in reached[name]
    }
    return sorted(map(sorted, groups))


def targets(source: str, known: Container[str]) -> set[str]:
    """The known modules that a source imports; a name that is none belongs to its module."""
    found = imports(ast.parse(source))
    return {
        target if target in known else target.rpartition(".")[0]
        for target in found
        if target in known or target.rpartition(".")[0] in known
    }


def reach(start: str, direct: dict[str, set[str]]) -> set[str]:
    """All that is imported by what a module imports, and so on."""
    found: set[str] = set()
    left = {*direct[start]}
    while left:
        found.add(name := left.pop())
        left |= direct[name] - found
    return found


def imports_by_string(source: str) -> list[str]:
    """Where a module is imported whose name is a value, past all that looks at imports."""
    tree = ast.parse(source)
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    named |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    named |= {part for target in imports(tree) for part in target.split(".")}
    return sorted(named & BY_STRING)


def foreign_imports(name: str, source: str) -> list[str]:
    """Imports from outside that a module's room forbids when it is imported."""
    room = room_of(name, FOREIGN)
    found = {target.split(".")[0] for target in imports(at_import_time(ast.parse(source)))}
    return sorted(found & FOREIGN[room]) if room else []


def beyond_numbers(name: str, source: str) -> list[str]:
    """What a module of network/ imports beside numpy and scipy, in functions too."""
    found = {target.split(".")[0] for target in imports(ast.parse(source))}
    return sorted(found - NUMBERS - BESIDE.get(name, set()))


def chance(source: str) -> bool:
    """Whether a source draws on chance."""
    return any(
        (isinstance(node, ast.Attribute) and node.attr in CHANCE)
        or (isinstance(node, ast.Name) and node.id in CHANCE)
        for node in ast.walk(ast.parse(source))
    ) or any("random" in target.split(".") for target in imports(ast.parse(source)))


def typed_numerals(source: str) -> list[str]:
    """Digits in the strings that are put on screen as they stand, not as paths of readings."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else None
        called = node.func.id if isinstance(node.func, ast.Name) else called
        if called not in TEXTS:
            continue
        # the second argument of a readout is a path; what it may not have is a number of its own
        told = node.args[:1]
        for part in (each for argument in told for each in ast.walk(argument)):
            if isinstance(part, ast.Constant) and any(map(str.isdigit, str(part.value))):
                found.append(ast.unparse(node))
    return found


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_arrows_run_one_way(path: Path) -> None:
    assert wrong_arrows(name_of(path), path.read_text()) == []


def test_no_imports_run_in_a_circle() -> None:
    assert circles({name_of(path): path.read_text() for path in modules()}) == []


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_nothing_is_imported_by_a_string(path: Path) -> None:
    assert imports_by_string(path.read_text()) == []


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_foreign_packages_stay_out_of_rooms_that_do_without(path: Path) -> None:
    assert foreign_imports(name_of(path), path.read_text()) == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("network/*.py")), ids=name_of)
def test_the_network_needs_numpy_and_scipy_only(path: Path) -> None:
    assert beyond_numbers(name_of(path), path.read_text()) == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("scenes/**/*.py")), ids=name_of)
def test_no_picture_is_drawn_by_chance(path: Path) -> None:
    assert not chance(path.read_text())


@pytest.mark.parametrize("path", sorted(ROOT.glob("scenes/**/*.py")), ids=name_of)
def test_no_numeral_is_typed_into_a_picture(path: Path) -> None:
    assert typed_numerals(path.read_text()) == []


def test_the_top_of_the_tree_holds_what_was_agreed() -> None:
    agreed = {"network", "scenes", "assets", "renders", "tests", "pyproject.toml"}
    beside = {"README.md", "LICENSE", "manim.cfg", "Makefile", "uv.lock", ".ci", ".gitignore"}
    told = {"CHANGELOG.md", "CITATION.cff", ".github"}  # what others look for in a repository
    made = {".git", ".venv", ".pytest_cache", ".ruff_cache", ".mypy_cache", ".hypothesis"}
    there = {path.name for path in ROOT.iterdir()}
    assert agreed <= there
    assert there <= agreed | beside | told | made


def test_no_scene_is_named_like_a_package_that_is_imported() -> None:
    taken = {"network", "numbers", "types", "manim", "numpy", "scipy", "av", "cairo", "rich"}
    assert not taken & {path.stem for path in ROOT.glob("scenes/*.py")}


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("network.model", "from scenes.theme import GROUND"),
        ("network.model", "def f():\n    import scenes"),
        ("scenes.theme", "import network"),
        ("scenes.mobjects.cells", "from scenes.stage.scene import FilmScene"),
        ("scenes.script.captions", "from scenes.theme import GROUND"),
        ("scenes.stage.scene", "from scenes.forward_pass import ForwardPass"),
        ("scenes.forward_pass", "from scenes.script.captions import vtt"),
    ],
)
def test_an_arrow_the_wrong_way_would_be_found(name: str, source: str) -> None:
    assert wrong_arrows(name, source)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("import scenes.b", "import scenes.a"),
        ("from scenes.b import x", "from scenes import a"),
        ("from scenes import b", "def f():\n    from scenes.a import x"),
        ("if TYPE_CHECKING:\n    from scenes.b import X", "import scenes.c"),
    ],
)
def test_a_circle_would_be_found(one: str, other: str) -> None:
    sources = {"scenes.a": one, "scenes.b": other, "scenes.c": "from scenes.a import x"}
    (circle,) = circles(sources)
    assert {"scenes.a", "scenes.b"} <= {*circle}


def test_imports_that_run_one_way_are_no_circle() -> None:
    sources = {"scenes.a": "import scenes.b, scenes.c", "scenes.b": "import scenes.c"}
    assert circles({**sources, "scenes.c": "import numpy"}) == []


@pytest.mark.parametrize(
    "source",
    [
        "from importlib import import_module",
        "import importlib\nimportlib.import_module(name)",
        "__import__('scenes')",
        "import importlib.util as u\nu.spec_from_file_location(name, path)",
        "from runpy import run_path as run",
        "import builtins\nbuiltins.__import__(name)",
    ],
)
def test_an_import_by_a_string_would_be_found(source: str) -> None:
    assert imports_by_string(source)


def test_a_foreign_package_would_be_found() -> None:
    assert beyond_numbers("network.model", "def f():\n    import PIL.Image") == ["PIL"]
    assert foreign_imports("scenes.script.captions", "from manim import Scene") == ["manim"]
    assert foreign_imports("scenes.batch.render", "def f():\n    import manim") == []


@pytest.mark.parametrize(
    "source",
    ["import random", "from random import choice", "np.random.normal()", "rng = default_rng()"],
)
def test_chance_would_be_found(source: str) -> None:
    assert chance(source)


@pytest.mark.parametrize(
    "source",
    ["Symbol('784')", "Term(f'{n} of 16')", "words.Written('= 3')", "Readout(13002, 'real')"],
)
def test_a_typed_numeral_would_be_found(source: str) -> None:
    assert typed_numerals(source)


def long_functions(source: str) -> list[str]:
    """Functions that do not fit on a screen; the scripts of films, `construct`, may be longer."""
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name != "construct"
        and node.end_lineno - node.lineno >= SCREEN
    ]


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_every_function_fits_on_a_screen(path: Path) -> None:
    assert long_functions(path.read_text()) == []


def test_a_function_longer_than_a_screen_would_be_found() -> None:
    lines = "".join(f"    {number}\n" for number in range(SCREEN))
    assert long_functions(f"def f():\n{lines}") == ["f"]
    assert long_functions(f"def construct():\n{lines}") == []
    assert long_functions("def f():\n" + lines[: lines.rindex("    ")]) == []
