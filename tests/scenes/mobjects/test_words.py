from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from easel import played, printed
from manim import (
    RIGHT,
    UP,
    Animation,
    Circle,
    FadeOut,
    FadeTransform,
    ReplacementTransform,
    Scene,
    Transform,
    TransformFromCopy,
    TransformMatchingShapes,
    VGroup,
)

from network import Network
from scenes import theme
from scenes.mobjects.glyphs import CHARACTERS, JAPANESE, without_outline
from scenes.mobjects.words import Readout, Symbol, Term, Written, numeral, phrase
from scenes.script.glossary import Glossary
from scenes.script.running_order import running_order


@pytest.mark.parametrize(
    ("value", "decimals", "sign", "printed"),
    [
        (3.14159, 2, False, "3.14"),
        (3.14159, 2, True, "+3.14"),
        (-2.005, 1, True, "−2.0"),
        (-0.001, 2, True, "0.00"),
        (-0.001, 2, False, "0.00"),
        (13002, 2, False, "13,002"),
        (np.int64(784), 0, False, "784"),
        (-8, 0, False, "−8"),
        (np.float64(0.995), 3, False, "0.995"),
        ("A", 2, False, "A"),
    ],
)
def test_a_number_is_rounded_only_when_it_is_printed(value, decimals, sign, printed) -> None:
    assert numeral(value, decimals, sign) == printed


def test_a_readout_says_where_it_was_read(small: Network, scrawl) -> None:
    record = small.forward(scrawl)
    readout = Readout(record, "layers.0.weighted_sums.2", sign=True)
    assert readout.reading.shown == readout.text == numeral(readout.reading.value, 2, True)
    assert readout.reading.value == record.layers[0].weighted_sums[2]


def test_a_readout_has_one_shape_for_each_character(small: Network, scrawl) -> None:
    readout = Readout(small.forward(scrawl), "layers.0.weighted_sums.2", sign=True)
    assert len(readout.submobjects) == len(readout.text)


def test_a_copy_of_a_readout_shares_its_reading(small: Network, scrawl) -> None:
    readout = Readout(small.forward(scrawl), "margin")
    assert readout.copy().reading is readout.reading


def test_a_path_that_leads_nowhere_cannot_be_shown(small: Network, scrawl) -> None:
    with pytest.raises(LookupError):
        Readout(small.forward(scrawl), "layers.9.biases.0")


@pytest.mark.parametrize("size", [0.2, 0.6])
def test_digits_are_as_high_as_their_size(size: float) -> None:
    assert printed("1", size=size).height == pytest.approx(size, rel=1e-6)


def test_digits_stand_in_columns() -> None:
    wide, thin = printed("88888"), printed("11111")
    for one, two in zip(wide, thin, strict=True):
        assert one.get_x() == pytest.approx(two.get_x(), abs=1e-6)


def test_a_phrase_stands_on_one_baseline() -> None:
    line = phrase(printed("1"), Term("and the other"), printed("1"))
    assert line[0].get_bottom()[1] == pytest.approx(line[2].get_bottom()[1])
    assert line[1].submobjects[0].get_bottom()[1] == pytest.approx(0, abs=0.01)


def test_the_parts_of_a_phrase_do_not_touch() -> None:
    line = phrase(*(printed(each) for each in CHARACTERS))
    for one, two in pairwise(line):
        assert two.get_left()[0] > one.get_right()[0]


def test_words_and_numerals_have_the_same_scale() -> None:
    tall, digit = Term("l", size=0.3), printed("1", size=0.3)
    assert tall.height == pytest.approx(digit.height, rel=0.12)


def test_text_begins_where_it_is_put() -> None:
    assert Term("margin").get_left() @ RIGHT == pytest.approx(0, abs=1e-6)


def test_every_japanese_word_of_a_film_is_in_the_shipped_font() -> None:
    glossary, order = Glossary.load(), running_order()
    words = [term.words["ja"] for term in glossary.terms]
    words += [word["ja"] for word in glossary.on_screen.values()]
    words += [each.title["ja"] for each in (*order.acts, *order.films)]
    missing = without_outline("".join(words))
    assert missing == "", f"make the font anew: {JAPANESE.with_name('README.md')} tells how"


def test_a_word_that_the_shipped_font_lacks_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"has .憂鬱., which the shipped font lacks"):
        Term("憂鬱な重み")


def test_an_italic_line_is_slanted_in_latin_letters_alone() -> None:
    assert not np.array_equal(Written("page")[0].points, Written("page", style="italic")[0].points)
    for one, two in zip(Written("重み"), Written("重み", style="italic"), strict=True):
        assert len(one.points) == len(two.points)


def test_each_japanese_character_has_a_shape_of_its_own() -> None:
    term = Term("重み", size=0.3)
    assert len(term.submobjects) == 2
    assert np.ptp([len(glyph.points) for glyph in term]) > 0  # two empty boxes are alike


