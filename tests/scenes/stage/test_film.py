import json
import math
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from network import Network
from scenes.script.script import Script
from scenes.stage.film import Film, read_cues


@pytest.fixture
def own(coloured, tmp_path) -> Path:
    """A copy of the film that may be damaged."""
    return Path(shutil.copytree(coloured.parent, tmp_path / "own")) / coloured.name


def test_a_film_is_read_again_as_it_was_made(colours) -> None:
    assert colours.name == "Colours"
    assert [cue.beat for cue in colours.cues] == ["ground", "positive", "negative"]
    assert colours.seconds == 2.4
    assert colours.cast.lead.digit.origin == "<b>a two</b>.png"
    assert colours.cast.lead.right_label == "2"
    assert colours.versions["manim"].startswith("0.22")


def test_the_record_of_a_film_that_is_read_is_that_of_its_ledger(colours, coloured) -> None:
    rng = np.random.default_rng(3)
    np.testing.assert_array_equal(colours.cast.lead.digit.image, rng.uniform(size=(28, 28)))
    saved = Network.load(coloured.with_name("Colours.network.npz"))
    np.testing.assert_array_equal(
        colours.cast.lead.scores, saved.forward(colours.cast.lead.digit).scores
    )


def test_all_languages_are_told_unless_some_are_asked_for(colours) -> None:
    assert colours.languages() == ("en", "ja")
    assert colours.languages(["ja"]) == ("ja",)
    with pytest.raises(ValueError, match=r"The script of Colours has no 'fr'; it has en, ja\."):
        colours.languages(["fr"])


@pytest.mark.parametrize(
    "ending", ["cues.json", "film.json", "ledger.json", "network.npz", "cast.npz"]
)
def test_a_film_that_lost_a_file_is_refused(own, ending) -> None:
    own.with_name(f"Colours.{ending}").unlink()
    with pytest.raises((FileNotFoundError, ValueError), match=rf"Colours\.{ending}"):
        Film.load(own)


@pytest.mark.parametrize("ending", ["cues.json", "film.json", "network.npz", "cast.npz"])
@pytest.mark.parametrize("content", [b"", b"\xff\x00", b"[1, 2]", b"{}", b'[{"beat": 3}]'])
def test_a_film_with_a_damaged_file_is_refused_in_a_sentence(own, ending, content) -> None:
    own.with_name(f"Colours.{ending}").write_bytes(content)
    with pytest.raises(ValueError, match=r"damaged|cannot be used|other beats"):
        Film.load(own)


@pytest.mark.parametrize("content", [b"", b"\xff\x00", 5000 * b"["])
def test_a_film_with_a_damaged_ledger_is_refused(own, content) -> None:
    own.with_name("Colours.ledger.json").write_bytes(content)
    with pytest.raises(ValueError, match=r"ledger\.json is damaged"):
        Film.load(own)


def test_numbers_beside_another_film_of_that_name_are_refused(own) -> None:
    own.write_bytes(own.read_bytes() + b"more")
    with pytest.raises(ValueError, match="it belongs to another film"):
        Film.load(own)


@pytest.mark.parametrize(("start", "end"), [("x", 0.8), (0, "NaN"), (0.8, 0), (-1, 0.8), (0, None)])
def test_cues_at_impossible_times_are_refused(own, start, end) -> None:
    cues = [{"beat": "ground", "start": start, "end": math.nan if end == "NaN" else end}]
    own.with_name("Colours.cues.json").write_text(json.dumps(cues))
    with pytest.raises(ValueError, match=r"cues\.json is damaged"):
        read_cues(own)


@pytest.mark.parametrize("cues", ["[" * 5000, '[{"beat": "a", "start": 0, "end": 1e400}]'])
@pytest.mark.parametrize("number", ["9" * 400, "9" * 5000])
def test_cues_of_impossible_numbers_are_refused(own, cues, number) -> None:
    path = own.with_name("Colours.cues.json")
    for text in (cues, f'[{{"beat": "ground", "start": 0, "end": {number}}}]'):
        path.write_text(text)
        with pytest.raises(ValueError, match=r"cues\.json is damaged"):
            read_cues(own)


@pytest.mark.parametrize("said", [[[0]], ["0"], [3], [-1], [None]])
def test_sentences_said_at_impossible_times_are_refused(own, said) -> None:
    cues = [{"beat": "ground", "start": 0, "end": 1, "said": said}]
    own.with_name("Colours.cues.json").write_text(json.dumps(cues))
    with pytest.raises(ValueError, match=r"cues\.json is damaged"):
        read_cues(own)


def test_a_cast_nested_as_deep_as_json_can_be_is_refused(own) -> None:
    path = own.with_name("Colours.film.json")
    told = json.loads(path.read_text("utf-8"))
    for _ in range(900):
        told["cast"]["lead"] = [told["cast"]["lead"]]
    path.write_text(json.dumps(told))
    with pytest.raises(ValueError, match=r"film\.json (cannot be used|is damaged)"):
        Film.load(own)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(
            ("label", 9),
            ("label", "x"),
            ("image", 3),
            ("image", {"array": "none"}),
            ("kind", "Path"),
        ),
        *(("script", "../colours"), ("versions", 3), ("sha256", "0"), ("cast", {}), ("cast", 3)),
        *(("networks", ["none"]), ("networks", [])),
    ],
)
def test_a_film_about_something_impossible_is_refused(own, key, value) -> None:
    path = own.with_name("Colours.film.json")
    told = json.loads(path.read_text("utf-8"))
    digit = told["cast"]["lead"]["forward_pass"]
    (told if key in told else digit)[key] = value
    path.write_text(json.dumps(told))
    with pytest.raises((ValueError, FileNotFoundError)):
        Film.load(own)


@pytest.mark.parametrize("ending", ["cues.json", "ledger.json", "network.npz", "cast.npz"])
def test_what_another_film_of_that_name_has_left_is_refused(own, ending) -> None:
    path = own.with_name(f"Colours.{ending}")
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(ValueError, match=rf"Colours\.{ending} belongs to another"):
        Film.load(own)


def test_a_film_whose_script_has_other_beats_now_is_refused(own, scripts, tmp_path) -> None:
    script = tmp_path / "colours.toml"
    text = (scripts / "colours.toml").read_text("utf-8")
    script.write_text(text.replace("name = 'ground'", "name = 'paper'"), "utf-8")
    with pytest.raises(ValueError, match="other beats"):
        Film.load(own, script)


def test_a_film_of_ones_own_finds_its_script_where_it_was_made(
    own, colours, scripts, tmp_path
) -> None:
    beside = Path(shutil.copy(scripts / "colours.toml", tmp_path / "my_film.toml"))
    replace(colours, path=own, script=Script.load(beside)).write_beside(own)
    assert Film.load(own).script.file == beside
    beside.unlink()
    with pytest.raises(ValueError, match=r"No script at .*my_film\.toml"):
        Film.load(own)
