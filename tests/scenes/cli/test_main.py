import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from typed import left, refusal

from network import Network, draw_digit, read_digit
from network.assets import asset
from scenes.batch import finding, render
from scenes.cli import shipped
from scenes.cli.main import run
from scenes.script.running_order import running_order
from scenes.stage import storyboard

COMMANDS = (
    *("explain", "render", "lesson", "play", "gallery", "draw", "import"),
    *("examine", "mnist", "storyboard", "doctor"),
)
ROOT = Path(__file__).parents[3]
EXPLANATION = ["explanation.ja.txt", "explanation.json", "explanation.txt"]
FILM = running_order().explains
pytestmark = pytest.mark.usefixtures("elsewhere")


def test_help_comes_without_numpy_and_manim() -> None:
    source = (
        "import sys, scenes.cli.main as c; c.run(['--help']);"
        "print([m for m in ('numpy', 'manim', 'scipy', 'rich', 'PIL') if m in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=True
    )
    assert told.stdout.endswith("[]\n")


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_help_names_every_command_with_an_example(capsys, arguments) -> None:
    assert run(arguments) == 0
    told = capsys.readouterr().out
    for command in COMMANDS:
        assert f"  squish {command}" in told


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_is_described_in_half_a_sentence(capsys, command) -> None:
    assert run(["--help"]) == run([command, "--help"]) == 0
    assert "..." not in capsys.readouterr().out.replace("]...", "]")


@pytest.mark.parametrize("encoding", ["cp1252", "shift_jis"])
def test_a_name_that_a_stream_cannot_print_is_printed_as_an_escape(elsewhere, encoding) -> None:
    source = "import scenes.cli.main as c; c.main()"
    drawn = ["draw", "3", "--side", "28", "-o", "四é.png"]
    told = subprocess.run(
        [sys.executable, "-c", source, *drawn],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)},
    )
    assert told.stdout.decode(encoding).endswith(".png: read as 3, with a score of 0.995.\n")
    assert told.stderr == b""
    assert left(elsewhere) == ["四é.png"]


def test_the_version_is_told(capsys) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"squish, version {version('squishification')}\n"


def test_a_drawn_digit_is_read_again_as_it_was(capsys, elsewhere) -> None:
    assert run(["draw", "3", "--seed", "5", "--side", "28", "-o", "three.png"]) == 0
    record = Network.load(asset("weights", "digits.npz")).forward(draw_digit(3, 5))
    told = f"three.png: read as {record.answer_label}, with a score of {record.scores.max():.3f}.\n"
    assert capsys.readouterr().out == told
    np.testing.assert_array_equal(read_digit("three.png").image, draw_digit(3, 5).image)


@pytest.mark.parametrize("side", [28, 56, 100, 280, 999])
def test_a_digit_drawn_at_any_side_is_explained_as_it_was_drawn(elsewhere, side) -> None:
    assert run(["draw", "4", "--seed", "139", "--side", str(side), "-o", "four.png"]) == 0
    assert run(["explain", "four.png", "--no-film"]) == 0
    told = json.loads((elsewhere / "four" / "explanation.json").read_text(encoding="utf-8"))
    digits = Network.load(shipped("digits"))
    assert told["answer"] == digits.forward(draw_digit(4, 139)).answer_label == "9"


def test_an_explanation_is_written_over_by_none_but_one_of_the_same_picture(
    capsys, elsewhere
) -> None:
    for name in ("four.png", "four.bmp"):
        Image.fromarray(np.uint8(255 * draw_digit(4, 7).image)).save(name)
    Path("four").mkdir()
    Path("four", "explanation.txt").write_text("my own words")
    told = refusal(capsys, "explain", "four.png", "--no-film")
    assert "four holds an explanation that was not made here" in told
    assert Path("four", "explanation.txt").read_text() == "my own words"
    for _ in range(2):
        assert run(["explain", "four.png", "--no-film", "-o", "five"]) == 0
    capsys.readouterr()
    told = refusal(capsys, "explain", "four.bmp", "--no-film", "-o", "five")
    assert "five holds the explanation of four.png; name another folder with -o." in told


def test_a_person_s_picture_is_read_by_the_network_for_people(elsewhere) -> None:
    nine = Image.new("L", (200, 200), 255)
    pen = ImageDraw.Draw(nine)
    pen.ellipse([62, 36, 126, 98], outline=60, width=7)
    tail = [(126, 45), (133, 118), (119, 160), (93, 171), (70, 164), (58, 152)]
    pen.line(tail, fill=60, width=7, joint="curve")
    nine.save("nine.png")
    for options, answer in (([], "9"), (["--network", str(shipped("digits"))], "3")):
        assert run(["explain", "nine.png", "--no-film", *options]) == 0
        told = json.loads((elsewhere / "nine" / "explanation.json").read_text(encoding="utf-8"))
        assert told["answer"] == answer


