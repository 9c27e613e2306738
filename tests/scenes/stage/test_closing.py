"""A film counts itself: how many numbers it has shown, and what it has left out."""

import json
from pathlib import Path

import pytest
from manim import LEFT, RIGHT
from oracle import Oracle
from watching import frames

from network import Digit
from scenes import theme
from scenes.mobjects.cells import NeuronColumn
from scenes.mobjects.edges import EdgeBundle
from scenes.mobjects.words import Readout
from scenes.script import film_source
from scenes.stage import film as films
from scenes.stage.film import Film
from scenes.stage.scene import FilmScene

SCRIPT = """
title = { en = "Counted", ja = "数" }
words = ["numbers_shown"]
[[beats]]
name = "show"
seconds = 1.0
en = "Numbers come."
ja = "数が来る。"
[[beats]]
name = "close"
seconds = 1.0
en = "They are counted."
ja = "数えられる。"
"""
SHOWN = {"en": "numbers shown", "ja": "個の数"}


class Counted(FilmScene):
    """Two numbers, a label and some lines; then the closing line."""

    late: tuple[str, ...] = ()

    def construct(self) -> None:
        with self.beat("show"):
            senders, receivers = NeuronColumn(784).shift(LEFT), NeuronColumn(16).shift(RIGHT)
            edges = EdgeBundle(senders, receivers).show(self.forward_pass, "layers.0.products")
            edges.front = 1.0
            self.faint = edges.light.size - edges.drawn
            paths = ("margin", "scores.1", "answer_label", "layers.1.neuron.0.left_over.2")
            self.add(edges, *(Readout(self.forward_pass, path) for path in paths))
        with self.beat("close"):
            line = self.closing()
            self.play(line.tell())
            self.line = line
            self.add(*(Readout(self.forward_pass, path) for path in self.late))


class Late(Counted):
    """A film that shows one more number than it has counted."""

    late = ("scores.0",)


@pytest.fixture
def film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scrawl: Digit):
    """A way to make a film of a made-up digit."""
    words = ", ".join(f'{language} = "{word}"' for language, word in SHOWN.items())
    glossary = f"[on_screen]\nnumbers_shown = {{ {words} }}\n"
    (tmp_path / "glossary.toml").write_text(glossary, encoding="utf-8")
    for name in ("counted", "late"):
        (tmp_path / f"{name}.toml").write_text(SCRIPT, encoding="utf-8")
    monkeypatch.setattr(film_source, "SCRIPTS", tmp_path)
    monkeypatch.setattr(films, "SCRIPTS", tmp_path)

    def make(scene: type[FilmScene] = Counted, **options: object) -> FilmScene:
        with frames(height=120, media_dir=str(tmp_path / "media")):
            made = scene(digit=scrawl, **options)
            made.render()
        made.path = Path(made.renderer.file_writer.final_file_path)
        made.told = json.loads(made.path.with_suffix(".ledger.json").read_text(encoding="utf-8"))
        return made

    return make


@pytest.mark.parametrize("language", SHOWN)
def test_the_closing_line_counts_the_printed_numbers(film, language: str) -> None:
    line = film(language=language).line.line
    assert [part.text for part in line] == ["3", SHOWN[language]]
    assert line[0].reading.path == "numbers"
    assert {glyph.get_fill_color() for part in line for glyph in part} == {theme.QUIET}


def test_the_closing_line_is_held_to_the_truth(film) -> None:
    made = film()
    assert [entry["shown"] for entry in made.told if entry["record"] == "ledger"] == ["3"]
    assert Oracle(made.path).disagreements(made.told) == []


def test_a_number_that_comes_after_the_closing_line_would_be_found(film) -> None:
    made = film(Late)
    assert [each["record"] for each in Oracle(made.path).disagreements(made.told)] == ["ledger"]


def test_a_film_tells_what_it_has_left_out(film) -> None:
    made = film()
    left_over = made.records.lead.layers[1].neuron(0).left_over(2)
    assert made.faint > 0
    told = {"faint_lines": made.faint, "terms_summed_up": left_over}
    assert Film.load(made.path).left_out == told
    assert json.loads(made.path.with_suffix(".film.json").read_text())["left_out"] == told
