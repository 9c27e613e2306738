"""What is written on screen: numerals read from records, symbols, and a few terms."""

import json
from functools import cache
from typing import Any

import numpy as np
from manim import RIGHT, ManimColor, MathTypst, Typst, VGroup, VMobject

from network import look_up
from scenes import theme
from scenes.ledger import Reading

CHARACTERS = "0123456789+−.×=(),·awzbσ…"
_MARKUP = "0123456789 + − . × = ( ) , dot a w z b sigma dots.h"
SPACE = 0.45  # width of a blank beside the width of a digit


@cache
def _glyphs() -> dict[str, np.ndarray]:
    """Every character's outline, drawn once: digits one unit high, standing on y = 0 from x = 0."""
    line = MathTypst(_MARKUP)
    if len(line.submobjects) != len(CHARACTERS):
        raise RuntimeError(
            f"{len(line.submobjects)} shapes for {len(CHARACTERS)} characters from Typst."
        )
    outlines = {character: shape.points for character, shape in zip(CHARACTERS, line, strict=True)}
    foot, top = outlines["1"][:, 1].min(), outlines["1"][:, 1].max()
    return {
        character: (points - [points[:, 0].min(), foot, 0]) / (top - foot)
        for character, points in outlines.items()
    }


@cache
def _pitch() -> float:
    """Width that every digit takes, so that numerals stand in columns."""
    return 1.12 * max(float(np.ptp(_glyphs()[digit][:, 0])) for digit in "0123456789")


class Written(VGroup):
    """A line of characters that stands on its baseline, y = 0 when it is made."""

    def __init__(
        self, text: str, *, size: float = theme.TEXT, color: ManimColor = theme.INK
    ) -> None:
        super().__init__()
        self.text, self.size = text, size
        drawn = _set_glyphs if set(text) <= {*CHARACTERS, " "} else _set_word
        for outline in drawn(text):
            glyph = VMobject(fill_color=color, fill_opacity=1, stroke_width=0)
            self.add(glyph.set_points(size * outline))


def _set_glyphs(text: str) -> list[np.ndarray]:
    """Numerals and mathematics, put together from outlines of digits one unit high."""
    outlines, x = [], 0.0
    for character in text:
        if character == " ":
            x += SPACE * _pitch()
            continue
        outline = _glyphs()[character]
        width = float(np.ptp(outline[:, 0]))
        advance = _pitch() if character.isdigit() else width + 0.16 * _pitch()
        outlines.append(outline + (x + (advance - width) / 2) * RIGHT)
        x += advance
    return outlines


@cache
def _word(text: str) -> Typst:
    literal = json.dumps(text, ensure_ascii=False)  # so that no character of it is markup
    return Typst(f"#{literal}", typst_preamble='#set text(font: "New Computer Modern")')


def _set_word(text: str) -> list[np.ndarray]:
    """A word; the 1 before it gives its scale and its baseline, and is left out."""
    one, *letters = (shape.points for shape in _word("1" + text).submobjects)
    foot, top = one[:, 1].min(), one[:, 1].max()
    return [(letter - [letters[0][:, 0].min(), foot, 0]) / (top - foot) for letter in letters]


class Readout(Written):
    """A number on screen: it reads itself from a record, and rounds at the last moment."""

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
        shown = numeral(look_up(record, path), decimals, sign)
        super().__init__(shown, size=size, color=color)
        self.reading = Reading(record, path, shown)


def numeral(value: Any, decimals: int, sign: bool = False) -> str:
    """A value as it is printed: whole numbers with thousands, others with fixed decimals."""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, np.integer)):
        return f"{value:,}".replace("-", "−")
    text = f"{value:+.{decimals}f}" if sign else f"{value:.{decimals}f}"
    if float(text) == 0:
        text = text.lstrip("+-")
    return text.replace("-", "−")


class Symbol(Written):
    """Letters and signs of the mathematics, such as w·a or =; never a number."""

    def __init__(
        self, text: str, *, size: float = theme.TEXT, color: ManimColor = theme.INK
    ) -> None:
        if any(map(str.isdigit, text)):
            raise ValueError(f"{text!r} holds a number; only a Readout puts numbers on screen.")
        super().__init__(text, size=size, color=color)


class Term(Symbol):
    """A word on screen, from the script; never a number."""


def phrase(*parts: Written) -> VGroup:
    """Written things side by side on one baseline, half a digit's height apart."""
    x = 0.0
    for part in parts:
        part.shift((x - part.get_left()[0]) * RIGHT)
        x = part.get_right()[0] + 0.5 * parts[0].size
    return VGroup(*parts)