def test_a_drawn_digit_is_large_enough_to_look_at(elsewhere) -> None:
    assert run(["draw", "3"]) == 0
    picture = np.asarray(Image.open("digit-3-0.png"))
    assert picture.shape == (280, 280)
    np.testing.assert_array_equal(picture[::10, ::10] / 255, draw_digit(3, 0).image)
    np.testing.assert_array_equal(picture[9::10, 9::10], picture[::10, ::10])


def test_a_picture_is_explained_with_all_that_goes_with_it(
    capsys, elsewhere, seven, stand_in
) -> None:
    assert run(["explain", str(seven), "--label", "7", "-q", "l"]) == 0
    names = ["Tiny.cues.json", "Tiny.mp4", "Tiny.png", *EXPLANATION]
    assert left(elsewhere) == ["seven"]
    assert left(elsewhere / "seven") == names
    told = (elsewhere / "seven" / "explanation.txt").read_text(encoding="utf-8")
    assert told.startswith("What the network made of seven.png\n")
    assert "The digit is labelled 7: the answer is" in told
    told = capsys.readouterr().out
    assert "with a score of 0." in told
    assert "Open seven/Tiny.mp4; beside it are " in told
    assert all(each in told for each in names)


def test_without_the_film_the_explanation_is_all_there_is(elsewhere, seven, monkeypatch) -> None:
    monkeypatch.delattr(finding, "scene_class")
    for each in ("check_film", "film"):
        monkeypatch.delattr(render, each)
    assert run(["explain", str(seven), "--no-film"]) == 0
    assert left(elsewhere / "seven") == EXPLANATION
    english, japanese, plain = (
        (elsewhere / "seven" / f"explanation.{each}").read_text("utf-8")
        for each in ("txt", "ja.txt", "json")
    )
    assert "\nWhy this answer?\n  Why 7 and not " in english
    assert japanese.startswith("なぜこの答えになったのか\n\nなぜ「")
    assert json.loads(plain)["answer"] == "7"
    assert json.loads(plain)["sentences"]["ja"] == japanese.splitlines()[2:]


def test_a_picture_is_explained_by_ones_own_network(elsewhere, seven, stand_in, small) -> None:
    small.save(elsewhere / "own.npz")
    assert run(["explain", str(seven), "--network", "own.npz", "-q", "l", "-o", "a/b"]) == 0
    told = (elsewhere / "a" / "b" / "explanation.txt").read_text(encoding="utf-8")
    assert "784 - 5 - 4 - 3 neurons" in told
    assert left(elsewhere) == ["a", "own.npz"]


def test_the_words_in_the_picture_are_in_the_language_that_is_asked_for(
    elsewhere, seven, stand_in, monkeypatch
) -> None:
    asked = []
    monkeypatch.setattr(stand_in, "setup", lambda scene: asked.append(scene.language))
    assert run(["explain", str(seven), "-q", "l", "--words", "ja"]) == 0
    assert run(["explain", str(seven), "-q", "l"]) == 0
    assert asked == ["ja", "en"]


def test_words_in_a_language_that_the_film_lacks_are_refused_in_a_sentence(
    capsys, elsewhere, seven
) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(["explain", str(seven), "-q", "l", "--words", "fr"])
    assert f"The script {FILM!r} has no 'fr'; it has en, ja." in capsys.readouterr().err
    assert left(elsewhere) == []


