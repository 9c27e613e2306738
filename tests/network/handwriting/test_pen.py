from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from network import Network
from network.handwriting.hand import Hand
from network.handwriting.pen import draw_digit, strokes
from network.handwriting.people_styles import PEOPLES
from network.handwriting.stroke_templates import STYLES, WIDER

ASSETS = Path(__file__).resolve().parents[3] / "assets"
SHIPPED = ASSETS / "weights" / "digits.npz"
Pen = Callable[..., object]
LABELS = range(10)
SEEDS = range(100)
SAMPLES = {  # file, label, seed
    "zero": (0, 6),
    "one": (1, 4),
    "two": (2, 3),
    "three": (3, 6),
    "four": (4, 11),
    "five": (5, 6),
    "six": (6, 2),
    "seven": (7, 5),
    "eight": (8, 3),
    "nine": (9, 3),
}

needs_the_shipped_network = pytest.mark.skipif(
    not SHIPPED.exists(), reason="the shipped network, assets/weights/digits.npz, is not there yet"
)


@cache
def drawn() -> np.ndarray:
    """A hundred of each digit, (labels, seeds, rows, columns)."""
    return np.array([[draw_digit(label, seed).image for seed in SEEDS] for label in LABELS])


def test_the_same_label_and_seed_give_the_same_digit() -> None:
    assert np.array_equal(draw_digit(3, 7).image, draw_digit(3, 7).image)


def test_no_two_seeds_draw_the_same() -> None:
    pictures = drawn().reshape(-1, 28 * 28)
    assert len(np.unique(pictures, axis=0)) == len(pictures)


def test_a_drawn_digit_knows_what_it_is_and_where_it_comes_from() -> None:
    digit = draw_digit(4, 7)
    assert (digit.label, digit.origin) == ("4", "drawn by the pen, seed 7")


def test_without_a_seed_it_is_seed_nought() -> None:
    assert np.array_equal(draw_digit(5).image, draw_digit(5, 0).image)


def test_whole_numbers_of_numpy_will_do() -> None:
    assert np.array_equal(draw_digit(np.int64(5), np.uint8(7)).image, draw_digit(5, 7).image)


def test_brightnesses_are_whole_parts_of_255_so_that_a_file_keeps_them() -> None:
    bytes_of = np.round(drawn() * 255)
    assert np.array_equal(bytes_of / 255, drawn())


def test_there_is_strong_ink_in_every_digit() -> None:
    assert drawn().max(axis=(2, 3)).min() > 0.9


@pytest.mark.parametrize("axis", [2, 3])
def test_the_ink_fits_into_20_by_20(axis: int) -> None:
    inked = (drawn() > 0).any(axis=axis)
    first = inked.argmax(axis=-1)
    last = 27 - inked[..., ::-1].argmax(axis=-1)
    assert (last - first + 1).max() <= 20


def test_the_longer_side_fills_the_20() -> None:
    inked = drawn() > 0
    heights, widths = (inked.any(axis=axis).sum(axis=-1) for axis in (3, 2))
    assert np.maximum(heights, widths).min() >= 19


@pytest.mark.parametrize("axis", [2, 3])
def test_the_centre_of_mass_is_in_the_middle(axis: int) -> None:
    ink = drawn().sum(axis=axis)
    centre = ink @ np.arange(28) / ink.sum(axis=-1)
    assert np.abs(centre - 13.5).max() <= 0.5


@pytest.mark.parametrize("label", LABELS)
def test_the_line_is_not_of_one_width(label: int) -> None:
    widths = np.concatenate([path[:, 2] for path in strokes(label, 1)])
    assert widths.max() > 1.15 * widths.min()


@pytest.mark.parametrize("label", LABELS)
def test_the_strokes_are_those_of_the_picture(label: int) -> None:
    """Wherever the pen passes in full width there is ink, and nowhere else."""
    image = draw_digit(label, 5).image
    path = np.concatenate(strokes(label, 5))
    pixels = np.moveaxis(np.indices(image.shape), 0, -1)[:, :, None, :]
    beyond = (np.linalg.norm(pixels - path[:, :2], axis=-1) - path[:, 2] / 2).min(axis=-1)
    assert (image[beyond < -0.5] == 1).all()
    assert (image[beyond > 0.5] == 0).all()
    assert np.abs(image - (0.5 - beyond).clip(0, 1)).max() <= 0.5 / 255 + 1e-9


