"""The flagship, run as a whole: truth, texts and time, in a real film and frame by frame."""

import json
from itertools import combinations, pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from made_up import random_network
from manim import RIGHT, UP
from oracle import Oracle, disagreements
from watching import box, frames, overlap, texts, watch

from network import Digit, Layer, Network, draw_digit
from network.activations import sigmoid, softmax
from scenes import theme
from scenes.forward_pass import ForwardPass
from scenes.mobjects.cells import Cells
from scenes.mobjects.words import Written

SHIPPED = Path(__file__).parents[2] / "assets" / "weights" / "digits.npz"
BEATS = ["look", "light", "weigh", "sum", "squish", "layer", "onward", "choose"]
TOUCH = 0.01  # scene units by which the boxes of neighbours may meet
SMALLEST = 0.022 * 8  # scene units: 2.2 % of the frame's height
SMALL_LETTER = 0.6  # height of an x beside that of a digit


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> tuple[ForwardPass, Path]:
    """The default film, rendered for real, and what its cells showed at the end of each beat."""
    folder = tmp_path_factory.mktemp("film")
    with frames(rate=15, media_dir=str(folder), preview=False):
        scene = ForwardPass()
        scene.at_ends = {}
        note = scene.note

        def remember() -> None:
            note()
            scene.at_ends[scene.current_beat] = [
                (cells.centers.copy(), cells.reading, cells.opacity)
                for cells in scene.get_mobject_family_members()
                if isinstance(cells, Cells)
            ]

        scene.note = remember
        scene.render()
    return scene, Path(scene.renderer.file_writer.final_file_path)


def picture_at(film: Path, seconds: float) -> np.ndarray:
    """The last frame shown before a moment, as red, green and blue in [0, 1]."""
    with av.open(film) as container:
        for frame in container.decode(video=0):
            if frame.time + 1 / 15 >= seconds - 1e-3:
                return frame.to_ndarray(format="rgb24") / 255
    raise AssertionError(f"the film is over before {seconds} s")


def brightness_at(image: np.ndarray, point: np.ndarray) -> float:
    """Mean of the 3 x 3 pixels around a point, which evens out what the codec adds."""
    height, width = image.shape[:2]
    row, column = int(height / 2 - point[1] * height / 8), int(width / 2 + point[0] * height / 8)
    return float(image[row - 1 : row + 2, column - 1 : column + 2].mean())


def test_the_beats_come_in_their_order(film) -> None:
    assert [cue.beat for cue in film[0].cues] == BEATS


def test_the_film_is_as_long_as_its_script_says(film) -> None:
    scene, path = film
    with av.open(path) as container:
        count = sum(1 for _ in container.decode(video=0))
    assert count == round(15 * scene.cues[-1].end)
    assert 60 <= scene.cues[-1].end <= 90


def test_the_clock_keeps_to_the_cues(film) -> None:
    assert film[0].time == pytest.approx(film[0].cues[-1].end, abs=0.5 / 15)


def test_all_that_a_lesson_needs_lies_beside_the_film(film) -> None:
    names = {each.name for each in film[1].parent.iterdir() if each.is_file()}
    captions = {
        f"ForwardPass.{language}.{kind}" for language in ("en", "ja") for kind in ("vtt", "srt")
    }
    assert names == {
        "ForwardPass.mp4",
        "ForwardPass.cues.json",
        "ForwardPass.film.json",
        "ForwardPass.network.npz",
        "ForwardPass.ledger.json",
        *captions,
    }


def test_the_index_stands_before_the_pictures(film) -> None:
    content = film[1].read_bytes()
    assert 0 < content.find(b"moov") < content.find(b"mdat")


def test_colours_are_tagged_for_browsers(film) -> None:
    with av.open(film[1]) as container:
        stream = container.streams.video[0].codec_context
        bt709, smpte170m, limited = 1, 6, 1
        assert (stream.color_primaries, stream.color_trc) == (bt709, bt709)
        assert (stream.colorspace, stream.color_range) == (smpte170m, limited)


@pytest.mark.parametrize(
    ("beat", "paths"),
    [
        ("look", ["image"]),
        ("light", ["image"]),
        ("squish", ["activation"]),
        ("layer", ["layers.0.activations"]),
        ("onward", ["layers.0.activations", "layers.1.activations", "layers.2.activations"]),
        ("choose", ["layers.0.activations", "layers.1.activations", "layers.2.activations"]),
    ],
)
def test_neurons_in_the_film_are_as_bright_as_their_activations(film, beat, paths) -> None:
    scene, path = film
    end = next(cue.end for cue in scene.cues if cue.beat == beat)
    image = picture_at(path, end)
    for wanted in paths:
        shown = [
            (centers, reading)
            for centers, reading, _ in scene.at_ends[beat]
            if reading is not None and reading.path.endswith(wanted) and reading.places is None
        ]
        assert len(shown) == 1, f"{wanted} is shown {len(shown)} times"
        centers, reading = shown[0]
        seen = [brightness_at(image, center) for center in centers]
        np.testing.assert_allclose(seen, np.ravel(reading.value), atol=0.02)


def test_the_ledger_agrees_with_an_independent_forward_pass(film) -> None:
    scene, path = film
    ledger = json.loads(path.with_suffix(".ledger.json").read_text())
    oracle = Oracle(SHIPPED, scene.digit.image, scene.digit.label)
    assert len(ledger) > 60
    assert {entry["beat"] for entry in ledger} == set(BEATS)
    assert disagreements(ledger, oracle) == []


