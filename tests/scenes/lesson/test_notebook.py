"""Films in notebooks: made by a function or by manim's magic, with captions and without bars."""

import base64
import re
import textwrap
from pathlib import Path

import pytest

from network import draw_digit
from scenes.lesson.notebook import ShownFilm, film

SCRIPT = """
title = { en = "Mine", ja = "私の" }
[[beats]]
name = "look"
seconds = 0.4
en = "The answer is {answer_label}."
ja = "答えは{answer_label}。"
"""
CELLS = (
    "from manim import *",
    """
    %%manim -v WARNING -ql Mine
    from scenes.mobjects.words import Readout
    from scenes.stage.scene import FilmScene

    class Mine(FilmScene):
        def construct(self):
            with self.beat("look"):
                self.play(FadeIn(Readout(self.forward_pass, "answer_label")), run_time=0.2)
    """,
    """
    from scenes.lesson.notebook import film
    film(Mine, folder="made")
    """,
    """
    from network import draw_digit
    draw_digit(7, seed=4)
    """,
)


@pytest.fixture(scope="module")
def ran(tmp_path_factory) -> list[list[dict]]:
    """What a notebook holds after it was run: the outputs of each cell."""
    nbclient = pytest.importorskip("nbclient", reason="nbclient is absent")
    pytest.importorskip("ipykernel", reason="the extra [notebook] is absent")
    nbformat = pytest.importorskip("nbformat")
    folder = tmp_path_factory.mktemp("notebook")
    (folder / "mine.toml").write_text(SCRIPT, "utf-8")
    cells = [nbformat.v4.new_code_cell(textwrap.dedent(cell).strip()) for cell in CELLS]
    notebook = nbformat.v4.new_notebook(cells=cells)
    client = nbclient.NotebookClient(
        notebook, timeout=None, resources={"metadata": {"path": str(folder)}}
    )
    client.execute()
    return [cell.outputs for cell in notebook.cells]


def test_no_bar_stays_in_a_notebook(ran) -> None:
    assert [each for outputs in ran for each in outputs if each["output_type"] == "stream"] == []


def test_manims_magic_shows_the_film(ran) -> None:
    *_, shown = ran[1]  # after manim's name and version
    assert "<video" in shown["data"]["text/html"]


def test_a_film_of_a_class_in_a_cell_is_shown_with_its_captions(ran) -> None:
    (shown,) = ran[2]
    page = shown["data"]["text/html"]
    languages = re.findall(r'srclang="(\w+)".*?base64,([^"]+)"', page)
    said = {language: base64.b64decode(text).decode() for language, text in languages}
    assert {*said} == {"en", "ja"}
    assert "The answer is 3." in said["en"]
    assert "答えは3。" in said["ja"]


def test_a_digit_is_shown_as_a_picture(ran) -> None:
    (shown,) = ran[3]
    assert "image/png" in shown["data"]
    assert shown["data"]["text/plain"].startswith("Digit(label=7")


def test_a_film_that_is_shown_plays_with_its_captions(coloured: Path, tmp_path, visit) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html>{ShownFilm(coloured)._repr_html_()}", "utf-8")
    seen = visit(page)
    seen.until("document.querySelector('video').readyState >= 1")
    seen.until("document.querySelector('track').readyState === 2")
    cues = seen.page.evaluate("document.querySelector('video').textTracks[0].cues.length")
    assert cues == coloured.with_suffix(".en.vtt").read_text().count("-->") > 0
    assert seen.errors == seen.foreign == []


def test_a_film_made_by_the_function_has_all_beside_it(stand_in, tmp_path) -> None:
    made = film(digit=draw_digit(3), folder=tmp_path / "made")
    assert made.path == tmp_path / "made" / "Tiny.mp4"
    assert (tmp_path / "made" / "Tiny.cues.json").is_file()


def test_an_unknown_film_is_refused(tmp_path) -> None:
    with pytest.raises(ValueError, match="No film 'no_film'"):
        film("no_film", folder=tmp_path)
