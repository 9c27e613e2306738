"""Every film of the lesson is held to the truth: rendered once, and asked about everything."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import av
import numpy as np
import pytest
from observing import RATE, Observation, Play, Studio, freezes, in_use, unrested
from oracle import Oracle
from spoken import LATE

from scenes import theme
from scenes.script.captions import too_fast, too_long
from scenes.script.film_source import film_named
from scenes.script.glossary import Glossary
from scenes.script.running_order import running_order
from scenes.stage.film import Film
from scenes.stage.inspection import contrast

FILMS = running_order().names
PLAINLY = ("neuron", "sigmoid")  # are made by manim's own renderer, too
PACED = (
    "recognition",
    "layers",
    "one_neuron",
    "features",
    "learned_features",
    "sigmoid",
    "bias",
    "forward_pass",
    "parameters",
    "evidence",
    "function",
)
SPARE = ("neuron", "matrix_product")  # one light, or a formula, needs empty space around it
CLOSE = 0.03  # of a brightness, by which a codec may change it
LONGEST_HALT, HALTS = 1.6, 0.12  # seconds that a film stands still, and the share of its time
IN_USE = 0.5  # of the tiles of a frame, at the middle one of all beats' ends
VISIBLE, SIGN_CONTRAST = 0.5, 3.0  # the colour of a sign that counts, and what it has to the ground
HUE = 0.08  # by which blue must outweigh red, or red blue, for a sign to be seen


@pytest.fixture(scope="session")
def studio(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Studio]:
    """All films that are asked about, begun at once and each rendered once."""
    asked = {
        each
        for test in request.session.items
        if isinstance(test, pytest.Function) and hasattr(test, "callspec")
        for each in test.callspec.params.values()
        if isinstance(each, str)
    }
    made = Studio(tmp_path_factory.mktemp("films"))
    for name in sorted(asked & {*FILMS}, key=FILMS.index):
        made.begin(name)
    for name in PLAINLY:
        if f"{name}, plainly" in asked:
            made.begin(name, f"{name}, plainly", plain=True)
    yield made
    made.close()


@pytest.fixture(params=[*PACED, *SPARE])
def paced(request: pytest.FixtureRequest, studio: Studio) -> Observation:
    """A film whose rests and contrast are made by these rules."""
    return studio.film(request.param)


@pytest.fixture(params=PACED)
def full(request: pytest.FixtureRequest, studio: Studio) -> Observation:
    """A film of pictures, which make use of the whole frame."""
    return studio.film(request.param)


@pytest.fixture(params=[*FILMS, *(f"{name}, plainly" for name in PLAINLY)])
def film(request: pytest.FixtureRequest, studio: Studio) -> Observation:
    return studio.film(request.param)


def test_a_film_plays_the_beats_of_its_script(film: Observation) -> None:
    assert [cue["beat"] for cue in film.cues] == film.beats


def test_a_film_is_as_long_as_its_cues_say(film: Observation) -> None:
    assert film.count == round(RATE * film.cues[-1]["end"])
    assert film.seconds == pytest.approx(film.cues[-1]["end"], abs=0.5 / RATE)


def test_nothing_moves_after_the_last_beat(film: Observation) -> None:
    assert film.frames_after == 0


def test_texts_can_be_read_and_what_the_ledger_lists_can_be_seen(film: Observation) -> None:
    assert film.faults == []


def test_each_entry_of_the_ledger_is_worked_out_again(film: Observation) -> None:
    assert {entry["beat"] for entry in film.ledger} <= set(film.beats)
    assert len(film.ledger) > 0
    assert Oracle(film.path).disagreements(film.ledger) == []


def test_captions_can_be_read_in_their_time_and_keep_to_the_glossary(film: Observation) -> None:
    read = Film.load(film.path)
    for language in read.script.languages:
        shown = read.wording.captions(language)
        assert too_fast(shown, language) == []
        assert too_long(shown, language) == []
    assert read.script.drift(Glossary.load()) == []


def test_every_numeral_of_a_caption_is_a_number_of_the_cast(film: Observation) -> None:
    script = Film.load(film.path).script
    for sentence in (each for beat in script.beats for each in beat.sentences):
        for lines in (sentence.lines, *sentence.variants.values()):
            for language, line in lines.items():
                assert typed_numerals(line) == [], f"{sentence.mark}, {language}"


def typed_numerals(line: str) -> list[str]:
    """The numbers that are typed in a line, but for the ends and the middle of brightness."""
    text = " ".join(text for text, *_ in Formatter().parse(line))
    return [each for each in re.findall(r"\d+(?:\.\d+)?", text) if each not in ("0", "0.5", "1")]


def test_a_numeral_typed_into_a_caption_would_be_found() -> None:
    assert typed_numerals("{shape.0} pixels, from 0 to 1, or 784 of 0.97") == ["784", "0.97"]


def test_every_numeral_that_is_said_comes_on_screen_while_its_sentence_stands(
    film: Observation,
) -> None:
    assert [each.told for each in film.unseen if each.never] == []


def test_no_further_numeral_is_on_screen_later_than_it_is_said(film: Observation) -> None:
    late = {f"{each.beat}.{each.mark}" for each in film.unseen}
    told = "\n".join(each.told for each in film.unseen)
    assert late == LATE[film_named(film.path.stem)], told


def test_all_that_a_lesson_needs_lies_beside_a_film(film: Observation) -> None:
    endings = {each.name.removeprefix(film.path.stem) for each in film.path.parent.glob("*.*")}
    wanted = {".mp4", ".cues.json", ".film.json", ".cast.npz", ".ledger.json"}
    wanted |= {f".{language}.{kind}" for language in ("en", "ja") for kind in ("vtt", "srt")}
    networks = {f".{name}.npz" for name in json.loads(beside(film, "film.json"))["networks"]}
    assert endings - {""} == wanted | networks


def beside(film: Observation, ending: str) -> str:
    return film.path.with_suffix(f".{ending}").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILMS)
def test_a_film_starts_at_once_in_colours_that_browsers_show_rightly(
    studio: Studio, name: str
) -> None:
    film = studio.film(name)
    content = film.path.read_bytes()
    assert 0 < content.find(b"moov") < content.find(b"mdat")
    with av.open(film.path) as container:
        stream = container.streams.video[0].codec_context
        bt709, smpte170m, limited = 1, 6, 1
        assert (stream.color_primaries, stream.color_trc) == (bt709, bt709)
        assert (stream.colorspace, stream.color_range) == (smpte170m, limited)


def test_cells_are_as_bright_as_their_activations_in_the_finished_film(film: Observation) -> None:
    oracle, count = Oracle(film.path), 0
    for shown, picture in shining(film):
        name, _, path = shown.path.partition(".")
        expected = np.ravel(np.asarray(oracle.value(name, path), dtype=float))[shown.places]
        seen = [brightness_at(picture, center) for center in shown.centers]
        np.testing.assert_allclose(seen, np.clip(expected, 0, 1), atol=CLOSE, err_msg=shown.path)
        count += len(seen)
    assert count > 0


def test_signs_are_blue_and_orange_in_the_finished_film(film: Observation) -> None:
    oracle = Oracle(film.path)
    for shown, picture in at_rest(film):
        name, _, path = shown.path.partition(".")
        if not shown.signed or name == "axis":
            continue
        expected = np.ravel(np.asarray(oracle.value(name, path), dtype=float))[shown.places]
        for value, colour, center in zip(expected, shown.colours, shown.centers, strict=True):
            if np.ptp(colour) < 2 * HUE:
                continue  # too small to show its sign
            red, _, blue = colour_at(picture, center)
            assert np.sign(blue - red) == np.sign(value), shown.path
            assert abs(blue - red) > HUE, shown.path


def shining(film: Observation) -> Iterator[tuple]:
    """What shows activations at the end of each beat, and the picture there."""
    for shown, picture in at_rest(film):
        if not shown.signed and shown.path.endswith(("activations", "image", "activation")):
            yield shown, picture


def at_rest(film: Observation) -> Iterator[tuple]:
    """What cells should show at the end of each beat, and the picture there."""
    beats = [cue["beat"] for cue in film.cues]
    for beat, picture in zip(beats, film.pictures(), strict=True):
        for shown in film.shown[beat]:
            yield shown, picture


def colour_at(image: np.ndarray, point: np.ndarray) -> np.ndarray:
    """Mean of the 3 x 3 pixels around a point, which evens out what the codec adds."""
    height, width = image.shape[:2]
    scale = height / theme.FRAME_HEIGHT
    row, column = int(height / 2 - point[1] * scale), int(width / 2 + point[0] * scale)
    return image[row - 1 : row + 2, column - 1 : column + 2].mean(axis=(0, 1))


def brightness_at(image: np.ndarray, point: np.ndarray) -> float:
    return float(colour_at(image, point).mean())


def test_a_neuron_of_another_brightness_would_be_found(film: Observation) -> None:
    shown, picture = next(shining(film))
    seen = np.array([brightness_at(picture, center) for center in shown.centers])
    lie = shown.colours.mean(axis=1)
    lie[0] = (lie[0] + 0.5) % 1
    assert np.flatnonzero(np.abs(seen - lie) > CLOSE).tolist() == [0]


def test_numerals_rest_before_anything_else_moves(paced: Observation) -> None:
    assert unrested(paced.plays) == []
    assert sum(play.numerals for play in paced.plays) > 0


def test_a_numeral_that_is_hurried_away_would_be_found() -> None:
    plays = [Play("look", 0.0, 1.0, 1), Play("look", 1.8, 3.0, 3), Play("look", 3.8, 5.0, 0)]
    assert unrested(plays) == ["look: 3 numerals at 3.0 s rest 0.8 s; 1.2 are needed."]
    assert len(unrested([Play("look", 0.0, 1.0, 1), Play("light", 1.4, 2.0, 0)])) == 1


def test_a_film_hardly_stands_still(paced: Observation) -> None:
    halts = [length for _, length in paced.freezes()]
    assert max(halts, default=0) <= LONGEST_HALT
    assert sum(halts) <= HALTS * paced.seconds


def test_a_halt_would_be_found() -> None:
    pictures = np.zeros((12, 2, 2, 3), dtype=np.uint8)
    pictures[:, 0, 0, 0] = [0, 9, 18, 18, 18, 18, 19, 28, 37, 37, 46, 55]
    assert freezes(pictures) == [(pytest.approx(2 / RATE), pytest.approx(4 / RATE))]


def test_the_frame_is_made_use_of(full: Observation) -> None:
    shares = [in_use(picture, theme.GROUND.to_rgb()) for picture in full.pictures()]
    assert np.median(shares) >= IN_USE, np.round(shares, 2)


def test_an_empty_frame_would_be_found() -> None:
    ground = np.array([0.1, 0.1, 0.1])
    picture = np.tile(ground, (180, 320, 1))
    assert in_use(picture, ground) == 0
    picture[5, 5] = 1
    assert in_use(picture, ground) == pytest.approx(1 / (18 * 32))


def test_signs_stand_out_from_the_ground(paced: Observation) -> None:
    ground = theme.GROUND.to_rgb()
    for shown, picture in at_rest(paced):
        if not shown.signed or shown.path.startswith("axis"):
            continue
        for sign in (0, 2):  # red, where a number is below zero, and blue
            strong = shown.colours[:, sign] > shown.colours[:, 2 - sign]
            strong &= shown.colours.max(axis=1) >= VISIBLE
            seen = [contrast(colour_at(picture, each), ground) for each in shown.centers[strong]]
            assert np.median(seen or [3]) >= SIGN_CONTRAST, shown.path


def test_a_ledger_that_lies_would_be_found(film: Observation) -> None:
    oracle, ledger = Oracle(film.path), film.ledger
    number = next(entry for entry in ledger if isinstance(entry["value"], float))
    array = next(entry for entry in ledger if entry["value"] is None and entry["record"] != "axis")
    for entry, lie in ((number, {"shown": "+9.99"}), (array, {"shown": "0" * 64})):
        told = [{**each, **lie} if each is entry else each for each in ledger]
        assert len(oracle.disagreements(told)) >= 1
    assert Path(film.path).is_file()