@pytest.mark.parametrize("text", ["#a", "$x", "<b>", '"q"', "*é*", "\\"])
def test_no_character_of_a_label_is_taken_for_markup(text: str) -> None:
    shapes = len(Term(text).submobjects)
    assert shapes >= len(text)


@pytest.mark.parametrize("kind", [Symbol, Term])
def test_only_a_readout_puts_numbers_on_screen(kind) -> None:
    with pytest.raises(ValueError, match="only a Readout"):
        kind("z = 3")


@pytest.mark.parametrize("text", ["13,002", "a = 3", "x²", "½", "Ⅳ", "٣"])
def test_a_text_with_a_number_needs_a_record(text: str) -> None:
    with pytest.raises(ValueError, match="only a Readout"):
        Written(text)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_what_is_no_finite_number_is_not_printed(value: float) -> None:
    with pytest.raises(ValueError, match=f"{value} cannot be printed"):
        numeral(value, 2)


PAIRS = [("12", "34"), ("1", "2,345"), ("2,345", "1"), ("7.25", "7.28"), ("w", "3")]


def phases(animation: Animation, look: Callable[[], object]) -> list[object]:
    """What is seen when an animation begins, half-way, and when it is over."""
    animation.rate_func = lambda alpha: alpha
    animation.begin()
    found = [look()]
    animation.interpolate(0.5)
    found.append(look())
    animation.finish()
    return [*found, look()]


@pytest.mark.parametrize(("start", "end"), PAIRS)
def test_a_readout_that_turns_into_another_says_the_one_then_neither_then_the_other(
    start: str, end: str
) -> None:
    one, two = printed(start), printed(end).shift(RIGHT)
    readings = phases(Transform(one, two), lambda: one.reading)
    assert [reading and reading.shown for reading in readings] == [start, None, end]
    assert (one.text, two.text) == (end, end)
    assert readings[-1].record is two.reading.record
    np.testing.assert_allclose(one.get_center(), two.get_center(), atol=1e-6)


@pytest.mark.parametrize(("start", "end"), PAIRS)
def test_a_readout_that_becomes_another_has_its_reading(start: str, end: str) -> None:
    one, two = printed(start), printed(end)
    assert one.become(two).reading is two.reading
    assert one.text == end


def test_a_restored_readout_says_again_what_it_said() -> None:
    one = printed("12")
    before = one.save_state().reading
    one.become(printed("34")).restore()
    assert one.reading is before


def test_a_moving_readout_keeps_its_reading_all_the_way() -> None:
    one = printed("12")
    reading = one.reading
    for animation in (
        one.animate.shift(RIGHT).scale(2).set_opacity(0.5).build(),
        Transform(one, one.copy().shift(UP)),
        FadeOut(one),
    ):
        assert phases(animation, lambda: one.reading) == [reading] * 3


def test_the_same_text_from_elsewhere_can_be_read_all_the_way() -> None:
    one, two = printed("12"), printed("12")
    assert phases(Transform(one, two), lambda: one.text) == ["12"] * 3
    assert one.reading is two.reading


@pytest.mark.parametrize(
    "kind", [ReplacementTransform, FadeTransform, TransformMatchingShapes, TransformFromCopy]
)
@pytest.mark.parametrize(("start", "end"), PAIRS)
def test_whatever_text_stands_on_stage_has_the_reading_of_what_is_printed(kind, start, end) -> None:
    one, two = printed(start), printed(end).shift(RIGHT)
    readings = {start: one.reading, end: two.reading, "": None}
    seen = []

    class Turn(Scene):
        def construct(self) -> None:
            self.add(one)
            self.play(kind(one, two))

    def look(scene: Scene) -> None:
        for text in scene.get_mobject_family_members():
            if isinstance(text, Readout):
                seen.append(text.text)
                assert text.reading is readings[text.text]

    played(Turn, look)
    assert end in seen
    assert one.reading is readings[one.text]
    assert one.text in (start, end)


def test_part_of_a_readout_has_no_reading() -> None:
    one = printed("345")
    two = one.copy()
    one.remove(one[1])
    two[0].set_opacity(0)
    assert (one.text, one.reading) == (two.text, two.reading) == ("", None)


def test_what_turns_into_no_text_says_nothing() -> None:
    one = printed("12")
    phases(Transform(one, VGroup(printed("3"), printed("4"))), lambda: None)
    assert one.reading is None
    two = printed("12")
    phases(Transform(two, Circle()), lambda: None)
    assert two.reading is None


def test_what_is_to_be_seen_of_a_text_are_its_glyphs() -> None:
    text = printed("1.5", color=theme.POSITIVE).shift(UP)
    seen = text.visible
    assert len(seen) == 3
    np.testing.assert_allclose(seen.centers, [glyph.get_center() for glyph in text], atol=1e-6)
    np.testing.assert_allclose(seen.rgb, [theme.POSITIVE.to_rgb()] * 3)
    text[0].set_opacity(0)
    assert text.visible.opacity.tolist() == [1, 1]