def test_a_storyboard_is_one_picture_and_leaves_no_film(elsewhere, stand_in, monkeypatch) -> None:
    made = {stand_in: Image.new("RGB", (90, 60))}
    monkeypatch.setattr(storyboard, "storyboard", made.__getitem__)
    assert run(["storyboard", FILM]) == 0
    assert left(elsewhere) == [f"{FILM}.png"]
    assert Image.open(f"{FILM}.png").size == (90, 60)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["explain", "none.png"], "No picture at none.png"),
        (["explain", "."], "is a folder"),
        (["explain", "notes.png"], "notes.png"),
        (["explain", "blank.png"], ""),
        (["explain", "SEVEN", "--network", "none.npz"], "No network at none.npz"),
        (["explain", "SEVEN", "--network", "notes.png"], "nothing that is known begins like it"),
        (["explain", "SEVEN", "--network", "SEVEN"], "nothing that is known begins like it"),
        (["explain", "SEVEN", "--label", "10"], "Label 10; the outputs stand for 0, 1, 2,"),
        (["explain", "SEVEN", "--label", "-1"], "Label -1; the outputs stand for 0, 1, 2,"),
        (["explain", "SEVEN", "--label", "seven"], "Label seven; the outputs stand for 0, 1, 2,"),
        (["explain", "...png"], "...png gives no name to a folder; name one with -o"),
        (["explain", "SEVEN", "-q", "x"], "'x' is not one of"),
        (["explain", "SEVEN", "-o", "notes.png"], "notes.png is a file"),
        (["explain", "SEVEN", "-o", "notes.png/below"], "notes.png is a file"),
        (["explain", "SEVEN", "-o", "/proc/squish"], "Nothing can be written to /proc"),
        (["explain"], "Missing argument 'PICTURE'; squish explain --help shows all."),
        (["explain", "bad\udcff.png"], "No picture at"),
        (["draw", "10"], "the pen draws the digits 0 to 9"),
        (["draw", "three"], "not a valid integer"),
        (["draw", "3", "--seed", "-1"], "a seed is a whole number from 0 up"),
        (["draw", "3", "--side", "27"], "27 is not in the range 28<=x<=4000"),
        (["draw", "3", "-o", "three.jpg"], "does not end in .png"),
        (["draw", "3", "-o", "notes.png/three.png"], "notes.png is a file"),
        (["draw", "3", "-o", "/proc/three.png"], "Nothing can be written to /proc"),
        (["storyboard", FILM[:-1]], f"No film {FILM[:-1]!r}. Did you mean {FILM!r}?\n"),
        (["storyboard", "../theme"], "No film '../theme'; there is "),
        (["storyboard", "none.py"], "No scene at none.py; give the path of a film's .py file"),
        (["storyboard", "Own.py"], "'Own' is no name for a film; give it small words"),
        (["storyboard", "own_film.py"], "own_film.py has no scene OwnFilm; of scenes, it has none"),
        (["storyboard", FILM, "-o", "board.pdf"], "does not end in .png"),
        (["sing"], "No such command 'sing'; squish --help shows all."),
        (["Explain"], "No such command 'Explain'. Did you mean 'explain'?\n"),
        (["--loud"], "No such option '--loud'; squish --help shows all."),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(
    capsys, elsewhere, seven, arguments, reason
) -> None:
    (elsewhere / "notes.png").write_text("No picture, but words.")
    Image.new("L", (90, 90), 255).save(elsewhere / "blank.png")
    shutil.copy(seven, elsewhere / "...png")
    for scene in ("Own.py", "own_film.py"):
        (elsewhere / scene).touch()
    before = left(elsewhere)
    arguments = [str(seven) if each == "SEVEN" else each for each in arguments]
    assert reason in refusal(capsys, *arguments)
    assert left(elsewhere) == before


@pytest.mark.parametrize("arguments", [["render", "--all"], ["storyboard", FILM], ["gallery"]])
def test_a_fault_of_the_running_order_is_told_before_anything_is_made(
    capsys, elsewhere, monkeypatch, arguments
) -> None:
    (elsewhere / "lesson.toml").write_text("acts = 3", encoding="utf-8")
    monkeypatch.setattr("scenes.script.running_order.asset", lambda name: elsewhere / name)
    told = refusal(capsys, *arguments)
    assert "lesson.toml is no running order: The lesson has acts = 3; it must be a list" in told
    assert left(elsewhere) == ["lesson.toml"]


def test_too_little_memory_is_told_in_one_sentence(capsys, elsewhere, monkeypatch) -> None:
    def greedy(*_) -> None:
        raise MemoryError

    monkeypatch.setattr("network.draw_digit", greedy)
    assert "not enough memory" in refusal(capsys, "draw", 3)


def test_a_network_that_films_cannot_show_is_refused(capsys, elsewhere, seven, small) -> None:
    Network(small.layers[1:]).save(elsewhere / "own.npz")
    refusal(capsys, "explain", seven, "--network", "own.npz")
    assert left(elsewhere) == ["own.npz"]


@pytest.mark.parametrize("failure", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_what_is_broken_off_leaves_nothing(
    capsys, elsewhere, seven, stand_in, monkeypatch, failure
) -> None:
    def construct(scene) -> None:
        scene.wait(0.4)
        raise failure

    monkeypatch.setattr(stand_in, "construct", construct)
    status = run(["explain", str(seven), "-q", "l"])
    assert left(elsewhere) == []
    told = capsys.readouterr().err.splitlines()[-1]
    if failure is KeyboardInterrupt:
        assert (status, told) == (130, "squish: stopped; nothing has been written.")
    else:
        assert status == 2
        assert told.startswith("squish: ") and "No space left" in told
