"""The recipes of assets/page/README.md: what they name is made, what they say is well-formed."""

import ast
import re

import click
import pytest
from outline import Outline

from scenes.cli.main import squish
from scenes.lesson.pages import TEMPLATES
from scenes.script.running_order import running_order

RECIPES = (TEMPLATES / "README.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILM = running_order().explaining.source  # the film of all recipes
NAME = re.compile(rf"(?:(?:extra/)?lesson/)?(?:{FILM.class_name}/)?({FILM.class_name}(?:\.\w+)+)")


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
        assert (made_lesson / address.removeprefix("lesson/")).is_file()
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
    typed = [line for block in blocks("sh") for line in block.splitlines() if "squish" in line]
    assert typed
    for line in typed:
        assert line.startswith("squish lesson")
        assert set(re.findall(r"--\w+", line)) <= known


def test_a_notebook_imports_a_scene_that_is_there() -> None:
    (magic,) = re.findall(r"^%%manim .* (\w+)\nfrom (\S+) import (\w+)$", RECIPES, re.MULTILINE)
    assert magic == (FILM.class_name, f"scenes.{FILM.name}", FILM.class_name)
    assert f"class {FILM.class_name}(" in FILM.scene.read_text("utf-8")
