"""The plate: a term as it is coined, in all languages at once."""

from collections.abc import Mapping

from manim import DOWN, RIGHT, Animation, AnimationGroup, FadeIn, FadeOut, Line, ShowPassingFlash

from scenes import theme
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Symbol, Term, phrase

WORD, BESIDE = 0.30, 0.22  # heights of a digit
BELOW = 0.14  # from the line that words stand on to the line under them


class Plate(Composite):
    """A term on the top line: its word, its symbol, and in grey the word in other languages.

    Args:
        words: the word in each language.
        symbol: what it is called in formulas, such as w.
        language: that of the film, whose word comes first.

    Example:
        plate = Plate({"en": "weight", "ja": "重み"}, symbol="w")
        self.play(plate.coin())
        self.wait(3)
        self.play(plate.leave())
    """

    def __init__(self, words: Mapping[str, str], symbol: str = "", language: str = "en") -> None:
        super().__init__()
        others = (word for each, word in words.items() if each != language)
        self.words = phrase(
            Term(words[language], size=WORD),
            *([Symbol(symbol, size=WORD)] if symbol else ()),
            *(Term(word, size=BESIDE, color=theme.QUIET) for word in others),
        )
        for place, part in enumerate(self.words):
            part.shift(theme.TOP_LINE + place * WORD / 2 * RIGHT)
        self.add(self.words)

    def coin(self) -> Animation:
        """Write the word; a yellow line runs along under it, and is gone."""
        left, word = theme.TOP_LINE + BELOW * DOWN, self.words[0].width
        line = Line(left, left + word * RIGHT, color=theme.LOOK_HERE, stroke_width=theme.STROKE)
        return AnimationGroup(
            FadeIn(self, run_time=theme.BLINK),
            ShowPassingFlash(line, time_width=1, run_time=2 * theme.BLINK),
        )

    def leave(self) -> Animation:
        """Make the top line free again."""
        return FadeOut(self, run_time=theme.BLINK)
