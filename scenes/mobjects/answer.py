"""The answer beside the digit, who came second, and by how much."""

from collections.abc import Mapping

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    FadeIn,
    Mobject,
    ReplacementTransform,
    VGroup,
)

from network import ForwardPass
from scenes import theme
from scenes.mobjects.painted import Composite
from scenes.mobjects.words import Readout, Term, phrase


class Answer(Composite):
    """The answer above the digit; runner-up and margin below; the label if the answer is wrong.

    Args:
        record: the forward pass that is answered for.
        digit: the mobject beside which all is written.
        words: the words "runner_up", "margin" and "label" in the script's language.

    Example:
        pixels = PixelGrid(28, 28, side=3).show(self.digit, "image")
        words = {"runner_up": "second", "margin": "margin", "label": "label"}
        answer = Answer(self.forward_pass, pixels, words)
        name = Readout(self.forward_pass, "answer_label").to_edge(RIGHT)
        self.play(answer.arrive(name))
        self.play(answer.tell())
    """

    def __init__(self, record: ForwardPass, digit: Mobject, words: Mapping[str, str]) -> None:
        super().__init__()
        quiet = {"color": theme.QUIET}
        self.answer = Readout(record, "answer_label", size=theme.HUGE)
        self.answer.next_to(digit, UP, buff=theme.GAP)
        self.lines = VGroup(
            phrase(
                Term(words["runner_up"], **quiet),
                Readout(record, "runner_up_label"),
                Readout(record, "ranked.1.activation", decimals=3),
            ),
            phrase(
                Term(words["margin"], **quiet),
                Readout(record, "margin", decimals=3),
            ),
        )
        for line in self.lines:
            line[-1].shift(theme.GAP * RIGHT)  # so that a name and its score are not one number
        self.lines.arrange(DOWN, buff=theme.GAP, aligned_edge=LEFT)
        self.lines.next_to(digit, DOWN, buff=theme.GAP, aligned_edge=LEFT)
        if record.is_right is False:
            label = phrase(Term(words["label"], **quiet), Readout(record, "right_label"))
            label.next_to(self.answer, RIGHT, buff=2 * theme.GAP).align_to(self.answer, DOWN)
            self.lines.add(label)
        self.add(self.answer, self.lines)

    def arrive(self, name: Mobject) -> Animation:
        """Let the name of the brightest output travel back to the digit."""
        return ReplacementTransform(name, self.answer, run_time=theme.JOURNEY)

    def tell(self) -> Animation:
        """Write what else there is to say."""
        return FadeIn(self.lines, lag_ratio=0.3, run_time=theme.STEP)
