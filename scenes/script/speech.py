"""How long a sentence takes to be spoken, so that a voice can be added without new timing.

English is counted in words, Japanese in characters, and a numeral as it is spoken: in English
"0.97" is four words, "13,002" three and "−3.1" four.
"""

import re

WORDS, CHARACTERS = 2.6, 4.7  # a second, of a calm speaker
BREATH = 0.8  # seconds, before the next sentence
NUMERAL = re.compile(r"[+−-]?\d[\d,]*(?:\.\d+)?")
GROUP, MYRIAD = 3, 4  # digits that English and Japanese take together


def spoken_seconds(text: str, language: str) -> float:
    """The seconds that a text takes to be spoken, and the breath after it."""
    numerals = NUMERAL.findall(text)
    rest = NUMERAL.sub(" ", text)
    if language == "ja":
        count = sum(map(str.isalnum, rest)) + sum(map(_characters, numerals))
        return count / CHARACTERS + BREATH
    words = len(re.findall(r"\w+(?:['’]\w+)?", rest)) + sum(map(_words, numerals))
    return words / WORDS + BREATH


def _words(numeral: str) -> int:
    """How many words an English numeral is: "ninety-six point six four" is five."""
    whole, _, decimals = numeral.lstrip("+−-").replace(",", "").partition(".")
    groups = _groups(whole, GROUP)
    count = sum(
        2 * (group >= 100) + _below_hundred(group % 100) + (group > 0 and place > 0)
        for place, group in enumerate(groups)
    )
    return max(count, 1) + (len(decimals) + 1 if decimals else 0) + _is_signed(numeral)


def _below_hundred(number: int) -> int:
    """Twenty-one is two words, twelve and twenty are one, nothing is none."""
    return (number > 0) + (number > 20 and number % 10 > 0)


def _characters(numeral: str) -> int:
    """How many characters a Japanese numeral is: 一万三千二 is five, 零点九七 four."""
    whole, _, decimals = numeral.lstrip("+−-").replace(",", "").partition(".")
    count = 0
    for place, group in enumerate(_groups(whole, MYRIAD)):
        digits = [int(each) for each in reversed(str(group))]
        count += sum(
            (power > 0) + (digit > 1 or not power) for power, digit in enumerate(digits) if digit
        )
        count += group > 0 and place > 0
    return max(count, 1) + (len(decimals) + 1 if decimals else 0) + 4 * _is_signed(numeral)


def _groups(whole: str, size: int) -> list[int]:
    """Digits in groups from the right: "13002" by three is 2 and 13."""
    return [int(whole[max(end - size, 0) : end]) for end in range(len(whole), 0, -size)]


def _is_signed(numeral: str) -> bool:
    return numeral[0] in "+−-"
