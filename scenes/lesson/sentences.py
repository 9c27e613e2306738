"""Sentences of a transcript: their terms marked, and their formulas kept together."""

import re

from scenes.script.captions import Caption
from scenes.script.glossary import Glossary
from scenes.script.line_breaking import CLOSING, OPENING
from scenes.script.wording import flat

TOGETHER = re.compile(r" ([=×→]) ")  # what no line may part from what stands beside it
IN_ITALICS = re.compile(r"(?<![A-Za-z])[az](?= ?\u00a0=)|(?<![A-Za-z])z(?![A-Za-z])")


def sentence(
    caption: Caption, language: str, glossary: Glossary, seen: set[tuple[str, str]]
) -> dict[str, object]:
    """A sentence in pieces; a piece that names a term for the first time has that term's name.

    A term comes with the signs that no line may part from it: opening, term, closing, name.
    """
    pieces = [["", "", "", ""]]
    for text, term in glossary.marked(language, flat(caption.text, language)):
        before = pieces[-1]
        if term:
            name = term.name if (term.name, language) not in seen else ""
            seen.add((term.name, language))
            rest = before[1].rstrip(OPENING)
            pieces.append([before[1].removeprefix(rest), text, "", name])
            before[1] = rest
        else:
            rest = text.lstrip(CLOSING + ",.;:!?)")
            before[2] = text.removesuffix(rest)
            pieces.append(["", rest, "", ""])
    return {"start": caption.start, "end": caption.end, "pieces": pieces}


def formulas(text: str) -> str:
    """A text as markup in which formulas stay on one line, with their letters as in the films."""
    from markupsafe import Markup, escape

    together = TOGETHER.sub("\u00a0\\1\u00a0", text)
    return Markup(IN_ITALICS.sub(r"<i>\g<0></i>", str(escape(together))))