def test_a_ledger_that_lies_would_be_found(film) -> None:
    scene, path = film
    oracle = Oracle(SHIPPED, scene.digit.image, scene.digit.label)
    ledger = json.loads(path.with_suffix(".ledger.json").read_text())
    number = next(entry for entry in ledger if entry["path"].endswith("weighted_sum"))
    array = next(entry for entry in ledger if entry["path"] == "layers.1.activations")
    mark = next(entry for entry in ledger if entry["path"] == "marks.4")
    lies = {"shown": "+9.99"}, {"shown": "0" * 64}, {"shown": "7", "value": 7.0}
    for entry, lie in zip((number, array, mark), lies, strict=True):
        told = [{**each, **lie} if each is entry else each for each in ledger]
        assert disagreements(told, oracle)


def of_letters(rng: np.random.Generator) -> Network:
    """A network of three hidden layers whose outputs are letters and add up to one."""
    *hidden, last = random_network(rng, 784, 9, 7, 5, 4).layers
    outputs = Layer(last.weights, last.biases, softmax)
    return Network((*hidden, outputs), labels=tuple("ABxy"))


@pytest.mark.parametrize(("label", "seed"), [(8, 19), (4, 302), (7, 205), (1, 2)])
@pytest.mark.parametrize("lettered", [False, True], ids=["shipped", "letters"])
def test_the_ledger_of_any_film_agrees(lettered, label, seed, rng, tmp_path: Path) -> None:
    path = SHIPPED
    if lettered:
        path = tmp_path / "letters.npz"
        of_letters(rng).save(path)
    digit = Digit(draw_digit(label, seed).image, label=label % 4 if lettered else label)
    with frames(rate=5, dry_run=True):
        made = watch(ForwardPass(digit=digit, network=Network.load(path)), lambda scene: None)
    ledger = json.loads(made.ledger.text())
    assert disagreements(ledger, Oracle(path, digit.image, digit.label)) == []


NETWORKS = {"shipped": None, "one hidden layer": (784, 2, 26), "four": (784, 64, 8, 32, 12, 2)}


def network(name: str) -> Network:
    shape = NETWORKS[name]
    return (
        Network.load(SHIPPED) if shape is None else random_network(np.random.default_rng(7), *shape)
    )


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize(("label", "seed"), [(0, 1), (1, 2), (4, 3), (7, 4), (8, 5)])
def test_texts_keep_apart_within_the_margins_and_large_enough(name, label, seed) -> None:
    chosen = network(name)
    drawn = draw_digit(label, seed)
    digit = Digit(drawn.image, label=label % len(chosen.labels))
    offences: set[str] = set()
    with frames(rate=5, dry_run=True):
        watch(ForwardPass(digit=digit, network=chosen), lambda scene: offences.update(look(scene)))
    assert sorted(offences) == []


def look(scene: ForwardPass) -> list[str]:
    """What is wrong with the texts of one frame; a copy may leave the text that it was made of."""
    found, half = [], np.array([scene.camera.frame_width, 8]) / 2 - theme.MARGIN
    shown = [(text, box(text)) for text in texts(scene)]
    for text, edges in shown:
        if (np.abs(edges) > np.tile(half, 2) + TOUCH).any():
            found.append(f"{scene.current_beat}: {text.text!r} leaves the margin")
        tall = edges[3] - edges[1]
        wanted = SMALLEST if any(map(str.isdigit, text.text)) else SMALLEST * SMALL_LETTER
        if any(map(str.isalnum, text.text)) and tall < wanted - TOUCH:
            found.append(f"{scene.current_beat}: {text.text!r} is {tall:.2f} high")
    for (one, first), (two, second) in combinations(shown, 2):
        if overlap(first, second) > TOUCH and one.text != two.text:
            found.append(f"{scene.current_beat}: {one.text!r} overlaps {two.text!r}")
    return found


def zeros(*shape: int) -> Network:
    layers = (
        Layer(np.zeros((above, below)), np.zeros(above), sigmoid)
        for below, above in pairwise(shape)
    )
    return Network(tuple(layers))


@pytest.mark.parametrize("image", [np.zeros((28, 28)), np.ones((28, 28))], ids=["blank", "full"])
@pytest.mark.parametrize("chosen", [zeros(784, 3, 2), Network.load(SHIPPED)], ids=["zeros", "ours"])
def test_even_nothing_can_be_shown(image: np.ndarray, chosen: Network) -> None:
    with frames(rate=5, dry_run=True):
        made = watch(ForwardPass(digit=Digit(image), network=chosen), lambda scene: None)
    assert len(made.cues) == len(BEATS)


class Stage:
    """A frame with some texts on it."""

    current_beat = "fixture"

    class camera:
        frame_width = 8 * 16 / 9

    def __init__(self, *shown: Written) -> None:
        self.shown = shown

    def get_mobject_family_members(self) -> tuple[Written, ...]:
        return self.shown


@pytest.mark.parametrize(
    ("shown", "fault"),
    [
        ((Written("12"), Written("34").shift(0.1 * RIGHT)), "overlaps"),
        ((Written("12").to_edge(UP, buff=0.4),), "leaves the margin"),
        ((Written("12", size=0.1),), "is 0.10 high"),
    ],
)
def test_a_fault_of_texts_would_be_found(shown: tuple[Written, ...], fault: str) -> None:
    assert any(fault in each for each in look(Stage(*shown)))
    assert look(Stage(Written("12"), Written("34").shift(RIGHT))) == []


def test_a_neuron_of_another_brightness_would_be_found(film) -> None:
    scene, path = film
    image = picture_at(path, scene.cues[-1].end)
    centers, reading = next(
        (centers, reading)
        for centers, reading, _ in scene.at_ends["choose"]
        if reading is not None and reading.path == "layers.1.activations"
    )
    lie = reading.value.copy()
    lie[5] = 1 - lie[5]
    seen = np.array([brightness_at(image, center) for center in centers])
    assert np.flatnonzero(np.abs(seen - lie) > 0.02).tolist() == [5]
