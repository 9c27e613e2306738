"""The recipes of assets/page/README.md: what they name is made, what they say is well-formed."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from outline import Outline

from scenes.cli.main import squish
from scenes.lesson.embed import figure
from scenes.lesson.pages import TEMPLATES
from scenes.script.running_order import running_order

RECIPES = (TEMPLATES / "README.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILM = running_order().explaining.source  # the film of all recipes
NAME = re.compile(
    rf"(?:(?:extra/|\.\./)?lesson/)?(?:{FILM.class_name}/)?({FILM.class_name}(?:\.\w+)+)"
)


def blocks(language: str) -> list[str]:
    return [text for kind, text in BLOCK.findall(RECIPES) if kind == language]


def test_every_file_that_a_recipe_names_is_made(made_lesson) -> None:
    made = {each.name for each in (made_lesson / "Colours").iterdir()}
    named = {name.replace(FILM.class_name, "Colours") for name in NAME.findall(RECIPES)}
    assert len(named) > 10
    assert named <= made


@pytest.mark.parametrize("snippet", [*blocks("html"), *re.findall("<iframe.*", RECIPES)])
def test_the_html_of_a_recipe_is_whole_and_its_addresses_lead_somewhere(
    snippet, made_lesson
) -> None:
    outline = Outline(snippet.replace(FILM.class_name, "Colours"))
    addresses = [
        attributes[key]
        for _, attributes in outline.elements
        for key in ("src", "href", "srcset")
        if key in attributes
    ]
    assert addresses
    for address in addresses:
        assert (made_lesson / address.removeprefix("../").removeprefix("lesson/")).is_file()
    for frame in outline.all("iframe"):
        assert frame["title"]
    for picture in outline.all("img"):
        assert picture["alt"]


@pytest.mark.parametrize("snippet", blocks("python"))
def test_the_python_of_a_recipe_can_be_read(snippet) -> None:
    ast.parse(snippet)


def test_the_options_of_a_recipe_are_those_of_the_command() -> None:
    known = {
        option
        for parameter in squish.commands["lesson"].params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }
    typed = re.findall(r"^squish .*", "\n".join(blocks("sh")), re.MULTILINE)
    assert typed
    for line in typed:
        assert line.startswith("squish lesson")
        assert set(re.findall(r"--\w+", line)) <= known


def test_a_notebook_imports_a_scene_that_is_there() -> None:
    (magic,) = re.findall(r"^%%manim .* (\w+)\nfrom (\S+) import (\w+)$", RECIPES, re.MULTILINE)
    assert magic == (FILM.class_name, f"scenes.{FILM.name}", FILM.class_name)
    assert f"class {FILM.class_name}(" in FILM.scene.read_text("utf-8")


def test_the_reasons_of_an_answer_are_said_in_words(capsys) -> None:
    (snippet,) = (each for each in blocks("python") if "Reasons" in each)
    exec(snippet, {})
    assert len(capsys.readouterr().out.splitlines()) > 3


def test_a_film_is_asked_for_as_its_function_takes_it(stand_in, seven, elsewhere) -> None:
    (snippet,) = (each for each in blocks("python") if "notebook import film" in each)
    shutil.copy(seven, "photo-of-a-three.jpg")
    exec(snippet, {})
    assert Path("films/Tiny.mp4").is_file()


def section(name: str) -> str:
    """One section of the recipes, about the colours in place of the flagship."""
    return RECIPES.split(f"\n## {name}\n")[1].split("\n## ")[0].replace(FILM.class_name, "Colours")


def block(name: str, language: str, place: int = 0) -> str:
    """A block of a section."""
    fenced = re.compile(rf"^(`{{3,4}}){language}\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
    return fenced.findall(section(name))[place][1]


@pytest.fixture
def copied(made_lesson, colours) -> Callable[[Path], None]:
    """Copies the lesson, made with `--at lesson`, to a place."""

    def copy(place: Path) -> None:
        shutil.copytree(made_lesson, place)
        pasted = figure(colours, ("en", "ja"), (854, 480), "lesson")
        (place / "Colours" / "Colours.embed.html").write_text(pasted, "utf-8")

    return copy


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def leads_somewhere(page: Path) -> int:
    """How many frames and videos a built page has; raises where one of them shows nothing."""
    found = re.findall(r'<(?:iframe|source|track)[^>]* src="([^"]+)"', page.read_text("utf-8"))
    for address in found:
        assert (page.parent / address).is_file(), f"{page} shows {address}"
    return len(found)


def test_the_recipe_for_mkdocs_works_on_every_page(copied, tmp_path) -> None:
    pytest.importorskip("mkdocs", reason="MkDocs is absent; pip install mkdocs")
    frame = block("MkDocs", "html")
    pages = {"index": "", "two": "../", "week3/three": "../../"}
    write(tmp_path, {"mkdocs.yml": f"site_name: Course\n{block('MkDocs', 'yaml')}"})
    for page, up in pages.items():
        write(tmp_path, {f"docs/{page}.md": frame.replace('src="lesson', f'src="{up}lesson')})
    copied(tmp_path / "docs" / "lesson")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-s"], cwd=tmp_path, check=True)
    for page in pages:
        built = tmp_path / "site" / page.removesuffix("index") / "index.html"
        assert leads_somewhere(built) == 1
        assert "transcript" not in built.read_text("utf-8").casefold()  # as a page of the menu


def test_the_recipe_for_sphinx_works_on_every_page(copied, tmp_path) -> None:
    for package in ("sphinx", "myst_parser"):
        pytest.importorskip(package, reason=f"{package} is absent; pip install sphinx myst-parser")
    name = "Sphinx, MyST and Jupyter Book 1"
    beside, below = (block(name, "markdown", place) for place in (0, 1))
    toctree = "```{toctree}\nunit/two\n```\n"
    files = {
        "conf.py": f"extensions = ['myst_parser']\n{block(name, 'python')}",
        "index.md": f"# One\n\n{beside}\n{toctree}",
        "unit/two.md": f"# Two\n\n{below}",
    }
    write(tmp_path, files)
    copied(tmp_path / "extra" / "lesson")
    build = [sys.executable, "-m", "sphinx", "-q", "-W", ".", "_build"]
    subprocess.run(build, cwd=tmp_path, check=True)
    assert leads_somewhere(tmp_path / "_build" / "index.html") > 2
    assert leads_somewhere(tmp_path / "_build" / "unit" / "two.html") == 1


def test_the_recipe_for_jupyter_book_finds_film_and_page(copied, tmp_path) -> None:
    program = Path(sys.executable).with_name("jupyter-book")
    if not program.is_file():
        pytest.skip("Jupyter Book is absent; pip install 'jupyter-book>=2'")
    beside = block("Jupyter Book 2", "markdown")
    files = {
        "myst.yml": "version: 1\n"
        "project:\n  toc: [{file: index.md}, {file: unit/two.md}]\n"
        "site:\n  template: book-theme\n",
        "index.md": f"# One\n\n{beside}",
        "unit/two.md": f"# Two\n\n{beside.replace('lesson/', '../lesson/')}",
    }
    write(tmp_path, files)
    copied(tmp_path / "lesson")
    build = [program, "build", "--site"]  # which then stops where its theme cannot be fetched
    told = subprocess.run(build, cwd=tmp_path, capture_output=True, text=True, input="")
    site = tmp_path / "_build" / "site"
    brought = {path.suffix for path in site.glob("public/Colours*")}
    assert {".mp4", ".html"} <= brought, told.stdout
    for page in ("index", "two"):
        assert '"url":"/Colours' in (site / "content" / f"{page}.json").read_text("utf-8")
