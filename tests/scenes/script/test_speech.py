"""Speech: sentences take as long as they are spoken, numerals too."""

import pytest

from scenes.script.speech import BREATH, CHARACTERS, WORDS, spoken_seconds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A neuron holds a number.", 5),
        ("That isn't so.", 3),
        ("3", 1),
        ("0", 1),
        ("28", 2),
        ("20", 1),
        ("784", 4),  # seven hundred eighty-four
        ("13,002", 3),  # thirteen thousand two
        ("12,960", 5),
        ("0.97", 4),  # zero point nine seven
        ("−3.10", 5),  # minus three point one zero
        ("+0.23 times 1.00", 10),
        ("z = +3.10", 6),
    ],
)
def test_english_is_counted_in_words(text: str, words: int) -> None:
    assert spoken_seconds(text, "en") == pytest.approx(words / WORDS + BREATH)


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("これは、3です。", 6),
        ("784個", 6),  # 七百八十四
        ("13,002", 5),  # 一万三千二
        ("10", 1),
        ("0.97", 4),  # 零点九七
        ("+3.10", 8),  # プラス三点一零, with its long vowel
        ("100個", 2),
    ],
)
def test_japanese_is_counted_in_characters(text: str, characters: int) -> None:
    assert spoken_seconds(text, "ja") == pytest.approx(characters / CHARACTERS + BREATH)
