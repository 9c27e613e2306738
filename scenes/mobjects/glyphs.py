"""Outlines of what is written: numerals and mathematics glyph by glyph, words as a whole.

Words are set in New Computer Modern, which Typst brings along, and where they are Japanese in the
font of assets/fonts, so that every machine draws the same.
"""

import json
from functools import cache

import numpy as np
from manim import RIGHT, MathTypst, Typst
from PIL import ImageFont

from network.assets import asset

CHARACTERS = "0123456789+−.×=(),·awzbσ…"
_MARKUP = "0123456789 + − . × = ( ) , dot a w z b sigma dots.h"
JAPANESE = asset("fonts", "NotoSerifCJKjp-terms.otf")
FONTS = '("New Computer Modern", "Noto Serif CJK JP")'
STYLES = {
    "normal": f"font: {FONTS}",
    "italic": f'font: {FONTS}, style: "italic"',
    "code": 'font: "DejaVu Sans Mono"',  # which Typst brings along, too
}
EAST_ASIAN = "\u2e80"  # from this character on, the font of Japanese is asked
SPACE = 0.45  # width of a blank beside the width of a digit


def outlines_of(text: str, style: str = "normal") -> list[np.ndarray]:
    """The outline of each glyph of a line, (points, 3): digits one unit high, standing on y = 0.

    `style` is "normal", "italic", or "code", which is set in a font of even widths.
    """
    known = style == "normal" and set(text) <= {*CHARACTERS, " "}
    return _set_glyphs(text) if known else _set_word(text, style)


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
def _word(text: str, style: str) -> Typst:
    literal = json.dumps(text, ensure_ascii=False)  # so that no character of it is markup
    return Typst(
        f"#{literal}",
        typst_preamble=f"#set text({STYLES[style]})",
        font_paths=[str(JAPANESE.parent)],
    )


def _set_word(text: str, style: str) -> list[np.ndarray]:
    """A word; the 1 before it gives its scale and its baseline, and is left out."""
    one, *letters = (shape.points for shape in _word("1" + text, style).submobjects)
    foot, top = one[:, 1].min(), one[:, 1].max()
    return [(letter - [letters[0][:, 0].min(), foot, 0]) / (top - foot) for letter in letters]


def without_outline(text: str) -> str:
    """The characters of a text that the font of Japanese words lacks, in order, each once."""
    return "".join(dict.fromkeys(each for each in text if each >= EAST_ASIAN and _lacks(each)))


@cache
def _lacks(character: str) -> bool:
    font = ImageFont.truetype(JAPANESE, 32)
    nothing, shape = (bytes(font.getmask(each)) for each in ("\uffff", character))
    return shape == nothing
