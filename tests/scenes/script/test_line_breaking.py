import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenes.script.line_breaking import CLOSING, balanced, sentences, width


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("It is 0.98. Sure.", ["It is 0.98.", "Sure."]),
        ("z = −1.07, no end", ["z = −1.07, no end"]),
        ("一つ。二つ！三つ？", ["一つ。", "二つ！", "三つ？"]),
        ("0.98です。次。", ["0.98です。", "次。"]),
        ("「はい。」と言う。", ["「はい。」と言う。"]),
        ("The answer\n\nis  this.", ["The answer is this."]),
    ],
)
def test_a_line_is_cut_at_the_ends_of_its_sentences(line, parts) -> None:
    assert sentences(line) == parts


def test_half_width_characters_count_half_in_japanese() -> None:
    assert width("0.98です。", "ja") == 2 + 3
    assert width("28×28", "ja") == 3


def test_a_line_break_counts_as_a_space_but_for_japanese() -> None:
    assert width("one\ntwo", "en") == 7
    assert width("一\n二", "ja") == 2


def test_full_width_characters_count_double_in_english() -> None:
    assert width("重み", "en") == 4


def test_a_text_that_fits_into_one_line_stays_whole() -> None:
    assert balanced("x" * 42, "en") == "x" * 42


def test_two_lines_are_of_about_one_length() -> None:
    text = "The seven words here are all short and the same more or less"
    first, second = balanced(text, "en").split("\n")
    assert abs(len(first) - len(second)) <= 6


def test_a_line_breaks_after_a_comma_rather_than_in_the_exact_middle() -> None:
    text = "The stronger a product becomes, the brighter is its line"
    assert balanced(text, "en").split("\n")[0] == "The stronger a product becomes,"


def test_a_break_that_overflows_a_line_is_the_last_choice() -> None:
    text = "Short, but what comes after it is a rather longer thing to say"
    assert max(map(len, balanced(text, "en").split("\n"))) <= 42


def test_a_word_that_cannot_be_broken_stays_whole() -> None:
    assert balanced("y" * 60, "en") == "y" * 60


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "画素が一つずつ、数を持つ明かり「ニューロン」になります。",
            "画素が一つずつ、数を持つ明かり",
        ),
        ("784個の積を足すと、青は+2.08、オレンジは−1.07。", "784個の積を足すと、"),
        ("どの数字にも同じだけ加わるバイアスが−0.11。", "どの数字にも同じだけ加わる"),
    ],
)
def test_japanese_lines_break_where_phrases_end(text, first) -> None:
    assert balanced(text, "ja").split("\n")[0] == first


@given(
    st.text(alphabet="字数重あかさんっゃニューロン、。ー「」0123.−abz ", min_size=20, max_size=32)
)
@settings(max_examples=200, deadline=None)
def test_no_japanese_line_begins_with_what_belongs_to_the_one_before(text) -> None:
    lines = balanced(text, "ja").split("\n")
    assert all(line[:1] not in [*CLOSING] for line in lines[1:])


@given(st.integers(10**6, 10**9), st.integers(0, 12))
@settings(max_examples=50, deadline=None)
def test_no_number_and_no_katakana_word_is_broken(number, place) -> None:
    text = f"{'あ' * place}{number}シグモイド{'字' * (14 - place)}の数"
    folded = balanced(text, "ja")
    assert str(number) in folded
    assert "シグモイド" in folded
