"""The answer above the digit, and what makes it doubtful: a rival, or another label."""

from collections.abc import Mapping

from manim import (
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    ManimColor,
    Mobject,
    ReplacementTransform,
    VGroup,
)

from network import ForwardPass
from scenes import theme
from scenes.mobjects.painted import Composite
from scenes.mobjects.score_rows import foremost
from scenes.mobjects.scores import decimals, has_rival, is_light, tied
from scenes.mobjects.words import Readout, Term, phrase

NEAR = 0.06  # scene units between the digit and the answer
SLOWLY = 2.0  # seconds for the answer to travel
MOST = 4  # answers that are written; of more, none stands out anyway
DIMMEST = 0.46  # of white: as dark as a numeral may be to be read


class Answer(Composite):
    """The answer above the digit, and beside it why it may be doubted.

    It is as bright as its score, where that lies between 0 and 1.

    A rival is named where it came close, the digit's label where the answer is another, and every
    output that is as bright as the brightest is an answer too.

    Args:
        record: the forward pass that is answered for.
        digit: the mobject above which all is written.
        words: the words "runner_up", "margin" and "label" in the script's language.

    Example:
        pixels = PixelGrid(28, 28, side=3).show(self.digit, "image")
        words = {"runner_up": "second", "margin": "margin", "label": "label"}
        answer = Answer(self.forward_pass, pixels, words)
        name = Readout(self.forward_pass, "answer_label").to_edge(RIGHT)
        self.play(answer.arrive([name]))
        self.play(answer.tell())
    """

    def __init__(self, record: ForwardPass, digit: Mobject, words: Mapping[str, str]) -> None:
        super().__init__()
        quiet = {"color": theme.QUIET}
        light = float(record.scores.max()) if is_light(record) else 1.0
        level = DIMMEST + (1 - DIMMEST) * light
        style = {"size": theme.HUGE, "color": ManimColor([level] * 3)}
        self.places = [place for place in tied(record) if place in foremost(record)][:MOST]
        alone = len(self.places) == 1
        paths = ["answer_label"] if alone else [f"labels.{place}" for place in self.places]
        self.answers = VGroup(*(Readout(record, path, **style) for path in paths))
        self.answers.arrange(RIGHT, buff=2 * theme.GAP)
        self.answers.next_to(digit, UP, buff=NEAR, aligned_edge=LEFT).shift(theme.GAP * RIGHT)
        self.lines = VGroup()
        if record.is_right is False:
            label = Readout(record, "right_label", size=theme.LARGE)
            self.lines.add(phrase(Term(words["label"], **quiet), label))
        elif alone and has_rival(record):
            rival = Readout(record, "runner_up_label", size=theme.LARGE)
            self.lines.add(phrase(Term(words["runner_up"], **quiet), rival))
            margin = Readout(record, "margin", decimals=decimals(record))
            self.lines.add(phrase(Term(words["margin"], **quiet), margin))
        if not alone:
            margin = Readout(record, "margin", decimals=decimals(record))
            self.lines.add(phrase(Term(words["margin"], **quiet), margin))
        x = self.answers.get_right()[0] + 2 * theme.GAP
        for line in self.lines:  # each begins where the one before has ended, on one baseline
            line.shift((x - line.get_left()[0]) * RIGHT + self.answers.get_bottom()[1] * UP)
            x = line.get_right()[0] + 2 * theme.GAP
        self.add(self.answers, self.lines)

    def arrive(self, names: list[Mobject]) -> Animation:
        """Let the names of the brightest outputs travel back to the digit."""
        return AnimationGroup(
            *(
                ReplacementTransform(name, answer)
                for name, answer in zip(names, self.answers, strict=True)
            ),
            run_time=SLOWLY,
        )

    def tell(self) -> Animation:
        """Write what else there is to say."""
        return FadeIn(self.lines, lag_ratio=0.3, run_time=theme.STEP)
