"""The page for authors: the film that it shows is a film, and its commands do what it says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from oracle import Oracle
from watching import frames

from scenes.batch.finding import scene_class
from scenes.cli.main import run
from scenes.script.film_source import FilmSource

SCENES = Path(__file__).parents[2] / "scenes"
PAGE = (SCENES / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """The first block of code in a language."""
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def film(tmp_path) -> Path:
    """The film of the page, in a folder of its own."""
    (tmp_path / "two_digits.toml").write_text(block("toml"), encoding="utf-8")
    scene = tmp_path / "two_digits.py"
    scene.write_text(block("python"), encoding="utf-8")
    return scene


def test_the_film_of_the_page_is_without_fault(film, capsys) -> None:
    assert run(["check", str(film)]) == 0
    assert "two_digits: 11 s, 6 entries in the ledger, no faults." in capsys.readouterr().out


def test_the_film_of_the_page_is_true(film, tmp_path) -> None:
    with frames(180, media_dir=str(tmp_path / "media"), preview=False):
        scene = scene_class(FilmSource.of_scene(film))()
        scene.render()
    oracle = Oracle(Path(scene.renderer.file_writer.final_file_path))
    ledger = [vars(entry) for entry in scene.ledger.entries]
    assert {entry["record"] for entry in ledger} == {"three", "eight"}
    assert oracle.disagreements(ledger) == []


def test_the_film_of_the_page_is_short() -> None:
    assert len(block("python").splitlines()) <= 50


def test_a_film_with_faults_is_told_them_and_ends_with_one(film, capsys) -> None:
    source = film.read_text(encoding="utf-8")
    film.write_text(source.replace("next_to(picture, DOWN", "next_to(picture, 9 * DOWN"), "utf-8")
    assert run(["check", str(film)]) == 1
    assert "answers: '3' leaves the margin" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('self.say("eight")', 'self.say("nine")', "says three, nine in the beat 'answers'"),
        ("eight.answer_label", "nine.answer_label", "cannot say {nine.answer_label} in 'en'"),
        ('self.beat("digits")', 'self.beat("digit")', "plays the beats digit, answers"),
        ('"answer_label"', '"answer_labels"', "two_digits.py, line"),
    ],
)
def test_a_slip_is_answered_by_a_sentence(film, capsys, old, new, sentence) -> None:
    for path in (film, film.with_suffix(".toml")):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(SystemExit) as refusal:
        run(["check", str(film)])
    assert refusal.value.code == 2
    assert sentence in capsys.readouterr().err


def test_plain_manim_renders_it_from_any_folder(film) -> None:
    command = [sys.executable, "-m", "manim", "render", film.name, "-ql", "--dry_run"]
    done = subprocess.run(command, cwd=film.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_class_that_the_page_names_is_there() -> None:
    rows = re.findall(r"^\|[^|]*\|(.*)\|$", PAGE, re.MULTILINE)
    named = {pair for row in rows for pair in re.findall(r"`(\w+)\.(\w+)`", row)}
    named -= {("scenes", "mobjects")}
    assert len(named) > 10
    for module, name in named:
        source = (SCENES / "mobjects" / f"{module}.py").read_text(encoding="utf-8")
        assert re.search(rf"^(class|def) {name}\b", source, re.MULTILINE), f"{module}.{name}"
