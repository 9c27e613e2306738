"""What is read although it looks unusual, and what is refused because it is no single digit."""

import numpy as np
import pytest
from other_pictures import other_pictures
from paper import is_one_sentence, likeness, page
from PIL import Image, ImageDraw

from network.handwriting.pen import draw_digit
from network.preprocessing.normalisation import normalise, normalise_ink
from network.preprocessing.pieces import pen_width
from network.preprocessing.resize import resized

SOLID = ("a flower", "land and sea at 150")  # a dark shape alone on light ground: it is read


def ink_of(label: int, seed: int = 1, side: int = 140) -> np.ndarray:
    """The ink of a drawn digit up to its edges."""
    ink = resized(draw_digit(label, seed).image, side, side)
    rows, columns = (np.flatnonzero((ink > 0.4).any(axis=axis)) for axis in (1, 0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def reads_as_drawn(picture: np.ndarray, label: int, seed: int = 1) -> bool:
    return likeness(normalise(picture).image, draw_digit(label, seed).image) > 0.9


def test_pictures_of_anything_but_one_digit_are_refused() -> None:
    read, count = [], 0
    for name, picture in other_pictures():
        count += 1
        try:
            normalise(picture)
        except ValueError as refusal:
            assert str(refusal).endswith(".")
            assert ". " not in str(refusal)
        else:
            read.append(name)
    assert sorted(read) == sorted(SOLID)
    assert len(read) <= 0.02 * count


@pytest.mark.parametrize("side", ["top", "bottom", "left", "right"])
@pytest.mark.parametrize("label", range(10))
def test_a_digit_that_touches_one_edge_is_read(label: int, side: str) -> None:
    ink = np.pad(ink_of(label), 30)
    part = {
        "top": np.s_[30:],
        "bottom": np.s_[:-30],
        "left": np.s_[:, 30:],
        "right": np.s_[:, :-30],
    }
    try:
        assert reads_as_drawn(1 - ink[part[side]], label)
    except ValueError as refusal:  # where it ends in two places, it may go on there
        assert "strokes leave the picture on one side" in str(refusal)
        assert (label, side) in ((3, "left"), (5, "left"), (7, "left"))


@pytest.mark.parametrize("label", [0, 1, 2, 3, 4, 5, 6, 7, 9])  # the 8's ink is most of it
def test_a_digit_cut_out_to_its_edges_is_read(label: int) -> None:
    assert reads_as_drawn(1 - ink_of(label), label)


def test_where_a_digit_touches_the_edge_a_step_shows_that_the_paper_goes_on() -> None:
    names = [step.name for step in normalise(1 - ink_of(3)).steps]
    assert names == ["picture", "ink", "continued", "crop", "fit", "centre"]


@pytest.mark.parametrize("label", [0, 6])
def test_a_digit_of_which_half_lies_beyond_the_edge_is_refused(label: int) -> None:
    ink = np.pad(ink_of(label), 40)
    halves = ink[: len(ink) // 2], ink[len(ink) // 2 :]
    refused = 0
    for half in halves:
        try:
            normalise(1 - half)
        except ValueError as refusal:
            refused += "strokes leave the picture on one side" in str(refusal)
    assert refused >= 1


def test_something_small_at_the_edge_is_left_out() -> None:
    thumb = page()
    thumb[80:110, :20] = 30
    assert likeness(normalise(thumb).image, normalise(page()).image) > 0.99


def test_a_stroke_that_came_loose_belongs_to_the_digit() -> None:
    drawing = Image.new("L", (300, 300), 255)
    pen = ImageDraw.Draw(drawing)
    bowl = [(110, 80), (100, 140), (150, 130), (190, 170), (180, 220), (140, 240), (100, 230)]
    pen.line(bowl, fill=0, width=12, joint="curve")
    bowl_alone = crop_of(drawing)
    pen.line([(135, 70), (195, 64)], fill=0, width=12)  # 5 pixels off
    assert len(crop_of(drawing)) > len(bowl_alone) + 10


def crop_of(drawing: Image.Image) -> np.ndarray:
    steps = {step.name: step.picture for step in normalise(np.asarray(drawing)).steps}
    return steps["crop"]


@pytest.mark.parametrize("width", [1, 2, 3, 4, 5, 8])
def test_the_width_of_a_line_is_measured_to_the_pixel(width: int) -> None:
    line = np.zeros((100, 20), bool)
    line[:, 5 : 5 + width] = True
    assert pen_width(line) == pytest.approx(width, rel=0.1)


def test_a_one_of_a_single_pixel_s_width_is_read() -> None:
    picture = np.full((28, 28), 255, np.uint8)
    picture[5:23, 14] = 0
    columns = normalise(picture).image.sum(axis=0)
    assert 1.5 < columns.sum() / columns.max() < 3


def test_specks_of_which_there_are_few_are_left_out(rng: np.random.Generator) -> None:
    ink = np.pad(ink_of(3), 30)
    for row, column in rng.integers(2, 20, (8, 2)):
        ink[row : row + 2, column : column + 2] = 1
    assert likeness(normalise(1 - ink).image, normalise(1 - np.pad(ink_of(3), 30)).image) > 0.99


def beside(gap: int, one: int = 4, other: int = 2) -> np.ndarray:
    left, right = (ink_of(label, side=84) for label in (one, other))
    height = max(len(left), len(right))
    left, right = (np.pad(ink, ((0, height - len(ink)), (0, 0))) for ink in (left, right))
    return np.pad(np.concatenate([left, np.zeros((height, gap)), right], axis=1), 20)


@pytest.mark.parametrize("gap", [3, 10, 40])
def test_two_digits_however_near_are_refused(gap: int) -> None:
    with pytest.raises(ValueError, match="Several digits") as error:
        normalise_ink(beside(gap))
    assert is_one_sentence(error)


def test_one_digit_upon_another_is_refused() -> None:
    upper, lower = (np.pad(ink_of(label, side=84), 10) for label in (3, 8))
    width = max(upper.shape[1], lower.shape[1])
    both = [np.pad(each, ((0, 0), (0, width - each.shape[1]))) for each in (upper, lower)]
    with pytest.raises(ValueError, match="Several digits"):
        normalise_ink(np.concatenate(both))


def test_marks_far_from_each_other_are_refused() -> None:
    ink = np.zeros((200, 200))
    ink[20:60, 20:30] = ink[150:180, 150:190] = 1
    with pytest.raises(ValueError, match="Several digits"):
        normalise_ink(ink)


def test_a_frame_around_a_digit_is_said_to_be_one() -> None:
    framed = page()
    framed[8:-8, [8, 9, -10, -9]] = framed[[8, 9, -10, -9], 8:-8] = 0
    with pytest.raises(ValueError, match="frame or the axes of a plot") as error:
        normalise(framed)
    assert is_one_sentence(error)


def test_a_square_nought_is_no_frame() -> None:
    picture = np.full((100, 100), 255, np.uint8)
    picture[10:90, 25:75] = 0
    picture[22:78, 37:63] = 255
    assert normalise(picture).image[10:18, 13:15].max() < 0.1


def test_a_digit_too_small_to_be_seen_is_refused() -> None:
    ink = np.zeros((448, 448))
    ink[200:225, 200:212] = 1
    with pytest.raises(ValueError, match="25 pixels long in a picture of 448") as error:
        normalise(1 - ink)
    assert is_one_sentence(error)
