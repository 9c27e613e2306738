"""What is written on screen: numerals read from records, symbols, and a few terms."""

import unicodedata
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from manim import DL, RIGHT, UR, ManimColor, VGroup, VMobject

from network import look_up
from scenes import theme
from scenes.ledger import Reading
from scenes.mobjects.glyphs import outlines_of, without_outline
from scenes.mobjects.painted import Visible


@dataclass(frozen=True)
class Print:
    """What a line of glyphs says: its text, how many glyphs it takes, and where it was read."""

    text: str
    glyphs: int
    reading: Reading | None = None

    def towards(self, end: "Print", alpha: float) -> "Print":
        """What a glyph on its way to another line says: the one, then neither, then the other."""
        if self == end or alpha <= 0:
            return self
        if alpha >= 1:
            return end
        return Print(self.text if self.text == end.text else "", 0)

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        return self


class _Glyph(VMobject):
    """One character's outline, which knows the line that it is printed in."""

    def __init__(self, outline: np.ndarray, line: Print, place: int, color: ManimColor) -> None:
        super().__init__(fill_color=color, fill_opacity=1, stroke_width=0)
        self.set_points(outline)
        self.line, self.place = line, place

    def interpolate_color(self, start: VMobject, end: VMobject, alpha: float) -> Self:
        """Look like what lies between; what is printed goes along (`become` asks for this)."""
        super().interpolate_color(start, end, alpha)
        whence, whither = (getattr(each, "line", Print("", 0)) for each in (start, end))
        self.line = whence.towards(whither, alpha)
        self.place = getattr(end if alpha >= 1 else start, "place", 0)
        return self


class Written(VGroup):
    """A line of characters that stands on its baseline, y = 0 when it is made.

    What it says is asked of its glyphs, so that it stays true through transforms: while a line
    turns into another it says neither, and its `reading` is None.

    Args:
        text: what is written; numerals only if they come from a reading.
        size: height of a digit, in scene units.
        color: colour of every glyph.
        reading: where the text was read in a record.
        style: "normal", "italic" for slanted Latin letters, or "code".

    Example:
        sign = Written("w·a =")
        self.play(FadeIn(sign))
        self.play(sign.animate.scale(2).to_edge(UP))
    """

    def __init__(
        self,
        text: str,
        *,
        size: float = theme.TEXT,
        color: ManimColor = theme.INK,
        reading: Reading | None = None,
        style: str = "normal",
    ) -> None:
        if reading is None and any(unicodedata.category(each)[0] == "N" for each in text):
            raise ValueError(f"{text!r} holds a number; only a Readout puts numbers on screen.")
        if reading is None and (missing := without_outline(text)):
            raise ValueError(
                f"{text!r} has {missing!r}, which the shipped font lacks; assets/fonts/README.md "
                "tells how to add it."
            )
        super().__init__()
        self.size = size
        outlines = outlines_of(text, style)
        line = Print(text, len(outlines), reading)
        self.add(*(_Glyph(size * each, line, place, color) for place, each in enumerate(outlines)))

    @property
    def line(self) -> Print:
        """What all glyphs agree that they say, if none is missing and none alone has gone dark."""
        glyphs = self.family_members_with_points()
        glyphs = [glyph for glyph in glyphs if glyph.get_fill_opacity() > 0] or glyphs
        lines = {getattr(glyph, "line", None) for glyph in glyphs}
        line = lines.pop() if len(lines) == 1 else None
        if line is None or {glyph.place for glyph in glyphs} < {*range(line.glyphs)}:
            return Print("", 0)
        return line

    @property
    def text(self) -> str:
        """What can be read, or nothing while the line turns into another."""
        return self.line.text

    @property
    def reading(self) -> Reading | None:
        """Where what can be read was read."""
        return self.line.reading

    @property
    def visible(self) -> Visible:
        """Each glyph that has any light."""
        glyphs = self.family_members_with_points()
        lit = [glyph for glyph in glyphs if glyph.get_fill_opacity() > 0]
        corners = [(glyph.get_corner(DL), glyph.get_corner(UR)) for glyph in lit]
        rgb = [glyph.get_fill_color().to_rgb() for glyph in lit]
        opacity = np.array([glyph.get_fill_opacity() for glyph in lit])
        return Visible(np.reshape(corners, (-1, 2, 3)), np.reshape(rgb, (-1, 3)), opacity)


class Readout(Written):
    """A number on screen: it reads itself from a record, and rounds at the last moment.

    Args:
        record: where the number is read: a digit, a forward pass, a network.
        path: the way to it, such as "layers.0.weighted_sums.7".
        decimals: how many are printed of a number that is not whole.
        sign: whether a positive number gets its sign too.
        size: height of a digit, in scene units.
        color: colour of every glyph.

    Example:
        score = Readout(self.forward_pass, "ranked.0.activation", decimals=3)
        margin = Readout(self.forward_pass, "margin", decimals=3)
        self.play(FadeIn(score))
        self.play(Transform(score, margin))
    """

    def __init__(
        self,
        record: object,
        path: str,
        *,
        decimals: int = 2,
        sign: bool = False,
        size: float = theme.TEXT,
        color: ManimColor = theme.INK,
    ) -> None:
        value = look_up(record, path)
        shown = numeral(value, decimals, sign)
        reading = Reading(record, path, shown, numerals=int(not isinstance(value, str)))
        super().__init__(shown, size=size, color=color, reading=reading)


def numeral(value: Any, decimals: int, sign: bool = False) -> str:
    """A value as it is printed: whole numbers with thousands, others with fixed decimals."""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, np.integer)):
        return f"{value:,}".replace("-", "−")
    if not np.isfinite(value):
        raise ValueError(f"{value} cannot be printed; a readout takes finite numbers.")
    text = f"{value:+.{decimals}f}" if sign else f"{value:.{decimals}f}"
    if float(text) == 0:
        text = text.lstrip("+-")
    return text.replace("-", "−")


class Symbol(Written):
    """Letters and signs of the mathematics, such as w·a or =; never a number.

    Args:
        text: what is written, without digits.
        size: height of a digit, in scene units.
        color: colour of every glyph.
        style: "normal", "italic" or "code".

    Example:
        self.play(FadeIn(Symbol("σ(z)", size=theme.LARGE)))
    """

    def __init__(
        self,
        text: str,
        *,
        size: float = theme.TEXT,
        color: ManimColor = theme.INK,
        style: str = "normal",
    ) -> None:
        super().__init__(text, size=size, color=color, style=style)


class Term(Symbol):
    """A word on screen, from the script; never a number.

    Args:
        text: the word, without digits.
        size: height of a digit, in scene units.
        color: colour of every glyph.
        style: "normal", "italic" or "code".

    Example:
        self.play(FadeIn(Term("margin", color=theme.QUIET)))
    """


def phrase(*parts: Written) -> VGroup:
    """Written things side by side on one baseline, half a digit's height apart."""
    x = 0.0
    for part in parts:
        part.shift((x - part.get_left()[0]) * RIGHT)
        x = part.get_right()[0] + 0.5 * parts[0].size
    return VGroup(*parts)