def test_a_four_is_made_with_one_or_two_strokes() -> None:
    assert {len(strokes(4, seed)) for seed in SEEDS} == {1, 2}


def test_sevens_come_with_and_without_a_bar() -> None:
    assert {len(strokes(7, seed)) for seed in SEEDS} == {1, 2}


def test_a_seed_keeps_its_style_however_many_more_the_pen_may_learn() -> None:
    for usual, wider in zip(STYLES, WIDER, strict=True):
        assert wider[: len(usual)] == usual
    assert len(WIDER[8]) > len(STYLES[8])
    assert np.array_equal(draw_digit(8, 7).image, draw_digit(8, 7, STYLES).image)


def test_styles_met_less_often_are_drawn_when_asked_for() -> None:
    only = [styles[len(usual) :] for usual, styles in zip(STYLES, WIDER, strict=True)]
    pictures = [draw_digit(8, seed, only).image for seed in range(20)]
    assert not any(
        np.array_equal(picture, draw_digit(8, seed).image) for seed, picture in enumerate(pictures)
    )


def test_the_ways_of_people_come_after_all_others() -> None:
    for wider, peoples in zip(WIDER, PEOPLES, strict=True):
        assert peoples[: len(wider)] == wider
        assert len(peoples) >= len(wider) + 5


@pytest.mark.parametrize("label", LABELS)
def test_every_way_of_people_is_drawn_as_a_digit_is(label: int) -> None:
    for seed, style in enumerate(PEOPLES[label]):
        image = draw_digit(label, seed, [[style]] * len(PEOPLES), Hand.of_anyone).image
        assert image.max() == 1
        assert (image > 0).any(axis=1).sum() <= 20
        assert (image > 0).any(axis=0).sum() <= 20


def test_anyone_s_pens_are_thinner_and_thicker_than_those_of_the_usual_hand() -> None:
    usual, anyone = (
        [take(np.random.default_rng(seed)).width for seed in range(300)]
        for take in (Hand.at_random, Hand.of_anyone)
    )
    assert np.std(anyone) > 1.2 * np.std(usual)


@needs_the_shipped_network
def test_the_shipped_network_reads_what_the_pen_writes() -> None:
    answers = Network.load(SHIPPED).classify(drawn().reshape(-1, 28 * 28))
    right = answers.reshape(len(LABELS), -1) == np.array(LABELS)[:, None]
    assert right.mean() >= 0.98
    assert right.mean(axis=1).min() >= 0.96


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_file_is_what_the_pen_draws(name: str) -> None:
    with Image.open(ASSETS / "digits" / f"{name}.png") as picture:
        assert picture.mode == "L"
        assert np.array_equal(np.asarray(picture) / 255, draw_digit(*SAMPLES[name]).image)


@needs_the_shipped_network
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_file_is_read_rightly_and_clearly(name: str) -> None:
    label, seed = SAMPLES[name]
    answer = Network.load(SHIPPED).forward(draw_digit(label, seed))
    assert answer.is_right
    assert answer.scores[answer.answer] > 0.9
    assert answer.scores[answer.runner_up] < 0.3


@pytest.mark.parametrize("label", [-1, 10, 3.0, "3", None, True])
@pytest.mark.parametrize("pen", [draw_digit, strokes])
def test_what_is_no_digit_is_refused(pen: Pen, label: object) -> None:
    with pytest.raises(ValueError, match=r"^Label .*; the pen draws the digits 0 to 9\.$"):
        pen(label)


@pytest.mark.parametrize("seed", [-1, 1.5, "7", None, False, np.nan])
@pytest.mark.parametrize("pen", [draw_digit, strokes])
def test_a_bad_seed_is_refused(pen: Pen, seed: object) -> None:
    with pytest.raises(ValueError, match=r"^Seed .*; a seed is a whole number from 0 up\.$"):
        pen(3, seed)
