"""The closing line of a film: how many numbers it has shown."""

from collections.abc import Mapping
from typing import Protocol

from manim import DOWN, Animation, FadeIn

from scenes import theme
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout, Term, phrase

PLACE = 2.7 * DOWN  # players lay their captions over what is lower


class Counted(Protocol):
    """What a film's ledger counts of itself."""

    numbers: int


class Closing(Composite):
    """A small grey line that says how many numbers of its records a film has shown.

    Args:
        ledger: of the film, which has all that was shown before this line.
        words: the word "numbers_shown" in the film's language.

    Example:
        from scenes.ledger import Ledger
        from scenes.stage.cast import Cast
        ledger = Ledger(Cast(lead=self.forward_pass))
        closing = Closing(ledger, {"numbers_shown": "numbers shown"})  # in a film: self.closing()
        self.play(closing.tell())
    """

    def __init__(self, ledger: Counted, words: Mapping[str, str]) -> None:
        super().__init__()
        style = {"size": theme.SMALL, "color": theme.QUIET}
        self.line = phrase(
            Readout(ledger, "numbers", **style), Term(words["numbers_shown"], **style)
        )
        self.add(self.line.move_to(PLACE))

    def tell(self) -> Animation:
        """Write the line."""
        return FadeIn(self, run_time=theme.STEP)
