from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from network.handwriting.pen import draw_digit
from network.preprocessing.normalisation import centre, normalise
from tests.paper import is_in_the_middle, is_one_sentence, likeness, lit, page, shadow, slope


def test_the_negative_of_a_drawing_is_read_as_it_was_drawn() -> None:
    drawn = draw_digit(5, seed=2).image
    np.testing.assert_allclose(normalise(1 - drawn).image, drawn, atol=1e-12)


def test_a_digit_off_the_middle_is_moved_there() -> None:
    drawn = draw_digit(3, seed=1).image
    moved = normalise(np.pad(drawn, ((0, 6), (5, 0)))).image
    assert likeness(moved, drawn) > 0.8
    assert is_in_the_middle(moved)


def test_polarity_makes_no_difference() -> None:
    np.testing.assert_allclose(normalise(255 - page()).image, normalise(page()).image, atol=1e-9)


def test_brightness_and_contrast_make_no_difference() -> None:
    pale = np.uint8(120 + page() // 3)
    assert likeness(normalise(pale).image, normalise(page()).image) > 0.99


@pytest.mark.parametrize("light", [slope, shadow])
def test_uneven_light_makes_little_difference(
    light: Callable[[tuple[int, ...]], np.ndarray],
) -> None:
    read = normalise(lit(page(), light(page().shape))).image
    assert likeness(read, normalise(page()).image) > 0.95


def test_a_dark_edge_is_not_ink() -> None:
    table = page()
    table[:, :12] = 30
    assert likeness(normalise(table).image, normalise(page()).image) > 0.99


def test_specks_are_not_ink() -> None:
    dusty = page()
    dusty[10:13, 15:18] = dusty[175:178, 170:173] = 30
    assert likeness(normalise(dusty).image, normalise(page()).image) > 0.999


def test_the_steps_lead_from_the_picture_to_the_digit() -> None:
    digit = normalise(page())
    assert [step.name for step in digit.steps] == ["picture", "ink", "crop", "fit", "centre"]
    assert max(digit.steps[3].picture.shape) == 20
    np.testing.assert_array_equal(digit.steps[-1].picture, digit.image)


def test_a_digit_taken_as_it_is_has_one_step() -> None:
    digit = normalise(draw_digit(4, seed=3).image)
    assert [step.name for step in digit.steps] == ["picture"]


@pytest.mark.parametrize("label", range(10))
def test_the_centre_of_mass_is_in_the_middle(label: int) -> None:
    assert is_in_the_middle(normalise(page(label, seed=11)).image)


@pytest.mark.parametrize("width", [4, 6, 8, 10])
def test_a_symmetric_bar_always_goes_the_same_way(width: int) -> None:
    """Its mass lies half-way between two pixels, up to rounding errors of either sign."""
    bar = np.full((20, width), 0.7)
    for astray in (-1e-13, 0, 1e-13):
        bar[:, -1] = 0.7 + astray
        columns = np.flatnonzero(centre(bar).any(axis=0))
        assert columns[0] == 15 - width // 2


def two_digits() -> np.ndarray:
    return np.concatenate([page(4, margin=20), page(2, margin=20)], axis=1)


def cut_off() -> np.ndarray:
    return page(0)[:100]


def solid() -> np.ndarray:
    sheet = np.full((300, 300), 230, np.uint8)
    sheet[120:180, 120:180] = 20
    return sheet


def with_one(value: float) -> np.ndarray:
    picture = page() / 255
    picture[5, 5] = value
    return picture


@pytest.mark.parametrize(
    ("picture", "complaint"),
    [
        (with_one(np.nan), "1 of 40000 pixels are NaN or infinite"),
        (with_one(np.inf), "1 of 40000 pixels are NaN or infinite"),
        (with_one(1.5), r"Brightnesses from .* to 1.5; .*\[0, 1\]"),
        (np.full((30, 30), -1), r"Brightnesses from -"),
        (np.zeros((30, 30, 3)), r"shape \(30, 30, 3\)"),
        (np.full((30, 30), "a"), "type <U1"),
        (np.zeros((0, 0)), "0 pixels wide and 0 high"),
        (np.zeros((7, 7)), "7 pixels wide and 7 high; it needs at least 8 one way and 3"),
        (np.zeros((30, 2)), "2 pixels wide and 30 high; it needs at least 8 one way and 3"),
        (np.zeros((8, 200)), "strip, more than 16 times"),
        (np.full((300, 400), 255, np.uint8), "a contrast of 0 of 255"),
        (np.uint8(200 + page() // 20), "blank or too faint"),
        (two_digits(), "Several digits"),
        (cut_off(), "2 strokes leave the picture on one side"),
        (solid(), "not the line of a pen"),
    ],
)
def test_what_is_not_one_whole_digit_is_refused(picture: np.ndarray, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint) as error:
        normalise(picture)
    assert is_one_sentence(error)


def test_a_blank_page_is_refused_in_any_light(rng: np.random.Generator) -> None:
    sheet = np.full((300, 400), 230.0)
    for light in (slope, shadow):
        noisy = lit(sheet, light(sheet.shape)) + rng.normal(0, 4, sheet.shape)
        with pytest.raises(ValueError, match=r"blank|border|pieces|Several"):
            normalise(np.uint8(noisy.clip(0, 255)))


@settings(max_examples=100, deadline=None)
@given(
    arrays(
        np.uint8,
        array_shapes(min_dims=2, max_dims=2, min_side=0, max_side=64),
        elements=st.sampled_from([0, 20, 128, 235, 255]),
        fill=st.sampled_from([0, 255]),
    )
)
def test_any_bytes_give_a_digit_or_one_sentence(picture: np.ndarray) -> None:
    try:
        digit = normalise(picture)
    except ValueError as error:
        assert str(error).count(". ") == 0
        assert str(error).endswith(".")
    else:
        assert digit.image.max() == pytest.approx(1, abs=0.1)
